import warnings
from pathlib import Path
from typing import Any

import joblib
import numpy as np
import pandas as pd
import pytest

from fraudstats.draws import Draws
from fraudstats.errors import TrendError, TrendWarning
from fraudstats.trends import joinpoint, joinpoint_by

#: New HIV diagnoses per 100,000 in Argentina, 2010 to 2022 (Ministry of Health; the example of joinpointR).
HIV = {
    "Both": [17.6, 17.4, 17.3, 17.1, 15.3, 15.3, 14.2, 11.1, 13.6, 12.9, 8.1, 11.6, 12.2],
    "Female": [11.6, 11.1, 11.1, 10.9, 9.1, 8.6, 8.2, 6.3, 7.8, 7.5, 4.6, 6.7, 7.3],
    "Male": [23.9, 24.0, 23.7, 23.6, 21.7, 22.3, 20.5, 16.2, 19.5, 18.4, 11.7, 16.6, 17.2],
}
WIDE = pd.DataFrame(HIV, index=range(2010, 2023))
LONG = WIDE.rename_axis("year").reset_index().melt("year", var_name="sex", value_name="rate")


def by_sex(table: Any = LONG, **options: Any):
    return joinpoint_by(table, by="sex", select="bic", max_joinpoints=2, **options)


class TestFits:
    def test_published_fits_by_sex(self):
        """The vignette of joinpointR 2.0.0 (CRAN, 2026-10-08), "Model selection by one grouping variable"."""
        result = by_sex()
        assert {sex: fit.joinpoints.tolist() for sex, fit in result.fits.items()} == {
            "Both": [],
            "Female": [2020],
            "Male": [],
        }
        chosen = [fit.criteria["bic"].min().round(3) for fit in result.fits.values()]
        assert chosen == [-3.775, -3.686, -3.85]

    def test_what_the_software_of_nci_finds_by_sex_with_standard_errors(self):
        """Joinpoint 4.9.0.0.1 on the sample data that come with it, weighted: the legend of a figure of nih.joinpoint.

        Repository DanChaltiel/nih.joinpoint, README ("Plotting", figure chunk 6-1): permutation tests at 4499, up to 3
        joinpoints. Its legend ends a segment the year before a joinpoint; an asterisk is p < 0.05.
        """
        table = pd.read_csv(Path(__file__).parent / "colorectal.csv")
        segments = joinpoint_by(table, by="sex", se="se", n_permutations=999).segments()
        found = {sex: rows for sex, rows in segments.groupby("sex")}
        printed = {
            "Both": ([1985, 1995, 1998], ["0.81*", "-1.82*", "1.60", "-2.50*"]),
            "Female": ([1985, 1995, 1998], ["0.31*", "-1.86*", "1.94", "-2.21*"]),
            "Male": ([1986, 1995, 1998], ["1.11*", "-2.15*", "1.44", "-2.91*"]),
        }
        for sex, (joinpoints, changes) in printed.items():
            rows = found[sex]
            assert rows.end.tolist()[:-1] == joinpoints
            assert [f"{row.apc:.2f}{'*' * (row.p_value < 0.05)}" for row in rows.itertuples()] == changes

    def test_each_group_is_fitted_as_if_it_were_alone(self):
        table = LONG.assign(error=np.linspace(0.1, 1, len(LONG)))
        result = joinpoint_by(table, by="sex", se="error", n_permutations=199, seed=5, interval="quantile")
        for sex, rows in table.groupby("sex"):
            alone = joinpoint(rows.rate.to_numpy(), rows.year.to_numpy(), se=rows.error, n_permutations=199, seed=5)
            pd.testing.assert_frame_equal(result[sex].tests, alone.tests)
            assert result[sex].fit.slopes.tolist() == alone.fit.slopes.tolist()

    def test_exposure_is_a_column_or_one_number(self):
        table = LONG.assign(rate=(LONG.rate * 100).round(), people=np.linspace(900, 1000, len(LONG)))
        result = by_sex(table, exposure="people")
        rows = table[table.sex == "Male"]
        alone = joinpoint(
            rows.rate.to_numpy(), rows.year.to_numpy(), exposure=rows.people, select="bic", max_joinpoints=2
        )
        assert result["Male"].fit.slopes.tolist() == alone.fit.slopes.tolist()
        assert by_sex(table.drop(columns="people"), exposure=1000.0)["Male"].response.exposure.tolist() == [1000.0] * 13

    def test_a_column_for_each_group_is_the_same_table(self):
        wide = joinpoint_by(WIDE, select="bic", max_joinpoints=2)
        pd.testing.assert_frame_equal(
            wide.segments().reset_index(drop=True), by_sex().segments().reset_index(drop=True)
        )
        by_time = joinpoint_by(WIDE.reset_index(drop=True), WIDE.index.to_numpy(), select="bic", max_joinpoints=2)
        pd.testing.assert_frame_equal(by_time.segments(), wide.segments())

    def test_several_columns_name_a_group_and_its_key_is_a_tuple(self):
        twice = pd.concat([LONG.assign(area="North"), LONG.assign(area="South", rate=LONG.rate[::-1].to_numpy())])
        result = joinpoint_by(twice, "year", by=["area", "sex"], select="bic")
        assert len(result) == 6 and result["South", "Male"].nobs == 13
        assert result.segments().index.names == ["area", "sex", "segment"]
        assert result.table().index.tolist()[0] == ("North", "Both")

    def test_the_order_is_that_of_the_table_and_categories_without_rows_are_no_groups(self):
        table = LONG.assign(sex=pd.Categorical(LONG.sex, ["Other", "Male", "Female", "Both"]))
        assert set(by_sex(table).fits) == set(HIV)
        assert list(by_sex(LONG[::-1]).fits) == ["Male", "Female", "Both"]

    def test_the_same_numbers_however_they_are_computed(self):
        one = joinpoint_by(LONG, by="sex", n_permutations=199)
        with joblib.parallel_config(backend="threading", n_jobs=2):
            two = joinpoint_by(LONG, by="sex", n_permutations=199)
        pd.testing.assert_frame_equal(one.to_frame(), two.to_frame())

    def test_months_are_named(self):
        months = pd.period_range("2021-01", periods=30, freq="M").astype(str)
        rise = 50 * np.exp(0.03 * np.minimum(np.arange(30), 14) + 0.005 * (-1.0) ** np.arange(30))
        table = pd.DataFrame(
            {"month": [*months, *months], "kind": ["a"] * 30 + ["b"] * 30, "cases": [*rise, *rise[::-1]]}
        )
        result = joinpoint_by(table, by="kind", select="bic3")
        assert result.segments().loc[("a", 1), "end"] == "2022-03"
        assert result.aapc("2021-02", "2021-10").index.name == "kind"


