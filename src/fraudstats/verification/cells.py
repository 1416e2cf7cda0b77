"""Two CSV tables, cell by cell."""

from __future__ import annotations

import csv
import io
from itertools import chain

from fraudstats.verification.texts import compare_texts
from fraudstats.verification.verdict import DIFFERENT, EQUAL, IDENTICAL, Comparison, worst

__all__ = ["compare_csv"]


def compare_csv(stored: bytes, new: bytes, tolerance: float) -> Comparison:
    """The verdict on two CSV files: numbers within the tolerance, all else exactly."""
    if stored == new:
        return Comparison(IDENTICAL)
    before, after = _rows(stored), _rows(new)
    columns = before[0] if before else []
    if before[:1] != after[:1]:
        return Comparison(DIFFERENT, f"columns {', '.join(columns)}, now {', '.join(chain(*after[:1]))}")
    if len(before) != len(after):
        return Comparison(DIFFERENT, f"{len(before) - 1} rows, now {len(after) - 1}")
    found = worst(
        _row(number, columns, *pair, tolerance) for number, pair in enumerate(zip(before, after, strict=True))
    )
    return found if found.verdict != IDENTICAL else Comparison(EQUAL, "the same cells, written otherwise")


def _row(number, columns, before, after, tolerance):
    if len(before) != len(after):
        return Comparison(DIFFERENT, f"row {number}: {len(before)} cells, now {len(after)}")
    cells = zip(columns, before, after, strict=False)
    return worst(compare_texts(a, b, tolerance, where=f"row {number}, {name}: ") for name, a, b in cells)


def _rows(content):
    return list(csv.reader(io.StringIO(content.decode())))
