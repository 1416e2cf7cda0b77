"""Faults of the machine, staged: each scene raises AssertionError where what is promised does not hold."""

import importlib.util
import os
import resource
import shutil
import stat
import subprocess
import sys
import threading
from collections.abc import Callable
from pathlib import Path

import pytest
from raw_folder import RawFolder
from stored import ROOT

import fraudstats as fs
from fraudstats.errors import DatasetError, FraudstatsError

#: Without the right to pass over permissions, which root has.
_MODEST = ["setpriv", "--bounding-set=-dac_override,-dac_read_search", "--inh-caps=-dac_override,-dac_read_search"]


def _unmeasured():
    """The environment without Coverage.py, which cannot write either where files may not grow."""
    return {name: value for name, value in os.environ.items() if not name.startswith("COVERAGE_")}


def command(*arguments: object, before: Callable[[], None] | None = None, modest: bool = False, **options):
    """The command in a process of its own; it must never show a traceback."""
    prefix = _MODEST if modest and os.geteuid() == 0 else []
    if prefix and shutil.which("setpriv") is None:
        pytest.skip("root passes over permissions, and setpriv is not here")
    environment = options.pop("env", dict(os.environ))
    called = [*prefix, sys.executable, "-m", "fraudstats", *map(str, arguments)]
    done = subprocess.run(
        called, capture_output=True, text=True, timeout=300, preexec_fn=before, env=environment, **options
    )
    assert "Traceback" not in done.stderr and "Exception ignored" not in done.stderr, done.stderr
    return done


def built(folder: Path) -> tuple[Path, Path, str]:
    """A raw folder, its tables, and their checksum; then the raw folder has another number."""
    raw = RawFolder(folder / "raw")
    before = fs.build(raw.path, folder / "out").state.checksum
    raw.spoil("value: 370000", "value: 380000")
    raw.spoil("text: 37万余起", "text: 38万余起")
    return raw.path, folder / "out", before


def _holds(out, checksum, *, rebuilt_from):
    """The last good state is there, whole, and can be built anew, and nothing else is there."""
    names = {path.name for path in out.iterdir()}
    assert fs.load(out).state.checksum == checksum
    assert not [name for name in names if name.startswith(".")], names
    again = fs.build(rebuilt_from, out).state.checksum
    assert fs.load(out).state.checksum == again != checksum
    assert {path.name for path in out.iterdir()} == names


def full_disk(folder: Path) -> None:
    """No file may grow beyond 2,000 bytes while tables are built, exported and drawn."""
    raw, out, before = built(folder)
    limit = lambda: resource.setrlimit(resource.RLIMIT_FSIZE, (2000, 2000))  # noqa: E731
    for arguments in (("build", raw, "--to", out), ("export", "csv", "--to", folder / "exported")):
        done = command(*arguments, before=limit, env=_unmeasured())
        assert (done.returncode, "cannot write" in done.stderr) == (1, True), done.stderr
    _holds(out, before, rebuilt_from=raw)
    assert not [path for path in (folder / "exported").iterdir() if path.name.startswith(".")]


def full_output(folder: Path) -> None:
    """The standard output goes to a file that may not grow."""
    limit = lambda: resource.setrlimit(resource.RLIMIT_FSIZE, (100, 100))  # noqa: E731
    with (folder / "printed").open("w") as printed:
        called = [sys.executable, "-m", "fraudstats", "coverage"]
        kept = {"stdout": printed, "stderr": subprocess.PIPE, "env": _unmeasured()}
        done = subprocess.run(called, text=True, preexec_fn=limit, **kept)
    assert (done.returncode, "File too large" in done.stderr) == (1, True), done.stderr
    assert "Traceback" not in done.stderr and "Exception ignored" not in done.stderr


def closed_pipe(folder: Path) -> None:
    """The reader of the standard output goes after the first line."""
    called = [sys.executable, "-m", "fraudstats", "coverage"]
    with subprocess.Popen(called, stdout=subprocess.PIPE, stderr=subprocess.PIPE) as process:
        assert process.stdout and process.stderr
        process.stdout.close()
        said = process.stderr.read()
    assert (process.returncode, said) == (0, b"")


