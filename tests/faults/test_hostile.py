"""Files made to harm: that grow without bound, lead out of their folder, or would be run by who opens them."""

import ast
import io
import json
import os
import re
import resource
import zipfile

import pandas as pd
import pytest
from raw_folder import SOURCE
from stored import ROOT

import fraudstats as fs
from fraudstats.cli import main
from fraudstats.dataset.release import freeze, open_release
from fraudstats.errors import DatasetError, FraudstatsError, TableError

#: What nobody may find again in a page unchanged, or behind a cell's first character.
SCRIPT = "</script><script>alert(1)</script><img src=x onerror=alert(1)>"
BOMB = "".join(f"a{n}: &a{n} [{', '.join([f'*a{n - 1}'] * 9) if n else 'x'}]\n" for n in range(9))


def grown(call):
    """By how many megabytes the peak of the process grows."""
    before = resource.getrusage(resource.RUSAGE_SELF).ru_maxrss
    call()
    return (resource.getrusage(resource.RUSAGE_SELF).ru_maxrss - before) / 1024


def refused(call, words):
    def attempt():
        with pytest.raises(FraudstatsError, match=words):
            call()

    return attempt


def test_aliases_that_grow_are_refused(raw, tmp_path):
    raw.write("sources/mps/a.yaml", BOMB)
    assert grown(lambda: raw.problems()) < 50
    assert "no anchors or aliases" in str(raw.problems()[0])
    claims = tmp_path / "claims.yaml"
    claims.write_text(f"{BOMB}claims: *a8\n")
    assert grown(refused(lambda: fs.audit(fs.load(), claims), "is an alias; write the value out")) < 100


def test_nesting_without_end_is_refused(raw, tmp_path):
    deep = "[" * 100_000
    raw.write("sources/mps/a.yaml", f"source: {deep}")
    assert raw.problems()
    (tmp_path / "claims.yaml").write_text(f"claims: {'[' * 5000}{']' * 5000}")
    with pytest.raises(DatasetError):
        fs.audit(fs.load(), tmp_path / "claims.yaml")


def test_a_large_file_of_claims_is_refused(tmp_path):
    (tmp_path / "claims.csv").write_bytes(b"what,area\n" + b"x,CN\n" * 1_200_000)
    with pytest.raises(DatasetError, match="more than 5,000,000"):
        fs.audit(fs.load(), tmp_path / "claims.csv")


@pytest.mark.skipif(os.name == "nt", reason="pipes of POSIX")
def test_a_pipe_instead_of_a_file_is_refused_and_not_waited_for(tmp_path):
    os.mkfifo(tmp_path / "claims.yaml")
    with pytest.raises(DatasetError, match="no regular file"):
        fs.audit(fs.load(), tmp_path / "claims.yaml")


def workbook(sheet, padding=0):
    """A workbook with one sheet of this XML."""
    openpyxl = pytest.importorskip("openpyxl")
    whole, out = io.BytesIO(), io.BytesIO()
    openpyxl.Workbook().save(whole)
    with zipfile.ZipFile(whole) as old, zipfile.ZipFile(out, "w", zipfile.ZIP_DEFLATED) as new:
        for one in old.namelist():
            new.writestr(one, sheet if one == "xl/worksheets/sheet1.xml" else old.read(one))
        if padding:
            with new.open("xl/media/padding.bin", "w") as file:
                for _ in range(padding):
                    file.write(bytes(1_000_000))
    return out.getvalue()


_SHEET = (
    '<worksheet xmlns="http://schemas.openxmlformats.org/spreadsheetml/2006/main"><sheetData>{}</sheetData></worksheet>'
)
_CELL = '<row r="{0}"><c r="{1}{0}"><v>1</v></c></row>'


def test_an_archive_that_unpacks_to_too_much_is_refused():
    bomb = workbook(_SHEET.format(_CELL.format(1, "A")), padding=310)
    assert len(bomb) < 1_000_000
    assert grown(refused(lambda: fs.read_table(bomb), "unpacks to more than 300,000,000 bytes")) < 100


def test_a_cell_at_the_end_of_the_sheet_is_refused():
    far = workbook(_SHEET.format(_CELL.format(1, "A") + _CELL.format(1_048_576, "XFD")))
    assert grown(refused(lambda: fs.read_table(far), "17,179,869,184 cells from the first to the last")) < 100


def test_entities_that_grow_are_refused_or_harmless():
    entities = "".join(f'<!ENTITY e{n} "{f"&e{n - 1};" * 10 if n else "x" * 100}">' for n in range(9))
    sheet = f"<!DOCTYPE x [{entities}]>" + _SHEET.format('<row r="1"><c r="A1" t="str"><v>&e8;</v></c></row>')

    def read():
        with pytest.raises(TableError):
            fs.read_table(workbook(sheet))

    assert grown(read) < 200


@pytest.mark.parametrize("number", ["../2026.11.0", "2026.11.0/../2026.11.1", "/etc", "", ".", "2026.11.0/", "..\\x"])
def test_the_number_of_a_release_leads_nowhere_else(raw, tmp_path, number):
    with pytest.raises(DatasetError, match="no release"):
        open_release(ROOT / "data/releases", number)
    whole = raw.dataset()
    with pytest.raises(DatasetError, match="a release number is YYYY.M.N"):
        freeze(fs.Dataset({n: whole.table(n) for n in whole.names}, number), tmp_path / "releases", "2026-01-31")
    assert not (tmp_path / "releases").exists()


