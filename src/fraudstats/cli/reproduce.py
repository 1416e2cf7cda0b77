"""``fraudstats reproduce``: tables, notebooks and figures, from the raw records."""

from __future__ import annotations

import argparse
import os
from concurrent.futures import ThreadPoolExecutor
from pathlib import Path
from typing import Any

from fraudstats.cli.progress import bar
from fraudstats.errors import ReproduceError

__all__ = ["add_to"]

#: So many kernels run side by side.
_AT_A_TIME = 2


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
    from fraudstats.verification.execution import require_notebooks

    folder = arguments.folder
    if not (folder / "data/raw").is_dir() or not (folder / "notebooks").is_dir():
        raise ReproduceError(
            f"{os.path.abspath(folder)!r} is not a clone of fraudstats (no data/raw and notebooks); run this in one"
        )
    require_notebooks()
    print("1/2  tables")
    build(folder / "data/raw", folder / "data/processed", progress=bar("reading"))
    print(f"     {load(folder / 'data/processed')!r}")
    notebooks = sorted((folder / "notebooks").glob("*.ipynb"))
    print(f"2/2  {len(notebooks)} notebook(s)")
    with ThreadPoolExecutor(_AT_A_TIME) as pool:
        runs = [(path, pool.submit(_run_notebook, path)) for path in notebooks]
        try:
            for path, run in bar("running notebooks")(runs):
                run.result()
                print(f"     {path.name}")
        finally:  # after an error no other notebook is begun
            pool.shutdown(cancel_futures=True)
    figures = sorted((folder / "figures").glob("*.png"))
    print(f"\nDone: {len(figures)} figures in {folder / 'figures'}, tables in {folder / 'data/processed'},")
    print(f"executed notebooks in {folder / 'notebooks'}. Open them with 'python run.py lab'.")
    return 0


def _run_notebook(path: Path) -> None:
    """Execute a notebook in place; the same input gives the same bytes."""
    import nbformat

    from fraudstats.disk import write_atomically
    from fraudstats.verification.execution import executed, stop_of

    notebook = executed(path)
    if stop := stop_of(notebook):
        cell, error = stop
        raise ReproduceError(f"{path.name} stopped: {error}\nin the cell\n\n{cell.source}")
    write_atomically(path, (nbformat.writes(notebook) + "\n").encode())
