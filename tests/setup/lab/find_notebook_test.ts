import { assertEquals, assertThrows } from "@std/assert";
import { join } from "node:path";
import { findNotebook } from "../../../setup/lab/find_notebook.ts";
import { CommandError } from "../../../setup/parse_command.ts";
import { FakeHome } from "../kernelspec/fake_home.ts";

async function withCourse(
  body: (course: string, home: FakeHome) => void,
): Promise<void> {
  await using home = await FakeHome.make();
  for (const name of ["00_start_here", "03_byte_pipe", "03_more"]) {
    await home.write(`course/${name}.ipynb`, "{}");
  }
  await home.write("mine/own.ipynb", "{}");
  await home.write("course/solutions/03_byte_pipe.ipynb", "{}");
  body(join(home.folder, "course"), home);
}

Deno.test("findNotebook opens the first one unless told otherwise", () =>
  withCourse((course, { folder }) => {
    assertEquals(findNotebook(course, folder), {
      folder: course,
      path: join(course, "00_start_here.ipynb"),
    });
  }));

Deno.test("findNotebook takes paths, and names in the course", () =>
  withCourse((course, { folder }) => {
    const path = join(course, "03_byte_pipe.ipynb");
    for (
      const [calledFrom, meant] of [
        [folder, "course/03_byte_pipe.ipynb"],
        [course, "03_byte_pipe.ipynb"],
        [folder, "03_byte_pipe.ipynb"],
        [folder, "03_byte_pipe"],
        [folder, "03_b"],
        [folder, path],
      ]
    ) {
      assertEquals(findNotebook(course, calledFrom, meant), {
        folder: course,
        path,
      });
    }
  }));

Deno.test("findNotebook roots a notebook of one's own in its folder", () =>
  withCourse((course, { folder }) => {
    const own = join(folder, "mine");
    assertEquals(findNotebook(course, folder, "mine/own.ipynb"), {
      folder: own,
      path: join(own, "own.ipynb"),
    });
  }));

Deno.test("findNotebook says what there is", () =>
  withCourse((course, { folder }) => {
    assertThrows(
      () => findNotebook(course, folder, "99"),
      CommandError,
      'Cannot open "99": no such notebook; there are 00_start_here.ipynb, 03_byte_pipe.ipynb',
    );
    assertThrows(
      () => findNotebook(course, folder, "03"),
      CommandError,
      'Cannot open "03": several fit; there are 03_byte_pipe.ipynb, 03_more.ipynb',
    );
  }));
