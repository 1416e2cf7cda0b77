"""What differs between two states of the data, number by number, and why."""

from __future__ import annotations

from dataclasses import dataclass
from functools import cached_property

import numpy as np
import pandas as pd

from fraudstats.dataset.cells import common, differing, shown
from fraudstats.dataset.core import Dataset
from fraudstats.dataset.html import table_as_html
from fraudstats.dataset.other_rows import counts_in_words, listed, other_rows
from fraudstats.dataset.preferred import KEY

__all__ = ["Difference", "compare"]

#: Columns that follow from others, or say how we read or chose, and so need no reason of their own.
_DERIVED = (
    "precision", "lower", "upper", "interval_rule", "published", "published_by", "witness", "preferred",
    "preferred_reason",
)  # fmt: skip
#: Columns of a stated change that it takes from the observation it is about.
_FROM_OBSERVATION = (
    "indicator", "ref_area", "counterpart_area", "sub_area", "period_start", "period_end", "start_basis", "end_basis",
    "start_reason", "end_reason", "period_text", "base_start", "base_end", "issuer",
)  # fmt: skip
#: Tables of numbers -> their key.
_NUMBERS = {"observations": "observation_id", "changes": "change_id"}
_COLUMNS = ["id", "table", "change", "column", "before", "after", "size", "relative", "reason"]
_CHANGES = ("added", "removed", "changed")


