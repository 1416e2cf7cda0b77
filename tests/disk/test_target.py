"""What is written to, and what is not: files, links, pipes, devices, the standard output. All nodes are our own."""

import errno
import os
import resource
import socket
import stat
import subprocess
import sys
import threading

import pytest

from fraudstats.disk import temporary_name, write_atomically
from fraudstats.errors import DatasetError

pytestmark = pytest.mark.skipif(os.name == "nt", reason="nodes and links of POSIX")


def written_by(code, *arguments, **options):
    """A process of its own that writes b"new" to its first argument."""
    head = "import sys; from fraudstats.disk import write_atomically; from fraudstats.errors import DatasetError\n"
    return subprocess.run([sys.executable, "-c", head + code, *map(str, arguments)], capture_output=True, **options)


def test_a_failed_write_leaves_the_old_file(tmp_path, monkeypatch):
    path = write_atomically(tmp_path / "x.csv", b"old")

    def full(*_):
        raise OSError(errno.ENOSPC, "No space left on device")

    monkeypatch.setattr("os.replace", full)
    with pytest.raises(DatasetError, match="No space left on device. What was there before is intact"):
        write_atomically(path, b"new")
    assert path.read_bytes() == b"old"
    assert list(tmp_path.iterdir()) == [path]


def test_the_target_of_a_link_is_replaced_and_the_link_stays(tmp_path):
    (tmp_path / "deep").mkdir()
    target, link, far = tmp_path / "deep" / "x", tmp_path / "link", tmp_path / "far"
    target.write_bytes(b"old")
    link.symlink_to("deep/x")
    far.symlink_to(link)
    assert write_atomically(far, b"new") == far
    assert target.read_bytes() == b"new"
    assert link.is_symlink() and far.is_symlink() and not target.is_symlink()


def test_a_link_to_nothing_gets_its_target(tmp_path):
    (tmp_path / "link").symlink_to("made")
    write_atomically(tmp_path / "link", b"new")
    assert (tmp_path / "link").is_symlink()
    assert (tmp_path / "made").read_bytes() == b"new"


def test_links_in_a_circle_are_an_error(tmp_path):
    (tmp_path / "one").symlink_to("two")
    (tmp_path / "two").symlink_to("one")
    with pytest.raises(DatasetError, match="cannot write"):
        write_atomically(tmp_path / "one", b"new")
    assert (tmp_path / "one").is_symlink() and (tmp_path / "two").is_symlink()


@pytest.mark.parametrize("through", ["pipe", "link"])
def test_a_pipe_gets_the_content_and_stays_a_pipe(tmp_path, through):
    os.mkfifo(tmp_path / "pipe")
    (tmp_path / "link").symlink_to("pipe")
    got = []
    reader = threading.Thread(target=lambda: got.append((tmp_path / "pipe").read_bytes()))
    reader.start()
    content = bytes(range(256)) * 1000  # more than a pipe holds at once
    write_atomically(tmp_path / through, content)
    reader.join(10)
    assert got == [content]
    assert stat.S_ISFIFO((tmp_path / "pipe").stat().st_mode)
    assert (tmp_path / "link").is_symlink()


def test_a_pipe_whose_reader_goes_is_an_error_in_words(tmp_path):
    os.mkfifo(tmp_path / "pipe")
    reader = threading.Thread(target=lambda: os.close(os.open(tmp_path / "pipe", os.O_RDONLY)))
    reader.start()
    with pytest.raises(DatasetError, match="its reader is gone"):
        write_atomically(tmp_path / "pipe", bytes(10**6))
    reader.join(10)
    assert stat.S_ISFIFO((tmp_path / "pipe").stat().st_mode)


def node(path, kind, major, minor):
    """A device of our own, where that is permitted."""
    try:
        os.mknod(path, kind | 0o600, os.makedev(major, minor))
        os.close(os.open(path, os.O_WRONLY)) if kind == stat.S_IFCHR else None
    except OSError as error:
        pytest.skip(f"no device can be made here: {error.strerror}")
    return path


def test_a_character_device_stays_one(tmp_path):
    device = node(tmp_path / "nothing", stat.S_IFCHR, 1, 3)  # takes everything, keeps nothing
    write_atomically(device, b"new")
    assert stat.S_ISCHR(device.stat().st_mode)
    assert list(tmp_path.iterdir()) == [device]


