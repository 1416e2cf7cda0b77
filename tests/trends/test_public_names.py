import pkgutil

from fraudstats import trends


def test_every_public_name_loads():
    assert all(callable(getattr(trends, name)) for name in trends.__all__)


def test_no_module_hides_a_public_function():
    modules = {module.name for module in pkgutil.iter_modules(trends.__path__)}
    assert not modules & set(trends.__all__)


def test_an_unknown_name_lists_what_there_is():
    try:
        _ = trends.mann_kendal
    except AttributeError as error:
        assert "as_time_series" in str(error)
    else:
        raise AssertionError("no error for an unknown name")