def read_only_folder(folder: Path) -> None:
    """The folder of the tables may not be written to."""
    raw, out, before = built(folder)
    out.chmod(stat.S_IRUSR | stat.S_IXUSR)
    try:
        done = command("build", raw, "--to", out, modest=True)
    finally:
        out.chmod(stat.S_IRWXU)
    assert (done.returncode, "Permission denied" in done.stderr) == (1, True), done.stderr
    _holds(out, before, rebuilt_from=raw)


def no_permission_to_read(folder: Path) -> None:
    """A table and a raw record may not be read."""
    raw, out, before = built(folder)
    for hidden, arguments in (
        (raw / "areas.yaml", ("build", raw, "--to", out)),
        (folder, ("check", raw)),
    ):
        mode = stat.S_IMODE(hidden.stat().st_mode)
        hidden.chmod(0)
        try:
            done = command(*arguments, modest=True)
        finally:
            hidden.chmod(mode)
        assert done.returncode == 1
    _holds(out, before, rebuilt_from=raw)


def no_home(folder: Path) -> None:
    """No HOME, no cache, no temporary folder of the system's choice."""
    raw, out, _ = built(folder)
    kept = {name: os.environ[name] for name in ("PYTHONPATH", "LANG", "LC_ALL") if name in os.environ}
    environment = kept | {"PATH": "/usr/bin:/bin", "HOME": str(folder / "nowhere")}
    assert command("build", raw, "--to", out, env=environment).returncode == 0
    assert command("figures", "05", "--to", folder / "figures", env=environment).returncode == 0
    _same_picture(folder / "figures")
    assert not (folder / "nowhere").exists() or not list((folder / "nowhere").rglob("*.yaml"))


def _same_picture(folder):
    for kind in ("svg", "png", "csv", "txt"):
        made, stored = (one / f"05-treaties.{kind}" for one in (folder, ROOT / "figures"))
        assert made.read_bytes() == stored.read_bytes(), made.name


def clock_set_back(folder: Path) -> None:
    """What was built before is of the year 2040; it is replaced all the same, and not taken for what is new."""
    raw, out, before = built(folder)
    for path in out.iterdir():
        os.utime(path, (2_208_988_800, 2_208_988_800))
    assert fs.load(out).state.checksum == before
    _holds(out, before, rebuilt_from=raw)


def two_at_once(folder: Path) -> None:
    """Two processes build two states into one folder, six times each, while a third reads."""
    raw, out, _ = built(folder)
    other = RawFolder(folder / "other").path
    states = {fs.dataset.from_raw(one).state.checksum for one in (raw, other)}
    loop = "import sys, fraudstats as fs\nfor _ in range(6): fs.build(sys.argv[1], sys.argv[2])"
    builders = [subprocess.Popen([sys.executable, "-c", loop, str(one), str(out)]) for one in (raw, other)]
    seen = set()
    while any(builder.poll() is None for builder in builders):
        seen.add(fs.load(out).state.checksum)
    assert [builder.returncode for builder in builders] == [0, 0]
    assert seen <= states
    assert fs.load(out).state.checksum in states
    assert not [path for path in out.iterdir() if path.name.startswith(".")]


def two_releases_at_once(folder: Path) -> None:
    """Four threads freeze the same release: it is there once, whole, and the others are told so."""
    whole = RawFolder(folder / "raw").dataset()
    said = []

    def freeze():
        try:
            fs.dataset.freeze(whole, folder / "releases", "2026-01-31")
        except DatasetError as error:
            said.append(str(error))

    threads = [threading.Thread(target=freeze) for _ in range(4)]
    for thread in threads:
        thread.start()
    for thread in threads:
        thread.join()
    from fraudstats.dataset.release import open_release

    assert len(open_release(folder / "releases", "2026.1.0").observations) == 1
    assert len(said) == 3 and all("2026.1.0" in one for one in said), said
    assert {path.name for path in (folder / "releases").iterdir()} == {"2026.1.0", "register.json"}


