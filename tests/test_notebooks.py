"""Committed notebooks: executed, free of errors and of machine paths, stored as a run stores them.

That a run gives the same results is tested by the run itself: nbval compares what cells print, notebooks/conftest.py
pictures and figures that the same run makes. Here one notebook is spoiled, to see that it is reported and not repaired.
"""

import base64
import json
import re
import shutil
import subprocess
import sys

import nbformat
import pytest

from fraudstats.dataset.loader import processed_folder

ROOT = processed_folder().parents[1]
NOTEBOOKS = sorted((ROOT / "notebooks").glob("*.ipynb"))
#: One that runs in seconds and draws one figure, the eleventh.
QUICK = "08_how_numbers_are_revised"


def unlike_a_run(text):
    """What shows that a notebook was not run from its first cell to its last, or holds an error or a place."""
    notebook = json.loads(text)
    code = [cell for cell in notebook["cells"] if cell["cell_type"] == "code"]
    complaints = []
    if (order := [cell["execution_count"] for cell in code]) != list(range(1, len(code) + 1)):
        complaints.append(f"the cells were run in the order {order}")
    outputs = [output for cell in code for output in cell["outputs"]]
    wrong = [one for one in outputs if one["output_type"] == "error" or one.get("name") == "stderr"]
    complaints += [f"an error or a warning is stored: {one}" for one in wrong]
    texts = json.dumps([cell["source"] for cell in notebook["cells"]] + [_without_pictures(one) for one in outputs])
    places = re.findall(r"(?<![\w.])/(?:home|Users|root|tmp|work)/|0x[0-9a-f]{8}", texts)
    return complaints + [f"a place of a machine is stored: {one}" for one in places]


@pytest.mark.parametrize("path", NOTEBOOKS, ids=lambda p: p.stem)
def test_is_executed_without_errors_and_without_machine_paths(path):
    assert unlike_a_run(path.read_text(encoding="utf-8")) == []


def _without_pictures(output):
    return {k: v for k, v in output.get("data", output).items() if not k.startswith("image/")}


@pytest.mark.parametrize("path", NOTEBOOKS, ids=lambda p: p.stem)
def test_it_is_stored_as_a_run_stores_it(path):
    """The outputs are those of nbval's run (notebooks/conftest.py); here, the form of the file around them."""
    notebook = nbformat.read(path, as_version=4)
    assert path.read_text(encoding="utf-8") == nbformat.writes(notebook) + "\n"
    assert notebook.metadata == {
        "kernelspec": {"display_name": "Python 3", "language": "python", "name": "python3"},
        "language_info": {"name": "python"},
    }
    assert not [cell for cell in notebook.cells if "execution" in cell.metadata]


@pytest.fixture(scope="module")
def spoiled(tmp_path_factory):
    """What nbval says in a folder with a notebook whose picture is another, beside spoiled figures; and the folder."""
    folder = tmp_path_factory.mktemp("spoiled")
    (folder / "notebooks").mkdir()
    shutil.copytree(ROOT / "figures", folder / "figures")
    shutil.copy(ROOT / "notebooks/conftest.py", folder / "notebooks")
    content = json.loads((ROOT / f"notebooks/{QUICK}.ipynb").read_text(encoding="utf-8"))
    (picture,) = (out["data"] for cell in content["cells"] for out in cell.get("outputs", []) if _is_picture(out))
    picture["image/png"] = base64.b64encode((ROOT / "figures/14-interventions.png").read_bytes()).decode()
    (folder / f"notebooks/{QUICK}.ipynb").write_text(json.dumps(content), encoding="utf-8")
    (folder / "figures/11-revisions.png").write_bytes(b"a wrong picture")
    table = folder / "figures/11-revisions.csv"
    table.write_text(table.read_text(encoding="utf-8").replace("13526", "13527"), encoding="utf-8")
    command = [sys.executable, "-m", "pytest", "-q", "--color=no", "--nbval", "--nbval-current-env", "notebooks"]
    return subprocess.run(command, cwd=folder, capture_output=True, text=True), folder


def _is_picture(output):
    return "image/png" in output.get("data", {})


@pytest.mark.reproduces
def test_a_picture_that_is_not_the_notebooks_own_is_reported(spoiled):
    run, _ = spoiled
    assert run.returncode == 1
    assert "output 1, picture: different. " in run.stdout
    assert "figures/11-revisions.png: different. the stored one is no picture" in run.stdout
    assert "figures/11-revisions.csv: different. row 1, first: '13527', now '13526'" in run.stdout
    assert "2 failed" in run.stdout, "the cell with the picture, and the last one, for the figures"


@pytest.mark.reproduces
def test_what_is_reported_is_not_repaired(spoiled):
    _, folder = spoiled
    assert (folder / "figures/11-revisions.png").read_bytes() == b"a wrong picture"
    assert "13527" in (folder / "figures/11-revisions.csv").read_text(encoding="utf-8")
    assert {path.name for path in (folder / "figures").iterdir()} == {p.name for p in (ROOT / "figures").iterdir()}
