"""Checked notebooks save their figures into a passing folder, to be held against the stored ones.

nbval runs each cell once and compares its texts. What it leaves out is compared here, with what the
same run made: pictures and their descriptions after each cell, and after the last one every file of
the figures that the notebook draws. Nothing that is stored is written to, so that a wrong picture
is reported and not repaired.
"""

import os
import tempfile
from pathlib import Path

import pytest

VARIABLE = "FRAUDSTATS_FIGURES"


def pytest_configure(config):
    """Name an empty folder for the kernels, which inherit the environment."""
    folder = tempfile.TemporaryDirectory(prefix="figures-")
    before = os.environ.get(VARIABLE)
    os.environ[VARIABLE] = folder.name
    config.add_cleanup(folder.cleanup)
    config.add_cleanup(lambda: _name(before))


def _name(folder):
    if folder is None:
        os.environ.pop(VARIABLE, None)
    else:
        os.environ[VARIABLE] = folder


@pytest.hookimpl(wrapper=True)
def pytest_runtest_call(item):
    """After nbval found the texts of a cell right: its pictures; after the last, all figures."""
    result = yield
    if getattr(item, "test_outputs", None) is not None and item.options["check"]:
        wrong = [*_pictures(item), *_figures(item)]
        if wrong:
            item.raise_cell_error("What is stored is not what the run made", "\n".join(wrong))
    return result


def _pictures(cell):
    from fraudstats.verification.notebook import compare_outputs
    from fraudstats.verification.verdict import TOLERANCE

    for part, kind, found in compare_outputs(cell.cell.outputs, cell.test_outputs, TOLERANCE):
        if not found.agrees:
            yield f"{part}, {kind}: {found.verdict}. {found.detail}"


def _figures(cell):
    from fraudstats.verification.drawn import compare_figures
    from fraudstats.verification.verdict import TOLERANCE

    if cell.cell is [one for one in cell.parent.nb.cells if one.cell_type == "code"][-1]:
        stored, new = cell.path.parents[1] / "figures", Path(os.environ[VARIABLE])
        for item in compare_figures(cell.path.stem, stored, new, TOLERANCE):
            if not item.agrees:
                yield f"{item.file}: {item.verdict}. {item.detail}"
