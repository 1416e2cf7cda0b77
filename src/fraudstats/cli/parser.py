"""What all subcommands share: a parser that shows an example, and options that are dates."""

from __future__ import annotations

import argparse
from collections.abc import Callable, Iterable
from difflib import get_close_matches
from typing import NoReturn

from fraudstats.dates import first_day, last_day
from fraudstats.errors import DateError

__all__ = ["EXAMPLES", "CommandParser", "end_date", "start_date"]

#: Command -> a call of it, shown below its help.
EXAMPLES = {
    "add": "fraudstats add --source xinhua-2023-11-21 --indicator arrests --ref-area CN --window 2023 --text 31,000",
    "audit": "fraudstats audit claims.yaml --published 2023-12-27 --output report.docx",
    "build": "fraudstats build data/raw --to data/processed",
    "check": "fraudstats check data/raw",
    "cite": "fraudstats cite xinhua-2023-11-21/suspects_handed_over --style bibtex",
    "coverage": "fraudstats coverage",
    "diff": "fraudstats diff 2026.11.1 working",
    "draft": "fraudstats draft announcement.html --issuer cn-mps --published 2024-01-09",
    "export": "fraudstats export csv excel --to exported --as-of 2023-12-27",
    "figures": "fraudstats figures",
    "new": "fraudstats new cn-mps Xinhua 2024-01-02",
    "notebooks": "fraudstats notebooks copy course",
    "release": "fraudstats release data/raw --to data/releases",
    "releases": "fraudstats releases",
    "reproduce": "fraudstats reproduce --in .",
    "show": "fraudstats show telecom_fraud_cases_solved --area CN --start 2021 --end 2021-11",
    "source": "fraudstats source xinhua-2023-11-21",
    "verify": "fraudstats verify --only 04 07 --output report.html",
}


class CommandParser(argparse.ArgumentParser):
    """The parser of the command or of one subcommand.

    Attributes
    ----------
    more : callable, optional
        Gives further text below the help; called only when the help is printed, so that it may import what it needs.
    """

    more: Callable[[], str] | None = None

    def format_help(self) -> str:
        """The help, with further text and an example below the options."""
        example = EXAMPLES.get(self.prog.rpartition(" ")[2])
        parts = [super().format_help()]
        if self.more is not None:
            parts.append(f"{self.more()}\n")
        if example:
            parts.append(f"example:\n  {example}\n")
        return "\n".join(parts)

    def refuse(self, unknown: Iterable[str]) -> NoReturn:
        """End with this command's usage and the nearest options of what it does not know."""
        known = [option for action in self._actions for option in action.option_strings]
        said = []
        for argument in unknown:
            near = get_close_matches(argument.partition("=")[0], known, n=1) if argument.startswith("-") else []
            said.append(f"{argument!r}{f' (did you mean {near[0]}?)' if near else ''}")
        self.error(f"unknown arguments: {', '.join(said)}")


def start_date(text: str) -> str:
    """A date that begins something, checked and handed on as text: a month means its first day."""
    return _date(text, first_day)


def end_date(text: str) -> str:
    """A date that ends something, checked and handed on as text: a month means its last day."""
    return _date(text, last_day)


def _date(text, read):
    try:
        read(text)
    except DateError as error:
        raise argparse.ArgumentTypeError(str(error)) from None
    return text
