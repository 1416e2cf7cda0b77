"""Labels in the data, held against the windows that their curators wrote down: two readings that share no code."""

import pandas as pd
import pytest

import fraudstats as fs
from fraudstats.errors import PeriodError
from fraudstats.printed import read_period

#: Areas whose tables print one year for a fiscal year.
FISCAL = ("IN", "MM")


@pytest.fixture(scope="module")
def recorded():
    """Every printed label with its day of publication, and both windows where the label is read."""
    table = fs.load().observations.dropna(subset="period_text")
    table = table.drop_duplicates(["period_text", "published_by", "period_start", "period_end", "ref_area"])
    rows = []
    for row in table.itertuples():
        try:
            reading = read_period(row.period_text, published=row.published_by)
        except PeriodError:
            continue
        start, end = (pd.NaT if day is None else pd.Timestamp(day) for day in reading.window)
        rows.append((row.period_text, row.ref_area, reading, row.period_start, row.period_end, start, end))
    return pd.DataFrame(rows, columns=["label", "area", "reading", "period_start", "period_end", "start", "end"])


def test_most_labels_of_the_data_are_read(recorded):
    assert len(recorded) > 1000


def test_printed_ends_are_those_that_the_curators_wrote_down(recorded):
    """Curators know the sentence as well, in which a month may be a sum since January; few labels differ by that."""
    bases = [(one.start_basis, one.end_basis) for one in recorded["reading"]]
    printed = recorded[
        (pd.Series([basis == ("printed", "printed") for basis in bases])) & ~recorded["area"].isin(FISCAL)
    ]
    same = (printed["start"] == printed["period_start"]) & (printed["end"] == printed["period_end"])
    assert len(printed) > 800 and same.mean() > 0.98, printed[~same]
