"""How to cite: one number with its source and our release, or the release alone."""

from __future__ import annotations

from pathlib import Path

import pandas as pd

from fraudstats.dataset import Dataset, load
from fraudstats.dataset.store import write_atomically
from fraudstats.errors import ExportError
from fraudstats.exports.bibliography import bibtex, csl_dataset, csl_item, csl_json

__all__ = ["cite", "write_citation"]


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


def _number(dataset, observation_id):
    """The item of the source, with a note that says which of its numbers is meant."""
    dataset.interval(observation_id)  # names the nearest ids if there is no such one
    observations = dataset.observations
    [row] = observations[observations["observation_id"] == observation_id].to_dict("records")
    [source] = dataset.sources_of(observation_id).to_dict("records")
    item = csl_item(source, dataset.issuers.set_index("issuer").loc[row["issuer"]])
    number = f"Number: {_in_words(dataset, row)} Observation {observation_id}."
    return item | {"note": "\n".join(filter(None, [item.get("note"), number]))}


def _in_words(dataset, row):
    name = dataset.indicators.set_index("indicator").loc[row["indicator"], "name_en"]
    areas = dataset.areas.set_index("ref_area")["name_en"]
    places = [areas[row["ref_area"]], row["sub_area"]]
    if isinstance(row["counterpart_area"], str):
        places.append(f"counterpart {areas[row['counterpart_area']]}")
    where = ", ".join(place for place in places if isinstance(place, str))
    number = f"{row['value_text']} ({_range(row)} {row['unit'].replace('_', ' ')})"
    return f"{number}. {name}, {where}, {_window(row)}."


def _range(row):
    lower, upper = row["lower"], row["upper"]
    if lower == upper:
        return f"{row['value']:,.10g}"
    return f"{lower:,.10g} or more" if upper == float("inf") else f"{lower:,.10g} to {upper:,.10g}"


def _window(row):
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
