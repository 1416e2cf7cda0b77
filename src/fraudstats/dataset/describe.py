"""Records in words, for the terminal: a number with its window, range, source and caveats beside it."""

from __future__ import annotations

import textwrap
from typing import Any

import pandas as pd

from fraudstats.dataset.core import Dataset

__all__ = ["describe_indicator", "describe_source"]


def describe_indicator(dataset: Dataset, indicator: str, **selection: Any) -> str:
    """An indicator's definition and every number of it, sources and caveats beside the value.

    Parameters
    ----------
    dataset : Dataset
    indicator : str
    selection
        Passed to `Dataset.select`.

    Raises
    ------
    DatasetError
        If there is no such indicator; the nearest are named.
    """
    rows = dataset.select(indicator, **selection).observations
    meta = dataset.indicators.set_index("indicator").loc[indicator]
    tiers = dataset.sources.set_index("source_id")["tier"]
    lines = [f"{meta['name_en']} · {meta['name_zh']}   [{indicator}]", *_wrapped(meta["definition"], "  ")]
    if pd.notna(meta["comparability"]):
        lines += _wrapped(f"Note: {meta['comparability']}", "  ")
    lines += [
        "",
        f"  {len(rows)} observations, release {dataset.state}; * marks the preferred number of a window",
        "",
    ]
    for row in rows.sort_values(["ref_area", "period_end", "period_start", "value"]).to_dict("records"):
        lines.append(_number(row, tiers[row["source_id"]]))
        lines += _wrapped(row["note"], " " * 8) if isinstance(row["note"], str) else []
    return "\n".join(lines)


def _number(row, tier):
    area = row["ref_area"] + (f"<-{row['counterpart_area']}" if isinstance(row["counterpart_area"], str) else "")
    bounds = "" if row["lower"] == row["upper"] else f"  [{row['lower']:,.0f}, {row['upper']:,.0f}]"
    mark = "*" if row["preferred"] else " "
    printed = f"{row['value_text']}  ({row['source_id']}, {tier})"
    return f"{mark} {area:<8} {_window(row):<27} {row['value']:>15,.10g}{bounds}  {printed}"


def _window(row):
    """The two days of a window; implied ones in parentheses."""
    ends = ((row["period_start"], row["start_basis"]), (row["period_end"], row["end_basis"]))
    return " to ".join(_day(day, basis) for day, basis in ends)


def _day(day, basis):
    if pd.isna(day):
        return "unknown"
    return f"({day:%Y-%m-%d})" if basis == "implied" else f"{day:%Y-%m-%d}"


def describe_source(dataset: Dataset, source_id: str) -> str:
    """A source's record and everything that was transcribed from it.

    Raises
    ------
    DatasetError
        If there is no such source; the nearest are named.
    """
    source = dataset.sources_of(source_id).iloc[0]
    issuer = dataset.issuers.set_index("issuer").loc[source["issuer"], "name_en"]
    lines = [source_id]
    for label, value in {
        "title": source["title"],
        "in English": source["title_en"],
        "issuer": issuer,
        "outlet": source["outlet"],
        "published": source["published"],
        "address": source["url"],
        "tier": source["tier"].replace("_", " "),
        "witness": source["witness"],
        "terms": source["terms"].replace("_", " "),
        "note": source["note"],
    }.items():
        if isinstance(value, str):
            lines.append(f"  {label:<10} {value}")
    for name in ("observations", "changes", "events", "facts", "treaties"):
        table = dataset.table(name)
        rows = table.loc[table["source_id"] == source_id]
        if len(rows):
            lines += ["", f"  {name}"] + [f"    {_row(name, row, source['issuer'])}" for row in rows.to_dict("records")]
    return "\n".join(lines)


def _row(table, row, issuer):
    if table in ("observations", "changes"):
        said = row["value_text"] if table == "observations" else f"{row['percent']:+g}%"
        of = "" if row["issuer"] == issuer else f", a number of {row['issuer']}"
        return f"{row['indicator']}: {said} ({_window(row)}){of}"
    if table == "events":
        return f"{row['date']}: {row['title']}"
    if table == "facts":
        return f"{row['subject']}: {row['answer']}"
    return f"{row['instrument']} with {row['party']}: {row['status']}, signed {row['signed']}"


def _wrapped(text, indent):
    return textwrap.wrap(str(text), 110, initial_indent=indent, subsequent_indent=indent)
