"""A verification in words: for a terminal, for programs, as Markdown and as a page."""

from __future__ import annotations

import json
from collections.abc import Callable
from html import escape
from types import MappingProxyType
from typing import TYPE_CHECKING

from fraudstats.verification.pictures import LEVELS
from fraudstats.verification.verdict import IDENTICAL, VERDICTS

if TYPE_CHECKING:
    from fraudstats.verification.result import Verification

__all__ = ["FORMATS", "headline", "json_text", "markdown", "page", "text"]


def headline(one: Verification) -> str:
    """The answer in a sentence."""
    counted = ", ".join(f"{number:,} {verdict}" for verdict, number in one.tally.items())
    answer = "Everything was made again" if one.agrees else "Not everything was made again"
    return f"{answer}: {counted} ({len(one.items):,} items)."


def method(one: Verification) -> str:
    """How it was compared."""
    return (
        f"Words and whole numbers are compared exactly, other numbers with a relative tolerance of {one.tolerance:g}, "
        f"drawn coordinates with that of the width, pixels within {LEVELS} of 255. It took {one.seconds:.0f} seconds."
    )


def text(one: Verification) -> str:
    """For a terminal."""
    files = list(_by_file(one).items())
    width = max((len(name) for name, _ in files), default=0)
    lines = [f"{name:<{width}}  {_counted(verdicts)}" for name, verdicts in files]
    lines += [f"{_where(item)}: {item.verdict}. {item.detail}" for item in _told(one)]
    lines += ["", *(f"{name}: {value}" for name, value in one.environment.items()), "", method(one), headline(one)]
    return "\n".join(lines)


def json_text(one: Verification) -> str:
    """For programs: all items."""
    content = {
        "agrees": one.agrees,
        "tally": one.tally,
        "tolerance": one.tolerance,
        "seconds": round(one.seconds, 1),
        "environment": dict(one.environment),
        "items": one.to_frame().to_dict("records"),
    }
    return json.dumps(content, indent=1, ensure_ascii=False) + "\n"


def markdown(one: Verification) -> str:
    """For a repository or a supplement."""
    lines = ["# Verification of fraudstats", "", f"**{headline(one)}** {method(one)}", ""]
    lines += ["| on | |", "|---|---|", *(f"| {name} | {_cell(value)} |" for name, value in one.environment.items()), ""]
    lines += [f"| file | {' | '.join(VERDICTS)} |", f"|---|{'---:|' * len(VERDICTS)}"]
    for name, verdicts in _by_file(one).items():
        lines.append(f"| {name} | {' | '.join(str(verdicts.get(verdict, 0)) for verdict in VERDICTS)} |")
    if told := _told(one):
        lines += ["", "## What is not identical", ""]
        lines += [f"- {_cell(_where(item))}: **{item.verdict}**. {_cell(item.detail)}" for item in told]
    return "\n".join(lines) + "\n"


def page(one: Verification) -> str:
    """A page without outside parts."""
    about = "".join(
        f'<tr><th scope="row">{escape(name)}</th><td>{escape(value)}</td></tr>'
        for name, value in one.environment.items()
    )
    heads = "".join(f'<th scope="col">{verdict}</th>' for verdict in ("file", *VERDICTS))
    rows = "".join(
        f'<tr><th scope="row">{escape(name)}</th>'
        + "".join(f"<td>{verdicts.get(verdict, 0)}</td>" for verdict in VERDICTS)
        + "</tr>\n"
        for name, verdicts in _by_file(one).items()
    )
    told = "".join(
        f"<li>{escape(_where(item))}: <strong>{item.verdict}</strong>. {escape(item.detail)}</li>\n"
        for item in _told(one)
    )
    below = f"<h2>What is not identical</h2>\n<ul>\n{told}</ul>\n" if told else ""
    return (
        '<!DOCTYPE html>\n<html lang="en">\n<head>\n<meta charset="utf-8">\n<title>Verification of fraudstats</title>\n'
        f"<style>{_STYLE}</style>\n</head>\n<body>\n<h1>Verification of fraudstats</h1>\n"
        f"<p><strong>{escape(headline(one))}</strong> {escape(method(one))}</p>\n<table>{about}</table>\n"
        f"<h2>Files</h2>\n<table>\n<tr>{heads}</tr>\n{rows}</table>\n{below}</body>\n</html>\n"
    )


def _by_file(one):
    """File -> verdict -> how many items; the kinds of file of one figure together."""
    found: dict[str, dict[str, int]] = {}
    for item in one.items:
        name = item.file.rpartition(".")[0] if item.kind == "figure" else item.file
        counted = found.setdefault(name, {})
        counted[item.verdict] = counted.get(item.verdict, 0) + 1
    return found


def _told(one):
    return [item for item in one.items if item.verdict != IDENTICAL]


def _where(item):
    return ", ".join(filter(None, (item.file, item.part, item.kind)))


def _counted(verdicts):
    return ", ".join(f"{verdicts[verdict]} {verdict}" for verdict in VERDICTS if verdict in verdicts)


def _cell(words):
    return words.replace("|", "\\|").replace("\n", " ")


#: Ending of a file -> what makes its content.
FORMATS: MappingProxyType[str, Callable[[Verification], str]] = MappingProxyType(
    {".json": json_text, ".md": markdown, ".html": page, ".txt": lambda one: f"{text(one)}\n"}
)
_STYLE = (
    "body{font:1rem/1.5 system-ui,sans-serif;max-width:60rem;margin:2rem auto;padding:0 1rem}"
    "table{border-collapse:collapse;margin:1rem 0}th,td{border:1px solid #bbb;padding:.2rem .6rem;text-align:left}"
)
