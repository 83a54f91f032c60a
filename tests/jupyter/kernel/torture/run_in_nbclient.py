"""Runs a notebook with nbclient and interrupts the cell that says it waits.

Usage: python run_in_nbclient.py SOURCE TARGET FOLDER WAITS
"""

import asyncio
import sys

import nbformat
from nbclient import NotebookClient


class InterruptingClient(NotebookClient):
    """Interrupts the kernel, as a program would that holds its manager, once a cell prints `waits`."""

    waits = ""

    def process_message(self, msg, cell, cell_index):
        if self.waits in msg["content"].get("text", ""):
            self.interrupting = asyncio.ensure_future(self.km.interrupt_kernel())
        return super().process_message(msg, cell, cell_index)


source, target, folder, InterruptingClient.waits = sys.argv[1:]
notebook = nbformat.read(source, 4)
client = InterruptingClient(notebook, resources={"metadata": {"path": folder}}, timeout=60)
try:
    client.execute()
finally:
    nbformat.write(notebook, target)
