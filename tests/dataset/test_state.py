"""The state of the data travels with the numbers, and leads back to them."""

import datetime as dt
import re

import pandas as pd
import pytest

import fraudstats as fs
from fraudstats.dataset import freeze
from fraudstats.dataset.state import STANDINGS, State
from fraudstats.errors import DatasetError

SHIPPED = fs.load()
MADE = {
    "whole": SHIPPED,
    "vintage": SHIPPED.as_of("2023-12-27"),
    "selection": SHIPPED.select(
        "telecom_fraud_cases_solved", ref_area=["CN", "TW"], start="2019", end=dt.date(2023, 6, 1)
    ),
    "of a generator": SHIPPED.select(code for code in ["ic3_losses", "ic3_complaints"]),
    "stamp": SHIPPED.select(start=pd.Timestamp("2021-05-01")),
    "periods": SHIPPED.select(start=pd.Period("2021-05"), end=pd.Period("2022Q3")),
    "times of the day": SHIPPED.select(start=dt.datetime(2020, 1, 1, 12)),
    "set": SHIPPED.select({"ic3_losses", "ic3_complaints"}),
    "vintage of a selection of a selection": SHIPPED.select(ref_area="CN")
    .select(end="2022")
    .as_of("2023")
    .as_of("2024"),
    "convention": SHIPPED.select(ref_area="US").with_convention("conservative"),
    "release": fs.load(release="2026.11.0"),
    "vintage of a release": fs.load(release="2026.11.1").as_of("2022"),
}


@pytest.mark.parametrize("name", MADE)
def test_what_a_citation_says_opens_the_same_data(name):
    cited = MADE[name]
    call = re.search("Opened by (.*)", fs.cite(dataset=cited))[1]
    opened = eval(call, {"fs": fs})
    assert opened.state == cited.state
    for table in cited.names:
        pd.testing.assert_frame_equal(opened.table(table), cited.table(table))


def test_other_data_than_the_cited_are_refused():
    with pytest.raises(
        DatasetError, match=f"fingerprint {SHIPPED.state.fingerprint}, not 'b105fdd3b707'; open the rel"
    ):
        fs.load(fingerprint="b105fdd3b707")
    for none in ("", "b", 123, "B105FDD3B707"):
        with pytest.raises(DatasetError, match=f"a fingerprint is 8 to 64 digits .*, not {none!r}"):
            fs.load(fingerprint=none)


def test_the_fingerprint_of_a_release_opens_it():
    cited = fs.load(release="2026.11.0")
    assert fs.load(fingerprint=cited.state.fingerprint).state == cited.state
    with pytest.raises(DatasetError, match="give a folder or a release, not both"):
        fs.load("elsewhere", release="2026.11.0")


def test_an_edited_number_is_no_release(raw, tmp_path):
    before = raw.dataset().state
    raw.spoil("text: 37万余起\n    value: 370000", "text: 38万余起\n    value: 380000")
    after = raw.dataset().state
    assert (before.release, before.standing) == (after.release, after.standing) == ("2026.1.0", "unreleased")
    assert before.fingerprint != after.fingerprint
    raw.spoil("name_en: Ministry", "name_en: Ministry of Public Security", "issuers.yaml")
    after, before = raw.dataset().state, after
    assert before.fingerprint != after.fingerprint, "every table counts"
    fs.build(raw.path, tmp_path)
    assert fs.load(tmp_path).state == after


@pytest.mark.parametrize("standing", ["released", "changed", "unreleased"])
def test_the_standing_is_that_of_every_table(raw, tmp_path, monkeypatch, standing):
    monkeypatch.setattr("fraudstats.dataset.loader.data_folder", lambda: tmp_path)
    if standing != "unreleased":
        freeze(raw.dataset(), tmp_path / "releases", "2026-01-31")
    if standing == "changed":
        raw.spoil("name_en: Ministry", "name_en: Ministry of Public Security", "issuers.yaml")
    fs.build(raw.path, tmp_path / "processed")
    state = fs.load(tmp_path / "processed").state
    assert state.standing == standing
    assert str(state) == f"2026.1.0{STANDINGS[standing]}"
    assert state.version == ("2026.1.0" if standing == "released" else "2026.1.0-unreleased")


def test_a_frozen_release_bears_the_checksum_of_its_manifest_whatever_the_schema():
    assert MADE["release"].state.checksum.startswith("61ae524e967e6b3b")
    assert str(MADE["release"].state) == "2026.11.0"


def test_it_is_in_everything_that_is_made_of_the_data(tmp_path):
    vintage = MADE["vintage"]
    said = "as known on 2023-12-27"
    series = vintage.series("telecom_fraud_cases_solved", "CN", freq="Y")
    assert said in series.attrs["release"]
    assert said in fs.trends.growth(series).summary()
    solved = vintage.select("telecom_fraud_cases_solved", ref_area="CN", start="2021", end="2022")
    assert said in fs.reconcile(*solved.bulletins()).summary()
    assert said in repr(vintage) and said in vintage._repr_html_()
    assert said in repr(fs.audit(vintage)) and said in fs.diff(vintage, SHIPPED).summary()
    assert said in fs.plotting.credit(vintage, pd.DataFrame({"value": [1]}))
    paths = fs.export(vintage, tmp_path, ("csv", "parquet", "datapackage", "jsonld", "stata", "excel", "sdmx"))
    marked = [path.name for path in paths if "asof.2023-12-27" in path.name or said.encode() in path.read_bytes()]
    tables = {f"{name}.parquet" for name in vintage.names}
    assert set(marked) >= {"CITATION.txt", "datapackage.json", "dataset.jsonld", *tables}
    assert [name for name in marked if name.endswith(".xlsx")] == [f"fraudstats-{vintage.state.version}.xlsx"]
    assert vintage.state.version.encode() in (tmp_path / "sdmx-observations.csv").read_bytes()
    assert vintage.state.version.encode() in (tmp_path / "sdmx-structure.xml").read_bytes()


def test_a_later_day_brings_nothing_back():
    state = State("2026.1.0", "00").known_on(dt.date(2023, 1, 1)).known_on(dt.date(2024, 1, 1))
    assert state.as_of == dt.date(2023, 1, 1)


def test_a_selection_of_everything_is_none():
    assert SHIPPED.select().state == SHIPPED.state


def test_two_selections_have_two_versions():
    one, other = (SHIPPED.select(ref_area=area).state.version for area in ("CN", "JP"))
    assert one != other and one.startswith(f"{SHIPPED.state.version}-selection.x")
    assert (
        SHIPPED.select({"ic3_losses", "ic3_complaints"}).state == SHIPPED.select(["ic3_complaints", "ic3_losses"]).state
    )


def test_tables_frozen_after_they_were_loaded_are_the_release(raw, tmp_path, monkeypatch):
    monkeypatch.setattr("fraudstats.dataset.loader.data_folder", lambda: tmp_path)
    fs.build(raw.path, tmp_path / "processed")
    assert fs.load(tmp_path / "processed").state.standing == "unreleased"
    freeze(raw.dataset(), tmp_path / "releases", "2026-01-31")
    assert fs.load(tmp_path / "processed").state.standing == "released"
