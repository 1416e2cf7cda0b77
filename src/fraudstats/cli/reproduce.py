"""``fraudstats reproduce``: tables, notebooks and figures, from the raw records."""

from __future__ import annotations

import argparse
from importlib.util import find_spec
from pathlib import Path
from typing import Any

from fraudstats.cli.progress import bar
from fraudstats.errors import ReproduceError

__all__ = ["add_to"]


def add_to(commands: Any) -> None:
    """Add the subcommand."""
    reproduce = commands.add_parser(
        "reproduce", help="the main job: build the tables, run every notebook, draw every figure"
    )
    reproduce.add_argument(
        "--in", dest="folder", type=Path, default=Path(), metavar="FOLDER", help="clone (default: .)"
    )
    reproduce.set_defaults(run=_run)


def _run(arguments: argparse.Namespace) -> int:
    from fraudstats.dataset import build, load

    folder = arguments.folder
    if not (folder / "data/raw").is_dir() or not (folder / "notebooks").is_dir():
        raise ReproduceError(
            f"{str(folder.resolve())!r} is not a clone of fraudstats (no data/raw and notebooks); run this in one"
        )
    _require_notebooks()
    print("1/2  tables")
    build(folder / "data/raw", folder / "data/processed", progress=bar("reading"))
    print(f"     {load(folder / 'data/processed')!r}")
    notebooks = sorted((folder / "notebooks").glob("*.ipynb"))
    print(f"2/2  {len(notebooks)} notebook(s)")
    for path in bar("running notebooks")(notebooks):
        _run_notebook(path)
        print(f"     {path.name}")
    figures = sorted((folder / "figures").glob("*.png"))
    print(f"\nDone: {len(figures)} figures in {folder / 'figures'}, tables in {folder / 'data/processed'},")
    print(f"executed notebooks in {folder / 'notebooks'}. Open them with 'python run.py lab'.")
    return 0


def _require_notebooks() -> None:
    """Refuse before any work where the packages that run notebooks are missing."""
    if missing := [name for name in ("nbformat", "nbclient", "ipykernel") if find_spec(name) is None]:
        raise ReproduceError(f"notebooks need {', '.join(missing)}; run: pip install 'fraudstats[notebooks]'")


def _run_notebook(path: Path) -> None:
    """Execute a notebook in place; the same input gives the same bytes."""
    import nbformat
    from nbclient import NotebookClient
    from nbclient.exceptions import CellExecutionError

    from fraudstats.dataset.store import write_atomically

    notebook = nbformat.read(path, as_version=4)
    client = NotebookClient(
        notebook, timeout=600, kernel_name="python3", record_timing=False, resources={"metadata": {"path": path.parent}}
    )
    try:
        client.execute()
    except CellExecutionError as error:
        raise ReproduceError(f"{path.name} stopped: {error.ename}: {error.evalue}\n{_stopped_cell(notebook)}") from None
    notebook.metadata = {"kernelspec": _KERNEL, "language_info": {"name": "python"}}
    for cell in notebook.cells:
        cell.metadata.pop("execution", None)
        if cell.cell_type == "code":
            cell.outputs = _joined_streams(cell.outputs)
    write_atomically(path, (nbformat.writes(notebook) + "\n").encode())


def _joined_streams(outputs):
    """The outputs with neighbouring pieces of one stream in one: where a kernel cuts it depends on the clock."""
    joined = []
    for output in outputs:
        last = joined[-1] if joined else None
        if last and output.output_type == last.output_type == "stream" and output.name == last.name:
            last.text += output.text
        else:
            joined.append(output)
    return joined


def _stopped_cell(notebook):
    """The code of the cell that failed."""
    cells = [c for c in notebook.cells if any(o["output_type"] == "error" for o in c.get("outputs", []))]
    return "".join(f"in the cell\n\n{cell.source}" for cell in cells)


_KERNEL = {"display_name": "Python 3", "language": "python", "name": "python3"}
