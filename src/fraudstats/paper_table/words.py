"""Names instead of codes, sources as they are listed, and the state of the data in words."""

from __future__ import annotations

import re
from collections.abc import Iterable, Sequence
from typing import Any

import pandas as pd

from fraudstats.dataset import Dataset
from fraudstats.errors import PaperTableError
from fraudstats.exports.citation import cited_sources
from fraudstats.paper_table.numbers import MISSING
from fraudstats.vocabulary import UNITS

__all__ = ["KEY", "NOT_KNOWN", "Names", "common", "is_known", "level", "plain", "spread_notes", "state_of", "unit_name"]

NOT_KNOWN = f"{MISSING} not available."
#: What says of what a number is.
KEY = ("indicator", "ref_area", "counterpart_area", "sub_area")


def plain(code: object) -> str:
    """A code as words, with a capital letter.

    >>> plain("telecom_fraud_cases_solved"), plain("supF")
    ('Telecom fraud cases solved', 'supF')
    """
    text = str(code).replace("_", " ").strip()
    return text[:1].upper() + text[1:] if text.partition(" ")[0].islower() else text


def unit_name(code: str) -> str:
    """A unit as it stands behind a label; money by its ISO code.

    >>> unit_name("cases"), unit_name("CNY"), unit_name("percent")
    ('cases', 'CNY', '%')
    """
    if code == "percent":
        return "%"
    return code if code.isupper() or code not in UNITS else code.replace("_", " ")


def level(alpha: float) -> str:
    """The level of an interval: 95%."""
    return f"{100 * (1 - alpha):.10g}%"


class Names:
    """Names of codes, as the dataset has them; without one, the codes themselves.

    Parameters
    ----------
    dataset : Dataset, optional

    Raises
    ------
    PaperTableError
        If it is no dataset.
    """

    def __init__(self, dataset: Dataset | None):
        if dataset is not None and not isinstance(dataset, Dataset):
            raise PaperTableError(f"dataset is a {type(dataset).__name__}; give the dataset, such as fs.load()")
        self.dataset = dataset
        self._names: dict[str, dict[str, str]] = {}

    def indicator(self, code: object) -> str:
        """What an indicator counts, in English."""
        return self._name("indicators", "indicator", code) or plain(code)

    def area(self, code: object) -> str:
        """An area in English."""
        return self._name("areas", "ref_area", code) or str(code)

    def sources(self, source_ids: Sequence[str]) -> tuple[str, ...]:
        """Documents as they are cited, each with its id."""
        if self.dataset is None:
            return tuple(f"{one}." for one in source_ids)
        cited = cited_sources(self.dataset, source_ids)
        return tuple(f"{cited[one]} ({one})." for one in source_ids)

    def place(self, attrs: Any) -> str:
        """Indicator and areas of a table's ``attrs``, in words; empty where they are not known."""
        if not attrs.get("indicator"):
            return ""
        parts = [self.indicator(attrs["indicator"])]
        parts += [self.area(attrs["ref_area"])] if attrs.get("ref_area", "none") != "none" else []
        other = attrs.get("counterpart_area", "none")
        parts += [f"counterpart {self.area(other)}"] if other != "none" else []
        parts += [str(attrs["sub_area"])] if attrs.get("sub_area", "none") != "none" else []
        return ", ".join(parts)

    def _name(self, table, key, code):
        if self.dataset is None or not isinstance(code, str):
            return ""
        if table not in self._names:
            self._names[table] = self.dataset.table(table).set_index(key)["name_en"].to_dict()
        return self._names[table].get(code, "")


def state_of(release: object, dataset: Dataset | None = None, fingerprint: object = None) -> str:
    """The release, as of when, and the fingerprint, as the last note says it.

    Parameters
    ----------
    release : str or None
        As the result holds it.
    dataset : Dataset, optional
        The data that the result rests on.
    fingerprint : str, optional
        If it is known without the dataset.

    Raises
    ------
    PaperTableError
        If the result rests on another release than the dataset.
    """
    if dataset is not None:
        if isinstance(release, str) and re.split("[ ,]", release)[0] != dataset.release:
            raise PaperTableError(
                f"the result rests on release {release}, the dataset given is {dataset.state}; give the dataset that "
                "the result was made from"
            )
        release, fingerprint = release or str(dataset.state), dataset.state.fingerprint
    if not release:
        return "release not stated."
    pinned = f", fingerprint {fingerprint}" if fingerprint else ""
    return f"fraudstats, release {release}{pinned}."


def spread_notes(cells: Iterable[Iterable[str]]) -> list[str]:
    """The note on the dash, where a cell has one."""
    return [NOT_KNOWN] if any(cell == MISSING for row in cells for cell in row) else []


def common(rows: pd.DataFrame) -> dict[str, str]:
    """Of the columns of `KEY`, those in which all rows are the same, with what they hold."""
    same = (name for name in KEY if name in rows and len(pd.unique(rows[name].to_numpy())) == 1)
    first = {name: rows[name].iloc[0] for name in same}
    return {name: value for name, value in first.items() if is_known(value)}


def is_known(value: object) -> bool:
    """Whether a cell holds something."""
    return value is not None and bool(pd.notna(value))  # pyright: ignore[reportArgumentType, reportGeneralTypeIssues]
