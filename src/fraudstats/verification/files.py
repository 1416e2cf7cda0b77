"""Two files of one name, compared as their kind asks for."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Iterator
from pathlib import Path

from fraudstats.verification.cells import compare_csv
from fraudstats.verification.drawings import compare_pdf, compare_svg
from fraudstats.verification.pictures import compare_pictures
from fraudstats.verification.texts import compare_texts
from fraudstats.verification.verdict import MISSING, Comparison, Item

__all__ = ["compare_bytes", "compare_files"]

_KINDS: dict[str, Callable[[bytes, bytes, float], Comparison]] = {
    ".csv": compare_csv,
    ".svg": compare_svg,
    ".pdf": compare_pdf,
    ".png": lambda stored, new, _: compare_pictures(stored, new),
    ".txt": lambda stored, new, tolerance: compare_texts(stored.decode(), new.decode(), tolerance),
}


def compare_bytes(suffix: str, stored: bytes, new: bytes, tolerance: float) -> Comparison:
    """The verdict on two contents of a file that ends in `suffix`: csv, svg, pdf, png or txt."""
    return _KINDS[suffix](stored, new, tolerance)


def compare_files(kind: str, stored: Path, new: Path, names: Iterable[str], tolerance: float) -> Iterator[Item]:
    """An item for each name, of files that are in two folders.

    Parameters
    ----------
    kind : str
        ``figure`` or ``table``.
    stored, new : path
        The folders. The name of `stored` is that of the items.
    names : iterable of str
    tolerance : float
    """
    for name in names:
        lacking = [
            said for folder, said in ((stored, "not stored"), (new, "not made")) if not (folder / name).is_file()
        ]
        if lacking:
            found = Comparison(MISSING, " and ".join(lacking))
        else:
            before, after = ((folder / name).read_bytes() for folder in (stored, new))
            found = compare_bytes(Path(name).suffix, before, after, tolerance)
        yield Item(f"{stored.name}/{name}", "", kind, found)
