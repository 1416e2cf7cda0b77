"""Citations: of one number with its source, and of the release."""

import json
import re

import pytest

import fraudstats as fs
from fraudstats.errors import DatasetError, ExportError
from fraudstats.exports.citation import cited_numbers

NUMBER = "xinhua-northnews-2022-01-01/telecom_fraud_cases_solved"


def test_the_release_as_text(shipped):
    year = shipped.release.split(".")[0]
    assert re.fullmatch(
        rf"The fraudstats developers \({year}-\d\d(-\d\d)?\)\. fraudstats: official numbers .*, "
        rf"release {re.escape(str(shipped.state))} \[Data set\]\.\n"
        rf"Data sha256 {shipped.state.fingerprint}; CC-BY-4\.0\nOpened by {re.escape(shipped.state.call)}",
        fs.cite(),
    )


def test_a_number_of_another_body_is_cited_as_that_body_s(raw):
    raw.spoil("ref_area: CN\n    start", "ref_area: CN\n    issuer: authors\n    start")
    assert not fs.cite("a/solved", dataset=raw.dataset()).startswith("Ministry")


def test_a_number_as_text_has_source_window_range_and_release():
    source, number, release, *_ = fs.cite(NUMBER).splitlines()
    assert source.startswith("Ministry of Public Security of China (2022-01-01). 电信网络诈骗发案数连续6个月同比下降 [")
    assert source.endswith(" http://www.northnews.cn/news/2022/0101/2057038.html")
    assert number.startswith("Number: 37万余起 (370,000 to 380,000 cases). ")
    assert "2021-01-01 to 2021-11-30" in number
    assert number.endswith(f"Observation {NUMBER}.")
    assert "release" in release


@pytest.mark.parametrize("style", ["bibtex", "csl"])
def test_other_styles_hold_source_and_release(style, shipped):
    text = fs.cite(NUMBER, style)
    if style == "csl":
        items = {item["id"]: item for item in json.loads(text)}
    else:
        entries = pytest.importorskip("pybtex.database").parse_string(text, "bibtex").entries
        items = {key: entry.fields for key, entry in entries.items()}
    assert list(items) == [NUMBER.split("/")[0], f"fraudstats-{shipped.state.version}"]
    assert "37万余起" in items[NUMBER.split("/")[0]]["note"]
    assert items[f"fraudstats-{shipped.state.version}"]["version"] == str(shipped.state)


def test_every_number_can_be_cited(shipped):
    cited = cited_numbers(shipped)
    assert list(cited) == shipped.observations["observation_id"].tolist()
    for row in shipped.observations.to_dict("records"):
        [number] = [line for line in cited[row["observation_id"]].splitlines() if line.startswith("Number: ")]
        assert row["value_text"] in number
        assert "nan" not in number.lower().split() and "NaT" not in number and "inf" not in number.split()


def test_large_amounts_are_cited_in_plain_digits(shipped):
    one = cited_numbers(shipped)["c114-xinhua-2021-01-04/losses_avoided"]
    assert "1200亿元 (115,000,000,000 to 125,000,000,000 CNY)" in one
    assert not any(re.search(r"\de\+\d", text) for text in cited_numbers(shipped).values())


@pytest.mark.parametrize(
    ("cells", "words"),
    [
        ({"period_start": None, "start_basis": "unknown"}, "unknown to 2021-11-30."),
        ({"end_basis": "implied"}, "2021-01-01 to 2021-11-30 (implied)."),
        ({"upper": float("inf")}, "(370,000 or more cases)"),
        ({"lower": 370_000.0, "upper": 370_000.0}, "(370,000 cases)"),
        ({"counterpart_area": "MM", "sub_area": "Muse"}, "China, Muse, counterpart Myanmar,"),
    ],
)
def test_what_is_not_known_is_said(small, altered, cells, words):
    assert words in fs.cite("a/solved", dataset=altered(small, "observations", **cells))


def test_the_date_of_an_undated_source_is_not_invented(raw):
    raw.spoil("published: 2022-01-01", "published: unknown")
    text = fs.cite("a/solved", dataset=raw.dataset())
    assert text.startswith("Ministry (n.d.). 标题. Outlet. https://example.org/a\nDate of publication unknown\nNumber:")


def test_an_unknown_observation_names_the_nearest():
    with pytest.raises(DatasetError, match=f"nearest: {NUMBER}"):
        fs.cite(NUMBER[:-1])


def test_an_unknown_style_names_those_there_are():
    with pytest.raises(ExportError, match="no citation style 'apa'; choose one of text, bibtex, csl"):
        fs.cite(style="apa")
