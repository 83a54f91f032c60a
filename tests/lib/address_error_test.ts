import { assertEquals } from "@std/assert";
import { addressError, addressErrorName } from "../../lib/address_error.ts";
import { PLATFORMS } from "../../lib/platforms.ts";

const { linux, macos, windows } = PLATFORMS;

Deno.test("addressErrorName gives each system's number its name", () => {
  assertEquals(addressErrorName(-2, linux), "EAI_NONAME");
  assertEquals(addressErrorName(8, macos), "EAI_NONAME");
  assertEquals(addressErrorName(11001, windows), "EAI_NONAME");
  assertEquals(addressErrorName(-8, linux), "EAI_SERVICE");
  assertEquals(addressErrorName(9, macos), "EAI_SERVICE");
  assertEquals(addressErrorName(10109, windows), "EAI_SERVICE");
});

Deno.test("addressErrorName keeps a number that has no name", () => {
  assertEquals(addressErrorName(-4711, linux), "EAI_-4711");
});

Deno.test("addressError quotes what was asked and says what to do", () => {
  const query = { hostname: "x.invalid", service: "http" };
  const text = "Name or service not known";
  const error = addressError(query, -2, { text, platform: linux });
  assertEquals(
    error.message,
    'Cannot resolve "x.invalid" with service "http": EAI_NONAME, ' +
      "name or service not known; " +
      "check the spelling; AI_NUMERICHOST allows no names at all",
  );
  assertEquals(error.code, "EAI_NONAME");
  assertEquals(error.errorNumber, -2);
  assertEquals(error.systemText, text);
  assertEquals(error.address, "x.invalid");
});

Deno.test("addressError has words where the system has none", () => {
  const query = { hostname: "localhost", service: null };
  const error = addressError(query, 11002, { platform: windows });
  assertEquals(
    error.message,
    'Cannot resolve "localhost": EAI_AGAIN, ' +
      "temporary failure in name resolution; " +
      "is the network up, and its name server? Try again later",
  );
});

Deno.test("addressError keeps capitals that are not a sentence's first", () => {
  const query = { hostname: null, service: "80" };
  const error = addressError(query, -11, {
    text: "AI_SOMETHING odd",
    platform: linux,
  });
  assertEquals(
    error.message,
    'Cannot resolve the null host with service "80": EAI_SYSTEM, ' +
      "AI_SOMETHING odd",
  );
});
