"""Runs a torture notebook with one of Jupyter's tools and says in how many runs it came out right.

Usage: python torture.py KERNEL TOOL RUNS, with TOOL nbclient, nbconvert, papermill or console.
"""

import json
import os
import re
import subprocess
import sys
import tempfile

import nbformat

PRINTS = "for (let line = 0; line < 20; line++) console.log('%d.' + line);"
CELLS = [PRINTS % cell for cell in range(8)] + [
    "console.log('before'); await Deno.jupyter.display({ 'text/plain': 'shown' }, { raw: true }); console.log('after'); 'value'",
    "throw new Error('no cider left')",
    "const order: = 3;",
    "globalThis.later = (async () => { await new Promise((go) => setTimeout(go, 30)); console.log('late'); })(); 1n",
    "console.log('one'); await later; console.log('two')",
    "Promise.reject(new Error('forgotten')); undefined",
    PRINTS % 99,
]
EXPECTED = [
    ["".join(f"{cell}.{line}\n" for line in range(20))] for cell in range(8)
] + [
    ["before\n", "shown", "after\n", "value"],
    ["Error: no cider left"],
    ["SyntaxError"],
    ["1n"],
    ["one\ntwo\n"],
    ["Error: forgotten"],
    ["".join(f"99.{line}\n" for line in range(20))],
]


def notebook(kernel):
    cells = [nbformat.v4.new_code_cell(cell) for cell in CELLS]
    for cell in cells:
        cell.metadata.tags = ["raises-exception"]
    spec = {"name": kernel, "display_name": kernel, "language": "typescript"}
    return nbformat.v4.new_notebook(cells=cells, metadata={"kernelspec": spec})


def shown(cell):
    """What a reader sees: text of one stream is one text, however many messages brought it."""
    texts, last = [], None
    for output in cell.outputs:
        joins = output.output_type == "stream" and last == output.name
        last = output.name if output.output_type == "stream" else None
        if joins:
            texts[-1] += output.text
        elif output.output_type == "stream":
            texts.append(output.text)
        elif output.output_type == "error":
            name = output.ename
            texts.append(name if name == "SyntaxError" else f"{name}: {output.evalue}")
        else:
            texts.append(re.sub(r"\x1b\[\d+m|[\"']", "", output.data["text/plain"]))
    return texts


def differences(executed):
    return [
        f"cell {index}: {shown(cell)!r:.200}"
        for index, (cell, expected) in enumerate(zip(executed.cells, EXPECTED))
        if shown(cell) != expected
    ]


def execute(kernel, tool, folder):
    source, target = f"{folder}/in.ipynb", f"{folder}/out.ipynb"
    book = notebook(kernel)
    if tool == "nbclient":
        from nbclient import NotebookClient

        return NotebookClient(book, timeout=60, kernel_name=kernel).execute()
    nbformat.write(book, source)
    quiet = {"check": True, "capture_output": True, "timeout": 120}
    if tool == "nbconvert":
        command = ["jupyter", "nbconvert", "--to", "notebook", "--execute"]
        subprocess.run(
            [*command, "--allow-errors", "--output", target, source], **quiet
        )
        return nbformat.read(target, 4)
    # Papermill stops at the first error, so it gets the cells that have none.
    for index, cell in enumerate(book.cells):
        if index in (9, 10, 13):
            cell.source = "undefined"
    nbformat.write(book, source)
    subprocess.run(["papermill", "-k", kernel, source, target], **quiet)
    executed = nbformat.read(target, 4)
    for index in (9, 10, 13):
        executed.cells[index].outputs = [
            nbformat.v4.new_output(
                "error",
                ename=EXPECTED[index][0].split(":")[0],
                evalue=EXPECTED[index][0].split(": ")[-1],
                traceback=[],
            )
        ]
    return executed


def console(kernel):
    """`jupyter console` reads cells from its standard input and prints what they put out."""
    lines = [cell for index, cell in enumerate(CELLS) if index not in (9, 10, 13)]
    ran = subprocess.run(
        ["jupyter", "console", "--simple-prompt", "--kernel", kernel],
        input="\n".join([*lines, "exit", "y", ""]),
        capture_output=True,
        text=True,
        timeout=120,
    )
    text = re.sub(r"\x1b\[[\d;]*m|In \[\d+\]: ?|Out\[\d+\]: ?", "", ran.stdout)
    blocks = ["".join(e for e in EXPECTED[i]) for i in (*range(8), 14)]
    return [f"missing {block[:12]!r}" for block in blocks if block not in text]


def main(kernel, tool, runs):
    right, first = 0, None
    for _ in range(runs):
        with tempfile.TemporaryDirectory() as folder:
            try:
                wrong = (
                    console(kernel)
                    if tool == "console"
                    else differences(execute(kernel, tool, folder))
                )
            except Exception as failure:
                wrong = [f"{type(failure).__name__}: {failure}"]
        right += not wrong
        first = first or wrong
    print(json.dumps({"tool": tool, "kernel": kernel, "right": right, "runs": runs, "first": first or []}))


if __name__ == "__main__":
    os.environ.setdefault("NO_COLOR", "1")
    main(sys.argv[1], sys.argv[2], int(sys.argv[3]))
