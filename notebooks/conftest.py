"""Notebooks that are checked save their pictures into a passing folder, not over the real ones."""

import os
import tempfile

VARIABLE = "FRAUDSTATS_FIGURES"


def pytest_configure(config):
    """Name the folder for the kernels, which inherit the environment; one named already is kept."""
    if VARIABLE not in os.environ:
        folder = tempfile.TemporaryDirectory(prefix="figures-")
        os.environ[VARIABLE] = folder.name
        config.add_cleanup(folder.cleanup)
        config.add_cleanup(lambda: os.environ.pop(VARIABLE, None))