@dataclass(frozen=True, repr=False)
class Difference:
    """The difference between two datasets.

    Attributes
    ----------
    before, after : Dataset
    table : data frame
        One row per added or removed observation or stated change, and per changed cell of one that stayed: ``id,
        table, change`` (``added``, ``removed``, ``changed``), ``column, before, after``, ``size`` and ``relative`` (of
        a changed number: the difference, and its share of the one before), ``reason``.
    """

    before: Dataset
    after: Dataset
    table: pd.DataFrame

    @property
    def unexplained(self) -> pd.DataFrame:
        """Changes and removals without a reason."""
        return self.table.loc[self.table["reason"].isna()]

    @cached_property
    def ranges(self) -> pd.DataFrame:
        """The numbers that stayed and allow another range now: ``id, value_text``, both ranges, both units.

        A range follows from the text, the qualifier and the rules by which they are read (`fraudstats.conventions`,
        `fraudstats.parse_printed`), so it needs no reason beside theirs.
        """
        parts = []
        for name, key in _NUMBERS.items():
            columns = ["value_text", "lower", "upper", "precision"]
            both = common(self.before.table(name), self.after.table(name), key)
            old, new = (side[columns].rename_axis("id") for side in both)
            pair = old.merge(new, left_index=True, right_index=True, suffixes=("_before", "_after"))
            moved = (pair["lower_before"] != pair["lower_after"]) | (pair["upper_before"] != pair["upper_after"])
            parts.append(pair.loc[moved].assign(table=name))
        found = pd.concat(parts).reset_index().rename(columns={"value_text_after": "value_text"})
        ends = [f"{column}_{side}" for column in columns[1:] for side in ("before", "after")]
        return found.loc[:, ["id", "table", "value_text", *ends]]

    @cached_property
    def others(self) -> pd.DataFrame:
        """What differs in the other tables, such as events, treaties, claims, sources and indicators.

        None of it needs a reason. Corrections are reasons themselves and not listed. What a table repeats of its source
        is listed under the source. A column that an earlier schema lacked, and that is empty in one of the two
        datasets, is no change.

        Returns
        -------
        data frame
            One row per added or removed row, and per changed cell: ``table, id, change, column, before, after``, and
            ``reason``, where a correction says why.
        """
        rows, reasons = other_rows(self.before, self.after), _reasons(self.before, self.after)
        return rows.assign(reason=[_reason(one, reasons) for one in rows["id"]])

    @cached_property
    def preferred(self) -> pd.DataFrame:
        """The windows of both in which another number is preferred now.

        Returns
        -------
        data frame
            The window (indicator, areas, ends, unit), ``before`` and ``after`` (ids), ``value_before, value_after``,
            ``relative``, and ``reason``, the step of the rule that chose.
        """
        sides = [ds.observations.loc[lambda rows: rows["preferred"]] for ds in (self.before, self.after)]
        kept = [side[[*KEY, "observation_id", "value", "preferred_reason"]] for side in sides]
        pair = kept[0].merge(kept[1], on=KEY, suffixes=("_before", "_after"))
        pair = pair.loc[pair["observation_id_before"] != pair["observation_id_after"]]
        pair["relative"] = pair["value_after"] / pair["value_before"] - 1
        named = {"observation_id_before": "before", "observation_id_after": "after", "preferred_reason_after": "reason"}
        columns = [*KEY, "before", "after", "value_before", "value_after", "relative", "reason"]
        return pair.rename(columns=named)[columns].reset_index(drop=True)

    def counts(self) -> dict[str, int]:
        """How many observations and stated changes were added, removed and changed."""
        ids = {change: self.table.loc[self.table["change"] == change, "id"] for change in _CHANGES}
        return {change: len(set(own)) for change, own in ids.items()}

    def _title(self) -> str:
        counts = ", ".join(f"{number} {change}" for change, number in self.counts().items())
        return f"{self.before.state} -> {self.after.state}: {counts}"

    def __repr__(self) -> str:
        return f"<difference {self._title()}>"

    def _repr_html_(self) -> str:
        return table_as_html(repr(self).strip("<>"), self.table)

    def summary(self) -> str:
        """The difference in words: every number that changed, every other choice among them, counts of the rest."""
        lines = [self._title()]
        for row in self.table.to_dict("records"):
            what = f" {row['column']}: {row['before']} -> {row['after']}{_size(row)}" if row["column"] else ""
            lines.append(f"  {row['change']:<8} {row['id']}{what}  ({row['reason'] or 'no reason given'})")
        for row in self.preferred.to_dict("records"):
            moved = f"{row['value_before']:,.15g} -> {row['value_after']:,.15g} ({row['relative']:+.1%})"
            lines.append(f"  preferred {row['before']} -> {row['after']}: {moved}  ({row['reason']})")
        if len(self.ranges):
            lines.append(f"  {len(self.ranges)} numbers that stayed allow another range; see Difference.ranges")
        if len(self.others):
            lines.append("  other tables, see Difference.others:")
        lines += [f"    {name}: {counts}" for name, counts in counts_in_words(self.others).items()]
        return "\n".join(lines)

    def notes(self) -> str:
        """The difference as release notes."""
        rows = self.table.loc[self.table["table"] == "observations"]
        added = self.after.observations.set_index("observation_id").loc[rows.loc[rows["change"] == "added", "id"]]
        known = set(self.before.observations["indicator"]), set(self.before.observations["ref_area"])
        wider = added[added["indicator"].isin(known[0]) & added["ref_area"].isin(known[1])]
        lines = [f"Since {self.before.state}:", ""]
        lines.append(f"- **New data**: {_described(added.drop(wider.index))}")
        lines.append(f"- **Wider coverage** of what was there: {_described(wider)}")
        said = self.table.loc[self.table["column"] != "note"]
        for change, title in (("changed", "Corrections"), ("removed", "Removals")):
            group = said.loc[said["change"] == change]
            lines.append(f"- **{title}**: {group['id'].nunique() or 'none'}")
            for reason, part in group.groupby("reason", sort=True):
                lines.append(f"  - {reason}: {', '.join(sorted(set(part['id'])))}")
        remarked = self.table.loc[self.table["column"] == "note", "id"].nunique()
        lines.append(f"- **Remarks** of ours on {remarked} numbers changed")
        lines.append(f"- **Another preferred number** in {len(self.preferred)} windows")
        for row in self.preferred.to_dict("records"):
            moved = f"{row['value_before']:,.15g} -> {row['value_after']:,.15g} ({row['relative']:+.1%})"
            lines.append(f"  - {row['before']} -> {row['after']}: {moved}, {row['reason']}")
        ranges = ", listed in `ranges.csv`" if len(self.ranges) else ""
        lines.append(
            f"- **Another range** of {len(self.ranges)} numbers that stayed, by the rules that read them{ranges}"
        )
        lines.append(f"- **Other tables**: {'' if len(self.others) else 'none'}".rstrip())
        lines += listed(self.others)
        return "\n".join(lines)


