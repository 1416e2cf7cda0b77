"""One run of a notebook, from wherever it is asked for."""

import asyncio
from concurrent.futures import ThreadPoolExecutor

import nbformat

from fraudstats.verification.execution import executed, stop_of

v4 = nbformat.v4


def _stored(folder, *codes):
    path = folder / "one.ipynb"
    nbformat.write(v4.new_notebook(cells=[v4.new_code_cell(code) for code in codes]), path)
    return path


def test_it_runs_where_a_loop_is_running(tmp_path):
    """As in every cell of Jupyter; in a thread of its own, for a test that drives a browser leaves a loop here."""
    path = _stored(tmp_path, "print(1 / 4)")

    async def in_a_cell():
        return executed(path)

    with ThreadPoolExecutor() as pool:
        notebook = pool.submit(asyncio.run, in_a_cell()).result()
    assert notebook.cells[0].outputs[0].text == "0.25\n"
    assert stop_of(notebook) is None


def test_a_kernel_that_dies_is_said(tmp_path):
    notebook = executed(_stored(tmp_path, "1", "import os; os._exit(1)", "2"))
    cell, words = stop_of(notebook)
    assert cell is notebook.cells[1]
    assert words.startswith("DeadKernelError")
