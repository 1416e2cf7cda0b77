"""The built wheel holds the data, the releases and the fonts, and works from any folder without the clone."""

import subprocess
import sys
import zipfile

import pytest

from fraudstats.dataset.loader import processed_folder

ROOT = processed_folder().parents[1]


@pytest.fixture(scope="module")
def installed(tmp_path_factory):
    folder = tmp_path_factory.mktemp("wheel")
    command = [sys.executable, "-m", "hatchling", "build", "-t", "wheel", "-d", str(folder)]
    subprocess.run(command, cwd=ROOT, check=True, capture_output=True)
    (wheel,) = folder.glob("*.whl")
    zipfile.ZipFile(wheel).extractall(folder / "site")
    return folder / "site"


def test_it_loads_its_data_and_releases_elsewhere(installed, tmp_path):
    code = (
        "import fraudstats as fs, sys\n"
        "assert fs.__file__.startswith(sys.argv[1]), fs.__file__\n"
        "print(len(fs.load().observations), list(fs.releases()['release']))\n"
        "from fraudstats.plotting.style import drawing\n"
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


def test_it_holds_licences_and_no_tests(installed):
    names = {path.relative_to(installed).as_posix() for path in installed.rglob("*") if path.is_file()}
    assert any(name.endswith("LICENSE-DATA") for name in names)
    assert "fraudstats/plotting/fonts/OFL.txt" in names
    assert not [name for name in names if name.startswith("tests/")]
