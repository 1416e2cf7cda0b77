"""The command line: what it says, and its exit status."""

import shutil
import subprocess
import sys

import pytest

import fraudstats as fs
from fraudstats.cli import main


def test_version_and_help(capsys):
    for argument, words in (("--version", fs.__version__), ("--help", "reproduce")):
        with pytest.raises(SystemExit) as stopped:
            main([argument])
        assert stopped.value.code == 0
        assert words in capsys.readouterr().out


def test_version_loads_nothing_heavy():
    code = (
        "import sys; sys.argv = ['fraudstats', '--version']\n"
        "from fraudstats.cli import main\n"
        "try: main()\n"
        "except SystemExit: print([m for m in ('numpy', 'pandas', 'yaml', 'matplotlib') if m in sys.modules])"
    )
    assert subprocess.run([sys.executable, "-c", code], capture_output=True, text=True).stdout.splitlines()[1] == "[]"


def test_check_a_sound_folder(raw, capsys):
    assert main(["check", str(raw.path)]) == 0
    assert "1 sources, 1 observations: 0 problem(s)" in capsys.readouterr().err


def test_check_prints_every_problem_with_its_place(raw, capsys):
    raw.spoil("tier: state_media", "tier: x")
    raw.spoil("kind: news_report", "kind: y")
    assert main(["check", str(raw.path)]) == 1
    lines = capsys.readouterr().out.splitlines()
    assert [line.split(": ")[0] for line in lines] == ["sources/mps/a.yaml:8", "sources/mps/a.yaml:9"]


def test_build_writes_tables(raw, tmp_path, capsys):
    assert main(["build", str(raw.path), "--to", str(tmp_path / "out")]) == 0
    assert "1 observations" in capsys.readouterr().out
    assert (tmp_path / "out" / "observations.csv").exists()


def test_build_refuses_unsound_records(raw, tmp_path, capsys):
    raw.spoil("tier: state_media", "tier: x")
    assert main(["build", str(raw.path), "--to", str(tmp_path / "out")]) == 1
    assert "1 problem(s) in the raw records" in capsys.readouterr().err
    assert not (tmp_path / "out").exists()


def test_audit(tmp_path, capsys):
    assert main(["audit", "--csv", str(tmp_path / "audit.csv")]) == 0
    assert "Audit of 55 claims" in capsys.readouterr().out
    assert len((tmp_path / "audit.csv").read_text(encoding="utf-8").splitlines()) >= 56
    assert main(["audit", "nobody"]) == 1
    assert "no claims of a paper 'nobody'" in capsys.readouterr().err


def test_audit_of_a_file(tmp_path, capsys):
    path = tmp_path / "claims.yaml"
    assert main(["audit", "--new", str(path)]) == 0
    assert main(["audit", "--new", str(path)]) == 1
    assert "exists already" in capsys.readouterr().err
    assert main(["audit", str(path)]) == 0
    out = capsys.readouterr().out
    assert "“An example” (2023-12-27)" in out and "1 SUPPORTED" in out


@pytest.mark.parametrize(
    ("name", "beginning"),
    [("r.html", b"<!DOCTYPE html>"), ("r.md", b"# Audit: "), ("r.csv", b"claim,paper,title"), ("r.docx", b"PK"),
     ("r.txt", b"Audit of 1 claims")],
)  # fmt: skip
def test_the_format_of_a_report_follows_its_name(tmp_path, capsys, name, beginning):
    path = tmp_path / "claims.yaml"
    main(["audit", "--new", str(path)])
    assert main(["audit", str(path), "--output", str(tmp_path / name)]) == 0
    assert (tmp_path / name).read_bytes().startswith(beginning)
    assert f"written to {tmp_path / name}" in capsys.readouterr().out


def test_a_report_on_the_terminal(tmp_path, capsys):
    path = tmp_path / "claims.csv"
    path.write_text("what,area,window,printed\ntelecom_fraud_cases_solved,CN,2022,464000\nx,CN,2022,5\n")
    assert main(["audit", str(path), "--format", "csv", "--published", "2023-06", "--title", "T"]) == 1
    said = capsys.readouterr()
    assert said.out.startswith("claim,paper,title")
    assert said.err.startswith(f"{path}, line 3 (claim 2), indicator 'x': expected an indicator of the dataset.")
    assert main(["audit", str(path), "--as-of", "2022-06"]) == 1
    assert "as known on 2022-06-30" in capsys.readouterr().out
    assert main(["audit", str(path), "--format", "word"]) == 1
    assert "add --output report.docx" in capsys.readouterr().err
    assert main(["audit", str(path)]) == 1
    assert capsys.readouterr().err == ""  # the text on the terminal holds the problems
    assert main(["audit", str(path), "--output", str(tmp_path / "r.pdf")]) == 1
    assert "no report ends so; choose .txt, .html, .md, .csv, .docx" in capsys.readouterr().err
    assert not (tmp_path / "r.pdf").exists()


