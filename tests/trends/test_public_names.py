import importlib
import pkgutil

import pytest

from fraudstats import trends


def test_every_public_name_loads_even_after_the_module_of_its_name():
    for module in pkgutil.iter_modules(trends.__path__):
        importlib.import_module(f"fraudstats.trends.{module.name}")
    assert all(callable(getattr(trends, name)) for name in trends.__all__)


def test_an_unknown_name_lists_what_there_is():
    with pytest.raises(AttributeError, match="as_time_series"):
        _ = trends.mann_kendal
