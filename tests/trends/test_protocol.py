"""Every model of fs.trends keeps one protocol: the same arguments, the same readings, the same kind of result."""

import dataclasses
import importlib
import pkgutil
import re
from inspect import Parameter, getdoc, signature

import numpy as np
import pandas as pd
import pytest
from matplotlib import pyplot as plt
from one_series import CASES, MODELS, YEARS

from fraudstats import trends
from fraudstats.draws import Draws
from fraudstats.errors import TrendError
from fraudstats.trends import TrendResult

POOLED = (
    *("bai_perron", "controlled_interrupted", "count_trend", "disaggregate", "free_bend", "interrupted"),
    *("interval_regression", "joinpoint", "linear_trend", "mann_kendall", "siegel", "state_space", "theil_sen"),
)
#: What is no model of one series: a reader, two classes, helpers, rates, comparisons of two of a kind, many areas.
OTHERS = {
    *("TimeSeries", "TrendResult", "as_time_series", "compare_joinpoints", "joinpoint_by", "parallel_map", "pool"),
    *("crude_rate", "rate", "rate_ratio", "regional_mann_kendall", "standardised_rate", "standardised_ratio"),
}
#: Results that are tables; what is a table and not parameters is not called params.
TABLES = ("BacktestResult", "GrowthResult")
#: Spelling that was used somewhere -> the one that all models use.
OLD_SPELLINGS = {
    "level": "alpha",
    "n": "n_draws, n_permutations or n_resamples",
    "maxlags": "max_lags",
    "max_lag": "max_lags",
    "period": "season",
    "seasonal": "season",
    "scale": "log",
    "value": "data",
}


def fit(name, *args, **options):
    return getattr(trends, name)(*args, **MODELS[name], **options)


def newcomer(**more):
    return pd.DataFrame({"year": YEARS, "cases": CASES, **more})


def result_classes():
    """Every result class of the package, in whatever module."""
    for module in pkgutil.walk_packages(trends.__path__, "fraudstats.trends."):
        importlib.import_module(module.name)
    waiting, found = [TrendResult], set()
    while waiting:
        children = waiting.pop().__subclasses__()
        waiting += children
        found |= {child for child in children if child.__module__.startswith("fraudstats.")}
    return sorted(found, key=lambda c: c.__name__)


def test_every_public_name_is_a_model_or_known_to_be_none():
    assert set(trends.__all__) == set(MODELS) | OTHERS


class TestArguments:
    @pytest.mark.parametrize("name", [*MODELS, "as_time_series"])
    def test_data_and_time_come_first_and_the_rest_by_keyword(self, name):
        data, time, *rest = signature(getattr(trends, name)).parameters.values()
        assert (data.name, data.default) == ("data", Parameter.empty)
        assert (time.name, time.default) == ("time", None)
        assert {p.kind for p in rest} <= {Parameter.KEYWORD_ONLY}

    @pytest.mark.parametrize("name", sorted({*MODELS, *OTHERS} - {"TimeSeries", "TrendResult"}))
    def test_one_thing_has_one_spelling(self, name):
        parameters = signature(getattr(trends, name)).parameters
        assert not set(parameters) & set(OLD_SPELLINGS), f"{name}: see OLD_SPELLINGS"
        assert all(parameters[p].default == 0 for p in parameters if p == "seed" and name != "parallel_map")
        assert all(parameters[p].default in (True, False, None) for p in parameters if p == "log")
        assert all(parameters[p].default == 0.05 for p in parameters if p in ("alpha", "test_alpha"))

    @pytest.mark.parametrize("name", sorted({*MODELS, *OTHERS} - {"TimeSeries", "TrendResult"}))
    def test_every_argument_and_the_result_are_annotated(self, name):
        found = signature(getattr(trends, name))
        assert found.return_annotation is not found.empty
        assert not [p.name for p in found.parameters.values() if p.annotation is p.empty]

    @pytest.mark.parametrize("name", MODELS)
    def test_every_argument_is_described(self, name):
        model = getattr(trends, name)
        if name != "theil_sen":  # which takes what mann_kendall takes, and says so
            words = getdoc(model)  # without the indent of the source, which newer Pythons do not keep
            for parameter in signature(model).parameters:
                assert re.search(rf"^(.+, )?{parameter}(, .+)?( : |$)", words, re.MULTILINE), parameter


