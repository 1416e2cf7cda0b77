"""What is built: a wheel that works without the clone, and a source distribution that can test itself."""

import subprocess
import sys
import tarfile
import zipfile

import pytest

from fraudstats.dataset.loader import processed_folder

ROOT = processed_folder().parents[1]
pytestmark = pytest.mark.reproduces


def build(target, folder):
    """The file that hatchling makes."""
    command = [sys.executable, "-m", "hatchling", "build", "-t", target, "-d", str(folder)]
    subprocess.run(command, cwd=ROOT, check=True, capture_output=True)
    (path,) = folder.iterdir()
    return path


@pytest.fixture(scope="module")
def installed(tmp_path_factory):
    site = tmp_path_factory.mktemp("site")
    with zipfile.ZipFile(build("wheel", tmp_path_factory.mktemp("wheel"))) as wheel:
        wheel.extractall(site)
    return site


@pytest.fixture(scope="module")
def source(tmp_path_factory):
    """The files of the source distribution, without its outermost folder."""
    with tarfile.open(build("sdist", tmp_path_factory.mktemp("sdist"))) as archive:
        return {name.partition("/")[2] for name in archive.getnames()}


def test_it_loads_its_data_and_releases_elsewhere(installed, tmp_path):
    code = (
        "import fraudstats as fs, sys\n"
        "assert fs.__file__.startswith(sys.argv[1]), fs.__file__\n"
        "print(len(fs.load().observations), list(fs.releases()['release']))\n"
        "from fraudstats.style import drawing\n"
        "with drawing(): pass\n"
    )
    path = f"import sys; sys.path.insert(0, sys.argv[1])\n{code}"
    found = subprocess.run(
        [sys.executable, "-I", "-c", path, str(installed)], cwd=tmp_path, capture_output=True, text=True, check=False
    )
    assert found.returncode == 0, found.stderr
    count, _, numbers = found.stdout.partition(" ")
    assert int(count) > 2_000
    assert "2026.11.0" in numbers


def test_it_brings_the_course(installed, tmp_path):
    code = (
        "import sys; sys.path.insert(0, sys.argv[1])\n"
        "import fraudstats as fs\n"
        "fs.course.copy('course')\n"
        "print(*fs.course.notebooks()['file'])\n"
    )
    command = [sys.executable, "-I", "-c", code, str(installed)]
    found = subprocess.run(command, cwd=tmp_path, capture_output=True, text=True, check=False)
    assert found.returncode == 0, found.stderr
    shipped = {path.name for path in (tmp_path / "course/notebooks").iterdir()}
    assert shipped == set(found.stdout.split()) == {path.name for path in (ROOT / "notebooks").glob("*.ipynb")}
    assert (tmp_path / "course/docs/evidence/leave-one-out-solved.csv").exists()


def test_it_draws_a_picture_from_the_evidence_that_it_ships(installed, tmp_path):
    code = (
        "import sys; sys.path.insert(0, sys.argv[1])\nimport fraudstats as fs\nfs.figures.draw('08').save('pictures')\n"
    )
    command = [sys.executable, "-I", "-c", code, str(installed)]
    found = subprocess.run(command, cwd=tmp_path, capture_output=True, text=True, check=False)
    assert found.returncode == 0, found.stderr
    for made in (tmp_path / "pictures").iterdir():
        assert made.read_bytes() == (ROOT / "figures" / made.name).read_bytes(), made.name


def test_it_holds_licences_and_no_tests(installed):
    names = {path.relative_to(installed).as_posix() for path in installed.rglob("*") if path.is_file()}
    assert any(name.endswith("LICENSE-DATA") for name in names)
    assert "fraudstats/style/fonts/OFL.txt" in names
    assert not [name for name in names if name.startswith("tests/")]


def metadata(installed):
    (path,) = installed.glob("*.dist-info/METADATA")
    return path.read_text("utf-8")


def test_it_says_which_pythons_it_supports_and_what_each_extra_brings(installed):
    text = metadata(installed)
    assert [f"Python :: 3.{minor}\n" in text for minor in range(10, 16)] == [False, True, True, True, True, False]
    for line in ("nbval>=0.11; extra == 'notebooks'", "xlsxwriter>=3.2; extra == 'excel'", "jinja2>=3.1\n"):
        assert f"Requires-Dist: {line}" in text


def kept():
    """What git has or would take, and nothing that a run left behind."""
    command = ["git", "ls-files", "--cached", "--others", "--exclude-standard"]
    listed = subprocess.run(command, cwd=ROOT, capture_output=True, text=True, check=False)
    if listed.returncode:
        pytest.skip("not a clone")
    return [line for line in listed.stdout.splitlines() if (ROOT / line).exists()]


def test_the_source_distribution_holds_all_that_its_tests_and_notebooks_read(source):
    assert not [path for path in kept() if path not in source]


def test_the_source_distribution_holds_nothing_else(source):
    made = {"PKG-INFO"}
    folders = {path for path in source if any(other.startswith(f"{path}/") for other in source)}
    assert not source - set(kept()) - folders - made - {""}
