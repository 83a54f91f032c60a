import { assertEquals } from "@std/assert";
import { CALL } from "../../../lib/system/call_constants.ts";
import { closeOnce } from "../../../lib/system/close.ts";

Deno.test("closeOnce does not repeat a close that a signal interrupted", () => {
  const closed: number[] = [];
  const interrupted = (errno: number) => ({
    close(fd: number) {
      closed.push(fd);
      return -1;
    },
    errno: () => errno,
  });
  assertEquals(closeOnce(interrupted(CALL.EINTR), 21), 0);
  assertEquals(closeOnce(interrupted(CALL.EBADF), 22), -1);
  assertEquals(closed, [21, 22]);
});
