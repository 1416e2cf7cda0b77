import sys

import pytest


@pytest.fixture(autouse=True)
def close_figures():
    """Leave no open figures behind, of which matplotlib warns after twenty."""
    yield
    if pyplot := sys.modules.get("matplotlib.pyplot"):
        pyplot.close("all")
