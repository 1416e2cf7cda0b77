"""The range implied by the others, against the definition: reconcile without the statement and ask."""

import numpy as np
import pandas as pd
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from fraudstats.reconciliation.bounds.implied import implied, implied_table
from fraudstats.reconciliation.bounds.sharp_bounds import SharpBounds
from fraudstats.reconciliation.statements.read import read_statements

MONTHS = 6


def read(totals, changes=()):
    def month(number):
        return str(pd.Period("2021-01", "M") + int(number))

    names = ["period_start", "period_end", "lower", "upper"]
    observations = pd.DataFrame([(month(a), month(b), lo, up) for a, b, lo, up in totals], columns=names)
    stated = pd.DataFrame(
        [(month(a), month(b), month(c), month(d), lo, up) for a, b, c, d, lo, up in changes],
        columns=[*names[:2], "base_start", "base_end", *names[2:]],
    )
    return read_statements(observations, stated)


@st.composite
def worlds(draw):
    """Totals that hold for some counts."""
    counts = np.array(draw(st.lists(st.integers(0, 50), min_size=MONTHS, max_size=MONTHS)))
    windows = st.tuples(st.integers(0, MONTHS - 1), st.integers(0, MONTHS - 1)).map(sorted)
    totals = []
    for first, last in draw(st.lists(windows, min_size=2, max_size=6)):
        total = int(counts[first : last + 1].sum())
        below, above = draw(st.integers(0, 5)), draw(st.sampled_from([0, 1, 5, np.inf]))
        totals.append((first, last, max(total - below, 0), total + above))
    return totals


@settings(max_examples=25, deadline=None)
@given(worlds())
def test_implied_tension_and_information_match_their_definitions(totals):
    statements = read(totals)
    table = implied_table(statements)
    starts, ends = statements.table["period_start"], statements.table["period_end"]
    with_all = np.array(SharpBounds(statements).windows(starts, ends)).T
    for position, row in enumerate(table.itertuples()):
        others = SharpBounds(statements.without(position))
        low, high = (end[0] for end in others.windows(starts[[position]], ends[[position]]))
        assert (row.implied_lower, row.implied_upper) == pytest.approx((low, high), abs=1e-6)
        # The bounds of its window under all statements are what it states and the others imply, together.
        least, most = with_all[position]
        assert (least, most) == pytest.approx((max(low, row.lower), min(high, row.upper)), abs=1e-6)
        widened = (least - low) + (0 if high == most else high - most)
        assert row.information == pytest.approx(widened, abs=1e-6)
        assert (row.information == 0) == (row.lower <= low and high <= row.upper)
        assert 0 <= row.tension < 1 or (row.tension == 1 and row.upper - row.lower > 0)


def test_the_implied_change_is_the_range_of_the_ratio():
    statements = read([(0, 0, 100, 110), (1, 1, 121, 132)], [(1, 1, 0, 0, 0.0, 1.0)])
    assert implied(statements, 2) == pytest.approx((0.1, 0.32))
    table = implied_table(statements)
    assert table.loc["change-0", "tension"] == pytest.approx(1 - 0.22)
    assert table.loc["change-0", "information"] == 0


@pytest.mark.parametrize(
    ("stated", "tension"),
    [((100, 110), 0), ((90, 110), 0.5), ((100, 100), 0), ((80, 90), 1), ((80, np.inf), 0), ((120, 1e3), 1)],
)
def test_tension_is_the_share_of_the_interval_that_the_others_rule_out(stated, tension):
    """The other statement says 100 to 110 for the same window."""
    table = implied_table(read([(0, 1, *stated), (0, 1, 100, 110)]))
    assert table.loc[0, "tension"] == pytest.approx(tension)


def test_information_is_infinite_for_the_only_witness_and_zero_for_a_repetition():
    table = implied_table(read([(0, 1, 10, 12), (2, 3, 10, 12), (2, 3, 10, 12)]))
    assert table["information"].tolist() == [np.inf, 0, 0]


def test_where_the_others_contradict_each_other_they_imply_nothing():
    table = implied_table(read([(0, 0, 5, 6), (0, 0, 8, 9), (1, 1, 5, 6)]))
    assert table["tension"].tolist()[:2] == [1, 1]
    assert table.loc[2, ["implied_lower", "implied_upper", "tension", "information"]].isna().all()
