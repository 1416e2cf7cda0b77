"""Lag, size and bias of revisions, against their definitions, statsmodels and scipy."""

import numpy as np
import pandas as pd
import pytest
import statsmodels.api as sm
from dataset.windows import windows_of
from scipy.stats import ttest_1samp

from fraudstats.dataset.revision_summary import statistics_of
from fraudstats.dataset.revisions import revisions_of
from fraudstats.errors import DatasetError

NONE = pd.DataFrame(columns=["indicator", "ref_area", "counterpart_area", "sub_area", "period_start", "period_end"])


FIRST, LATEST = [100, 200, 400, 500], [110, 190, 400, 540]


def test_the_statistics_are_those_of_the_guidance():
    (row,) = statistics_of(windows_of(FIRST, LATEST), NONE).to_dict("records")
    assert (row["windows"], row["revised"], row["n"], row["overlapping"]) == (4, 4, 4, 0)
    assert row["mean_revision"] == 10
    assert row["mean_absolute_revision"] == 15
    assert row["relative_mean_absolute_revision"] == pytest.approx(60 / 1200)
    assert row["mean_relative_revision"] == pytest.approx((0.1 - 0.05 + 0.08) / 4)
    assert row["mean_absolute_relative_revision"] == pytest.approx((0.1 + 0.05 + 0.08) / 4)
    assert row["share_upward"] == pytest.approx(2 / 3), "what did not move is neither up nor down"


def test_the_mean_revision_is_tested_by_student():
    (row,) = statistics_of(windows_of(FIRST, LATEST), NONE).to_dict("records")
    revision = np.subtract(LATEST, FIRST)
    known = ttest_1samp(revision, 0)
    assert (row["t"], row["p_value"]) == (pytest.approx(known.statistic), pytest.approx(known.pvalue))
    known = ttest_1samp(revision / FIRST, 0)
    assert (row["relative_t"], row["relative_p_value"]) == (pytest.approx(known.statistic), pytest.approx(known.pvalue))


@pytest.mark.parametrize("cov_type", ["HC1", "HC2"])
def test_the_standard_error_is_the_robust_one(cov_type):
    (row,) = statistics_of(windows_of(FIRST, LATEST), NONE).to_dict("records")
    fit = sm.OLS(np.subtract(LATEST, FIRST), np.ones(4)).fit(cov_type=cov_type)
    assert row["standard_error"] == pytest.approx(fit.bse[0])


@pytest.mark.parametrize(("first", "latest"), [([100, 200], [110, 190]), ([100, 200, 300], [110, 210, 310])])
def test_too_few_or_equal_revisions_are_not_tested(first, latest):
    (row,) = statistics_of(windows_of(first, latest), NONE).to_dict("records")
    assert np.isnan(row["t"]) and np.isnan(row["p_value"])
    assert row["n"] == len(first)


def test_the_range_of_the_mean_holds_what_the_printed_numbers_allow():
    (row,) = statistics_of(windows_of(FIRST, LATEST, half=5), NONE).to_dict("records")
    assert (row["mean_revision_lower"], row["mean_revision_upper"]) == (0, 20)
    true = np.add(LATEST, [5, -3, 2, -5]) / np.add(FIRST, [-5, 1, 4, 2]) - 1
    assert row["mean_relative_revision_lower"] < true.mean() < row["mean_relative_revision_upper"]


def test_what_was_not_revised_is_averaged_on_demand_only():
    unrevised = windows_of([100, 100, 100], [100, 100, 100], status="A").assign(
        outcome=["unchanged", "within the printed precision", "printed once"]
    )
    windows = pd.concat([windows_of(FIRST, LATEST), unrevised], ignore_index=True)
    assert statistics_of(windows, NONE)["n"].tolist() == [4]
    (row,) = statistics_of(windows, NONE, "reprinted").to_dict("records")
    assert (row["n"], row["reprinted"], row["within_precision"]) == (6, 6, 1)
    assert row["mean_revision"] == pytest.approx(40 / 6)


def test_what_no_source_calls_revised_can_be_left_out():
    windows = windows_of(FIRST, LATEST, status=["R", "R", "A", "R"])
    (row,) = statistics_of(windows, NONE, "declared").to_dict("records")
    assert (row["revised"], row["declared"], row["n"]) == (4, 3, 3)


