"""`fs.reconcile` from end to end: the paper's numbers, and input as wild as users have it."""

import numpy as np
import pandas as pd
import pytest

import fraudstats as fs
from fraudstats.dates import Window
from fraudstats.errors import DateError, ReconcileError

COLUMNS = ["period_start", "period_end", "lower", "upper"]


def table(*rows, **columns):
    return pd.DataFrame(list(rows), columns=COLUMNS).assign(**columns)


def change(window, base, lower, upper, **columns):
    names = ["period_start", "period_end", "base_start", "base_end", "lower", "upper"]
    return pd.DataFrame([(*window, *base, lower, upper)], columns=names).assign(**columns)


PAPER = table(
    ("2020-01-01", "2020-12-31", 321_500, 322_500),
    ("2021-01-01", "2021-11-30", 370_000, 380_000),
    ("2021-01-01", "2021-12-31", 441_000, 442_000),
    ("2022-01-01", "2022-11-30", 390_500, 391_500),
    ("2022-01-01", "2022-12-31", 463_500, 464_500),
)


def test_what_2021_really_was():
    result = fs.reconcile(PAPER)
    assert result.bounds("2021-12-01", "2021-12-31") == fs.Interval(61_000, 72_000)
    lower, upper = result.bounds("2021")
    assert result.bounds("Dec 2021") == result.bounds("2021年12月") == fs.Interval(61_000, 72_000)
    assert (lower, upper) == (441_000, 442_000)
    growth = result.bounds("2022") / result.bounds("2021") - 1
    assert 0.048 < growth.lower < growth.upper < 0.054


def test_a_stated_change_dates_the_year_before():
    """370,000 "up 44.2%" puts January to November 2020 at 256,500 to 263,600, far from the year's 322,000."""
    up = change(("2021-01", "2021-11"), ("2020-01", "2020-11"), 0.4415, 0.4425, source_id="mps")
    result = fs.reconcile(PAPER, up)
    lower, upper = result.bounds("2020-01", "2020-11")
    assert lower == pytest.approx(370_000 / 1.4425, abs=0.01)
    assert upper == pytest.approx(380_000 / 1.4415, abs=0.01)
    assert result.bounds("2020-12").lower == pytest.approx(321_500 - upper, abs=0.01)
    assert result.implied("change-0").lower == pytest.approx(370_000 / 322_500 - 1)


def test_the_two_bulletins_on_2020_contradict_each_other():
    early = table(("2020-01-01", "2020-12-31", 255_500, 256_500), source_id="xinhua")
    result = fs.reconcile(pd.concat([PAPER.assign(source_id="mps"), early], ignore_index=True))
    (found,) = result.contradictions
    assert found.statements == (0, 5) and found.sources == ("mps", "xinhua") and found.gap == 65_000
    assert result.tension[[0, 5]].tolist() == [1, 1]
    questions = lambda: result.bounds("2020"), lambda: result.bounds_table("Y"), lambda: result.draws(10)
    for question in questions:
        with pytest.raises(ReconcileError, match=r"5 \(xinhua\)[\s\S]*repair='least'"):
            question()
    with pytest.raises(ReconcileError, match="still contradict"):
        result.implied(1)
    assert result.implied(0) == fs.Interval(255_500, 256_500)
    assert result.repair.index.tolist() in ([0], [5])


def test_the_least_repair_answers_and_stays_on_the_record():
    early = table(("2020-01-01", "2020-12-31", 255_500, 256_500))
    result = fs.reconcile(pd.concat([PAPER, early], ignore_index=True), repair="least")
    assert len(result.contradictions) == 1 and len(result.repair) == 1
    lower, upper = result.bounds("2020")
    assert 255_499 <= lower <= upper <= 322_501 and upper - lower <= 2
    draws = result.draws(20).values
    assert draws.shape == (36, 20) and (draws >= 0).all()


def test_bounds_tables_name_whole_periods():
    result = fs.reconcile(PAPER)
    years = result.bounds_table("Y")
    assert list(years) == ["lower", "upper"] and years.loc["2021"].tolist() == [441_000, 442_000]
    assert years.index.tolist() == list(pd.period_range("2020", "2022", freq="Y"))
    assert len(result.bounds_table("Q")) == 12 and len(result.bounds_table("M")) == 36
    assert result.bounds_table("M").loc["2022-12"].tolist() == [72_000, 74_000]


