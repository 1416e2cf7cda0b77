"""``fraudstats show``, ``source`` and ``coverage``: look things up."""

from __future__ import annotations

import argparse
from collections.abc import Callable, Iterable
from typing import TYPE_CHECKING, Any

from fraudstats.cli.parser import end_date, start_date
from fraudstats.dates import Window, is_missing, last_day
from fraudstats.errors import DatasetError

if TYPE_CHECKING:
    from fraudstats.dataset import Dataset

__all__ = ["add_to"]

_FORMAT = "as 2021, 2021-11 or 2021-11-30"


def add_to(commands: Any) -> None:
    """Add the subcommands."""
    show = commands.add_parser("show", help="every number of an indicator, with window, range and source")
    show.add_argument("indicator", nargs="?", help="id of an indicator (default: list them)")
    show.add_argument("--area", metavar="CODE", help="only this area, such as CN")
    show.add_argument(
        "--start", metavar="DATE", type=start_date, help=f"only windows that begin on or after this date, {_FORMAT}"
    )
    show.add_argument(
        "--end",
        metavar="DATE",
        type=end_date,
        help=f"only windows that end by the last day of this date, {_FORMAT}",
    )
    show.add_argument(
        "--as-of",
        metavar="DATE",
        type=end_date,
        help=f"only what was published by the last day of this date, {_FORMAT}",
    )
    show.set_defaults(run=_show)

    source = commands.add_parser("source", help="a source and everything transcribed from it")
    source.add_argument("source", help="id of a source")
    source.set_defaults(run=_source)

    covered = commands.add_parser("coverage", help="what the data covers, and where its sources are weak")
    covered.set_defaults(run=_coverage)


def _show(arguments: argparse.Namespace) -> int:
    from fraudstats.dataset import describe_indicator, load

    dataset = load()
    if arguments.as_of:
        dataset = dataset.as_of(arguments.as_of)
    if not arguments.indicator:
        print("\n".join(_indicators(dataset)))
        return 0
    selection = {"ref_area": arguments.area, "start": arguments.start, "end": arguments.end}
    if dataset.select(arguments.indicator, **selection).observations.empty:
        raise DatasetError(_nothing(dataset, arguments))
    print(describe_indicator(dataset, arguments.indicator, **selection))
    return 0


def _indicators(dataset: Dataset) -> Iterable[str]:
    """One line per indicator: its id, how many numbers there are, its names."""
    counts = dataset.observations["indicator"].value_counts()
    for row in dataset.indicators.to_dict("records"):
        names = f"{row['name_en']} · {row['name_zh']}"
        yield f"{row['indicator']:<52} {counts.get(row['indicator'], 0):>4}  {names}"


def _nothing(dataset: Dataset, arguments: argparse.Namespace) -> str:
    """What was asked for in vain, and what there is of the indicator instead."""
    options = {"--area": arguments.area, "--start": arguments.start, "--end": arguments.end, "--as-of": arguments.as_of}
    asked = " ".join(f"{option} {value}" for option, value in options.items() if value)
    rows = dataset.select(arguments.indicator).observations
    spans = [
        f"{area}: {len(group)} in windows from {_day(group['period_start'].min())} to {_day(group['period_end'].max())}"
        for area, group in rows.groupby("ref_area")
    ]
    there_is = f"there is {'; '.join(spans)}" if spans else "the indicator has no number at all by then"
    return f"no number of {arguments.indicator} with {asked or 'these options'}; {there_is}"


def _source(arguments: argparse.Namespace) -> int:
    from fraudstats.dataset import describe_source, load

    print(describe_source(load(), arguments.source))
    return 0


def _coverage(arguments: argparse.Namespace) -> int:
    from fraudstats.dataset import coverage, gaps, load, reach

    dataset = load()
    table, weak = coverage(dataset), gaps(dataset).to_dict("records")
    shares = dict.fromkeys(("well_sourced", "two_witnesses"), "{:.0%}".format)
    days: dict[str | int, Callable[..., str]] = dict.fromkeys(("first", "last", "published", "checked"), _day)
    print(table.to_string(index=False, formatters={**shares, **days}))
    print("\nUp to when each area reaches, and up to when further numbers of it were looked for:")
    print(reach(dataset).to_string(index=False, formatters=days))
    print(f"\n{len(weak)} headline numbers lack a strong source or a second independent witness:")
    for row in weak:
        print(f"  {_weakness(row)}")
    return 0


def _weakness(row: dict) -> str:
    """A headline number with its window, and what its sources lack."""
    what = "one witness" if row["strong"] else "no strong source" if row["witnesses"] > 1 else "one weak witness"
    window = Window(row["period_start"], row["period_end"])
    return f"{row['indicator']} {row['value']:,.0f} for {window.words}: {what} ({row['ids']})"


def _day(day: Any) -> str:
    return "unknown" if is_missing(day) else str(last_day(day))
