"""Small tables as text, as files hold them."""

import io

from fraudstats.sheets import tidy


def file_of(text, encoding="utf-8"):
    return io.BytesIO(text.encode(encoding))


def tidied(text, encoding="utf-8", **how):
    return tidy(file_of(text, encoding), **how)


def periods(table):
    """The windows of a tidied table as they are written in ISO 8601."""
    days = zip(table["period_start"], table["period_end"], strict=True)
    return [f"{start:%F}/{end:%F}" for start, end in days]


def done(table, what):
    """What was done to the things of one kind, with their rows."""
    report = table.report
    return [(row.row, row.done) for row in report[report["what"] == what].itertuples()]
