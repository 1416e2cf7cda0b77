"""``fraudstats notebooks``: what it lists, copies and refuses."""

import fraudstats as fs
from fraudstats.cli import main


def test_it_lists_every_notebook_with_its_question(capsys):
    assert main(["notebooks"]) == 0
    said = capsys.readouterr().out
    for number, row in fs.course.notebooks().iterrows():
        assert f"{number:<4}{row['title']} ({row['minutes']} minutes)" in said
        assert row["question"] in said
    assert "fraudstats notebooks copy FOLDER" in said


def test_a_copy_says_what_to_run_next(tmp_path, capsys):
    assert main(["notebooks", "copy", str(tmp_path / "course")]) == 0
    said = capsys.readouterr().out
    assert said.startswith(f"{len(fs.course.notebooks())} notebooks in {tmp_path / 'course/notebooks'}")
    assert said.endswith(f"  jupyter lab {tmp_path / 'course/notebooks/00_index.ipynb'}\n")


def test_a_second_copy_is_refused_with_the_files_in_the_way(tmp_path, capsys):
    main(["notebooks", "copy", str(tmp_path)])
    assert main(["notebooks", "copy", str(tmp_path)]) == 1
    assert "would be overwritten" in capsys.readouterr().err
