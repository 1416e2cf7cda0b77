"""What a report says about one claim, the same in every format."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass
from typing import TYPE_CHECKING

from fraudstats.amounts import number
from fraudstats.dates import Window, is_missing
from fraudstats.vocabulary import CAVEATS

if TYPE_CHECKING:
    from fraudstats.claims.result import Audit

__all__ = ["Entry", "entries"]


@dataclass(frozen=True, slots=True)
class Entry:
    """One claim in a report.

    Attributes
    ----------
    number : str
        The claim's number, with its paper's id where there are several.
    said : str
        What the paper says: the number, what is counted, where and when; or the statement.
    verdict : str
        In words.
    why : str
    caveats : tuple of str
        In words.
    sources : tuple of (str, str or None)
        What the verdict rests on: its id and the address of its source.
    """

    number: str
    said: str
    verdict: str
    why: str
    caveats: tuple[str, ...]
    sources: tuple[tuple[str, str | None], ...]


def entries(audit: Audit) -> Iterator[Entry]:
    """The claims of an audit, in their order."""
    rows = zip(audit.to_frame().to_dict("records"), audit.claims.to_dict("records"), audit.verdicts, strict=True)
    for shown, claim, verdict in rows:
        yield Entry(
            shown["claim"],
            _said(claim),
            verdict.verdict.replace("_", " "),
            verdict.why,
            tuple(CAVEATS[code] for code in verdict.caveats),
            tuple((one, _address(audit.addresses.get(one))) for one in verdict.rests_on),
        )


def _address(url):
    return url if isinstance(url, str) and url.startswith(("http://", "https://")) else None


def _said(claim):
    if not is_missing(claim["statement"]):
        return str(claim["statement"])
    window = Window(claim["period_start"], claim["period_end"])
    when = "" if window == Window(None, None) else f", {window.words}"
    names = [claim[name] for name in ("indicator", "ref_area", "counterpart_area")]
    what = " ".join(str(name).replace("_", " ") for name in names if not is_missing(name))
    text = (
        claim["text"] if not is_missing(claim["text"]) else "" if is_missing(claim["value"]) else number(claim["value"])
    )
    return f"{text}: {what}{when}" if text else f"{what}{when}"
