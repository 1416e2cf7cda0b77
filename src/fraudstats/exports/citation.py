"""How to cite: one number with its source and our release, or the release alone."""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from pathlib import Path
from typing import Any

import pandas as pd

from fraudstats.amounts import span
from fraudstats.dataset import Dataset, load
from fraudstats.disk import write_atomically
from fraudstats.errors import ExportError
from fraudstats.exports.bibliography import bibtex, csl_dataset, csl_item, csl_json

__all__ = ["cite", "cited_numbers", "cited_sources", "window_in_days", "write_citation"]


def cite(observation_id: str | None = None, style: str = "text", *, dataset: Dataset | None = None) -> str:
    """The citation of one number, or of the release.

    A number is cited with the source that prints it, and the state of the dataset that it was taken from: the release,
    what is unreleased in it, the day as of which it is known and what was selected. A fingerprint, the start of the
    SHA-256 over all tables, tells whether the data at hand is the data that was cited, and the citation ends with
    the call that opens it (see `fraudstats.dataset.state`).

    Parameters
    ----------
    observation_id : str, optional
        Without it, the release is cited.
    style : {"text", "bibtex", "csl"}
        Plain text, BibTeX entries or CSL-JSON.
    dataset : Dataset, optional
        By default the one that ships with the package.

    Raises
    ------
    ExportError
        If the style is not known.
    DatasetError
        If there is no such observation; the nearest ids are named.

    Examples
    --------
    >>> import fraudstats as fs
    >>> print(fs.cite("xinhua-northnews-2022-01-01/telecom_fraud_cases_solved").splitlines()[1])
    Number: 37万余起 (370,000 to 380,000 cases). Telecom and online fraud cases solved, China (mainland), \
2021-01-01 to 2021-11-30. Observation xinhua-northnews-2022-01-01/telecom_fraud_cases_solved.
    """
    if style not in _STYLES:
        raise ExportError(f"no citation style {style!r}; choose one of {', '.join(_STYLES)}")
    dataset = load() if dataset is None else dataset
    items = [csl_dataset(dataset)]
    if observation_id is not None:
        items = [_number(dataset, observation_id), *items]
    return _STYLES[style](items)


def write_citation(dataset: Dataset, folder: Path) -> list[Path]:
    """``CITATION.txt``, for formats that cannot say themselves which state of the data they hold."""
    return [write_atomically(folder / "CITATION.txt", f"{cite(dataset=dataset)}\n".encode())]


def cited_numbers(dataset: Dataset) -> dict[str, str]:
    """Observation id -> its citation as text, without the lines of the release, which are the same for all.

    ``cite(id)`` is these lines, followed by ``cite()``.

    Examples
    --------
    >>> import fraudstats as fs
    >>> one = "xinhua-northnews-2022-01-01/telecom_fraud_cases_solved"
    >>> fs.cite(one) == f"{cited_numbers(fs.load())[one]}\\n{fs.cite()}"
    True
    """
    lookup = _Lookup.of(dataset)
    return {row["observation_id"]: _reference(lookup.item(row)) for row in dataset.observations.to_dict("records")}


def cited_sources(dataset: Dataset, source_ids: Iterable[str]) -> dict[str, str]:
    """Source id -> the document as a citation names it, in a line.

    Raises
    ------
    DatasetError
        If there is no such source.

    Examples
    --------
    >>> import fraudstats as fs
    >>> cited_sources(fs.load(), ["xinhua-northnews-2022-01-01"])["xinhua-northnews-2022-01-01"].partition(" (")[0]
    'Ministry of Public Security of China'
    """
    issuers = dataset.issuers.set_index("issuer").to_dict("index")
    rows = dataset.sources_of(list(source_ids)).to_dict("records")
    references = {row["source_id"]: _reference(csl_item(row, issuers[row["issuer"]])) for row in rows}
    return {one: said.replace("\n", " ") for one, said in references.items()}


def _number(dataset, observation_id):
    dataset.interval(observation_id)  # names the nearest ids if there is no such one
    observations = dataset.observations
    [row] = observations[observations["observation_id"] == observation_id].to_dict("records")
    return _Lookup.of(dataset).item(row)


@dataclass(frozen=True, slots=True)
class _Lookup:
    """What the citation of a number names: records and names by their codes."""

    sources: Mapping[str, Mapping[str, Any]]
    issuers: Mapping[str, Mapping[str, Any]]
    indicators: Mapping[str, str]
    areas: Mapping[str, str]

    @classmethod
    def of(cls, dataset):
        return cls(
            dataset.sources.set_index("source_id", drop=False).to_dict("index"),
            dataset.issuers.set_index("issuer").to_dict("index"),
            dataset.indicators.set_index("indicator")["name_en"].to_dict(),
            dataset.areas.set_index("ref_area")["name_en"].to_dict(),
        )

    def item(self, row):
        """The item of the source, with a note that says which of its numbers is meant."""
        item = csl_item(self.sources[row["source_id"]], self.issuers[row["issuer"]])
        number = f"Number: {self.in_words(row)} Observation {row['observation_id']}."
        return item | {"note": "\n".join(filter(None, [item.get("note"), number]))}

    def in_words(self, row):
        places = [self.areas[row["ref_area"]], row["sub_area"]]
        if isinstance(row["counterpart_area"], str):
            places.append(f"counterpart {self.areas[row['counterpart_area']]}")
        where = ", ".join(place for place in places if isinstance(place, str))
        number = f"{row['value_text']} ({span(row['lower'], row['upper'])} {row['unit'].replace('_', ' ')})"
        return f"{number}. {self.indicators[row['indicator']]}, {where}, {window_in_days(row)}."


def window_in_days(row: Mapping[Any, Any]) -> str:
    """The window of an observation in words: its days, which are implied, which unknown.

    Examples
    --------
    >>> row = {"period_start": None, "start_basis": "unknown", "period_end": pd.Timestamp("2021-11-30"),
    ...        "end_basis": "implied"}
    >>> window_in_days(row)
    'unknown to 2021-11-30 (implied)'
    """
    ends = ((row["period_start"], row["start_basis"]), (row["period_end"], row["end_basis"]))
    return " to ".join(
        "unknown" if pd.isna(day) else f"{day:%Y-%m-%d}" + (" (implied)" if basis == "implied" else "")
        for day, basis in ends
    )


def _text(items):
    return "\n".join(map(_reference, items))


def _reference(item):
    """A reference as text: author (date). Title. Container. Address, without a full stop; the note on its own line."""
    author = item["author"][0]["literal"] + " " if "author" in item else ""
    date = "-".join(f"{part:02d}" for part in item["issued"]["date-parts"][0]) if "issued" in item else "n.d."
    version = f", release {item['version']} [Data set]" if "version" in item else ""
    parts = [f"{author}({date})", f"{item['title']}{version}", item.get("container-title")]
    head = " ".join(part.rstrip(".") + "." for part in parts if part)
    return "\n".join([" ".join(filter(None, [head, item.get("URL")])), *filter(None, [item.get("note")])])


_STYLES = {"text": _text, "bibtex": bibtex, "csl": csl_json}
