/** The text of a notebook of 60 cells as a lecture has them: prose, code, printed text, a table now and then. */
export function makeSixtyCells(): string {
  const cells = Array.from({ length: 30 }, (_, turn) => [
    markdownCell(turn),
    codeCell(turn),
  ]).flat();
  return JSON.stringify({
    cells,
    metadata: {
      kernelspec: {
        name: "deno",
        display_name: "Deno",
        language: "typescript",
      },
      language_info: { name: "typescript", file_extension: ".ts" },
    },
    nbformat: 4,
    nbformat_minor: 5,
  });
}

function markdownCell(turn: number) {
  return {
    cell_type: "markdown",
    id: `prose-${turn}`,
    metadata: {
      slideshow: { slide_type: turn % 3 === 0 ? "slide" : "subslide" },
    },
    source:
      `## Turn ${turn}: a port tells TCP which application\n\nThe **listener** waits at port \`${
        8000 + turn
      }\`; a client gets an *ephemeral* one.\n\n- one connection is a pair of addresses\n- its bytes arrive in order\n\n| from | to |\n|---|---|\n| 127.0.0.1:${
        50000 + turn
      } | 127.0.0.1:${8000 + turn} |`,
  };
}

function codeCell(turn: number) {
  return {
    cell_type: "code",
    id: `code-${turn}`,
    metadata: turn % 2 === 0 ? {} : { slideshow: { slide_type: "fragment" } },
    execution_count: turn + 1,
    source:
      `// Turn ${turn}\nconst bar = await listen(0);\nusing guest = await connect("localhost", bar.addr.port);\nawait writeAll(guest, \`order \${${turn}}\\n\`);\nfor await (const line of lines(await bar.accept())) {\n  console.log(line, /^order (\\d+)$/.exec(line)?.[1]);\n  break;\n}\nassertEquals(typeof bar.addr.port, "number");`,
    outputs: [{
      output_type: "stream",
      name: "stdout",
      text:
        `order ${turn} ${turn}\n\u001b[32m✓\u001b[0m the port is a number\n`,
    }],
  };
}
