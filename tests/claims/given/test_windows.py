"""Labels of windows: seen from the paper's day, open where they end on it."""

import datetime as dt

import pytest

from fraudstats.claims.given.windows import window_of_label
from fraudstats.dates import Window
from fraudstats.errors import DateError

DAY = dt.date(2024, 12, 15)


@pytest.mark.parametrize(
    ("label", "window"),
    [
        ("last year", Window("2023", "2023")),
        ("January to September this year", Window("2024-01", "2024-09")),
        ("this year", Window("2024-01", None)),
        ("since September", Window("2024-09", None)),
        ("March 1, 2022, to November 30 this year", Window("2022-03-01", "2024-11-30")),
        ("2022 to last year", Window("2022", "2023")),
        ("here to there", Window(None, None)),
    ],
)
def test_a_label(label, window):
    assert window_of_label(label, DAY)[0] == window


def test_ends_in_the_wrong_order():
    with pytest.raises(DateError, match="ends before it starts"):
        window_of_label("November 30 this year to March 1, 2022", DAY)