class TestReading:
    @pytest.mark.parametrize("name", MODELS)
    def test_a_table_of_years_and_cases_is_one_series(self, name):
        """It was pooled as two draws, years averaged with cases."""
        result = fit(name, newcomer())
        assert result.series.name == "cases" and result.nobs == 16
        assert result.series.time.tolist() == YEARS and result.series.value.tolist() == CASES

    @pytest.mark.parametrize("name", MODELS)
    def test_time_by_place_by_name_by_column_and_from_the_table_is_the_same(self, name):
        model, options = getattr(trends, name), MODELS[name]
        results = [
            model(CASES, YEARS, **options),
            model(data=CASES, time=YEARS, **options),
            model(newcomer().rename(columns={"year": "Jahr"}), "Jahr", **options),
            model(newcomer().sample(frac=1, random_state=1), **options),
            model(pd.Series(CASES, YEARS), **options),
            # Statistics review, S3: a mapping was read by its keys, so that a falling series rose.
            model(dict(zip(YEARS, CASES, strict=True)), **options),
            model(dict(zip(YEARS[::-1], CASES[::-1], strict=True)), **options),
        ]
        for other in results[1:]:
            pd.testing.assert_frame_equal(results[0].to_frame(), other.to_frame())

    @pytest.mark.parametrize("name", MODELS)
    def test_values_and_times_exchanged_are_refused_with_both_readings(self, name):
        with pytest.raises(TrendError, match=r"values = 2004, .* and times = 255, .*model\(values, years\)"):
            fit(name, YEARS, CASES)

    @pytest.mark.parametrize("name", MODELS)
    @pytest.mark.parametrize(
        "more, words",
        [
            ({"quarter": 1}, "2 columns hold time"),
            ({"deaths": 1}, "Which one"),
            ({"lower": 1, "upper": 2, "estimate": 1}, "band"),
        ],
    )
    def test_what_is_not_clear_is_refused(self, name, more, words):
        with pytest.raises(TrendError, match=words):
            fit(name, newcomer(**more))

    @pytest.mark.parametrize("name", MODELS)
    def test_a_column_that_looks_like_time_is_not_ignored(self, name):
        frame = newcomer().rename(columns={"year": "period_start", "cases": "value"})
        frame["period_start"] = [f"{year}-01-01" for year in YEARS]
        with pytest.raises(TrendError, match="both period_start and period_end"):
            fit(name, frame)

    @pytest.mark.parametrize("name", POOLED)
    def test_draws_are_pooled(self, name):
        random = np.random.default_rng(1)
        draws = Draws(np.round(np.array(CASES)[:, None] + random.uniform(-20, 20, (16, 4))), YEARS)
        result = fit(name, draws)
        assert "pooled over 4 draws" in result.method and (result.table["std_err"] > 0).all()

    @pytest.mark.parametrize("name", sorted(set(MODELS) - set(POOLED) - {"backtest"}))
    def test_draws_are_refused_where_pooling_means_nothing(self, name):
        with pytest.raises(TrendError, match="one series is expected, got <2 draws"):
            fit(name, Draws(np.column_stack([CASES, CASES]), YEARS))

    @pytest.mark.parametrize(
        "name",
        [
            "backtest",
            "controlled_interrupted",
            "count_trend",
            "disaggregate",
            "forecast",
            "interrupted",
            "joinpoint",
            "power",
            "state_space",
            "bai_perron",
            "cusum",
            "pettitt",
            "structural_change",
        ],
    )
    def test_a_model_of_single_numbers_takes_midpoints_and_says_so_and_refuses_open_ranges(self, name):
        frame = newcomer(lower=CASES, upper=[*CASES[:-1], 630.0]).rename(columns={"cases": "value"})
        result = fit(name, frame)
        assert result.series.value[-1] == 580 and any("2019: 580, printed 530" in note for note in result.notes)
        frame.loc[15, "upper"] = np.inf
        with pytest.raises(TrendError, match="range of 2019 is open: 530 to inf"):
            fit(name, frame)


