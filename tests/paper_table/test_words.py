"""Names, places and the state of the data in words."""

import pandas as pd
import pytest

import fraudstats as fs
from fraudstats.errors import DatasetError, PaperTableError
from fraudstats.paper_table.words import Names, common, state_of


def test_a_release_is_not_one_whose_number_only_begins_alike():
    dataset = fs.load(release="2026.11.1")
    assert "fingerprint" in state_of("2026.11.1", dataset)
    with pytest.raises(PaperTableError, match=r"rests on release 2026\.11\.10, the dataset given is"):
        state_of("2026.11.10", dataset)


def test_the_part_and_the_counterpart_that_all_rows_share_are_in_the_title():
    rows = pd.DataFrame(
        {
            "indicator": ["suspects_handed_over"] * 2,
            "ref_area": ["CN"] * 2,
            "counterpart_area": ["MM"] * 2,
            "sub_area": ["Wa State"] * 2,
            "value": [1, 2],
        }
    )
    assert Names(None).place(common(rows)) == "Suspects handed over, CN, counterpart MM, Wa State"
    rows["sub_area"] = ["Wa State", None]
    assert "sub_area" not in common(rows)


def test_a_source_is_listed_as_it_is_cited_with_its_address():
    dataset = fs.load(release="2026.11.1")
    names, one = Names(dataset), "xinhua-northnews-2022-01-01"
    [listed] = names.sources([one])
    cited = fs.cite(f"{one}/telecom_fraud_cases_solved", dataset=dataset).splitlines()[0]
    assert listed == f"{cited} ({one})."
    assert "http://www.northnews.cn/news/2022/0101/2057038.html" in listed
    assert Names(None).sources([one]) == (f"{one}.",)
    with pytest.raises(DatasetError):
        names.sources(["no-such-source"])
