"""Tables of printed numbers, revisions, differences and audits."""

import pytest

import fraudstats as fs
from fraudstats.errors import PaperTableError

CASES = "telecom_fraud_cases_solved"


@pytest.fixture(scope="module")
def ds():
    return fs.load()


def test_a_selection_names_windows_ranges_and_sources(ds):
    table = fs.table(ds.select(CASES, ref_area="CN", start="2021", end="2021-11").as_of("2022-01-02"))
    frame = table.to_frame()
    assert table.title == "Telecom and online fraud cases solved, China (mainland)"
    assert frame.index.name == "Window"
    printed = frame[frame["As printed"] == "37万余起"].iloc[0]
    assert printed["Number (cases)"] == "more than 370,000"
    assert printed["Range (cases)"] == "370,000 to 380,000"
    number = int(printed["Source"].strip("[]"))
    assert "xinhua-northnews-2022-01-01" in table.sources[number - 1]
    assert "as known on 2022-01-02, selection " in table.state and ds.state.fingerprint in table.state


def test_a_series_without_the_dataset_names_codes_and_with_it_names(ds):
    rows = ds.series(CASES, "CN", freq="Y")
    bare, named = fs.table(rows), fs.table(rows, dataset=ds)
    assert (bare.title, named.title) == (
        "Telecom fraud cases solved, CN",
        "Telecom and online fraud cases solved, China (mainland)",
    )
    assert bare.rows == named.rows
    assert any(note.startswith("Without a number: 2018 (") for note in bare.notes)
    assert bare.state == f"fraudstats, release {ds.state}."
    assert named.state.endswith(f"fingerprint {ds.state.fingerprint}.")


def test_what_differs_between_rows_has_a_column_of_its_own(ds):
    table = fs.table(ds.select(["deception_cases_reported", "spf_scam_cases_reported"], start="2023", end="2023"))
    assert table.headings[:3] == ("Indicator", "Area", "Window")


def test_rates_of_several_areas(ds):
    counts = {"HK": "deception_cases_reported", "SG": "spf_scam_cases_reported"}
    table = fs.table(ds.rate_table(counts, start="2024", end="2024"), dataset=ds)
    assert table.headings[-2:] == ("Rate per 100,000", "Range")
    assert [row[1] for row in table.rows] == ["Hong Kong", "Singapore"]
    assert [row[-2] for row in table.rows] == ["591.2", "853.1"]


def test_rates_that_are_all_missing_still_say_per_how_many(ds):
    rates = ds.rate_table({"HK": "deception_cases_reported"}, start="2024", end="2024", per=1000)
    table = fs.table(rates.assign(rate=float("nan"), rate_lower=float("nan"), rate_upper=float("nan")), dataset=ds)
    assert "Rate per 1,000" in table.headings


def test_revisions_carry_flags_that_are_explained(ds):
    table = fs.table(ds.revisions("spf_crimes_reported", ref_area="SG"), dataset=ds)
    assert table.rows[0] == ("January-June 2017", "16,375", "15,949 [r]", "−2.6", "−2.6", "359", "revised")
    assert "[r] revised value (SDMX R)." in table.notes
    test = fs.table(ds.revisions("spf_crimes_reported", ref_area="SG").news_or_noise())
    assert [row[0] for row in test.rows] == ["News: on the first print", "Noise: on the final value"]
    assert test.rows[0][-1] == "< 0.001"


def test_revisions_without_any_are_refused(ds):
    none = ds.as_of("2021-06").revisions(CASES, ref_area="CN")
    with pytest.raises(PaperTableError, match="no window was revised"):
        fs.table(none)


def test_a_difference_gives_reasons(ds):
    older = ds.as_of("2023-12")
    table = fs.table(fs.diff(older, older.as_of("2023-06")))
    assert table.headings == ("Number", "Change", "Column", "Before", "After", "Difference (%)", "Reason")
    assert {row[1] for row in table.rows} == {"removed"}
    with pytest.raises(PaperTableError, match="no number differs"):
        fs.table(fs.diff(ds, ds))


def test_an_audit_explains_its_verdicts(ds):
    table = fs.table(fs.audit(ds))
    assert table.headings == ("Claim", "It says", "Verdict", "Why")
    assert table.rows[7][:3] == ("c08", "370,000 cases were uncovered in 2021", "supported with caveat")
    assert "untraceable: No source in the dataset prints it." in table.notes
    assert not table.sources and fs.table(fs.audit(ds), dataset=ds).sources