def test_a_full_device_is_an_error_in_words(tmp_path):
    device = node(tmp_path / "full", stat.S_IFCHR, 1, 7)
    with pytest.raises(DatasetError, match="No space left on device"):
        write_atomically(device, b"new")
    assert stat.S_ISCHR(device.stat().st_mode)


def test_a_block_device_is_refused_without_opening_it(tmp_path, monkeypatch):
    device = node(tmp_path / "disk", stat.S_IFBLK, 240, 200)  # numbers for experiments: no driver behind it
    monkeypatch.setattr("os.open", None)
    with pytest.raises(DatasetError, match="it is a block device; name a file"):
        write_atomically(device, b"new")
    assert stat.S_ISBLK(device.stat().st_mode)


def test_a_socket_and_a_folder_are_refused(tmp_path, monkeypatch):
    monkeypatch.chdir(tmp_path)  # the name of a socket is short
    with socket.socket(socket.AF_UNIX) as one:
        one.bind("socket")
        with pytest.raises(DatasetError, match="it is a socket"):
            write_atomically("socket", b"new")
    with pytest.raises(DatasetError, match="it is a folder"):
        write_atomically(tmp_path, b"new")


@pytest.mark.parametrize("name", ["a\0b", "\ud800"])
def test_what_is_no_name_is_refused(tmp_path, name):
    with pytest.raises(DatasetError, match="no name of a file"):
        write_atomically(tmp_path / name, b"new")


def test_the_standard_output_is_written_to_where_it_is_a_file(tmp_path):
    """A link of our own stands for /dev/stdout: what is printed before and after stays, in its order."""
    out = tmp_path / "out.txt"
    (tmp_path / "link").symlink_to(out)
    with out.open("wb") as file:
        code = "print('before'); write_atomically(sys.argv[1], b'new\\n'); print('after')"
        head = "import sys; from fraudstats.disk import write_atomically\n"
        subprocess.run([sys.executable, "-c", head + code, str(tmp_path / "link")], stdout=file, check=True)
    assert out.read_text() == "before\nnew\nafter\n"


def test_a_full_disk_is_an_error_in_words(tmp_path):
    path = tmp_path / "x"
    path.write_bytes(b"old")
    code = "try: write_atomically(sys.argv[1], bytes(10**6))\nexcept DatasetError as error: print(error)"
    limit = lambda: resource.setrlimit(resource.RLIMIT_FSIZE, (1000, 1000))  # noqa: E731
    done = written_by(code, path, preexec_fn=limit)
    assert b"cannot write" in done.stdout and b"What was there before is intact" in done.stdout, done.stderr
    assert path.read_bytes() == b"old"
    assert list(tmp_path.iterdir()) == [path]


def test_permissions_are_kept_and_new_files_follow_the_mask(tmp_path):
    secret = tmp_path / "secret"
    secret.write_bytes(b"old")
    secret.chmod(0o600)
    written_by(
        "import os; os.umask(0o027); [write_atomically(path, b'new') for path in sys.argv[1:]]", secret, tmp_path / "y"
    )
    assert (stat.S_IMODE(secret.stat().st_mode), secret.read_bytes()) == (0o600, b"new")
    assert stat.S_IMODE((tmp_path / "y").stat().st_mode) == 0o640


def test_what_a_killed_writer_left_goes_with_the_next_write(tmp_path):
    left = tmp_path / temporary_name()
    left.write_bytes(b"half")
    write_atomically(tmp_path / "x", b"new")
    assert [path.name for path in tmp_path.iterdir()] == ["x"]


def test_what_a_living_writer_has_open_stays(tmp_path):
    fcntl = pytest.importorskip("fcntl")
    used = tmp_path / temporary_name()
    with used.open("wb") as file:
        fcntl.flock(file, fcntl.LOCK_EX)
        write_atomically(tmp_path / "x", b"new")
        assert used.exists()


def test_many_writers_of_one_file(tmp_path):
    contents = [bytes([n]) * 10_000 for n in range(16)]
    threads = [threading.Thread(target=write_atomically, args=(tmp_path / "x", content)) for content in contents]
    for thread in threads:
        thread.start()
    for thread in threads:
        thread.join()
    assert (tmp_path / "x").read_bytes() in contents
    assert [path.name for path in tmp_path.iterdir()] == ["x"]