def test_a_year_of_which_eleven_months_are_known_has_no_upper_bound():
    result = fs.reconcile(table(("2021-01-01", "2021-11-30", 370_000, 380_000)))
    assert result.bounds_table("Y").loc["2021"].tolist() == [370_000, np.inf]
    assert len(result.bounds_table("M")) == 11


def test_start_and_end_choose_what_is_reported_not_what_counts():
    result = fs.reconcile(PAPER, start="2021-01-01", end="2021-12-31")
    assert len(result.bounds_table("M")) == 12 and len(result.draws(5).index) == 12
    five_years = pd.concat([PAPER, table(("2018", "2022", 1_500_000, 1_510_000))], ignore_index=True)
    result = fs.reconcile(five_years, start="2020", end="2022")
    assert len(result.bounds_table("Y")) == 3
    assert result.bounds("2018", "2019").lower == 1_500_000 - 322_500 - 442_000 - 464_500


# --- input as users have it


def test_windows_of_days_on_a_grid_of_days():
    """15 March alone is printed, and the week around it; the other six days share the rest."""
    windows = table(("2021-03-15", "2021-03-15", 10, 12), ("2021-03-12", "2021-03-18", 40, 45))
    result = fs.reconcile(windows, freq="D")
    assert result.bounds("2021-03-15") == fs.Interval(10, 12)
    assert result.bounds("2021-03-14") == fs.Interval(0, 35)
    assert len(result.bounds_table("D")) == 7
    assert result.draws(10).values.shape == (7, 10)
    assert result.estimate("M", n_draws=20).loc["2021-03", "lower_bound"] == 40
    assert result.bounds_table("Y").loc["2021"].tolist() == [40, np.inf]
    with pytest.raises(ReconcileError, match="2021 reaches beyond the days known to the grid, 2021-03-01"):
        result.estimate("Y", n_draws=20)


def test_windows_of_one_day_on_a_grid_of_months():
    """By the share of days: a day of 10 is a month of 310."""
    result = fs.reconcile(table(("2021-03-15", "2021-03-15", 10, 10)))
    assert result.bounds("2021-03").lower == pytest.approx(310)
    assert result.bounds("2021-03-15").upper == pytest.approx(10)


def test_part_months():
    """13 June to 31 October beside the half year and the year."""
    result = fs.reconcile(
        table(
            ("2019-06-13", "2019-10-31", 93_500, 94_500),
            ("2019-01-01", "2019-05-31", 43_500, 44_500),
            ("2019-01-01", "2019-12-31", 199_500, 200_500),
        )
    )
    rest = result.bounds("2019-11-01", "2019-12-31")
    assert rest.upper == pytest.approx(200_500 - 93_500 - 43_500)
    assert 0 <= rest.lower < rest.upper
    assert result.bounds("2019-06-13", "2019-10-31") == fs.Interval(93_500, 94_500)


def test_two_days_of_a_month_contradict_its_even_spread_but_not_a_grid_of_days():
    days = table(("2021-03-15", "2021-03-15", 10, 10), ("2021-03-16", "2021-03-16", 20, 20))
    with pytest.raises(ReconcileError, match=r"share of days: a finer freq may resolve"):
        fs.reconcile(days).bounds("2021-03")
    assert fs.reconcile(days, freq="D").bounds("2021-03").lower == 30


def test_questions_beyond_the_span():
    result = fs.reconcile(PAPER)
    assert result.bounds("2019-01-01", "2030-12-31") == fs.Interval(321_500 + 441_000 + 463_500, np.inf)
    assert result.bounds("1999") == fs.Interval(0, np.inf)
    with pytest.raises(DateError, match="from 2022-01-01 to 2021-01-01 ends before it starts"):
        result.bounds("2022-01-01", "2021-01-01")
    with pytest.raises(DateError, match="cannot read 'soon'"):
        result.bounds("soon")
    with pytest.raises(DateError, match="2021 is a bare number"):
        result.bounds(2021)
    with pytest.raises(DateError, match="has no bounds: give its first day"):
        result.bounds(None)


def test_a_window_is_asked_for_in_any_of_its_spellings():
    result = fs.reconcile(PAPER)
    december = fs.Interval(61_000, 72_000)
    for window in ("2021-12", pd.Period("2021-12"), Window("2021-12"), ("2021-12-01", "2021-12-31"), "2021-12/2021-12"):
        assert result.bounds(window) == december
    assert result.bounds("2021-12", pd.Timestamp("2021-12-31")) == december


