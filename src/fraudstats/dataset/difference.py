"""What differs between two states of the data, observation by observation, and why."""

from __future__ import annotations

from dataclasses import dataclass

import pandas as pd

from fraudstats.dataset.core import Dataset
from fraudstats.dataset.html import table_as_html

__all__ = ["Difference", "compare"]

#: Columns that follow from others, or say how we chose, and so need no reason of their own.
_DERIVED = ("lower", "upper", "interval_rule", "published", "published_by", "witness", "preferred", "preferred_reason")
_COLUMNS = ["observation_id", "change", "column", "before", "after", "reason"]
_CHANGES = ("added", "removed", "changed")


@dataclass(frozen=True, repr=False)
class Difference:
    """The difference between two datasets.

    Attributes
    ----------
    before, after : Dataset
    table : data frame
        One row per added or removed observation, and per changed value of one that stayed: ``observation_id,
        change`` (``added``, ``removed``, ``changed``), ``column, before, after, reason``.
    """

    before: Dataset
    after: Dataset
    table: pd.DataFrame

    @property
    def unexplained(self) -> pd.DataFrame:
        """Changes and removals without a reason."""
        return self.table.loc[self.table["reason"].isna()]

    def counts(self) -> dict[str, int]:
        """Number of observations added, removed and changed."""
        ids = {change: self.table.loc[self.table["change"] == change, "observation_id"] for change in _CHANGES}
        return {change: len(set(own)) for change, own in ids.items()}

    def _title(self) -> str:
        counts = ", ".join(f"{number} {change}" for change, number in self.counts().items())
        return f"{self.before.state} -> {self.after.state}: {counts}"

    def __repr__(self) -> str:
        return f"<difference {self._title()}>"

    def _repr_html_(self) -> str:
        return table_as_html(repr(self).strip("<>"), self.table)

    def summary(self) -> str:
        """The difference in words."""
        lines = [self._title()]
        for row in self.table.to_dict("records"):
            what = f" {row['column']}: {row['before']} -> {row['after']}" if row["change"] == "changed" else ""
            lines.append(f"  {row['change']:<8} {row['observation_id']}{what}  ({row['reason'] or 'no reason given'})")
        return "\n".join(lines)

    def notes(self) -> str:
        """The difference as release notes."""
        added = self.table.loc[self.table["change"] == "added", "observation_id"]
        after = self.after.observations.set_index("observation_id")
        known = set(self.before.observations["indicator"]), set(self.before.observations["ref_area"])
        rows = after.loc[added]
        wider = rows[rows["indicator"].isin(known[0]) & rows["ref_area"].isin(known[1])]
        new = rows.drop(wider.index)
        lines = [f"Since {self.before.state}:", ""]
        lines.append(f"- **New data**: {_described(new)}")
        lines.append(f"- **Wider coverage** of what was there: {_described(wider)}")
        for change, title in (("changed", "Corrections"), ("removed", "Removals")):
            group = self.table.loc[self.table["change"] == change]
            lines.append(f"- **{title}**: {group['observation_id'].nunique() or 'none'}")
            for reason, part in group.groupby("reason", sort=True):
                lines.append(f"  - {reason}: {', '.join(sorted(set(part['observation_id'])))}")
        return "\n".join(lines)


def _described(rows):
    if rows.empty:
        return "none"
    areas = ", ".join(sorted(rows["ref_area"].unique()))
    return f"{len(rows):,} observations of {rows['indicator'].nunique()} indicators ({areas})"


def compare(before: Dataset, after: Dataset) -> Difference:
    """Every added, removed and changed observation between two datasets, with its reason.

    Reasons are those recorded in the later dataset: a correction in the source's file, or an entry among the withdrawn.
    """
    old, new = (ds.observations.set_index("observation_id") for ds in (before, after))
    sources = set(before.sources["source_id"])
    rows: list[tuple[str | None, ...]] = [
        (i, "added", None, None, None, "new source" if i.partition("/")[0] not in sources else "further transcription")
        for i in new.index.difference(old.index)
    ]
    reasons = _reasons(after)
    rows += [(i, "removed", None, None, None, reasons.get(i)) for i in old.index.difference(new.index)]
    both = old.index.intersection(new.index)
    was, now = old.loc[both], new.loc[both]
    for column in new.columns:
        if column in _DERIVED or column not in old.columns:
            continue
        a, b = was[column], now[column]
        for i in both[~((a == b) | (a.isna() & b.isna()))]:
            rows.append((i, "changed", column, _shown(a[i]), _shown(b[i]), reasons.get(i)))
    table = pd.DataFrame(rows, columns=_COLUMNS, dtype="object")
    return Difference(before, after, table.sort_values(["change", "observation_id"], ignore_index=True, kind="stable"))


def _reasons(dataset):
    """Observation id -> recorded reason; a correction without an id is about its whole file."""
    reasons = {}
    whole = {}
    for row in dataset.corrections.to_dict("records"):
        text = f"{row['what']}: {row['why']} ({row['date']})"
        if isinstance(row["observation_id"], str):
            reasons[row["observation_id"]] = text
        elif row["source_id"]:
            whole[row["source_id"]] = text
    rows = dataset.observations.loc[:, ["observation_id", "source_id"]]
    for row in rows.loc[rows["source_id"].isin(list(whole))].to_dict("records"):
        reasons.setdefault(row["observation_id"], whole[row["source_id"]])
    return reasons


def _shown(value):
    if pd.isna(value):
        return ""
    if isinstance(value, pd.Timestamp):
        return f"{value:%Y-%m-%d}"
    return f"{value:.10g}" if isinstance(value, float) else str(value)
