"""Labels of real tables as people who do this work met them, with the windows that they say are right.

An empty start and end: the label must be asked about. Where a note says that something must be known beside the label,
the label alone is refused, and read with it.
"""

import pytest

from fraudstats.dates import Window
from fraudstats.errors import PeriodError
from fraudstats.printed import period

LABELS = [
    # label, published, start, end
    ("Apr 2017 to Mar 2018", None, "2017-04-01", "2018-03-31"),
    ("1H 2021", None, "2021-01-01", "2021-06-30"),
    ("Q1 2021", None, "2021-01-01", "2021-03-31"),
    ("2021Q1", None, "2021-01-01", "2021-03-31"),
    ("1995 Jan", None, "1995-01-01", "1995-01-31"),
    ("Jan-21", None, "2021-01-01", "2021-01-31"),
    ("2021-01", None, "2021-01-01", "2021-01-31"),
    ("2021年1-11月", None, "2021-01-01", "2021-11-30"),
    ("截至11月底", "2022-12-30", "unknown", "2022-11-30"),  # the start is not printed
    ("首10個月", "2017-11-25", "2017-01-01", "2017-10-31"),
    ("民國107年", None, "2018-01-01", "2018-12-31"),
    ("平成30年", None, "2018-01-01", "2018-12-31"),
    ("令和６年", None, "2024-01-01", "2024-12-31"),  # a digit of full width
    ("二零二四年（一月至六月)", None, "2024-01-01", "2024-06-30"),  # brackets of two widths
    ("12 months ending June 2025", None, "2024-07-01", "2025-06-30"),  # rolling
    ("Apr 2021 to Mar 2022 [note 28]", None, "2021-04-01", "2022-03-31"),  # a footnote
]
ASKED = ["2017-18", "FY2018", "2561", "107"]
BY_CALENDAR = [
    ("2017/18", "uk", "2017-04-01", "2018-03-31"),  # the calendar must be given
    ("2017/18 (April to March)", None, "2017-04-01", "2018-03-31"),  # or said
    ("107年1至9月", "roc", "2018-01-01", "2018-09-30"),
]


@pytest.mark.parametrize(("label", "published", "start", "end"), LABELS)
def test_the_label_means_its_window(label, published, start, end):
    assert period(label, published=published) == Window(start, end)


@pytest.mark.parametrize("label", ASKED)
def test_the_label_is_asked_about(label):
    with pytest.raises(PeriodError) as refusal:
        period(label)
    assert refusal.value.readings


@pytest.mark.parametrize(("label", "calendar", "start", "end"), BY_CALENDAR)
def test_the_calendar_settles_the_label(label, calendar, start, end):
    assert period(label, calendar=calendar) == Window(start, end)
    if calendar:
        with pytest.raises(PeriodError):
            period(label)
