"""``fraudstats show``, ``source`` and ``coverage``: look things up."""

from __future__ import annotations

__all__ = ["add_to"]


def add_to(commands):
    """Add the subcommands."""
    show = commands.add_parser("show", help="every number of an indicator, with window, range and source")
    show.add_argument("indicator", nargs="?", help="id of an indicator (default: list them)")
    show.add_argument("--area", metavar="CODE", help="only this area, such as CN")
    show.add_argument("--start", metavar="DATE", help="only windows that begin on or after this day")
    show.add_argument("--end", metavar="DATE", help="only windows that end on or before this day")
    show.add_argument("--as-of", metavar="DATE", help="only what was published by this day")
    show.set_defaults(run=_show)

    source = commands.add_parser("source", help="a source and everything transcribed from it")
    source.add_argument("source", help="id of a source")
    source.set_defaults(run=_source)

    covered = commands.add_parser("coverage", help="what the data covers, and where its sources are weak")
    covered.set_defaults(run=_coverage)


def _show(arguments):
    from fraudstats.dataset import describe_indicator, load

    dataset = load()
    if arguments.as_of:
        dataset = dataset.as_of(arguments.as_of)
    if not arguments.indicator:
        counts = dataset.observations["indicator"].value_counts()
        for row in dataset.indicators.itertuples():
            print(f"{row.indicator:<52} {counts.get(row.indicator, 0):>4}  {row.name_en} · {row.name_zh}")
        return 0
    selection = {"ref_area": arguments.area, "start": arguments.start, "end": arguments.end}
    print(describe_indicator(dataset, arguments.indicator, **selection))
    return 0


def _source(arguments):
    from fraudstats.dataset import describe_source, load

    print(describe_source(load(), arguments.source))
    return 0


def _coverage(arguments):
    from fraudstats.dataset import coverage, gaps, load

    dataset = load()
    table, weak = coverage(dataset), gaps(dataset)
    print(table.to_string(index=False, formatters={"well_sourced": "{:.0%}".format, "two_witnesses": "{:.0%}".format}))
    print(f"\n{len(weak)} headline numbers lack a strong source or a second independent witness:")
    for row in weak.itertuples():
        what = "one witness" if row.strong else "no strong source" if row.witnesses > 1 else "one weak witness"
        print(f"  {row.indicator} {row.value:,.0f} to {str(row.period_end)[:10]}: {what} ({row.ids})")
    return 0
