"""The word lists: every entry is an expression, every code is known, nothing is written in two scripts."""

import re

import pytest
import yaml

from fraudstats.dataset.loader import processed_folder
from fraudstats.printed.bulletin import read_bulletin
from fraudstats.printed.bulletin.lexicon import fold, lexicon
from fraudstats.vocabulary import QUALIFIERS, UNITS

RAW = processed_folder().parents[1] / "data/raw"
LISTS = ("areas", "cues", "terms", "units")


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
    content = lexicon("terms")
    for name, entry in lexicon("indicators")["indicators"].items():
        assert indicators[name]["unit"] == entry["unit"], name
        assert entry["action"] in {*content["actions"], "any"}, name
        assert entry["topic"] in {*content["topics"], "any"}, name
        assert entry.get("before", name) in lexicon("indicators")["indicators"], name


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
        ("2023年，全国检察机关起诉各类犯罪168万人。", "all_crime_persons_prosecuted"),
        ("2022年，全国移民管理机构查获妨害国(边)境管理犯罪，行政查处2万人。", "border_crime_administrative_penalties"),
        ("2022年，国家移民管理局对妨害国(边)境犯罪嫌疑人采取刑事强制措施3万人。", "border_crime_criminal_measures"),
        ("2021年，公安机关惩处营业网点1.8万个。", "card_outlets_sanctioned"),
        ("截至2023年，我国已与外国签署引渡条约60项。", "treaties_extradition"),
        ("截至2023年，我国生效的引渡条约46项。", "treaties_extradition_in_force"),
        ("截至2023年，中国签署刑事司法协助条约20项，我国外交部说。", "treaties_mla_criminal"),
        ("截至2023年，中国缔结民刑事司法协助条约19项，我国外交部说。", "treaties_mla_civil_criminal"),
        ("截至2023年，我国缔结移管被判刑人条约17项。", "treaties_transfer_sentenced"),
        ("2021年，全国移民管理机构查获非法出入境人员5万名。", "illegal_entry_exit_persons_caught"),
        ("2023年，国家移民管理机构拦阻涉赌诈人员4000名。", "fraud_gambling_persons_intercepted"),
        ("2023年，国家移民管理机构查缉拦截赌诈人员4000人次。", "fraud_gambling_person_times_intercepted"),
        ("2022年，公安部从境外抓获电信网络诈骗嫌疑人620名。", "suspects_captured_overseas"),
        ("2023年，公安部开展“云剑”行动，抓获诈骗嫌疑人5000名。", "telecom_fraud_campaign_suspects_caught"),
        ("2021年，公安机关抓获境外回流诈骗嫌疑人3.3万名。", "returnee_fraud_suspects_arrested"),
        ("2024年，公安部对每名在逃人员悬赏10万元。", "reward_per_fugitive"),
        ("2024年，检察机关对缅北“四大家族”犯罪集团39名被告人提起公诉。", "four_families_defendants_indicted"),
        ("2024年，公安部公开通缉毒品在逃人员20名。", "drug_fugitives_wanted"),
        (
            "2023年，全国检察机关起诉利用电信网络实施的掩饰、隐瞒犯罪所得犯罪7.5万人。",
            "online_concealing_proceeds_persons_prosecuted",
        ),
        ("2021年，公安机关缴获电话卡、银行卡300万张。", "phone_and_bank_cards_seized"),
        ("警政署統計，2024年平均每日受理詐騙案530件。", "fraud_cases_accepted_daily_avg"),
        ("警政署統計，2024年平均每日財損詐騙4億元。", "fraud_losses_accepted_daily_avg"),
        ("警政署刑案統計，2019年詐欺發生數2萬3647件。", "fraud_cases_recorded"),
        ("警政署165專線2023年受理詐騙報案14萬件。", "hotline165_fraud_reports"),
        ("2008年、日本の振り込め詐欺の既遂被害額は275億円。", "furikome_fraud_losses_completed"),
        ("2017年，澳門司法警察局開立電話詐騙案146宗。", "telephone_fraud_investigations_opened_pj"),
        ("Since its inception in 2000, IC3 has received 8 million complaints.", "ic3_complaints_cumulative"),
        ("In 2023, investment fraud losses reported to the FBI rose to $4.57 billion.", "ic3_investment_losses"),
        ("In 2023, cryptocurrency losses reported to the FBI's IC3 were $5.6 billion.", "ic3_crypto_losses"),
        (
            "In 2023, the FBI's IC3 says cryptocurrency investment fraud losses were $3.94 billion.",
            "ic3_crypto_investment_losses",
        ),
        ("In 2024, the FBI's IC3 received 21,442 complaints of business email compromise.", "ic3_bec_complaints"),
        ("In 2024, the FBI's IC3 received 149,686 complaints involving cryptocurrency.", "ic3_crypto_complaints"),
        ("In 2024, people over the age of 60 filed 147,127 complaints with IC3.", "ic3_over_60_complaints"),
        ("In 2023, people over 60 lost $3.4 billion, the FBI said.", "ic3_over_60_losses"),
        ("In 2023, tech support scams cost $924 million in losses, the FBI said.", "ic3_tech_support_losses"),
        ("In 2021, romance scams led to losses of $956 million, the FBI said.", "ic3_romance_losses"),
        ("In 2022, consumers lost $2.6 billion to imposter scams, the FTC said.", "ftc_imposter_scam_losses"),
        ("In 2024, consumers lost $5.7 billion to investment scams, the FTC said.", "ftc_investment_scam_losses"),
        (
            "In 2023, unauthorised fraud losses were £708.7 million, UK Finance said.",
            "uk_finance_unauthorised_fraud_losses",
        ),
        (
            "In 2024, UK Finance members reported 3.13 million cases of unauthorised fraud.",
            "uk_finance_unauthorised_fraud_cases",
        ),
        (
            "In 2024, Australians lost $945 million to investment scams, the National Anti-Scam Centre said.",
            "combined_investment_scam_losses_australia",
        ),
        (
            "In 2023, £612 million was lost to investment fraud, City of London Police said.",
            "nfib_investment_fraud_losses",
        ),
        ("In 2025, 1,500 people fled to Thailand from KK Park, Thai police said.", "persons_fled_to_thailand"),
        (
            "In 2025, Cambodian police passed to immigration for deportation 600 foreigners.",
            "scam_crackdown_foreigners_transferred_for_deportation",
        ),
        (
            "In 2023, at least 120,000 people may be held in scam centres, Myanmar authorities said.",
            "people_held_in_scam_centres",
        ),
    ],
)
def test_terms_of_further_indicators(text, indicator):
    (number,) = read_bulletin(text)
    assert number.indicator == indicator
