"""Which column holds the values: one that is named, or the only one that can be meant."""

from __future__ import annotations

import re
from collections.abc import Iterable
from difflib import get_close_matches
from typing import Any

import pandas as pd

from fraudstats.errors import TableError
from fraudstats.sheets.cell import is_pair, kind_of, plain_words, words_of
from fraudstats.sheets.report import some
from fraudstats.sheets.wide import Spread, period_in

__all__ = ["choose_value", "has_ends", "holds_numbers", "is_change", "is_code", "refuse_pairs", "value_columns"]

_CHANGE = re.compile(
    r"\bchanges?\b|year[- ]on[- ]year|\byoy\b|\bgrowth\b|\bdiff(?:erence)?\b|\bpct\b|\bper ?cent(?:age)?\b|%|"
    r"\bshare\b|\brates?\b|"
    r"\bvs\b|compared|increase|decrease|同比|環比|环比|增减|增減|增长|增長|增幅|比較|比较|変化|構成比|比重|占比|"
    r"差額$|差$|率$|rank"
)
_CODE = re.compile(
    r"\b(?:id|codes?|index|rank|fips|postcode|zip|lat|lon|latitude|longitude|objectid)\.?$|^unnamed|番号$|编号$|"
    r"代码$|順位$"
)
_BAND = {"estimate", "median", "mean", "lower_bound", "upper_bound"}
_SAMPLE = 300
#: What a column that only numbers the rows is called, and what it holds.
_NUMBER = re.compile(r"^(?:#|s\.? ?n|sl|sr|no|nr|number|row)\b|^序号|^序號|^番号")
_NUMBERING = [str(row) for row in range(1, _SAMPLE + 1)]


def value_columns(cells: Any, taken: tuple[str, ...]) -> list[str]:
    """The columns that can be values: numbers, and no changes, shares or codes."""
    return [
        name
        for name in cells.columns
        if name not in taken and holds_numbers(cells[name]) and not _is_other(name, cells[name])
    ]


def is_change(name: str) -> bool:
    """Whether a column is called a change, a share or a rate."""
    return _CHANGE.search(words_of(name)) is not None


def is_code(name: str) -> bool:
    """Whether a column is called a code, a place or a rank."""
    return _CODE.search(words_of(name)) is not None


def choose_value(cells: pd.DataFrame, name: str, value: str | None, taken: tuple[str, ...], spreads: Spread) -> str:
    """The column of values, or the heading of those that hold them side by side.

    Raises
    ------
    TableError
        If several can be meant, or none.
    """
    headings = list(spreads)
    if value is None and not headings and (ends := _ends(cells)):
        return ends
    if value is not None:
        return _named(cells, name, value, headings)
    columns = [] if headings else value_columns(cells, taken)
    candidates = headings or columns
    if len(candidates) == 1:
        return candidates[0]
    if candidates:
        raise TableError(
            f"{name} has {len(candidates)} columns that can be values: "
            f"{some(candidates, 12)}{_repeats(cells, columns)}; say "
            f"which, value={candidates[0]!r}"
        )
    raise TableError(
        f"{name} has no column of numbers that can be values; it has {some(cells.columns, 12)}; say which is meant, "
        f"value="
    )


def _ends(cells):
    """The value beside columns `lower` and `upper`, or the lower end where no value is given."""
    names = {str(name).lower().strip(): name for name in cells.columns}
    return names.get("value", names["lower"]) if has_ends(names) else None


def has_ends(names: Iterable[str]) -> bool:
    """Whether columns in small letters give ranges; beside an estimate, `lower` and `upper` are a band and no range."""
    return {"lower", "upper"} <= set(names) and not _BAND & set(names)


def _named(cells, name, value, headings):
    known = [*headings, *cells.columns]
    if value in known:
        return value
    alike = [one for one in known if plain_words(str(one)) == plain_words(str(value))]
    if len(alike) == 1:
        return alike[0]
    numbered = [one for one in known if one.startswith(f"{value} (")]
    near = numbered or get_close_matches(str(value), known, n=2, cutoff=0.5)
    meant = f"did you mean {' or '.join(map(repr, near))}? " if near else ""
    raise TableError(f"{name} has no column {value!r} for value=; {meant}it has {some(known, 12)}")


def refuse_pairs(cells: Any, name: str, column: str) -> None:
    """Refuse a column with two numbers in each cell, with how to part them."""
    texts = [text for text in cells[column].head(_SAMPLE) if text.strip()]
    if texts and 2 * sum(map(is_pair, texts)) > len(texts):
        row = next(row for row, text in cells[column].items() if is_pair(text))
        stem, label = period_in(column, (column,))
        label = label or (match.group() if (match := re.search(r"\d{2,4}/\d{2,4}", column)) else "")
        halves = label.split("/") if label.count("/") == 1 else ["first", "second"]
        first, second = (
            half if half in ("first", "second") else f"20{half}" if len(half) == 2 else half for half in halves
        )
        raise TableError(
            f"{name}, row {row}, {column!r}: {cells[column][row]!r} are two numbers in one cell; give each a column "
            f"of its own, "
            f"{f'{stem} {first}'.strip()!r} and {f'{stem} {second}'.strip()!r}"
        )


def holds_numbers(column: pd.Series) -> bool:
    """Whether most cells of a column are numbers."""
    kinds = [one for text in column.head(_SAMPLE) if (one := kind_of(text)) not in ("blank", "missing")]
    return bool(kinds) and 2 * sum(one in ("number", "year") for one in kinds) > len(kinds)


def _is_other(name, column):
    texts = [text for text in column.head(_SAMPLE) if kind_of(text) in ("number", "year")]
    percent = 2 * sum("%" in text or "％" in text for text in texts) > len(texts)
    numbers_rows = _NUMBER.search(words_of(name)) and [*map(plain_words, texts)] == _NUMBERING[: len(texts)]
    return percent or is_change(name) or is_code(name) or bool(numbers_rows)


def _repeats(cells, columns):
    """Columns with the same cells are named."""
    same = [(a, b) for at, a in enumerate(columns) for b in columns[at + 1 :] if cells[a].equals(cells[b])]
    return "".join(f" ({b!r} repeats {a!r})" for a, b in same[:3])