def test_several_indicators_have_a_row_each_and_no_common_unit():
    windows = pd.concat([windows_of(FIRST, LATEST), windows_of(FIRST[:3], LATEST[:3], indicator="losses", unit="CNY")])
    wrong = windows.head(1).assign(indicator="losses")
    table = statistics_of(windows.reset_index(drop=True), wrong).set_index("indicator")
    assert table["n"].to_dict() == {"all": 7, "cases": 4, "losses": 3}
    assert table["misprinted"].to_dict() == {"all": 1, "cases": 0, "losses": 1}
    assert np.isnan(table.loc["all", "mean_revision"]) and table.loc["losses", "mean_revision"] == 0
    assert table.loc["all", "overlapping"] == 6, "cases and losses of one year are not independent"


def test_places_that_only_some_indicators_have_are_told_apart():
    here, there = windows_of(FIRST, LATEST), windows_of(FIRST, LATEST, indicator="b").assign(counterpart_area="MM")
    windows = pd.concat([here, there], ignore_index=True)
    wrong = here.head(1).assign(published_by=pd.Timestamp("2022-01-01"))
    table = statistics_of(windows, wrong)
    assert table.set_index("indicator")["misprinted"].to_dict() == {"all": 1, "b": 0, here["indicator"][0]: 1}
    assert table["counterpart_area"].tolist()[0] == "all"


def test_a_first_number_that_may_be_zero_has_no_relative_revision():
    windows = windows_of(FIRST, LATEST)
    windows.loc[0, ["revision_lower", "revision_upper"]] = np.nan
    (row,) = statistics_of(windows, NONE).to_dict("records")
    assert (row["n"], row["relative_n"]) == (4, 3)
    assert row["mean_relative_revision"] == pytest.approx((-0.05 + 0.08) / 3)
    assert row["relative_t"] == pytest.approx(ttest_1samp([-0.05, 0, 0.08], 0).statistic)


@pytest.mark.parametrize("seed", range(5))
def test_windows_that_share_days_are_counted_as_by_comparing_all(seed):
    rng = np.random.default_rng(seed)
    start = pd.Timestamp("2020-01-01") + pd.to_timedelta(rng.integers(0, 300, 25), "D")
    windows = windows_of(np.arange(1, 26), np.arange(2, 27)).assign(
        period_start=start, period_end=start + pd.to_timedelta(rng.integers(0, 40, 25), "D")
    )
    windows["ref_area"] = rng.choice(["CN", "HK"], 25)
    ends = list(windows[["ref_area", "period_start", "period_end"]].itertuples(index=False))
    shared = sum(any(a is not b and a[0] == b[0] and a[1] <= b[2] and b[1] <= a[2] for b in ends) for a in ends)
    assert statistics_of(windows, NONE).loc[0, "overlapping"] == shared


def test_other_windows_than_those_known_are_refused():
    with pytest.raises(DatasetError, match="choose one of revised, declared, reprinted"):
        statistics_of(windows_of(FIRST, LATEST), NONE, "final")


def test_the_words_say_how_many_and_what_was_not_tested(world, row):
    years = [str(year) for year in range(2011, 2014)]
    first = [row(f"x{year}", year, year, f"{1001 + i}", 1001 + i) for i, year in enumerate(years)]
    later = [row(f"x{year}", year, year, f"{1111 + 3 * i}", 1111 + 3 * i) for i, year in enumerate(years)]
    ds = world(b=("2022-01-10", "state_media", *first), c=("2022-04-20", "state_media", *later))
    counts, tested = revisions_of(ds.observations).summary().splitlines()
    assert counts.startswith("cases_solved CN: 3 of 3 windows revised. Of the revised (n = 3): median lag 100 days; ")
    assert "mean revision 112 cases, mean absolute revision 112 (11% of first prints)" in counts
    assert "100% upward; test of no bias t(2) = " in counts
    assert tested.startswith("not tested: news or noise needs at least 8 revised windows, these are 3")


def test_the_words_say_why_one_revision_is_not_tested(world, row):
    first, later = row("x", "2021", "2021", "1001", 1001), row("x", "2021", "2021", "1101", 1101)
    ds = world(b=("2022-01-10", "state_media", first), c=("2022-04-20", "state_media", later))
    assert "no test of bias with n = 1, which needs 3 that differ" in revisions_of(ds.observations).summary()
