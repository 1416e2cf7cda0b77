"""The whole: a small course run in a passing copy; what is chosen, refused and reported."""

import json
import shutil

import nbformat
import pytest
from stored import FIGURES, ROOT

import fraudstats as fs
from fraudstats.cli import main
from fraudstats.errors import ReproduceError
from fraudstats.verification import Verification, verify
from fraudstats.verification.drawn import compare_figures
from fraudstats.verification.execution import executed, require_notebooks
from fraudstats.verification.place import chosen_notebooks
from fraudstats.verification.verdict import DIFFERENT, IDENTICAL, MISSING, NOT_RUN, Comparison, Item

v4 = nbformat.v4


@pytest.fixture(scope="module")
def course(tmp_path_factory):
    """Two notebooks, one sound, one with an error."""
    folder = tmp_path_factory.mktemp("course")
    (folder / "notebooks").mkdir()
    for name, code in (("01_sound", "print(1 / 3)"), ("02_stops", "1 / 0")):
        path = folder / f"notebooks/{name}.ipynb"
        nbformat.write(v4.new_notebook(cells=[v4.new_code_cell(code)]), path)
    sound = folder / "notebooks/01_sound.ipynb"
    nbformat.write(executed(sound), sound)
    return folder


@pytest.fixture(scope="module")
def found(course):
    before = {path: path.read_bytes() for path in course.rglob("*") if path.is_file()}
    verified = verify(folder=course)
    assert before == {path: path.read_bytes() for path in course.rglob("*") if path.is_file()}, "nothing is written"
    return verified


def test_each_notebook_is_run_and_compared(found):
    table = found.to_frame().set_index(["file", "kind"])
    assert table.loc[("notebooks/01_sound.ipynb", "stdout"), "verdict"] == IDENTICAL
    stopped = table.loc[("notebooks/02_stops.ipynb", "code")]
    assert (stopped["verdict"], stopped["detail"]) == (NOT_RUN, "cell 1 stopped: ZeroDivisionError: division by zero")
    assert not found.agrees


def test_a_report_says_on_what_it_ran(found, tmp_path):
    report = json.loads(found.save(tmp_path / "report.json").read_text(encoding="utf-8"))
    assert report["agrees"] is False and len(report["items"]) == len(found.items)
    assert report["environment"]["fraudstats"] == fs.__version__
    assert fs.load().state.fingerprint in report["environment"]["data"]
    assert {"Python", "processor", "linear algebra", "packages", "date"} <= set(report["environment"])
    for ending, words in ((".md", "| notebooks/01_sound.ipynb |"), (".html", "<h1>Verification"), (".txt", "stopped")):
        assert words in found.save(tmp_path / f"report{ending}").read_text(encoding="utf-8")
    with pytest.raises(ReproduceError, match=r"ends in \.json, \.md, \.html, \.txt, not 'report.doc'"):
        found.save(tmp_path / "report.doc")


def test_a_report_escapes_what_it_quotes():
    one = Verification((Item("a", "b", "c", Comparison(DIFFERENT, "<script> | x")),), {}, 1e-6, 1.0)
    assert "&lt;script&gt;" in one.to_html() and "\\|" in one.to_markdown()
    assert repr(one) == "Verification: 1 different"


def test_the_command_ends_with_a_status(course, capsys):
    assert main(["verify", "--in", str(course), "--only", "1", "--jobs", "1"]) == 0
    said = capsys.readouterr().out
    assert "notebooks/01_sound.ipynb  " in said and "02_stops" not in said


def test_a_report_of_no_known_kind_is_refused_before_the_work(capsys):
    assert main(["verify", "--output", "report.doc"]) == 1
    assert "a report ends in" in capsys.readouterr().err


@pytest.mark.parametrize(
    ("options", "message"),
    [
        ({"tolerance": 2}, "a tolerance is a relative difference"),
        ({"jobs": 0}, "at least one notebook"),
        ({"folder": "nowhere"}, r"holds no notebooks/\*\.ipynb"),
    ],
)
def test_what_cannot_be_done_is_refused(options, message):
    with pytest.raises(ReproduceError, match=message):
        verify(**options)


def test_an_unknown_notebook_is_refused_with_those_there_are():
    with pytest.raises(ReproduceError, match="there is no notebook '12'; there are: 00, 01, 02, 03, 03b, 03c, 04"):
        chosen_notebooks(ROOT, ["12"])


def test_notebooks_are_chosen_by_number_or_name_in_the_order_of_the_course():
    chosen = [path.stem for path in chosen_notebooks(ROOT, ["8", "03b", "01_reproducing_the_paper.ipynb"])]
    assert [name.partition("_")[0] for name in chosen] == ["01", "03b", "08"]


def test_without_the_packages_that_run_notebooks_the_line_that_installs_them_is_named(monkeypatch):
    monkeypatch.setattr("fraudstats.verification.execution.find_spec", lambda name: None)
    with pytest.raises(ReproduceError, match=r"pip install 'fraudstats\[notebooks\]'"):
        require_notebooks()


def test_a_clone_of_other_data_is_refused(tmp_path, raw):
    (tmp_path / "notebooks").mkdir()
    shutil.copy(ROOT / "notebooks/00_index.ipynb", tmp_path / "notebooks")
    fs.build(raw.path, tmp_path / "data/processed")
    with pytest.raises(ReproduceError, match="run the 'fraudstats' that belongs to that clone"):
        verify(folder=tmp_path)


def test_a_file_that_is_on_one_side_only_is_missing(tmp_path):
    items = list(compare_figures("08_how_numbers_are_revised", FIGURES, tmp_path, 1e-6))
    assert [item.file for item in items] == [
        f"figures/11-revisions.{kind}" for kind in ("svg", "png", "pdf", "csv", "txt")
    ]
    assert {(item.verdict, item.detail) for item in items} == {(MISSING, "not made")}
    stopped = compare_figures("08_how_numbers_are_revised", FIGURES, FIGURES, 1e-6, stopped=True)
    assert {item.verdict for item in stopped} == {NOT_RUN}


@pytest.mark.slow
def test_everything_is_made_again():
    """Minutes. The test command sees the same by nbval's run, so that the notebooks run once there."""
    found = verify()
    assert found.agrees, found.summary()
