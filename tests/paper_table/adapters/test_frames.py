"""Tables of any data frame."""

import numpy as np
import pandas as pd

import fraudstats as fs


def test_a_plain_frame_is_printed_as_it_is():
    frame = pd.DataFrame(
        {
            "count": [1_000, 2],
            "share": [0.25, np.nan],
            "when": [pd.Timestamp("2021-06-01"), pd.NaT],
            "note": ["a", None],
        },
        index=pd.Index(["x_1", "y"], name="place"),
    )
    table = fs.table(frame, title="T")
    assert table.headings == ("Place", "Count", "Share", "When", "Note")
    assert table.rows == (("x_1", "1,000", "0.2500", "2021-06-01", "a"), ("y", "2", "–", "–", "–"))
    assert table.notes == ("– not available.",)


def test_the_frame_of_a_trend_has_intervals():
    frame = pd.DataFrame({"estimate": [0.05], "lower": [0.04], "upper": [0.06], "p_value": [1e-9]}, index=["log_aapc"])
    table = fs.table(frame)
    assert table.headings == ("Parameter", "Estimate", "95% CI", "p")
    assert table.rows == (("AAPC (%)", "5.13", "4.08 to 6.18", "< 0.001"),)


def test_columns_of_two_levels_are_joined():
    frame = pd.DataFrame([[1, 2]], columns=pd.MultiIndex.from_tuples([("a", "lower"), ("a", "upper")]))
    assert fs.table(frame).headings == ("Row", "A, lower", "A, upper")