def interrupted_set_up(folder: Path) -> None:
    """run.py is stopped while it installs, or while it writes its mark: the next run installs again."""
    shutil.copy(ROOT / "run.py", folder)
    for name in ("requirements.lock", "pyproject.toml"):
        (folder / name).write_text(name)
    spec = importlib.util.spec_from_file_location("run_of_a_test", folder / "run.py")
    assert spec and spec.loader
    run = importlib.util.module_from_spec(spec)
    spec.loader.exec_module(run)
    calls = []

    def made(*_, **__):
        run.VENV.mkdir(exist_ok=True)

    def stopped(*_, **__):
        calls.append(1)
        raise KeyboardInterrupt

    run.venv.create, run.call = made, stopped
    for _ in range(2):
        with pytest.raises(KeyboardInterrupt):
            run.install()
        assert not run.MARK.exists()
    run.call = lambda *_, **__: calls.append(1)
    run.install()
    assert run.MARK.read_text() == run.fingerprint()
    run.install()
    assert len(calls) == 4
    for half in (run.fingerprint()[:20].encode(), b"", b"\xff\xfe"):
        run.MARK.write_bytes(half)
        run.install()
        assert run.MARK.read_text() == run.fingerprint()
    assert len(calls) == 10


def poisoned_settings(folder: Path) -> None:
    """A matplotlibrc with other fonts and sizes changes nothing; one that cannot be read is named."""
    environment = os.environ | {"MATPLOTLIBRC": str(folder), "MPLCONFIGDIR": str(folder / "cache")}
    (folder / "matplotlibrc").write_bytes(b"font.family: serif\nfont.size: 40\nsavefig.dpi: 10\nsvg.fonttype: none\n")
    done = command("figures", "05", "--to", folder / "figures", env=environment)
    assert done.returncode == 0, done.stderr
    _same_picture(folder / "figures")
    (folder / "matplotlibrc").write_bytes(b"font.size: \xff\n")
    done = command("figures", "05", "--to", folder / "figures", env=environment)
    assert (done.returncode, "cannot read its settings" in done.stderr) == (1, True), done.stderr


def no_network(folder: Path) -> None:
    """Import, a build, a figure and the verification of a notebook's inputs in a place without any network."""
    raw, out, _ = built(folder)
    place = ["unshare", "--map-root-user", "--net"]
    if shutil.which("unshare") is None or subprocess.run([*place, "true"], capture_output=True).returncode:
        pytest.skip("no network namespace can be made here")
    for arguments in (("build", raw, "--to", out), ("figures", "05", "--to", folder / "figures"), ("coverage",)):
        called = [*place, sys.executable, "-m", "fraudstats", *map(str, arguments)]
        done = subprocess.run(called, capture_output=True, text=True)
        assert done.returncode == 0, done.stderr
    _same_picture(folder / "figures")


def no_connection(folder: Path) -> None:
    """Nothing asks for an address or connects: import, load, build, a figure, an audit, a table, an export."""
    raw, out, _ = built(folder)
    code = """
import socket, sys
def refuse(*arguments, **options):
    raise AssertionError(f"a connection: {arguments}")
for name in ("connect", "connect_ex", "sendto", "bind"):
    setattr(socket.socket, name, refuse)
socket.getaddrinfo = socket.create_connection = refuse
import fraudstats as fs
ds = fs.load()
fs.build(sys.argv[1], sys.argv[2])
fs.figures.get("05").draw(ds).save(sys.argv[3])
fs.audit(ds)
fs.export(ds, sys.argv[3], ("csv", "jsonld", "rocrate", "sdmx"))
fs.reconcile(*ds.select("telecom_fraud_cases_solved", ref_area="CN", start="2021", end="2021").bulletins())
"""
    called = [sys.executable, "-c", code, *map(str, (raw, out, folder / "made"))]
    done = subprocess.run(called, capture_output=True, text=True)
    assert done.returncode == 0, done.stderr


SCENES = (
    *(full_disk, full_output, closed_pipe, read_only_folder, no_permission_to_read, no_home, clock_set_back),
    *(two_at_once, two_releases_at_once, interrupted_set_up, poisoned_settings, no_network, no_connection),
)
__all__ = ["SCENES", "FraudstatsError", "built", "command"]
