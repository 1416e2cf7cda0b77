"""Committed notebooks: executed, free of errors and of machine paths, and the same to the byte when run again."""

import json
import os
import re
import shutil
import subprocess
import sys

import pytest

from fraudstats.dataset.loader import processed_folder

ROOT = processed_folder().parents[1]
NOTEBOOKS = sorted((ROOT / "notebooks").glob("*.ipynb"))


@pytest.mark.parametrize("path", NOTEBOOKS, ids=lambda p: p.stem)
def test_is_executed_without_errors_and_without_machine_paths(path):
    notebook = json.loads(path.read_text(encoding="utf-8"))
    code = [cell for cell in notebook["cells"] if cell["cell_type"] == "code"]
    assert [cell["execution_count"] for cell in code] == list(range(1, len(code) + 1))
    outputs = [output for cell in code for output in cell["outputs"]]
    assert not [o for o in outputs if o["output_type"] == "error" or o.get("name") == "stderr"]
    texts = json.dumps([cell["source"] for cell in notebook["cells"]] + [_without_pictures(o) for o in outputs])
    assert not re.search(r"(?<![\w.])/(?:home|Users|root|tmp|work)/|0x[0-9a-f]{8}", texts)


def _without_pictures(output):
    return {k: v for k, v in output.get("data", output).items() if not k.startswith("image/")}


@pytest.mark.reproduces
def test_running_again_gives_the_same_bytes(tmp_path, monkeypatch):
    from fraudstats.cli import main

    monkeypatch.delenv("FRAUDSTATS_FIGURES", raising=False)
    clone = tmp_path / "clone"
    for folder in ("data/raw", "data/processed"):
        shutil.copytree(ROOT / folder, clone / folder)
    shutil.copytree(ROOT / "notebooks", clone / "notebooks", ignore=shutil.ignore_patterns(".*"))
    shutil.copytree(ROOT / "docs/evidence", clone / "docs/evidence")
    assert main(["reproduce", "--in", str(clone)]) == 0
    for path in NOTEBOOKS:
        assert (clone / "notebooks" / path.name).read_bytes() == path.read_bytes(), path.name
    made = {path.name: path.read_bytes() for path in (clone / "figures").iterdir()}
    assert made == {path.name: path.read_bytes() for path in (ROOT / "figures").iterdir()}
    for path in sorted((ROOT / "data/processed").glob("*.csv")):
        assert path.read_bytes() == (clone / "data/processed" / path.name).read_bytes(), path.name


@pytest.mark.reproduces
def test_checking_a_notebook_never_writes_over_the_pictures_beside_it(tmp_path):
    (tmp_path / "notebooks").mkdir()
    (tmp_path / "figures").mkdir()
    for name in ("08_how_numbers_are_revised.ipynb", "conftest.py"):
        shutil.copy(ROOT / "notebooks" / name, tmp_path / "notebooks")
    picture = tmp_path / "figures/11-revisions.png"
    picture.write_bytes(b"a wrong picture")
    environment = {name: value for name, value in os.environ.items() if name != "FRAUDSTATS_FIGURES"}
    command = [sys.executable, "-m", "pytest", "-q", "--nbval", "--nbval-current-env", "notebooks"]
    run = subprocess.run(command, cwd=tmp_path, env=environment, capture_output=True, text=True)
    assert run.returncode == 0, run.stdout
    assert picture.read_bytes() == b"a wrong picture"
    assert [path.name for path in picture.parent.iterdir()] == [picture.name]
