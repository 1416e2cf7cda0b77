"""Rows of the same period: chosen, kept apart, or added up; never added or doubled in silence."""

from __future__ import annotations

import re
from collections.abc import Mapping, Sequence
from difflib import get_close_matches
from typing import Any

import numpy as np
import pandas as pd

from fraudstats.errors import TableError
from fraudstats.sheets.cell import is_total, plain_words, text_of
from fraudstats.sheets.report import Finding, some
from fraudstats.sheets.values import holds_numbers

__all__ = ["WINDOW", "added", "chosen", "dimensions", "is_remark", "refuse_repeats", "without_repeats"]

WINDOW = ["period_start", "period_end"]
_SHOWN = 4
#: Names of columns of free words.
_REMARKS = re.compile(
    r"\b(?:notes?|remarks?|comments?|sources?|flags?|status|url|links?)\b|备注|備註|備考|注|来源|來源|出典"
)


def chosen(cells: Any, name: str, where: Mapping[str, Any] | None) -> tuple[Any, list[Finding]]:
    """The rows whose cells are as asked.

    Raises
    ------
    TableError
        If a column or a value is not there.
    """
    findings = []
    for column, wanted in (where or {}).items():
        if column not in cells:
            raise TableError(f"{name} has no column {column!r} for where=; it has {some(cells.columns, 12)}")
        texts = cells[column].map(plain_words)
        values = (
            list(wanted) if isinstance(wanted, Sequence | set | pd.Index) and not isinstance(wanted, str) else [wanted]
        )
        words = [plain_words(text_of(value)) for value in values]
        for value, word in zip(values, words, strict=True):
            if not (texts == word).any():
                raise _not_there(cells[column], name, column, value)
        keep = texts.isin(words)
        if not keep.all():
            findings.append(
                Finding(
                    "rows", f"{int((~keep).sum())} rows have other values than where= asks", "left out", column=column
                )
            )
        cells = cells[keep]
    if cells.empty and where:
        raise TableError(f"{name} has no row with {' and '.join(f'{k!r}: {v!r}' for k, v in where.items())} together")
    return cells, findings


def _not_there(column, name, asked, value):
    there = [text for text in dict.fromkeys(column) if text.strip()]
    near = get_close_matches(str(value), there, n=3, cutoff=0.4)
    return TableError(f"{name}: no row has {value!r} in {asked!r}; it has {some(near or there)}")


def is_remark(name: str) -> bool:
    """Whether a column holds free words about its row."""
    return _REMARKS.search(plain_words(name)) is not None


def dimensions(labels: Any, periods: Any) -> list[str]:
    """The labels in which rows of one period differ anywhere in the table: each of their values is a series."""
    words = [one for one in labels if not holds_numbers(labels[one]) and not is_remark(one)]
    if not words:
        return []
    most = labels[words].groupby(periods, sort=False).nunique().max()
    return [one for one in words if most[one] > 1]


def without_repeats(rows: Any, labels: Any) -> tuple[Any, list[Finding]]:
    """The rows without those that repeat another in every cell."""
    every = [rows["period_text"], rows["value_text"], *(labels.loc[rows.index, one] for one in labels)]
    again = rows.groupby(every, sort=False, dropna=False).cumcount() > 0
    said = rows[again]
    findings = [
        Finding("repeat", "it repeats another row in every cell", "dropped", row, text=text)
        for row, text in zip(said["row"], said["value_text"], strict=True)
    ]
    return rows[~again], findings


def refuse_repeats(rows: Any, labels: Any, name: str, by: Sequence[str], apart: Sequence[str]) -> None:
    """Refuse several rows of one period, and series that are mixed though no period repeats.

    Parameters
    ----------
    rows, labels : DataFrame
    name : str
        The table, for messages.
    by : sequence of str
    apart : sequence of str
        The labels that tell series apart (see `dimensions`).

    Raises
    ------
    TableError
        With the labels in which the rows differ, and how to choose.
    """
    number = rows.groupby(_keys(rows, labels, by), sort=False, dropna=False).ngroup()
    again = number.duplicated(keep=False)
    same = rows[number == number[again].iloc[0]] if again.any() else rows
    words = labels.loc[same.index]
    differ = [one for one in (labels if again.any() else apart) if one not in by and _varies(words, one, by)]
    differ = [one for one in differ if not holds_numbers(labels[one])] or differ
    if differ:
        period = same["period_text"].iloc[0]
        who = f"{len(same)} rows are of {period!r} and differ" if again.any() else "the rows mix series, which differ"
        raise TableError(f"{name}: {who} in {_told(labels, differ)}; {_choices(words, differ)}")
    if again.any():
        a, b = same.iloc[0], same.iloc[1]
        raise TableError(
            f"{name}: rows {a['row']} and {b['row']} are both of {a['period_text']!r} and say {a['value_text']!r} and "
            f"{b['value_text']!r}; drop one, or mend its period"
        )