@pytest.mark.parametrize("identifier", ["../x", "a/b", "/x", "..", "a\\b"])
def test_the_id_of_an_issuer_or_indicator_holds_no_path(raw, identifier):
    for name, old in (("issuers.yaml", "id: mps"), ("indicators.yaml", "id: cases_solved")):
        before = (raw.path / name).read_text()
        assert any("id" in str(problem) for problem in raw.spoil(old, f"id: '{identifier}'", name))
        (raw.path / name).write_text(before)


@pytest.mark.parametrize("table", ["../outside.csv", "/etc/hostname", "../../a/outside.csv"])
def test_a_table_beside_a_record_lies_in_its_folder(raw, table):
    raw.write("sources/outside.csv", "id\nx\n")
    raw.write("sources/mps/a.yaml", f"{SOURCE.partition('observations:')[0]}observations: {table}\n")
    assert raw.problems()


def test_a_link_out_of_the_raw_folder_shows_nothing_of_its_target(raw, tmp_path):
    (tmp_path / "secret").write_text("password: 12345\n")
    (raw.path / "sources/mps/b.yaml").symlink_to(tmp_path / "secret")
    assert "12345" not in " ".join(map(str, raw.problems()))


def hostile(raw, text):
    """A dataset in which a title and a note are not what they should be."""
    raw.spoil("title: 标题", f"title: {json.dumps(text)}")
    raw.spoil("confidence: high", f"confidence: high\n    note: {json.dumps(text)}")
    return raw.dataset()


@pytest.mark.parametrize("kind", ["jsonld", "rocrate", "dictionary", "reach", "sdmx", "datapackage"])
def test_no_script_gets_into_what_a_browser_reads(raw, tmp_path, kind):
    fs.export(hostile(raw, SCRIPT), tmp_path / "out", kind)
    for path in (tmp_path / "out").iterdir():
        if path.suffix in (".xml", ".html"):
            assert "<script" not in path.read_text("utf-8"), path.name


def test_no_script_gets_into_what_a_notebook_shows(raw):
    dataset = hostile(raw, SCRIPT)
    claims = [{"what": SCRIPT, "area": "CN", "when": "2021", "number": "1", "quote": SCRIPT}]
    audit = fs.audit(dataset, claims, title=SCRIPT)
    shown = [dataset._repr_html_(), audit.to_html(), fs.read_bulletin(SCRIPT + "2021年破案37万起")._repr_html_()]
    shown.append(fs.read_table(io.StringIO(f"Year,{SCRIPT}\n2020,1\n2021,2\n"))._repr_html_())
    for page in shown:
        assert "<script" not in page and "<img" not in page


def test_a_claim_is_no_formula_for_who_opens_the_outcome():
    claims = [{"what": "=HYPERLINK(1)", "area": "CN", "when": "2021", "number": "370,000", "quote": "@SUM(1)"}]
    audit = fs.audit(fs.load(), claims, title="=1+1")
    cells = pd.read_csv(io.StringIO(audit.to_csv()), dtype=str, keep_default_na=False).to_numpy().ravel()
    assert not [cell for cell in cells if re.match(r"[=@]", cell)]


def test_a_raw_record_is_no_formula(raw):
    problems = raw.spoil("title: 标题", "title: '=1+1'")
    assert "no spreadsheet takes for a formula" in str(problems[0])


def test_nothing_is_unpickled_evaluated_or_run_by_a_shell():
    found = []
    for path in sorted((ROOT / "src").rglob("*.py")):
        for node in ast.walk(ast.parse(path.read_text("utf-8"))):
            names = [alias.name for alias in node.names] if isinstance(node, ast.Import) else []
            names += [node.module or ""] if isinstance(node, ast.ImportFrom) else []
            called = node.func.id if isinstance(node, ast.Call) and isinstance(node.func, ast.Name) else ""
            method = node.func.attr if isinstance(node, ast.Call) and isinstance(node.func, ast.Attribute) else ""
            banned = {"pickle", "marshal", "shelve", "socket", "subprocess", "urllib.request", "requests"} & set(names)
            shell = method == "system" and ast.unparse(node.func) == "os.system"
            if banned or shell or called in ("eval", "exec") or method in ("read_pickle", "unsafe_load", "popen"):
                found.append(f"{path.relative_to(ROOT)}:{node.lineno}")
    assert found == []


@pytest.mark.parametrize(
    "arguments",
    [
        ("show", "none"),
        ("show", "telecom_fraud_cases_solved", "--start", "2021-01-01T00:00:00+08:00"),
        ("show", "\ud800"),
        ("cite", "\ud800"),
        ("source", "x\0y"),
        ("export", "csv", "--to", "a\0b"),
        ("build", "nowhere", "--to", "out"),
        ("check", "a\0b"),
        ("audit", "a\0b.yaml"),
        ("audit", "--output", "a\0b.txt"),
        ("diff", "1", "2"),
        ("figures", "99"),
        ("verify", "--only", "99"),
        ("verify", "--tolerance", "nan"),
        ("reproduce", "--in", "a\0b"),
        ("notebooks", "copy", "a\0b"),
        ("new", "cn-mps", "\ud800", "2024-01-02"),
        ("draft", "a\0b", "--issuer", "cn-mps"),
    ],
    ids=lambda arguments: " ".join(arguments).encode("ascii", "backslashreplace").decode().replace("\0", "NUL"),
)
def test_odd_words_on_the_command_line_end_in_a_sentence(arguments, tmp_path, monkeypatch, capsys):
    monkeypatch.chdir(tmp_path)
    try:
        status = main(list(arguments))
    except SystemExit as end:
        status = end.code
    assert status in (1, 2)
    assert capsys.readouterr().err
