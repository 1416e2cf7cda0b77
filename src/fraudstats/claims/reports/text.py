"""An audit in words, for a terminal."""

from __future__ import annotations

import textwrap
from typing import TYPE_CHECKING

from fraudstats.vocabulary import CAVEATS, VERDICTS

if TYPE_CHECKING:
    from fraudstats.claims.result import Audit

__all__ = ["summary"]


def summary(audit: Audit) -> str:
    """The audit in words, one paragraph per claim; what could not be read comes last."""
    lines = [audit.heading, *_papers(audit), ""]
    given = {one.verdict for one in audit.verdicts}
    for verdict, meaning in VERDICTS.items():
        if verdict in given:
            number = sum(one.verdict == verdict for one in audit.verdicts)
            lines.append(f"  {number:3d}  {verdict.replace('_', ' ')}: {meaning[0].lower()}{meaning[1:]}")
    for row in audit.to_frame().to_dict("records"):
        lines += _paragraph(row)
    for name, said in (("Problems", audit.problems), ("Notes", audit.notes)):
        if said:
            lines += ["", f"{name}:", *(line for one in said for line in _wrapped(str(one)))]
    return "\n".join(lines)


def _papers(audit):
    return [f"  {paper.name}" for paper in audit.papers if paper.title]


def _paragraph(row):
    """What an audit says about one claim, in lines."""
    section = f" ({row['section']})" if isinstance(row["section"], str) else ""
    lines = ["", f"{row['claim']}{section} {row['verdict'].replace('_', ' ').upper()}"]
    lines += _wrapped(row["statement"]) or _wrapped(row["text"])
    lines += _wrapped(row["why"])
    lines += _wrapped("; ".join(f"{code}: {CAVEATS[code]}" for code in row["caveats"].split()))
    if row["agrees"] is False:
        note = f": {row['finding_note']}" if isinstance(row["finding_note"], str) else ""
        lines += _wrapped(f"A reader found otherwise: {row['finding'].replace('_', ' ')}{note}")
    return lines


def _wrapped(text):
    if not isinstance(text, str):
        return []
    return textwrap.wrap(text, 96, initial_indent="    ", subsequent_indent="    ")