def _keys(rows, labels, by):
    """What makes rows one: their window and the labels that keep series apart."""
    return [*(rows[end] for end in WINDOW), *(labels.loc[rows.index, one] for one in by)]


def _varies(labels, column, by):
    """Whether a label has several values among rows that `by` does not keep apart."""
    values = labels.groupby(list(by), sort=False)[column] if by else labels[column]
    return bool(np.max(values.nunique()) > 1)


def _told(rows, columns):
    return "; ".join(f"{one!r} ({_values(rows[one])})" for one in columns[:_SHOWN])


def _choices(rows, columns):
    column = columns[0]
    pick = next((text for text in rows[column] if is_total(text)), rows[column].iloc[0])
    where, by = f"where={{{column!r}: {pick!r}}}", f"by={columns[:2]!r}"
    if any(is_total(text) for text in rows[column]):
        return f"choose with {where}, or keep them apart with {by}; adding them up would count the total twice"
    return f"choose with {where}, keep them apart with {by}, or add them up with sum=True"


def _values(column):
    values = list(dict.fromkeys(text for text in column if text.strip()))
    total = next((text for text in values if is_total(text)), None)
    return f"{len(values)} values: {some(values, 3)}" + (f", with the total {total!r} among them" if total else "")


def added(rows: Any, lacking: Any, labels: Any, name: str, by: Sequence[str]) -> tuple[Any, list[Finding]]:
    """The sum of the rows of each period; where a part is lacking, at least the sum of the others.

    Raises
    ------
    TableError
        If totals stand among the parts.
    """
    _refuse_totals(labels.loc[rows.index], name, by)
    groups = rows.groupby(_keys(rows, labels, by), sort=False, dropna=False)
    sums = groups[["value", "lower", "upper"]].sum(min_count=1).to_numpy()
    sizes = groups.size().to_numpy()
    out = rows[groups.cumcount() == 0].assign(value=sums[:, 0], lower=sums[:, 1], upper=sums[:, 2], flags="")
    texts = zip(sizes, out["value_text"], strict=True)
    out["value_text"] = [f"sum of {size}" if size > 1 else text for size, text in texts]
    out["qualifier"] = np.where(np.isclose(out["lower"], out["upper"]), "exact", "rounded")
    findings = [Finding("rows", f"{len(rows)} rows are added up to {len(out)}", "added")]
    if len(set(sizes)) > 1:
        few, many = (int(place(sizes)) for place in (np.argmin, np.argmax))
        periods = out["period_text"].tolist()
        why = f"{sizes[few]} of {periods[few]!r}, {sizes[many]} of {periods[many]!r}"
        findings.append(Finding("uneven sums", f"the periods have different numbers of rows: {why}", "kept"))
    return _at_least(out, _keys(out, labels, by), _keys(lacking, labels, by), findings), findings


def _refuse_totals(labels, name, by):
    for column in (one for one in labels if one not in by and labels[one].nunique() > 1):
        total = next((text for text in labels[column].unique() if is_total(text)), None)
        if total is not None:
            raise TableError(
                f"{name}: sum=True would count twice, since {column!r} has the total {total!r} among its parts; take "
                f"the total, where={{{column!r}: {total!r}}}, or list the parts in where="
            )


def _at_least(out, keys, without, findings):
    """Sums that lack a part have no upper end."""
    lacking = set(zip(*without, strict=True))
    open_ = np.array([key in lacking for key in zip(*keys, strict=True)], bool)
    out.loc[open_, "upper"], out.loc[open_, "qualifier"] = np.inf, "at_least"
    findings += [
        Finding("sum", "a part of it is missing, so it is at least the sum of the others", "kept", text=text)
        for text in out.loc[open_, "period_text"]
    ]
    return out
