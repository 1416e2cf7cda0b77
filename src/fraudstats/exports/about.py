"""What every export says about the data as a whole: title, author, licence, date and fingerprint of the release."""

from __future__ import annotations

import datetime as dt
import re

from fraudstats.dataset import Dataset, releases
from fraudstats.errors import ExportError

__all__ = ["AUTHOR", "DESCRIPTION", "KEYWORDS", "LICENCE", "TITLE", "described", "issued", "issued_at"]

TITLE = "fraudstats: official numbers on telecom fraud, with their windows, qualifiers, issuers and revisions"
AUTHOR = "The fraudstats developers"
DESCRIPTION = (
    "Official numbers on telecom fraud as printed by their issuers: each with its printed text, the window that it "
    "counts, its qualifier, the range of true values that the printed number allows, its source and date of "
    "publication. Numbers that contradict each other are all kept."
)
KEYWORDS = ("official statistics", "telecom fraud", "cybercrime", "data provenance", "interval-censored data")
#: Of our compilation; each source stays under its own terms.
LICENCE = {
    "name": "CC-BY-4.0",
    "title": "Creative Commons Attribution 4.0 International",
    "path": "https://creativecommons.org/licenses/by/4.0/",
}


def issued(release: str) -> str:
    """The day on which a release was frozen; before it is, the month that its calendar version names.

    Raises
    ------
    ExportError
        If the release is not a calendar version.

    Examples
    --------
    >>> issued("2024.2.0")
    '2024-02'
    """
    match = re.fullmatch(r"(\d{4})\.([1-9]|1[0-2])\.\d+", release)
    if not match:
        raise ExportError(
            f"release {release!r} is not a calendar version, so it has no date; "
            f"number it like 2026.11.0 in data/raw/releases.yaml"
        )
    listed = releases()
    frozen = dict(zip(listed["release"], listed["date"], strict=True))
    return frozen.get(release, f"{match[1]}-{int(match[2]):02d}")


def issued_at(release: str) -> dt.datetime:
    """A moment for formats that insist on one: midnight of the (first) day of `issued`."""
    return dt.datetime.fromisoformat(f"{issued(release)}-01"[:10])


def described(dataset: Dataset) -> str:
    """What the data are, and which state of them."""
    return f"{DESCRIPTION} State of the data: {dataset.state}; opened by {dataset.state.call}."
