"""References, read back by pybtex (BibTeX) and citeproc-py (CSL)."""

import json

import pytest

from fraudstats.exports.bibliography import bibtex, csl_item, csl_items, write_bibtex, write_csl
from fraudstats.sources import records

HOSTILE = r"50% of R&D: $5_000 #1 {a} ~ ^ \ end"


@pytest.fixture(scope="module")
def items(shipped):
    return {item["id"]: item for item in csl_items(shipped)}


def parsed(text):
    return pytest.importorskip("pybtex.database").parse_string(text, "bibtex").entries


def source(**fields):
    plain = dict.fromkeys(records.Source.__dataclass_fields__)
    plain |= {"source_id": "a", "kind": "news_report", "title": "标题", "outlet": "Outlet", "language": "zh"}
    plain |= {"url": "https://example.org/a", "published": "2022-01", "published_by": "2022-01-31", "tier": "repost"}
    return plain | fields


BODY = {"name_en": "Ministry", "area": "CN"}


def test_every_source_is_there_once(items, shipped):
    assert sorted(items) == sorted(shipped.sources["source_id"])


def test_pybtex_reads_every_entry(shipped, items, tmp_path):
    [path] = write_bibtex(shipped, tmp_path)
    entries = parsed(path.read_text(encoding="utf-8"))
    assert next(iter(entries)) == f"fraudstats-{shipped.state.version}", "the first says which state they are of"
    del entries[f"fraudstats-{shipped.state.version}"]
    assert sorted(entries) == sorted(items)
    for key, entry in entries.items():
        item = items[key]
        people = [str(person) for person in entry.persons.get("author", [])]
        assert people == ([f"{{{item['author'][0]['literal']}}}".replace("&", r"\&")] if "author" in item else [])
        assert entry.fields["url"] == item["URL"]
        assert ("year" in entry.fields) == ("issued" in item)
        if "issued" not in item:
            assert "unknown" in entry.fields["note"]


def test_pybtex_formats_them(shipped, tmp_path):
    """A bibliography style of another author finds the fields that it needs."""
    pybtex = pytest.importorskip("pybtex")
    [path] = write_bibtex(shipped.select("telecom_fraud_cases_solved"), tmp_path)
    text = pybtex.format_from_file(str(path), style="plain", output_backend="plaintext")
    assert "Ministry of Public Security of China" in text
    assert text.count("\n[") >= len(shipped.sources) - 1


def test_citeproc_renders_every_item(shipped, items, tmp_path):
    citeproc = pytest.importorskip("citeproc")
    from citeproc.source.json import CiteProcJSON

    [path] = write_csl(shipped, tmp_path)
    content = json.loads(path.read_text(encoding="utf-8"))
    style = citeproc.CitationStylesStyle("harvard-cite-them-right", validate=False)
    bibliography = citeproc.CitationStylesBibliography(style, CiteProcJSON(content), citeproc.formatter.plain)
    for identity in items:
        bibliography.register(citeproc.Citation([citeproc.CitationItem(identity)]))
    rendered = [str(entry) for entry in bibliography.bibliography()]
    assert len(rendered) == len(items)
    assert any(
        "Supreme People’s Procuratorate" in entry or "Supreme People's Procuratorate" in entry for entry in rendered
    )


def test_an_item_says_who_what_where_and_when(items):
    item = items["xinhua-northnews-2022-01-01"]
    assert item["author"] == [{"literal": "Ministry of Public Security of China"}]
    assert item["title"].startswith("电信网络诈骗发案数连续6个月同比下降 [")
    assert item["issued"] == {"date-parts": [[2022, 1, 1]]}
    assert item["language"] == "zh"


@pytest.mark.parametrize(
    ("published", "parts"), [("2022", [2022]), ("2022-01", [2022, 1]), ("2022-01-05", [2022, 1, 5])]
)
def test_dates_are_as_precise_as_known(published, parts):
    assert csl_item(source(published=published), BODY)["issued"] == {"date-parts": [parts]}


def test_an_undated_source_says_so():
    item = csl_item(source(published="unknown", published_by=None), BODY)
    assert "issued" not in item
    assert item["note"] == "Date of publication unknown; Read as a copy"
    [entry] = parsed(bibtex([item])).values()
    assert "year" not in entry.fields


def test_a_second_hand_source_names_the_first():
    assert "Quotes: China Daily" in csl_item(source(via="China Daily"), BODY)["note"]


def test_what_is_no_body_is_no_author():
    assert "author" not in csl_item(source(), {"name_en": "The authors of a paper", "area": None})


def test_a_doi_is_given_as_one():
    item = csl_item(source(url="https://doi.org/10.23880/ijfsc-16000340", kind="paper"), BODY)
    assert item["DOI"] == "10.23880/ijfsc-16000340"
    [entry] = parsed(bibtex([item])).values()
    assert (entry.type, entry.fields["doi"]) == ("article", "10.23880/ijfsc-16000340")


def test_special_characters_survive_tex():
    [entry] = parsed(bibtex([csl_item(source(title=HOSTILE, title_en=None), BODY)])).values()
    assert entry.fields["title"] == (
        r"{50\% of R\&D: \$5\_000 \#1 \{a\} \textasciitilde{} \textasciicircum{} \textbackslash{} end}"
    )


def test_braces_in_an_address_do_not_end_the_field():
    [entry] = parsed(bibtex([csl_item(source(url="https://example.org/{a}%20b#c_d&e"), BODY)])).values()
    assert entry.fields["url"] == "https://example.org/%7Ba%7D%20b#c_d&e"


def test_every_kind_of_source_has_a_type(shipped):
    from fraudstats.exports.bibliography import _CSL_TYPES
    from fraudstats.vocabulary import SOURCE_KINDS

    assert set(_CSL_TYPES) == set(SOURCE_KINDS)
