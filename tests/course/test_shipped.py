"""The notebooks as they ship: listed, copied, never over what is there."""

import pytest

import fraudstats as fs
from fraudstats.course import copy, notebooks
from fraudstats.dataset.loader import processed_folder
from fraudstats.errors import CourseError

ROOT = processed_folder().parents[1]


def test_the_list_has_every_notebook_in_order_with_its_question_and_time():
    listed = notebooks()
    assert listed["file"].tolist() == sorted(path.name for path in (ROOT / "notebooks").glob("*.ipynb"))
    assert [file.partition("_")[0] for file in listed["file"]] == listed.index.tolist()
    assert listed["question"].str.endswith("?").all()
    # 01 has more to read than a quarter of an hour holds, and says so.
    assert listed["minutes"].drop("01").between(5, 15).all()
    assert listed["minutes"]["01"] <= 25


def test_a_copy_is_the_same_to_the_byte_and_brings_what_the_notebooks_read(tmp_path):
    copied = copy(tmp_path / "course")
    for path in copied:
        assert path.read_bytes() == (ROOT / path.relative_to(tmp_path / "course")).read_bytes()
    names = {path.relative_to(tmp_path / "course").as_posix() for path in copied}
    assert {"notebooks/00_index.ipynb", "docs/glossary.md", "docs/evidence/leave-one-out-solved.csv"} <= names
    assert not [name for name in names if name.endswith(".py")]


def test_nothing_is_overwritten_and_nothing_copied_if_a_file_is_there(tmp_path):
    mine = tmp_path / "notebooks/02_what_a_number_covers.ipynb"
    mine.parent.mkdir()
    mine.write_text("my answers")
    with pytest.raises(CourseError, match="02_what_a_number_covers.ipynb would be overwritten; name another folder"):
        copy(tmp_path)
    assert mine.read_text() == "my answers"
    assert [path.name for path in tmp_path.rglob("*.*")] == [mine.name]


def test_many_files_in_the_way_are_counted(tmp_path):
    copy(tmp_path)
    with pytest.raises(CourseError, match=r"00_index.ipynb, .* and \d+ more would be overwritten"):
        copy(tmp_path)


def test_a_folder_that_cannot_be_written_is_named(tmp_path):
    (tmp_path / "taken").write_text("")
    with pytest.raises(CourseError, match="cannot write .*taken.*; name a folder that can be written"):
        copy(tmp_path / "taken")


def test_the_line_of_state_depends_on_the_data_alone():
    ds = fs.load()
    line = fs.course.state_line(ds)
    assert line == fs.course.state_line(ds)
    assert fs.__version__ in line and str(ds.state) in line
    assert line.endswith(f"{ds.searches['checked_until'].max():%Y-%m-%d}")
    assert "as known on 2022-12-31" in fs.course.state_line(ds.as_of("2022-12-31"))
