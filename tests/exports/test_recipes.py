"""The recipes of docs/recipes.md, run as they stand; all give the same numbers."""

import re
from pathlib import Path

import pytest

import fraudstats as fs

RECIPES = Path(fs.__file__).parents[2] / "docs" / "recipes.md"


def recipes():
    """Heading -> Python code, for the sections that have some."""
    sections = RECIPES.read_text(encoding="utf-8").split("\n## ")[1:] if RECIPES.exists() else []
    code = {section.partition("\n")[0]: section.partition("```python\n")[2].partition("```")[0] for section in sections}
    return {title: text for title, text in code.items() if text}


@pytest.fixture(scope="module")
def exported(shipped, tmp_path_factory):
    folder = tmp_path_factory.mktemp("recipes")
    fs.export(shipped, folder / "exported", ("csv", "parquet", "datapackage", "stata", "sdmx"))
    return folder


def run(title, folder, monkeypatch):
    code = recipes()[title]
    for name in re.findall(r"^(?:import|from) (\w+)", code, flags=re.MULTILINE):
        pytest.importorskip(name)
    monkeypatch.chdir(folder)
    names = {}
    exec(code, names)
    return names


@pytest.fixture
def expected(shipped):
    rows = shipped.select("telecom_fraud_cases_solved", ref_area="CN").observations
    return sorted(rows.loc[rows["preferred"], "lower"])


def test_there_is_a_recipe_for_each_tool():
    if not RECIPES.exists():
        pytest.skip("needs a clone")
    tools = [
        "DuckDB",
        "pandas",
        "polars",
        "The data package",
        "SDMX",
        "Rates and money that compare",
        "A picture for one column of a journal",
    ]
    assert [title.split(",")[0] for title in recipes()] == tools


def test_rates(tmp_path, monkeypatch):
    names = run("Rates and money that compare", tmp_path, monkeypatch)
    assert set(names["per_head"]["unit"]) == {"cases per 100,000 residents"}
    assert set(names["real"]["unit"]) == {"HKD at prices of 2020"} and set(names["dollars"]["unit"]) == {"USD"}
    assert set(names["sources"]["issuer"]) == {"world-bank"}


def test_duckdb(exported, monkeypatch, expected):
    assert sorted(row[3] for row in run("DuckDB", exported, monkeypatch)["solved"]) == expected


def test_pandas(exported, monkeypatch, expected):
    assert sorted(run("pandas", exported, monkeypatch)["by_window"]["lower"]) == expected


def test_polars(exported, monkeypatch, expected):
    assert sorted(run("polars", exported, monkeypatch)["solved_pl"]["lower"]) == expected


def test_data_package(exported, monkeypatch, expected):
    names = run("The data package, with types, codes and keys checked", exported, monkeypatch)
    assert names["report"].valid
    wanted = ("telecom_fraud_cases_solved", "CN", True)
    found = [r["lower"] for r in names["rows"] if (r["indicator"], r["ref_area"], r["preferred"]) == wanted]
    assert sorted(map(float, found)) == expected


def test_sdmx(exported, monkeypatch, shipped):
    closed = run("SDMX", exported, monkeypatch)["closed"]
    both_ends_known = shipped.observations[["period_start", "period_end"]].notna().all(axis=1)
    assert len(closed) == both_ends_known.sum()
    assert (closed["TIME_PERIOD"] != "").all()
