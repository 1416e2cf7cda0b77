"""``fraudstats draft``: a document in, the draft of its source file out, nothing guessed in silence."""

import io
import re
import sys
from types import SimpleNamespace

import pytest
import yaml

from fraudstats.cli import main
from fraudstats.cli.document import plain_text, text_of_document, text_of_html
from fraudstats.errors import BulletinError

TEXT = "2021年1-11月，全国公安机关共破获电信网络诈骗案件37万余起，同比上升44.2%。近日，又抓获犯罪嫌疑人3名。"
PAGE = f"<html><head><title>标题</title><script>var a = '9万起';</script></head><body><p>{TEXT}</p></body></html>"


@pytest.fixture(autouse=True)
def _elsewhere(tmp_path, monkeypatch):
    """No raw folder beside: nothing is tried, unless a test names one."""
    monkeypatch.chdir(tmp_path)


@pytest.fixture
def document(tmp_path):
    path = tmp_path / "announcement.html"
    path.write_text(PAGE, encoding="utf-8")
    return path


def drafted(capsys, *arguments):
    assert main(["draft", *map(str, arguments)]) == 0
    out, err = capsys.readouterr()
    return yaml.safe_load(out), out, err


def test_the_draft_has_every_number_with_its_fields(document, capsys):
    draft, _, _ = drafted(capsys, document, "--issuer", "cn-mps", "--published", "2021-12-31")
    assert draft["source"]["issuer"] == "cn-mps" and draft["source"]["title"].startswith("TODO")
    first, second = draft["observations"]
    assert (first["indicator"], first["value"], first["qualifier"]) == (
        "telecom_fraud_cases_solved",
        370_000,
        "more_than",
    )
    assert (str(first["start"]), str(first["end"])) == ("2021-01-01", "2021-11-30")
    assert draft["changes"] == [{"id": f"{first['id']}-yoy", "of": first["id"], "text": "44.2%", "percent": 44.2}]
    assert second["start"] == second["end"] == "unknown"


def test_what_was_guessed_is_marked_and_no_sentence_is_kept(document, capsys):
    _, out, _ = drafted(capsys, document)
    assert re.search(r"# check: .*近日", out)
    assert "全国公安机关" not in out and "同比" not in out


def test_it_says_what_the_numbers_change(document, capsys):
    _, _, err = drafted(capsys, document)
    assert re.search(r"37万余起 \(telecom_fraud_cases_solved\): agrees with", err)


@pytest.fixture
def folder(raw):
    """A raw folder that knows the indicator, with a smaller number of the whole year."""
    for path in raw.path.rglob("*.yaml"):
        text = path.read_text(encoding="utf-8").replace("cases_solved", "telecom_fraud_cases_solved")
        for old, new in {"37万余起": "35万余起", "370000": "350000", "end: 2021-11": "end: 2021-12"}.items():
            text = text.replace(old, new)
        path.write_text(text, encoding="utf-8")
    return raw.path


def test_it_tries_the_numbers_in_a_raw_folder_as_add_does(document, folder, capsys):
    before = {path: path.read_bytes() for path in folder.rglob("*.yaml")}
    _, _, err = drafted(capsys, document, "--published", "2021-12-31", "--issuer", "mps", "--raw", folder)
    assert "telecom_fraud_cases_solved CN, 2021-01-01 to 2021-11-30: 0 other witness(es) agree, 0 do not" in err
    assert re.search(r"Contradictions that appear:\n  (?!none)", err)
    assert {path: path.read_bytes() for path in folder.rglob("*.yaml")} == before


def test_a_number_that_does_not_fit_the_raw_folder_is_named(document, raw, capsys):
    _, _, err = drafted(capsys, document, "--published", "2021-12-31", "--issuer", "mps", "--raw", raw.path)
    assert "Not tried, since a number does not fit" in err and "telecom_fraud_cases_solved" in err


def test_it_reads_the_standard_input_and_writes_a_new_file_only(tmp_path, monkeypatch, capsys):
    monkeypatch.setattr(sys, "stdin", SimpleNamespace(buffer=io.BytesIO(TEXT.encode())))
    path = tmp_path / "draft.yaml"
    assert main(["draft", "-", "--to", str(path)]) == 0
    assert yaml.safe_load(path.read_text(encoding="utf-8"))["observations"][0]["value"] == 370_000
    path.write_text("mine", encoding="utf-8")
    monkeypatch.setattr(sys, "stdin", SimpleNamespace(buffer=io.BytesIO(TEXT.encode())))
    assert main(["draft", "-", "--to", str(path)]) == 1
    assert "choose a new file" in capsys.readouterr().err
    assert path.read_text(encoding="utf-8") == "mine"


def test_a_file_that_is_not_there_is_named(capsys):
    assert main(["draft", "nowhere.txt"]) == 1
    assert "nowhere.txt" in capsys.readouterr().err


def test_a_document_without_numbers_is_a_draft_all_the_same(tmp_path, capsys):
    path = tmp_path / "a.txt"
    path.write_text("Nothing is counted here.", encoding="utf-8")
    draft, _, _ = drafted(capsys, path)
    assert set(draft) == {"source"}


def test_an_html_page_shows_its_blocks_as_lines():
    assert (
        text_of_html("<p>a&amp;b<br>c</p><style>p{}</style><nav>menu</nav><table><tr><td>5</td></tr></table>")
        == "a&b\nc\n\n5"
    )


@pytest.mark.parametrize("encoding", ["utf-8", "utf-8-sig", "gb18030", "utf-16"])
def test_the_usual_encodings_are_told_apart(encoding):
    assert plain_text("破获37万余起".encode(encoding)) == "破获37万余起"


def test_a_declared_encoding_goes_first(tmp_path):
    path = tmp_path / "big5.html"
    path.write_bytes('<html><meta charset="big5"><p>詐騙案</p></html>'.encode("big5"))
    assert text_of_document(str(path)) == "詐騙案"


def test_a_pdf_without_its_reader_names_the_line_that_installs_it(tmp_path, monkeypatch):
    monkeypatch.setitem(sys.modules, "pypdf", None)
    path = tmp_path / "a.pdf"
    path.write_bytes(b"%PDF-1.7")
    with pytest.raises(BulletinError, match="python -m pip install pypdf"):
        text_of_document(str(path))


@pytest.mark.parametrize(("pages", "expected"), [(["37", "5"], "37\n5"), (["", None], None)])
def test_a_pdf_is_read_by_its_text_layer(tmp_path, monkeypatch, pages, expected):
    shown = [SimpleNamespace(extract_text=lambda page=page: page) for page in pages]
    monkeypatch.setitem(sys.modules, "pypdf", SimpleNamespace(PdfReader=lambda _: SimpleNamespace(pages=shown)))
    path = tmp_path / "a.pdf"
    path.write_bytes(b"%PDF-1.7")
    if expected is None:
        with pytest.raises(BulletinError, match="no text layer"):
            text_of_document(str(path))
    else:
        assert text_of_document(str(path)) == expected
