"""Files that belong together become visible in one step; a reader in the middle sees one state."""

import contextlib
import os
import threading

import pytest

from fraudstats.disk import SUMS, UNFINISHED, read_file, read_verified, replace_together, sums_of, temporary_name
from fraudstats.errors import DatasetError

NAMES = [f"{letter}.csv" for letter in "abcdefgh"]


def state(number):
    """Files that say which state they are of."""
    contents = {name: f"{name} {number}".encode() * 100 for name in NAMES}
    return contents | {SUMS: sums_of(contents)}


def seen(folder):
    """The numbers of all states that a reader sees."""
    return {content.split()[1][: -len(name)] for name, content in read_verified(folder).items()}


def without_sums(number):
    return {name: content for name, content in state(number).items() if name != SUMS}


@pytest.mark.parametrize("step", range(2 * len(NAMES) + 8))
def test_stopped_at_any_step_it_is_one_state_or_the_other(tmp_path, monkeypatch, step):
    """Every call that changes the folder is a step; the process ends before that one."""
    folder = tmp_path / "out"
    replace_together(folder, state(1))
    steps = iter(range(100))

    class Killed(BaseException):
        pass

    def counted(function):
        def call(*arguments, **options):
            if next(steps) >= step:
                raise Killed
            return function(*arguments, **options)

        return call

    with monkeypatch.context() as patch:
        for name in ("os.replace", "pathlib.Path.rename", "pathlib.Path.write_bytes", "pathlib.Path.rmdir"):
            module, attribute = name.rsplit(".", 1)
            owner = os if module == "os" else __import__("pathlib").Path
            patch.setattr(owner, attribute, counted(getattr(owner, attribute)))
        patch.setattr("shutil.rmtree", lambda *_, **__: None)  # a killed process tidies nothing
        with contextlib.suppress(Killed):
            replace_together(folder, state(2))
    committed = step > len(NAMES) + 1  # all files written, and the folder renamed
    assert read_verified(folder) == without_sums(2 if committed else 1)
    replace_together(folder, state(3))
    assert read_verified(folder) == without_sums(3)
    assert {path.name for path in folder.iterdir()} == {*NAMES, SUMS}


def test_readers_in_the_middle_see_one_state(tmp_path):
    replace_together(tmp_path, state(0))
    states, problems, done = [without_sums(n) for n in range(60)], [], threading.Event()

    def read():
        while not done.is_set():
            try:
                if read_verified(tmp_path) not in states:
                    problems.append("a mixture")
            except Exception as error:
                problems.append(error)

    readers = [threading.Thread(target=read) for _ in range(3)]
    for reader in readers:
        reader.start()
    for number in range(60):
        replace_together(tmp_path, state(number))
    done.set()
    for reader in readers:
        reader.join()
    assert problems == []


def test_other_files_stay(tmp_path):
    (tmp_path / "mine.txt").write_text("mine")
    replace_together(tmp_path, state(1))
    assert (tmp_path / "mine.txt").read_text() == "mine"


def test_a_link_among_the_files_is_written_through(tmp_path):
    folder = tmp_path / "out"
    folder.mkdir()
    (folder / "a.csv").symlink_to("../elsewhere.csv")
    replace_together(folder, state(1))
    assert (folder / "a.csv").is_symlink()
    assert (tmp_path / "elsewhere.csv").read_bytes() == state(1)["a.csv"]
    assert read_verified(folder) == without_sums(1)
    assert not (folder / UNFINISHED).exists()


@pytest.mark.parametrize("make", [os.mkdir, os.mkfifo])
def test_what_is_no_file_is_refused_before_anything_is_written(tmp_path, make):
    make(tmp_path / "c.csv")
    with pytest.raises(DatasetError, match="c.csv': it is no file"):
        replace_together(tmp_path, state(1))
    assert [path.name for path in tmp_path.iterdir()] == ["c.csv"]


def test_a_pipe_is_not_read(tmp_path):
    os.mkfifo(tmp_path / "x.csv")
    with pytest.raises(OSError, match="no regular file"):
        read_file(tmp_path, "x.csv")


def test_what_a_killed_process_left_goes(tmp_path):
    left = tmp_path / temporary_name()
    left.mkdir()
    (left / "a.csv").write_bytes(b"half")
    replace_together(tmp_path, state(1))
    assert {path.name for path in tmp_path.iterdir()} == {*NAMES, SUMS}


def test_a_folder_that_is_a_file_is_refused(tmp_path):
    (tmp_path / "out").write_text("x")
    with pytest.raises(DatasetError, match="cannot write to"):
        replace_together(tmp_path / "out", state(1))
