import ast
import importlib
import pkgutil
from pathlib import Path

import pytest

from fraudstats import trends


def test_every_public_name_loads_even_after_every_module_has():
    for module in pkgutil.walk_packages(trends.__path__, "fraudstats.trends."):
        importlib.import_module(module.name)
    assert all(callable(getattr(trends, name)) for name in trends.__all__)


def test_an_unknown_name_lists_what_there_is():
    with pytest.raises(AttributeError, match="as_time_series"):
        _ = trends.mann_kendal


def test_what_a_type_checker_sees_is_what_is_offered():
    tree = ast.parse(Path(trends.__file__).read_text(encoding="utf-8"))
    (block,) = (node for node in tree.body if isinstance(node, ast.If))
    seen = {alias.name: node.module for node in block.body for alias in node.names}
    assert sorted(seen) == sorted(trends.__all__) == dir(trends)
    for name, module in seen.items():
        assert getattr(importlib.import_module(module), name) is getattr(trends, name)


def imports(path):
    for node in ast.walk(ast.parse(path.read_text(encoding="utf-8"))):
        if isinstance(node, ast.ImportFrom) and (node.module or "").startswith("fraudstats.trends"):
            yield from (f"{node.module}.{a.name}" for a in node.names)
            yield node.module


def test_no_module_of_the_package_imports_itself_by_way_of_others_not_even_later():
    root = Path(trends.__file__).parent
    names = {
        "fraudstats.trends." + ".".join(p.relative_to(root).with_suffix("").parts): p
        for p in root.rglob("*.py")
        if p.name != "__init__.py"
    }
    graph = {name: {i for i in imports(path) if i in names} - {name} for name, path in names.items()}
    assert sum(map(len, graph.values())) > 50
    while free := [name for name, needed in graph.items() if not needed & set(graph)]:
        for name in free:
            del graph[name]
    assert not graph, f"modules that import each other in a circle: {sorted(graph)}"
