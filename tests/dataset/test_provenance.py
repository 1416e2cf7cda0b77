"""A number is of the body that its record names, else of its source's."""

import pytest

import fraudstats as fs
from fraudstats.dataset.describe import describe_source
from fraudstats.errors import DatasetError

OTHER = "ref_area: CN\n    issuer: authors\n    start"
CHANGE = """\
  - id: own
    issuer: mps
    indicator: cases_solved
    ref_area: CN
    start: 2021
    end: 2021
    text: 20%
    percent: 20
    confidence: high
"""


@pytest.fixture
def ds(raw):
    raw.spoil("ref_area: CN\n    start", OTHER)
    path = raw.path / "sources/mps/a.yaml"
    path.write_text(path.read_text(encoding="utf-8") + CHANGE, encoding="utf-8")
    return raw.dataset()


def test_the_record_s_issuer_stands_before_the_source_s(ds):
    assert ds.observations["issuer"].tolist() == ["authors"]
    assert ds.changes.set_index("change_id")["issuer"].to_dict() == {"a/solved-yoy": "authors", "a/own": "mps"}
    assert ds.sources["issuer"].tolist() == ["mps"]


def test_issuers_of_numbers_sources_frames_and_datasets(ds):
    def pairs(what):
        return ds.issuers_of(what).to_numpy().tolist()

    assert pairs("a/solved") == pairs(["a/solved", "a/solved-yoy"]) == [["a", "authors"]]
    assert pairs("a") == [["a", "mps"]]
    assert pairs(ds) == pairs(ds.changes) == [["a", "authors"], ["a", "mps"]]
    with pytest.raises(DatasetError, match="no such id in release 2026.1.0: b"):
        ds.issuers_of("b/solved")


def test_figures_and_pages_name_the_body(ds):
    import pandas as pd

    text = fs.plotting.credit(ds, pd.DataFrame({"ids": ["a/solved"]}))
    assert text.startswith("Source: Authors (1 document). fraudstats data, release ")
    assert "37万余起 (2021-01-01 to 2021-11-30), a number of authors" in describe_source(ds, "a")


def test_an_unknown_issuer_is_a_problem(raw):
    raw.spoil("ref_area: CN\n    start", "ref_area: CN\n    issuer: mpss\n    start")
    with pytest.raises(fs.errors.RecordError, match=r"a.yaml:\d+: observation solved.issuer: found 'mpss'.*mps"):
        raw.dataset()
