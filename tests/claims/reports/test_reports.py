"""Reports: the same claims in every format, with links to the sources, well formed, and the same bytes every time."""

import io
import zipfile
from html.parser import HTMLParser
from xml.etree import ElementTree

import pandas as pd
import pytest

import fraudstats as fs

WORD = "{http://schemas.openxmlformats.org/wordprocessingml/2006/main}"
LINK = "{http://schemas.openxmlformats.org/officeDocument/2006/relationships}id"
CLAIMS = [
    {"what": "cases_solved", "area": "CN", "window": "2021-01/2021-11", "printed": "370,000", "section": "s<1>"},
    {
        "what": "cases_solved",
        "area": "CN",
        "window": "2021-01/2021-11",
        "printed": "5 | 6\x0b",
        "statement": "a <b> & *c*",
    },
    {"what": "cases_solved", "area": "CN", "window": "soon", "printed": "400,000"},
]


@pytest.fixture
def audit(raw):
    return fs.audit(raw.dataset(), CLAIMS, title="Fraud & <order>", published="2022-05")


def test_the_paper_is_in_the_title_and_every_claim_in_every_report(audit):
    for report in (audit.summary(), audit.to_html(), audit.to_markdown()):
        assert "Fraud &" in report.replace("&amp;", "&") and "(2022-05-31)" in report
        assert "more than 370,000 is printed" in report
        assert "without a window" in report and "expected one number" in report


class Page(HTMLParser):
    def __init__(self, text):
        super().__init__()
        self.tags, self.links, self.words = [], [], []
        self.feed(text)

    def handle_starttag(self, tag, attrs):
        self.tags.append(tag)
        self.links += [value for name, value in attrs if name == "href"]

    def handle_data(self, data):
        self.words.append(data)


def test_the_page_is_escaped_and_links_to_the_sources(audit):
    page = Page(audit.to_html())
    assert page.tags.count("tr") == 4
    assert set(page.links) == {"https://example.org/a"}
    assert "a <b> & *c*" in page.words
    assert {"script", "img"}.isdisjoint(page.tags)


def test_markdown_has_one_line_per_claim_and_no_stray_bar(audit):
    rows = [line for line in audit.to_markdown().splitlines() if line.startswith("| ")]
    assert len(rows) == 4
    assert all(row.replace("\\|", "").count("|") == 6 for row in rows)
    assert "[a/solved](<https://example.org/a>)" in rows[1]


def test_csv_is_the_table_with_the_links(audit):
    table = pd.read_csv(io.StringIO(audit.to_csv()), dtype=str, keep_default_na=False)
    assert list(table["verdict"]) == list(audit.to_frame()["verdict"])
    assert table["links"].iloc[0] == "https://example.org/a"
    assert set(table["title"]) == {"Fraud & <order>"}


def parts(document):
    with zipfile.ZipFile(io.BytesIO(document)) as file:
        assert file.testzip() is None
        return {name: ElementTree.fromstring(file.read(name)) for name in file.namelist()}


def test_the_word_document_is_well_formed_and_complete(audit):
    found = parts(audit.to_docx())
    assert next(iter(found)) == "[Content_Types].xml"
    main = found["word/document.xml"]
    assert len(main.findall(f".//{WORD}tr")) == 4
    words = "".join(text.text or "" for text in main.iter(f"{WORD}t"))
    assert "Audit: “Fraud & <order>” (2022-05-31)" in words
    assert "a <b> & *c*" in words and "\x0b" not in words
    assert all(cell.findall(f"{WORD}p") for cell in main.iter(f"{WORD}tc")), "every cell holds a paragraph"


def test_every_link_of_the_word_document_has_its_target(audit):
    found = parts(audit.to_docx())
    targets = {one.get("Id"): one for one in found["word/_rels/document.xml.rels"]}
    used = {link.get(LINK) for link in found["word/document.xml"].iter(f"{WORD}hyperlink")}
    assert used == {name for name, one in targets.items() if one.get("TargetMode") == "External"}
    assert {targets[name].get("Target") for name in used} == {"https://example.org/a"}
    declared = {one.get("PartName") for one in found["[Content_Types].xml"] if one.get("PartName")}
    assert declared == {f"/{name}" for name in found if name.startswith("word/") and not name.endswith(".rels")}
    styles = {one.get(f"{WORD}styleId") for one in found["word/styles.xml"].iter(f"{WORD}style")}
    for tag in ("pStyle", "rStyle"):
        assert {one.get(f"{WORD}val") for one in found["word/document.xml"].iter(f"{WORD}{tag}")} <= styles


def test_the_same_audit_gives_the_same_bytes(raw, audit):
    again = fs.audit(raw.dataset(), CLAIMS, title="Fraud & <order>", published="2022-05")
    assert again.to_docx() == audit.to_docx()
    assert (again.to_html(), again.to_markdown(), again.to_csv()) == (
        audit.to_html(),
        audit.to_markdown(),
        audit.to_csv(),
    )
