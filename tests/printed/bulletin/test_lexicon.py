"""The word lists: every entry is an expression, every code is known, nothing is written in two scripts."""

import re

import pytest
import yaml

from fraudstats.dataset.loader import processed_folder
from fraudstats.printed.bulletin import read_bulletin
from fraudstats.printed.bulletin.lexicon import fold, lexicon
from fraudstats.vocabulary import QUALIFIERS, UNITS

RAW = processed_folder().parents[1] / "data/raw"
LISTS = ("areas", "cues", "indicators", "units")


def words(content):
    """Every list of words below a level of a file."""
    if isinstance(content, str):
        yield content
    elif isinstance(content, dict):
        for value in content.values():
            yield from words(value)


@pytest.mark.parametrize("name", LISTS)
def test_every_list_is_an_expression_that_matches_something(name):
    for text in words(lexicon(name)):
        assert text == "" or re.compile(text).match("") is None or name == "cues"


@pytest.fixture(scope="module")
def indicators():
    entries = [yaml.safe_load(path.read_text("utf-8"))["indicators"] for path in (RAW / "indicators").glob("*.yaml")]
    return {entry["id"]: entry for listed in entries for entry in listed}


def test_every_indicator_exists_with_its_unit(indicators):
    content = lexicon("indicators")
    for name, entry in content["indicators"].items():
        assert indicators[name]["unit"] == entry["unit"], name
        assert entry["action"] in {*content["actions"], "any"}, name
        assert entry["topic"] in {*content["topics"], "any"}, name


def test_every_area_exists():
    known = {area["id"] for area in yaml.safe_load((RAW / "areas.yaml").read_text("utf-8"))["areas"]}
    assert set(lexicon("areas")) <= known
    assert {entry["area"] for entry in lexicon("indicators")["indicators"].values()} <= known


def test_every_unit_and_qualifier_exists():
    units = lexicon("units")
    named = {
        *units["classifiers"],
        *units["nouns"],
        *units["english"],
        *units["currencies"],
        *units["per_day"].values(),
    }
    assert named - {"none", "money"} <= set(UNITS)
    assert set(lexicon("cues")["qualifiers"]) <= set(QUALIFIERS)


def test_folding_keeps_places():
    assert fold("電信網絡詐騙案37萬餘宗") == "电信网络诈骗案37万余宗"


@pytest.mark.parametrize(
    ("text", "indicator"),
    [
        ("2023年，全国公安机关诈骗案件立案40万起。", "all_fraud_cases_filed"),
        ("2023年，全国检察机关起诉诈骗犯罪5万人。", "all_fraud_persons_prosecuted"),
        ("2023年，全国检察机关起诉电信网络诈骗犯罪5万人。", "telecom_fraud_persons_prosecuted"),
        ("2021年，惩戒“两卡”失信人员2万名。", "card_crime_persons_sanctioned"),
        ("In 2024, Action Fraud received 8,792 reports of fraud.", "action_fraud_reports"),
        ("In 2023, Vietnam recorded 17,000 online scam cases.", "vn_mps_online_scam_cases"),
        ("2025年，柬埔寨警方突击搜查窝点98个。", "scam_crackdown_sites_raided"),
    ],
)
def test_terms_of_further_indicators(text, indicator):
    (number,) = read_bulletin(text)
    assert number.indicator == indicator