class TestResult:
    def test_tables_hold_every_group(self):
        result = by_sex()
        assert result.segments().index.tolist() == [("Both", 1), ("Female", 1), ("Female", 2), ("Male", 1)]
        assert result.aapc().loc["Male", "estimate"] == pytest.approx(result["Male"].aapc().estimate)
        assert result.table().loc["Female", ("Trend 2", "Period")] == "2020–2022"
        assert result.table().loc["Male", ("Trend 2", "Period")] == ""
        assert result.poolable().index.tolist() == [(sex, "log_aapc") for sex in HIV]
        assert result.nobs == 39

    def test_the_summary_has_a_row_for_each_group_and_says_each_caveat_once(self):
        short = LONG[LONG.year < 2018]
        text = by_sex(short).summary()
        assert all(sex in text for sex in HIV)
        assert text.count("do not choose the number of joinpoints by bic") == 1

    def test_a_caveat_of_some_groups_names_them(self):
        rows = (LONG.sex != "Male") | (LONG.year < 2018)
        notes = by_sex(LONG[rows]).notes
        assert any(note.startswith("Male: do not choose") for note in notes)

    def test_a_plot_has_a_line_for_each_group(self):
        ax = by_sex().plot()
        assert ax.get_legend_handles_labels()[1] == list(HIV)
        assert ax.get_ylabel() == "rate"

    def test_an_average_outside_a_series_names_the_group(self):
        with pytest.raises(TrendError, match="^Male: the average change needs"):
            by_sex(LONG[(LONG.sex != "Male") | (LONG.year < 2020)]).aapc(2012, 2021)


class TestFailures:
    def test_a_group_that_cannot_be_fitted_is_named_and_the_others_are_fitted(self):
        table = pd.concat([LONG, pd.DataFrame({"year": [2010, 2011], "sex": "Other", "rate": [1.0, 2]})])
        table.iloc[0, 2] = 0
        with pytest.warns(TrendWarning, match="2 of 4 groups .*\nBoth: a value is zero.*\nOther: .*3 times or more"):
            result = by_sex(table)
        assert list(result.fits) == ["Female", "Male"] and list(result.failed) == ["Both", "Other"]
        assert "Both could not be fitted: a value is zero" in result.summary()
        with pytest.raises(TrendError, match="'Both' could not be fitted: a value is zero"):
            _ = result["Both"]
        with pytest.raises(TrendError, match="no group 'Sum'; the groups are 'Female', 'Male'"):
            _ = result["Sum"]

    def test_if_no_group_can_be_fitted_the_reasons_are_given(self):
        with pytest.raises(TrendError, match="every one of 3 groups: select is 'aic'"):
            joinpoint_by(LONG, by="sex", select="aic")
        table = LONG.assign(rate=np.where(LONG.sex == "Male", -1.0, 0.0))
        with pytest.raises(TrendError, match="none of 3 groups can be fitted\nBoth: a value is zero"):
            by_sex(table)

    @pytest.mark.parametrize(
        "arguments, words",
        [
            ({}, "name the column that holds the group"),
            ({"by": "area"}, "no column 'area'; the table has 'year', 'sex', 'rate'"),
            ({"by": "sex", "se": "error"}, "no column 'error'"),
            ({"by": ["sex", "sex"]}, "not all different"),
            ({"by": "sex", "time": range(39)}, "time is the name of a column"),
        ],
    )
    def test_what_is_not_clear_is_refused(self, arguments, words):
        with pytest.raises(TrendError, match=words):
            joinpoint_by(LONG, **arguments)

    def test_rows_without_a_group_are_not_dropped_in_silence(self):
        with pytest.raises(TrendError, match="2 rows have no sex"):
            by_sex(LONG.assign(sex=LONG.sex.where(LONG.index > 1)))

    def test_a_table_of_columns_cannot_name_columns_beside_them(self):
        with pytest.raises(TrendError, match="melt"):
            joinpoint_by(WIDE, se="Male")

    def test_what_is_no_table_is_refused(self):
        with pytest.raises(TrendError, match="got list"):
            joinpoint_by([1, 2, 3])
        with pytest.raises(TrendError, match="draws"):
            joinpoint_by(Draws(WIDE))

    def test_groups_that_are_fitted_bring_no_warning(self):
        with warnings.catch_warnings():
            warnings.simplefilter("error")
            by_sex()
