"""`verify`: run again, compare, say."""

from __future__ import annotations

import tempfile
from collections.abc import Callable, Iterable, Iterator
from concurrent.futures import ThreadPoolExecutor
from itertools import chain
from pathlib import Path
from time import monotonic
from typing import Any

from fraudstats.errors import ReproduceError
from fraudstats.verification.drawn import compare_figures
from fraudstats.verification.environment import environment
from fraudstats.verification.execution import executed, require_notebooks, stop_of
from fraudstats.verification.files import compare_files
from fraudstats.verification.notebook import compare_notebooks
from fraudstats.verification.place import chosen_notebooks, place_of, working_copy
from fraudstats.verification.result import Verification
from fraudstats.verification.verdict import TOLERANCE, Item

__all__ = ["verify"]


def verify(
    *only: str,
    folder: str | Path | None = None,
    tolerance: float = TOLERANCE,
    jobs: int = 2,
    progress: Callable[[list[Any]], Iterable[Any]] = iter,
) -> Verification:
    """Make tables, notebooks and figures again on this machine, and hold each result against the stored one.

    Each notebook runs once, in a passing copy: nothing that is stored is written to. In a clone, the tables are built
    from the raw records as well, and the files of the figures are compared. An installed package has the tables ready,
    and the pictures inside its notebooks.

    Parameters
    ----------
    *only : str
        Numbers or names of notebooks, such as ``"04"``; all by default, and the tables.
    folder : path, optional
        A clone of the same state of the data; by default the one that the package runs from, or the package.
    tolerance : float, optional
        Relative difference up to which two numbers that are not whole are equal. Whole numbers and words are compared
        exactly.
    jobs : int, optional
        How many notebooks run at a time.
    progress : callable, optional
        Wraps the list of what is to be done, for a progress bar.

    Returns
    -------
    Verification
        The verdict on every item, and on what it ran.

    Raises
    ------
    ReproduceError
        If the packages that run notebooks are missing, or there are no such notebooks.

    References
    ----------
    Pimentel, Murta, Braganholo and Freire (2019), A large-scale study about quality and reproducibility of Jupyter
    notebooks, 16th International Conference on Mining Software Repositories: 24% of 863,878 notebooks ran without an
    error, and 4% gave the same results.

    Examples
    --------
    >>> import fraudstats as fs
    >>> fs.verify("04", jobs=1).agrees  # doctest: +SKIP
    True
    """
    _check(tolerance, jobs)
    require_notebooks()
    begin = monotonic()
    root = place_of(None if folder is None else Path(folder))
    paths = chosen_notebooks(root, only)
    with tempfile.TemporaryDirectory(prefix="fraudstats-") as name:
        target = Path(name)
        notebooks = working_copy(root, target)
        variables = {"FRAUDSTATS_FIGURES": str(target / "figures")}
        with ThreadPoolExecutor(jobs) as pool:
            runs = [(path, pool.submit(executed, notebooks / path.name, variables)) for path in paths]
            try:
                tables = [] if only else list(_tables(root, target, tolerance))
                found = [_notebook(path, run.result(), tolerance) for path, run in progress(runs)]
            finally:  # after an error no other notebook is begun
                pool.shutdown(cancel_futures=True)
        items = [*tables, *chain.from_iterable(group for group, _ in found)]
        if any((root / part).is_dir() for part in ("figures", "data/raw")):  # an installed package holds none
            for path, (_, stopped) in zip(paths, found, strict=True):
                items += compare_figures(path.stem, root / "figures", target / "figures", tolerance, stopped)
    return Verification(tuple(items), environment(), tolerance, monotonic() - begin)


def _check(tolerance, jobs):
    if not 0 <= tolerance < 1:
        raise ReproduceError(f"a tolerance is a relative difference from 0 to below 1, such as 1e-6, not {tolerance!r}")
    if jobs < 1:
        raise ReproduceError(f"at least one notebook runs at a time, not {jobs!r}")


def _tables(root, target, tolerance) -> Iterator[Item]:
    """The tables built from the raw records; an installed package holds none."""
    from fraudstats.dataset import build

    if (root / "data/raw").is_dir():
        stored, new = root / "data/processed", target / "data/processed"
        build(root / "data/raw", new)
        names = sorted({path.name for folder in (stored, new) for path in folder.glob("*.csv")})
        yield from compare_files("table", stored, new, names, tolerance)


def _notebook(path, new, tolerance):
    """The items of a notebook, and whether it stopped."""
    import nbformat

    stored = nbformat.read(path, as_version=4)
    return list(compare_notebooks(f"notebooks/{path.name}", stored, new, tolerance)), bool(stop_of(new))
