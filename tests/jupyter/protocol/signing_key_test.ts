import { createHmac } from "node:crypto";
import { assert, assertEquals, assertFalse } from "@std/assert";
import { SigningKey } from "../../../jupyter/protocol/signing_key.ts";

const octets = (text: string) => new TextEncoder().encode(text);

Deno.test("SigningKey signs as RFC 4231 §4.3 says", () => {
  assertEquals(
    new SigningKey("Jefe").sign([octets("what do ya want for nothing?")]),
    "5bdcc146bf60754e6a042426089575c75a003f089d2739839dec58b964ec3843",
  );
});

Deno.test("SigningKey signs with a key longer than a block as createHmac does, part by part, again and again", () => {
  for (const length of [63, 64, 65, 72, 200]) {
    const text = "k".repeat(length);
    const key = new SigningKey(text);
    for (const parts of [["one", "", "two"], ["three"], []]) {
      const expected = createHmac("sha256", text).update(parts.join(""))
        .digest("hex");
      assertEquals(key.sign(parts.map(octets)), expected);
    }
  }
});

Deno.test("SigningKey verifies its own signatures alone", () => {
  const signed = [octets("a cider")];
  const signature = octets(new SigningKey("key").sign(signed));
  assert(new SigningKey("key").verifies(signature, signed));
  assertFalse(new SigningKey("another").verifies(signature, signed));
  assertFalse(new SigningKey("key").verifies(signature.slice(1), signed));
  assertFalse(new SigningKey("key").verifies(octets(""), signed));
});

Deno.test("SigningKey that is empty signs nothing and takes everything", () => {
  assertEquals(new SigningKey("").sign([octets("a cider")]), "");
  assert(new SigningKey("").verifies(octets("?"), [octets("a cider")]));
});