def test_many_windows_are_bounded_at_once_as_one_by_one():
    result = fs.reconcile(PAPER)
    table = result.bounds_of_windows(["2021-12", "2022", "2021-06-16"], ["2021-12", "2022", "2021-07-15"])
    assert list(table) == ["period_start", "period_end", "lower", "upper"]
    for row in table.to_dict("records"):
        assert result.bounds(row["period_start"], row["period_end"]) == fs.Interval(row["lower"], row["upper"])
    for windows in ((["2021"], ["2020"]), (["2021"], []), ([None], ["2021"])):
        with pytest.raises(DateError, match="every window needs a first day and a last day"):
            result.bounds_of_windows(*windows)


def test_hundreds_of_bulletins():
    rng = np.random.default_rng(5)
    counts, months = rng.poisson(30_000, 120), pd.period_range("2014-01", periods=120, freq="M")
    first = rng.integers(0, 120, 400)
    last = np.minimum(first + rng.integers(0, 24, 400), 119)
    totals = np.array([counts[a : b + 1].sum() for a, b in zip(first, last, strict=True)])
    rows = {"period_start": months[first].astype(str), "period_end": months[last].astype(str)}
    rows |= {"lower": totals // 1000 * 1000, "upper": totals // 1000 * 1000 + 1000}
    result = fs.reconcile(pd.DataFrame(rows))
    bounds = result.bounds_table("M")
    truth = pd.Series(counts, months).loc[bounds.index]
    assert (bounds["lower"] <= truth).all() and (truth <= bounds["upper"]).all()
    assert (bounds["upper"] - bounds["lower"]).median() < 3_000
    assert not result.contradictions


def test_an_empty_selection():
    with pytest.raises(ReconcileError, match="nothing to reconcile"):
        fs.reconcile(PAPER.iloc[:0])


def test_one_bulletin():
    result = fs.reconcile(PAPER.iloc[[1]])
    assert result.bounds("2021-01", "2021-11") == fs.Interval(370_000, 380_000)
    assert result.bounds("2021-05") == fs.Interval(0, 380_000)
    assert result.information[1] == np.inf and result.tension[1] == 0
    assert "1 total and 0 stated changes" in result.summary()
    assert all(370_000 <= series.sum() <= 380_000 for series in result.draws(10))


def test_only_a_change_has_bounds_but_no_level_to_estimate_from():
    result = fs.reconcile(PAPER.iloc[:0], change(("2021", "2021"), ("2020", "2020"), 0.1, 0.2))
    assert result.bounds("2021") == fs.Interval(0, np.inf)
    with pytest.raises(ReconcileError, match="add a total"):
        result.draws(10)


def test_all_contradictory():
    bulletins = table(*[("2021", "2021", 10 * k, 10 * k + 1) for k in range(6)])
    result = fs.reconcile(bulletins)
    assert len(result.contradictions) == 6 * 5 / 2 and result.contradictions.complete
    assert "15 minimal sets of statements that cannot all hold" in result.summary()
    assert len(fs.reconcile(bulletins, repair="least").bounds_table("Y")) == 1


def test_zero_counts():
    result = fs.reconcile(table(("2021-01", "2021-06", 0, 0), ("2021-01", "2021-12", 0, 3)))
    assert result.bounds("2021-03") == fs.Interval(0, 0)
    assert result.bounds("2021-12") == fs.Interval(0, 3)
    draws = result.draws(20).to_frame()
    assert draws.loc["2021-01":"2021-06"].max().max() < 1e-9
    nothing = fs.reconcile(table(("2021-01", "2021-06", 0, 0)))
    assert nothing.bounds_table("M")["upper"].max() == 0


def test_counts_of_a_billion_and_more():
    """Losses in yuan: exact to the unit, for paths and for programmes."""
    year, half = 353_700_000_000, 150_000_000_001
    exact = table(("2020", "2020", year, year), ("2020-01", "2020-06", half, half))
    assert fs.reconcile(exact).bounds("2020-07", "2020-12") == fs.Interval(year - half, year - half)
    doubled = change(("2021", "2021"), ("2020", "2020"), 1.0, 1.0)
    lower, upper = fs.reconcile(exact, doubled).bounds("2021")
    assert lower == pytest.approx(2 * year, rel=1e-9) and upper == pytest.approx(2 * year, rel=1e-9)


def test_the_revision_budget_reaches_the_bounds():
    up = change(("2021-01", "2021-11"), ("2020-01", "2020-11"), 0.4415, 0.4425)
    narrow = fs.reconcile(PAPER, up).bounds("2020-01", "2020-11")
    wide = fs.reconcile(PAPER, up, revision_budget=0.02).bounds("2020-01", "2020-11")
    assert wide.upper == pytest.approx(narrow.upper / 0.98, rel=1e-6) and narrow in wide


def test_conventions_are_a_switch():
    printed = table(("2021", "2021", np.nan, np.nan), value=370_000, qualifier="more_than", precision=10_000)
    assert fs.reconcile(printed, convention="printed").bounds("2021") == fs.Interval(370_000, 380_000)
    assert fs.reconcile(printed, convention="conservative").bounds("2021") == fs.Interval(370_000, np.inf)
    with pytest.raises(ReconcileError, match="lower nan and upper nan must be numbers"):
        fs.reconcile(printed)


def test_an_unknown_repair_or_kind_is_refused():
    with pytest.raises(ReconcileError, match="repair='most' is not known"):
        fs.reconcile(PAPER, repair="most")
    with pytest.raises(ReconcileError, match="0 of 5 bulletins are of the kind 'weekly'.*kinds here: full_year"):
        fs.reconcile(PAPER, counts_differently="weekly")


def test_implications_rest_on_the_bulletins_that_count_the_same():
    result = fs.reconcile(PAPER, counts_differently="full_year")
    assert result.statements["counts_differently"].tolist() == [True, False, True, False, True]
    assert result.bounds("2021") == fs.Interval(370_000, np.inf)
    assert len(result.implied_table) == 2 and result.counts_differently == "full_year"
    same = result.counting_differently(None)
    assert same.bounds("2021") == fs.Interval(441_000, 442_000)
    assert not same.statements["counts_differently"].any()
    assert result.counting_differently("full_year") is result, "what it has drawn is not drawn again"


def test_the_tables_of_a_result_are_copies():
    undated = table((None, "2021-01-04", 255_500, 256_500)).set_axis(["early"])
    result = fs.reconcile(pd.concat([PAPER, undated]))
    for name in ("statements", "without_window"):
        copy = getattr(result, name)
        copy.loc[:, "lower"] = -1
        assert (getattr(result, name)["lower"] > 0).all()


def test_nothing_depends_on_the_order_of_the_rows():
    up = change(("2021-01", "2021-11"), ("2020-01", "2020-11"), 0.4415, 0.4425)
    one, other = fs.reconcile(PAPER, up), fs.reconcile(PAPER.iloc[::-1], up)
    pd.testing.assert_frame_equal(one.bounds_table("M"), other.bounds_table("M"))
    pd.testing.assert_series_equal(one.tension, other.tension[one.tension.index])


def test_the_summary_says_what_is_certain_and_what_is_not():
    up = change(("2021-01", "2021-11"), ("2020-01", "2020-11"), 0.4415, 0.4425)
    undated = table((None, "2021-01-04", 255_500, 256_500)).set_axis(["early"])
    text = fs.reconcile(pd.concat([PAPER, undated]), up).summary()
    for part in (
        "5 totals and 1 stated change",
        "Without a known start or end, kept aside (see candidates): early",
        "2020: 321,500 to 322,500",
        "no contradictions",
        "early",
    ):
        assert part in text
    assert "2024: nothing is known" in fs.reconcile(PAPER, end="2024").summary()
    contradictory = fs.reconcile(pd.concat([PAPER, table(("2020", "2020", 1, 2))], ignore_index=True))
    assert "The least repair would widen" in contradictory.summary()
    assert repr(contradictory).startswith("<Reconciliation of 6 statements, 2020-01 to 2022-12: 1 ")


def test_a_convention_reads_stated_changes_as_well():
    unread = {"value": [100, 1e6], "qualifier": ["exact", "up_to"], "precision": [1, 1]}
    years = {"period_start": ["2020", "2021"], "period_end": ["2020", "2021"]}
    totals = unread | years | {"lower": [100, 0], "upper": [100, 1e6]}
    change = {"period_start": ["2021"], "period_end": ["2021"], "base_start": ["2020"], "base_end": ["2020"]}
    change |= {"percent": [30], "qualifier": ["more_than"], "precision": [10], "lower": [0.25], "upper": [0.35]}
    bounds = {
        convention: tuple(fs.reconcile(totals, change, freq="Y", convention=convention).bounds("2021"))
        for convention in ("given", "printed", "conservative")
    }
    assert bounds == {
        "given": pytest.approx((125, 135)),
        "printed": pytest.approx((130, 140)),
        "conservative": pytest.approx((130, 1e6)),
    }