def _size(row):
    return "" if pd.isna(row["size"]) else f" ({row['size']:+,.15g}, {row['relative']:+.1%})"


def _described(rows):
    if rows.empty:
        return "none"
    areas = ", ".join(sorted(rows["ref_area"].unique()))
    return f"{len(rows):,} observations of {rows['indicator'].nunique()} indicators ({areas})"


def compare(before: Dataset, after: Dataset) -> Difference:
    """Every added, removed and changed observation or stated change between two datasets, with its reason.

    Reasons are those recorded in the later dataset and not yet in the earlier one: a correction in the source's file,
    an erratum, or an entry among the withdrawn.
    """
    sources = set(before.sources["source_id"])
    reasons = _reasons(before, after)
    rows = []
    for name, key in _NUMBERS.items():
        old, new = before.table(name).set_index(key), after.table(name).set_index(key)
        rows += [_row(i, name, "added", reason=_why_new(i, sources)) for i in new.index.difference(old.index)]
        gone = old.index.difference(new.index)
        rows += [_row(i, name, "removed", reason=_reason(i, reasons)) for i in gone]
        rows += _changed(before.table(name), after.table(name), key, name, reasons)
    table = pd.DataFrame(rows, columns=_COLUMNS, dtype="object")
    return Difference(before, after, table.sort_values(["change", "id"], ignore_index=True, kind="stable"))


def _changed(before, after, key, name, reasons):
    """One row per cell of a number in both that is not the same."""
    old, new = common(before, after, key)
    for column in new.columns:
        if column in _DERIVED or column not in old.columns:
            continue
        a, b = old[column], new[column]
        differs = differing(a, b)
        if name == "changes" and column in _FROM_OBSERVATION:
            differs &= new["observation_id"].isna()
        for i in old.index[differs]:
            yield _row(
                i,
                name,
                "changed",
                column,
                shown(a[i]),
                shown(b[i]),
                *_moved(a[i], b[i]),
                _why_changed(i, column, reasons),
            )


def _row(id_, table, change, column=None, before=None, after=None, size=np.nan, relative=np.nan, reason=None):
    return (id_, table, change, column, before, after, size, relative, reason)


def _moved(before, after):
    """How far a number moved, and as a share of the one before."""
    if not isinstance(before, float) or pd.isna(before) or pd.isna(after):
        return np.nan, np.nan
    return after - before, (after / before - 1 if before else np.nan)


def _why_new(id_, sources):
    return "further transcription" if id_.partition("/")[0] in sources else "new source"


def _why_changed(id_, column, reasons):
    """The recorded reason; a remark of ours needs none."""
    return "a remark of ours" if column == "note" else _reason(id_, reasons)


def _reason(id_, reasons):
    """The recorded reason of a number, or of its whole file."""
    return reasons.get(id_) or reasons.get(id_.partition("/")[0])


def _reasons(before, after):
    """Id of a number, or of a source for a correction of its whole file -> the reason recorded since.

    What was recorded before explains nothing that changed after it.
    """
    known = set(_entries(before.corrections))
    reasons = {}
    for row, entry in zip(after.corrections.to_dict("records"), _entries(after.corrections), strict=True):
        if entry in known:
            continue
        text = f"{row['what']}: {row['why']} ({row['date']})"
        about = row["record_id"] if isinstance(row["record_id"], str) else row["source_id"]
        if isinstance(about, str):
            reasons[about] = text
    return reasons


def _entries(corrections):
    """What each correction says; its id is no part of it, since the numbers of a file's corrections shift."""
    columns = ["source_id", "record_id", "date", "what", "why"]
    return list(corrections[columns].astype("object").fillna("").itertuples(index=False, name=None))
