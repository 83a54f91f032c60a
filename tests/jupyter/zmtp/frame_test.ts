import { assertEquals, assertThrows } from "@std/assert";
import fc from "fast-check";
import {
  encodePing,
  encodePong,
  encodeReady,
  parseCommand,
  parseProperties,
} from "../../../jupyter/zmtp/command.ts";
import { encodeMessage, type Frame } from "../../../jupyter/zmtp/frame.ts";
import { FrameDecoder } from "../../../jupyter/zmtp/frame_decoder.ts";
import {
  encodeGreeting,
  parseGreeting,
} from "../../../jupyter/zmtp/greeting.ts";
import { ZmtpError } from "../../../jupyter/zmtp/zmtp_error.ts";

function octets(text: string): Uint8Array<ArrayBuffer> {
  return new TextEncoder().encode(text);
}

/** `"05"READY` reads as the octet 5 and then letters: golden bytes that can be compared with a capture by eye. */
function golden(text: string): Uint8Array {
  const pieces = text.match(/\\x[0-9a-f]{2}|./g) ?? [];
  return new Uint8Array(
    pieces.map((piece) =>
      piece.length === 4 ? parseInt(piece.slice(2), 16) : piece.charCodeAt(0)
    ),
  );
}

Deno.test("encodeGreeting gives the golden 64 octets", () => {
  assertEquals(
    encodeGreeting().toHex(),
    "ff00000000000000007f03004e554c4c" + "00".repeat(48),
  );
});

Deno.test("parseGreeting reads libzmq's, which speaks 3.1", () => {
  const libzmq = Uint8Array.fromHex(
    "ff00000000000000017f03014e554c4c" + "00".repeat(48),
  );
  assertEquals(parseGreeting(libzmq), {
    major: 3,
    minor: 1,
    mechanism: "NULL",
  });
});

const GREETINGS: [
  name: string,
  change: (greeting: Uint8Array) => Uint8Array,
  message: string,
][] = [
  ["63 octets", (greeting) => greeting.subarray(1), "of 63 octets"],
  [
    "no signature",
    (greeting) => greeting.fill(0x48, 0, 1),
    "does not speak ZMTP (it began with octet 72)",
  ],
  [
    "a broken signature",
    (greeting) => greeting.fill(0, 9, 10),
    "does not speak ZMTP",
  ],
  [
    "version 2",
    (greeting) => greeting.fill(2, 10, 11),
    "it speaks ZMTP 2, expected 3",
  ],
  [
    "mechanism CURVE",
    (greeting) => (greeting.set(octets("CURVE"), 12), greeting),
    `it wants mechanism "CURVE"`,
  ],
];
for (const [name, change, message] of GREETINGS) {
  Deno.test(`parseGreeting refuses ${name}`, () => {
    const greeting = change(encodeGreeting());
    assertThrows(() => parseGreeting(greeting), ZmtpError, message);
  });
}

Deno.test("encodeReady gives the golden octets", () => {
  assertEquals(
    encodeReady("DEALER", octets("bar")),
    golden(
      "\\x04\\x2c\\x05READY\\x0bSocket-Type\\x00\\x00\\x00\\x06DEALER\\x08Identity\\x00\\x00\\x00\\x03bar",
    ),
  );
});

Deno.test("encodeMessage gives the golden octets of short and long frames", () => {
  assertEquals(
    encodeMessage([octets("a"), new Uint8Array()]),
    golden("\\x01\\x01a\\x00\\x00"),
  );
  const body = new Uint8Array(256).fill(120);
  assertEquals(
    encodeMessage([new Uint8Array(255).fill(121), body]),
    new Uint8Array([
      ...golden("\\x01\\xff"),
      ...new Uint8Array(255).fill(121),
      ...golden("\\x02\\x00\\x00\\x00\\x00\\x00\\x00\\x01\\x00"),
      ...body,
    ]),
  );
});

Deno.test("encodePing and encodePong give the golden octets, the context repeated", () => {
  assertEquals(encodePing(), golden("\\x04\\x07\\x04PING\\x00\\x00"));
  const ping = parseCommand(golden("\\x04PING\\x00\\x0ahello"));
  assertEquals(encodePong(ping), golden("\\x04\\x0a\\x04PONGhello"));
});

Deno.test("FrameDecoder gives the same frames for every way of cutting the octets", () => {
  fc.assert(fc.property(
    fc.array(
      fc.array(fc.uint8Array({ maxLength: 600 }), {
        minLength: 1,
        maxLength: 4,
      }),
      { maxLength: 5 },
    ),
    fc.array(fc.nat({ max: 300 }), { minLength: 1 }),
    (messages, cuts) => {
      const stream = new Uint8Array(
        messages.flatMap((parts) => [...encodeMessage(parts)]),
      );
      const decoder = new FrameDecoder();
      const frames: Frame[] = [];
      for (let at = 0, turn = 0; at < stream.length; turn++) {
        const size = 1 + cuts[turn % cuts.length];
        frames.push(...decoder.push(stream.subarray(at, at + size)));
        at += size;
      }
      assertEquals(
        frames,
        messages.flatMap((parts) =>
          parts.map((body, index) => ({
            body: new Uint8Array(body),
            more: index < parts.length - 1,
            command: false,
          }))
        ),
      );
      assertEquals(decoder.idle, true);
    },
  ));
});

Deno.test("FrameDecoder keeps no memory for a length that is only claimed", () => {
  const decoder = new FrameDecoder();
  const claim = golden("\\x02\\x00\\x00\\x00\\x00\\x0f\\xff\\xff\\xff");
  assertEquals(decoder.push(claim), []);
  assertEquals(decoder.idle, false);
});

const FRAMES: [name: string, octets: string, message: string][] = [
  ["reserved flags", "\\x08\\x00", "its flags are 8"],
  ["a command of several frames", "\\x05\\x00", "its flags are 5"],
  [
    "a frame beyond the limit",
    "\\x02\\x00\\x00\\x00\\x00\\xff\\x00\\x00\\x00",
    "the limit is",
  ],
  [
    "a negative length",
    "\\x02\\xff\\xff\\xff\\xff\\xff\\xff\\xff\\xff",
    "the limit is",
  ],
];
for (const [name, text, message] of FRAMES) {
  Deno.test(`FrameDecoder refuses ${name}, whole and octet by octet`, () => {
    assertThrows(
      () => new FrameDecoder().push(golden(text)),
      ZmtpError,
      message,
    );
    const decoder = new FrameDecoder();
    assertThrows(
      () =>
        golden(text).forEach((octet) => decoder.push(new Uint8Array([octet]))),
      ZmtpError,
      message,
    );
  });
}

Deno.test("parseCommand refuses a name that is cut off", () => {
  for (const text of ["", "\\x00", "\\x05REA"]) {
    assertThrows(() => parseCommand(golden(text)), ZmtpError, "cut off");
  }
});

Deno.test("parseProperties reads READY's and refuses those that are cut off", () => {
  const ready = golden(
    "\\x0bSocket-TYPE\\x00\\x00\\x00\\x03SUB\\x01x\\x00\\x00\\x00\\x00",
  );
  assertEquals(
    parseProperties(ready),
    new Map([["socket-type", octets("SUB")], ["x", new Uint8Array()]]),
  );
  for (let length = 1; length < 19; length++) {
    assertThrows(
      () => parseProperties(ready.subarray(0, length)),
      ZmtpError,
      "cut off",
    );
  }
});
