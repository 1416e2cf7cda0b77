"""A notebook run from its first cell to its last, in a kernel of its own."""

from __future__ import annotations

import asyncio
import os
from collections.abc import Mapping
from concurrent.futures import ThreadPoolExecutor
from contextlib import suppress
from importlib.util import find_spec
from pathlib import Path
from typing import Any

from fraudstats.errors import ReproduceError

__all__ = ["ONE_THREAD", "executed", "joined_streams", "require_notebooks", "stop_of"]

#: Several kernels at a time, each on one thread unless the user says otherwise: the matrices are small.
ONE_THREAD = {f"{library}_NUM_THREADS": "1" for library in ("OPENBLAS", "MKL", "OMP")}
_KERNEL = {"display_name": "Python 3", "language": "python", "name": "python3"}


def require_notebooks() -> None:
    """Refuse before any work where the packages that run notebooks are missing.

    Raises
    ------
    ReproduceError
        With the line that installs them.
    """
    if missing := [name for name in ("nbformat", "nbclient", "ipykernel") if find_spec(name) is None]:
        raise ReproduceError(f"notebooks need {', '.join(missing)}; run: pip install 'fraudstats[notebooks]'")


def executed(path: Path, environment: Mapping[str, str] | None = None) -> Any:
    """A notebook as it is after a run, in the form in which it is stored; the same input gives the same content.

    It stops at the first error, or with its kernel, which `stop_of` then finds. The file is not changed.

    Parameters
    ----------
    path : path
        The notebook; it runs in its folder.
    environment : mapping, optional
        Variables of the kernel besides those of this process and of `ONE_THREAD`.
    """
    import nbformat
    from nbclient import NotebookClient
    from nbclient.exceptions import CellExecutionError, CellTimeoutError, DeadKernelError

    notebook = nbformat.read(path, as_version=4)
    for cell in notebook.cells:
        if cell.cell_type == "code":
            cell.outputs, cell.execution_count = [], None
    begun: list[Any] = []
    client = NotebookClient(
        notebook,
        timeout=600,
        kernel_name="python3",
        extra_arguments=["--log-level=ERROR"],
        record_timing=False,
        resources={"metadata": {"path": path.parent}},
        on_cell_execute=lambda cell, cell_index: begun.append(cell),
    )
    variables = {**ONE_THREAD, **os.environ, **(environment or {})}
    try:
        with suppress(CellExecutionError):  # it is in the outputs
            _run(client.async_execute(env=variables))
    except (CellTimeoutError, DeadKernelError) as error:
        _note(begun[-1], error)
    notebook.metadata = {"kernelspec": _KERNEL, "language_info": {"name": "python"}}
    for cell in notebook.cells:
        cell.metadata.pop("execution", None)
        if cell.cell_type == "code":
            cell.outputs = joined_streams(cell.outputs)
    return notebook


def _run(work):
    """Wait for it in a thread of its own: that of the caller may have a running loop, as in Jupyter."""
    with ThreadPoolExecutor(max_workers=1) as thread:
        return thread.submit(asyncio.run, work).result()


def _note(cell, error):
    """Put what ended the kernel where an error of the code would stand."""
    from nbformat.v4 import new_output

    words = str(error).strip().splitlines()
    cell.outputs.append(new_output("error", ename=type(error).__name__, evalue=words[0] if words else "", traceback=[]))


def stop_of(notebook: Any) -> tuple[Any, str] | None:
    """The cell that failed and its error in words, if one did."""
    for cell in notebook.cells:
        for output in cell.get("outputs", []):
            if output["output_type"] == "error":
                return cell, f"{output['ename']}: {output['evalue']}"
    return None


def joined_streams(outputs: Any) -> list[Any]:
    """The outputs with neighbouring pieces of one stream in one: where a kernel cuts it depends on the clock."""
    joined = []
    for output in outputs:
        last = joined[-1] if joined else None
        if last and output.output_type == last.output_type == "stream" and output.name == last.name:
            last.text += output.text
        else:
            joined.append(output)
    return joined
