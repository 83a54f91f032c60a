import { assertEquals, assertThrows } from "@std/assert";
import { createMessage } from "../../../jupyter/protocol/message.ts";
import { SigningKey } from "../../../jupyter/protocol/signing_key.ts";
import {
  decodeWireMessage,
  encodeWireMessage,
  WireMessageError,
} from "../../../jupyter/protocol/wire_message.ts";

const KEY = new SigningKey("the key");
const NO_KEY = new SigningKey("");

function octets(text: string): Uint8Array<ArrayBuffer> {
  return new TextEncoder().encode(text);
}

/** Signed by Session.sign of Python's jupyter_client. */
const BY_JUPYTER = [
  "table-1",
  "<IDS|MSG>",
  "566630007fd04be924ddb497ab4b311152bb19b47fdb7c75ea0200a405c394fc",
  '{"msg_id":"1","msg_type":"kernel_info_request","session":"s","username":"u","date":"2026-01-01T00:00:00Z","version":"5.3"}',
  "{}",
  "{}",
  '{"text":"été"}',
].map(octets);

Deno.test("decodeWireMessage takes what jupyter_client signed, and encodeWireMessage gives the same parts", () => {
  const { identities, message } = decodeWireMessage(BY_JUPYTER, KEY);
  assertEquals(identities, [octets("table-1")]);
  assertEquals(message.header.msg_type, "kernel_info_request");
  assertEquals(message.content, { text: "été" });
  assertEquals(encodeWireMessage(message, KEY, identities), BY_JUPYTER);
});

Deno.test("decodeWireMessage gives back identities, buffers and all else", () => {
  const message = createMessage("comm_msg", { a: [1, null] }, "session");
  message.buffers.push(new Uint8Array([0, 255]), new Uint8Array());
  const identities = [octets("one"), octets("two")];
  const parts = encodeWireMessage(message, KEY, identities);
  const decoded = decodeWireMessage(parts, KEY);
  assertEquals(decoded.identities, identities);
  assertEquals(decoded.message, message);
  assertEquals(decoded.signature.length, 64);
});

Deno.test("decodeWireMessage refuses a message of which any signed octet was changed", () => {
  for (let part = 2; part < BY_JUPYTER.length; part++) {
    for (let at = 0; at < BY_JUPYTER[part].length; at++) {
      const parts = BY_JUPYTER.map((octets) => octets.slice());
      parts[part][at] ^= 1;
      assertThrows(
        () => decodeWireMessage(parts, KEY),
        WireMessageError,
        "its signature is not that of our key",
      );
    }
  }
  assertThrows(
    () => decodeWireMessage(BY_JUPYTER, new SigningKey("another key")),
    WireMessageError,
  );
});

Deno.test("decodeWireMessage without a key takes what is not signed", () => {
  const parts = BY_JUPYTER.toSpliced(2, 1, new Uint8Array());
  assertEquals(decodeWireMessage(parts, NO_KEY).message.header.msg_id, "1");
});

const MALFORMED: [name: string, parts: string[], message: string][] = [
  ["no parts", [], "there is no delimiter"],
  ["no delimiter", ["a", "{}", "{}", "{}", "{}"], "there is no delimiter"],
  ["too few parts", ["<IDS|MSG>", "", "{}", "{}", "{}"], "4 parts follow"],
  ["no JSON", ["<IDS|MSG>", "", "{", "{}", "{}", "{}"], "not JSON in UTF-8"],
  ["an array", ["<IDS|MSG>", "", "[]", "{}", "{}", "{}"], "not a JSON object"],
  [
    "no type",
    ["<IDS|MSG>", "", "{}", "{}", "{}", "{}"],
    "no msg_id or msg_type",
  ],
];
for (const [name, parts, message] of MALFORMED) {
  Deno.test(`decodeWireMessage refuses ${name}`, () => {
    assertThrows(
      () => decodeWireMessage(parts.map(octets), NO_KEY),
      WireMessageError,
      message,
    );
  });
}

Deno.test("decodeWireMessage refuses octets that are not UTF-8", () => {
  const parts = ["<IDS|MSG>", "", "{}", "{}", "{}"].map(octets);
  assertThrows(
    () =>
      decodeWireMessage([...parts, new Uint8Array([0x7b, 0xff, 0x7d])], NO_KEY),
    WireMessageError,
    "not JSON in UTF-8",
  );
});
