"""One call for the table of anything: which adapter, which options, and what is said where there is none."""

import importlib
import warnings

import pandas as pd
import pytest
from one_series import CASES, MODELS
from one_series import YEARS as SIXTEEN
from paper_table.results import trend

import fraudstats as fs
from fraudstats.errors import PaperTableError
from fraudstats.paper_table.api import ADAPTERS


@pytest.mark.parametrize("name", ADAPTERS)
def test_every_class_and_every_adapter_that_is_named_exists(name):
    module, _, kind = name.rpartition(".")
    assert isinstance(getattr(importlib.import_module(module), kind), type)
    adapter, _, function = ADAPTERS[name].partition(".")
    found = importlib.import_module(f"fraudstats.paper_table.adapters.{adapter}")
    assert callable(getattr(found, function)) and function in found.__all__


@pytest.mark.parametrize("name", MODELS)
def test_every_model_has_a_table(name):
    """Every cell is there, no number is written with an e, and no p-value is zero."""
    with warnings.catch_warnings():
        warnings.simplefilter("ignore")
        result = getattr(fs.trends, name)(CASES, SIXTEEN, **MODELS[name])
    table = fs.table(result)
    cells = [cell for row in table.rows for cell in row]
    assert table.rows and all(len(row) == len(table.columns) for row in table.rows)
    assert not [cell for cell in cells if not cell or "e-" in cell or cell in ("nan", "inf", "None")]
    assert "0.000" not in [row[table.headings.index("p")] for row in table.rows if "p" in table.headings]
    assert table.footnotes[-1] == "Data: release not stated."


def test_what_has_no_table_is_told_what_has():
    with pytest.raises(PaperTableError, match=r"no table of builtins.int; give a result of fs.trends, .* data frame"):
        fs.table(3)


def test_an_option_that_a_table_does_not_take_is_named_with_those_that_it_takes():
    with pytest.raises(
        PaperTableError, match="JoinpointResult takes no 'freq'; it takes title, notes, alpha, stars, data"
    ):
        fs.table(trend(), freq="Y")


def test_title_and_notes_of_the_author():
    table = fs.table(trend(), title="Cases", notes=["Own calculation."])
    assert table.title == "Cases"
    assert table.footnotes[-2:] == ("Own calculation.", "Data: release not stated.")
    assert fs.table(trend(), notes="One text.").notes[-1] == "One text."


def test_a_table_cannot_be_changed():
    with pytest.raises(AttributeError):
        fs.table(trend()).title = "other"


def test_a_result_of_another_release_than_the_dataset_is_refused():
    rows = fs.load().series("telecom_fraud_cases_solved", "CN", freq="Y")
    rows.attrs["release"] = "2025.1.0"
    with pytest.raises(PaperTableError, match=r"rests on release 2025.1.0, the dataset given is 20\d\d"):
        fs.table(rows, dataset=fs.load())
    with pytest.raises(PaperTableError, match=r"dataset is a str; give the dataset, such as fs.load\(\)"):
        fs.table(rows, dataset="2026.1.0")


def test_a_frame_without_rows_is_refused():
    with pytest.raises(PaperTableError, match="no rows"):
        fs.table(pd.DataFrame({"a": []}))