@pytest.fixture(scope="module")
def results():
    draws = Draws(np.column_stack([CASES, np.array(CASES) + 1]), YEARS)
    people = pd.DataFrame([[1e5, 1e5], [2e5, 1e5]])
    others = [
        trends.pool(trends.count_trend, draws),
        trends.crude_rate([10, 20], population=1e6),
        trends.rate([10, 20]),
        trends.rate_ratio([10, 20]),
        trends.regional_mann_kendall(np.column_stack([CASES, CASES[::-1]]), YEARS),
        trends.standardised_rate(pd.DataFrame([[3, 9], [4, 8]]), population=people, standard=[1, 2]),
        trends.standardised_ratio(
            pd.DataFrame([[3, 9], [4, 8]]),
            population=people,
            reference_counts=[30, 40],
            reference_population=[1e6, 9e5],
        ),
        trends.joinpoint_by(newcomer(area=["a"] * 8 + ["b"] * 8), by="area"),
        trends.compare_joinpoints(*[fit("joinpoint", newcomer()) for _ in range(2)], n_permutations=19),
    ]
    return [*(fit(name, newcomer()) for name in MODELS), *others]


class TestResults:
    def test_classes_are_frozen_and_named_results(self):
        found = result_classes()
        assert len(found) > 12
        for each in found:
            assert dataclasses.is_dataclass(each) and each.__dataclass_params__.frozen, each.__name__
            assert each.__name__.endswith("Result") or each.__subclasses__(), each.__name__

    def test_nothing_can_be_set(self, results):
        for result in results:
            with pytest.raises(AttributeError):
                result.params = None

    def test_they_have_the_whole_protocol(self, results):
        for result in results:
            name = type(result).__name__
            assert hasattr(result, "params") == (name not in TABLES), name
            if name not in TABLES:
                assert isinstance(result.params, pd.Series), name
                assert list(result.p_values.index) == list(result.params.index), name
            assert isinstance(result.nobs, int) and result.nobs > 1, name
            assert isinstance(result.notes, tuple) and result.method in result.summary() == repr(result), name
            axes = result.plot()
            assert axes is not None, name
            plt.close(axes.figure)
            assert not hasattr(result, "n") and not hasattr(result, "pvalues"), name

    def test_tables_begin_with_estimate_and_ends_and_take_a_level(self, results):
        for result in results:
            name = type(result).__name__
            assert result.to_frame().columns[:3].tolist() == ["estimate", "lower", "upper"], name
            if name == "GrowthResult":  # whose ends hold for certain, whatever the level
                with pytest.raises(TrendError, match="whatever the level"):
                    result.to_frame(alpha=0.2)
                continue
            wide, narrow = result.to_frame(alpha=0.01), result.to_frame(alpha=0.2)
            known = np.isfinite(wide[["lower", "upper"]].to_numpy(float)).all(axis=1)
            assert (wide["lower"][known] <= narrow["lower"][known]).all(), name
            assert (wide["upper"][known] >= narrow["upper"][known]).all(), name
            ends = result.conf_int(0.2)
            rows = result.mase if name in TABLES else result.params
            assert ends.columns.tolist() == ["lower", "upper"] and list(ends.index) == list(rows.index), name

    def test_what_can_be_pooled_has_an_estimate_and_a_standard_error(self, results):
        pooled = 0
        for result in results:
            try:
                table = result.poolable()
            except TrendError:
                continue
            pooled += 1
            assert table.columns.tolist() == ["estimate", "std_err"], type(result).__name__
        assert pooled >= len(POOLED) - 1