def test_reproduce_outside_a_clone(tmp_path, capsys):
    assert main(["reproduce", "--in", str(tmp_path)]) == 1
    assert "is not a clone of fraudstats" in capsys.readouterr().err


def test_a_notebook_that_fails_is_named_with_its_cell(raw, tmp_path, capsys):
    nbformat = pytest.importorskip("nbformat")
    clone = tmp_path / "clone"
    (clone / "notebooks").mkdir(parents=True)
    (clone / "data").mkdir()
    raw.path.rename(clone / "data" / "raw")
    notebook = nbformat.v4.new_notebook(cells=[nbformat.v4.new_code_cell("1 / 0")])
    nbformat.write(notebook, clone / "notebooks" / "bad.ipynb")
    assert main(["reproduce", "--in", str(clone)]) == 1
    message = capsys.readouterr().err
    assert "bad.ipynb stopped: ZeroDivisionError" in message
    assert "1 / 0" in message


def test_show_source_and_coverage(capsys):
    assert main(["show", "telecom_fraud_cases_solved", "--area", "CN", "--as-of", "2022-06-30"]) == 0
    out = capsys.readouterr().out
    assert "37万余起" in out
    assert "46.4万" not in out, "published in 2023"
    assert main(["show"]) == 0
    assert "telecom_fraud_cases_solved" in capsys.readouterr().out
    assert main(["source", "xinhua-2023-11-21"]) == 0
    assert "31,000" in capsys.readouterr().out
    assert main(["coverage"]) == 0
    assert "headline numbers lack" in capsys.readouterr().out


@pytest.mark.parametrize(
    ("arguments", "words"),
    [
        (["show", "telecom_fraud_case_solved"], "nearest: telecom_fraud_cases_solved"),
        (["source", "nowhere"], "no such id"),
        (["diff", "2000.1.0", "2000.2.0"], "no release '2000.1.0'"),
    ],
)
def test_looking_up_what_is_not_there(arguments, words, capsys):
    assert main(arguments) == 1
    assert words in capsys.readouterr().err


def test_release_freezes_and_lists(raw, tmp_path, capsys):
    assert main(["release", str(raw.path), "--to", str(tmp_path / "releases")]) == 0
    assert "# Release 2026.1.0, 2026-01-31" in capsys.readouterr().out
    assert main(["release", str(raw.path), "--to", str(tmp_path / "releases")]) == 1
    assert "never overwritten" in capsys.readouterr().err
    assert main(["releases"]) == 0


def test_pieces_of_a_stream_are_joined():
    nbformat = pytest.importorskip("nbformat")
    from fraudstats.verification.execution import joined_streams

    piece = nbformat.v4.new_output
    outputs = [
        piece("stream", text="a\n"),
        piece("stream", text="b\n"),
        piece("display_data"),
        piece("stream", text="c\n"),
    ]
    assert [o.get("text") for o in joined_streams(outputs)] == ["a\nb\n", None, "c\n"]


@pytest.mark.reproduces
def test_the_main_job_gives_the_same_bytes_twice(raw, tmp_path):
    nbformat = pytest.importorskip("nbformat")
    clone = tmp_path / "clone"
    shutil.copytree(raw.path, clone / "data/raw")
    (clone / "notebooks").mkdir()
    for number, code in ((1, "print(1 / 3)"), (2, "import os\nos.environ['OPENBLAS_NUM_THREADS']")):
        cells = [nbformat.v4.new_code_cell(code, id=f"cell-{number}")]
        nbformat.write(nbformat.v4.new_notebook(cells=cells), clone / f"notebooks/0{number}_small.ipynb")
    made = []
    for _ in range(2):
        assert main(["reproduce", "--in", str(clone)]) == 0
        made.append({path: path.read_bytes() for path in sorted(clone.rglob("*")) if path.is_file()})
    assert made[0] == made[1]
    texts = [path.read_text(encoding="utf-8") for path in sorted((clone / "notebooks").iterdir())]
    assert "0.3333333333333333" in texts[0] and "\"'1'\"" in texts[1]
    assert len(list((clone / "data/processed").glob("*.csv"))) > 10


def test_figures_are_listed(capsys):
    assert main(["figures", "--list"]) == 0
    assert "15-jurisdictions" in capsys.readouterr().out


def test_notebooks_copied_without_a_jupyter_say_what_to_install(tmp_path, capsys, monkeypatch):
    monkeypatch.setattr("fraudstats.cli.notebooks.find_spec", lambda name: None)
    assert main(["notebooks", "copy", str(tmp_path)]) == 0
    assert "pip install 'fraudstats[notebooks]'" in capsys.readouterr().out
