"""Summaries in a notebook: the words and digits of the text, its tables as tables."""

import html
import re
import warnings

import pandas as pd
import pytest
from one_series import CASES, MODELS, YEARS

import fraudstats as fs
from fraudstats.html_face import html_of_summary


def words(page):
    return sorted(html.unescape(re.sub(r"<[^>]+>", " ", page)).split())


@pytest.mark.parametrize("name", MODELS)
def test_a_result_shows_every_word_of_its_summary_and_no_other(name):
    with warnings.catch_warnings():
        warnings.simplefilter("ignore")
        result = getattr(fs.trends, name)(CASES, YEARS, **MODELS[name])
    shown = result._repr_html_()
    assert words(shown) == sorted(result.summary().split())
    assert "<pre>" not in shown, "an aligned table was not read"
    assert shown.count("<table>") == shown.count("</table>")


def test_a_table_keeps_its_cells_apart():
    frame = pd.DataFrame({"estimate": [-0.5, 2.25], "p_value": ["< 0.001", "0.5"]}, ["level 2012-01-01", "slope"])
    shown = html_of_summary(f"Model\n\n{frame.to_string()}")
    assert '<th scope="row" style="text-align:left">level 2012-01-01</th>' in shown
    assert re.findall(r"<td[^>]*>(.*?)</td>", shown) == ["-0.50", "&lt; 0.001", "2.25", "0.5"]


@pytest.mark.parametrize(
    "text",
    [
        "Head\n\n  2019: +1% (+0% to +2%)\n  2020: +1% (+0% to +2%)",
        "Head\n\n        estimate  lower\nslope      1.25  0.123456",
    ],
)
def test_lines_that_are_no_table_stay_as_they_are(text):
    shown = html_of_summary(text)
    assert "<table>" not in shown
    assert "<pre>" in shown


def test_markup_is_escaped():
    assert "<b>" not in html_of_summary("<b>\n\n  <b>\n\nNote: <b>\n<b>")


def test_a_reconciliation_shows_the_bounds_of_its_summary():
    stated = pd.DataFrame(
        {"period_start": ["2021", "2021"], "period_end": ["2021-11", "2021"], "lower": [370, 441], "upper": [380, 442]}
    )
    stated["period_start"] = "2021-01"
    stated["period_end"] = ["2021-11", "2021-12"]
    result = fs.reconcile(stated)
    assert "2021: 441 to 442" in result.summary()
    assert ">2021</th>" in result._repr_html_() and ">441 to 442</td>" in result._repr_html_()
    assert "no contradictions</caption>" in result._repr_html_()


def test_a_reconciliation_that_contradicts_itself_shows_the_contradiction():
    stated = pd.DataFrame({"period_start": "2021-01", "period_end": "2021-12", "lower": [5, 9], "upper": [6, 12]})
    shown = fs.reconcile(stated)._repr_html_()
    assert "1 minimal set of statements that cannot all hold" in shown and "they miss each other by 3" in shown
