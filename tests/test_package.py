"""The package as a whole: light to import, one-way imports without circles, names and sizes of modules."""

import ast
import json
import subprocess
import sys
from pathlib import Path

import pytest

import fraudstats as fs
from fraudstats import errors

SOURCE = Path(fs.__file__).parent
MODULES = {
    ".".join(path.relative_to(SOURCE.parent).with_suffix("").parts).removesuffix(".__init__"): path
    for path in sorted(SOURCE.rglob("*.py"))
}
#: Package or module -> what it may import. Two towers on one ground, which meet under one roof.
GROUND = {"errors", "vocabulary", "dates", "interval", "conventions", "draws", "gaps"}
GROUND |= {"amounts", "digits", "disk", "formulas", "style", "html_face"}
READING = {"printed", "sheets"}
DATA = READING | {"sources", "dataset", "exports", "claims"}
ALGORITHMS = {"reconciliation", "trends"}
MAY_IMPORT = {
    "errors": set(),
    "vocabulary": {"errors"},
    "dates": {"errors", "vocabulary"},
    "interval": {"errors"},
    "conventions": {"errors", "vocabulary", "interval"},
    "draws": {"errors"},
    "gaps": {"errors", "vocabulary", "dates"},
    "amounts": {"errors", "vocabulary"},
    "digits": set(),
    "disk": {"errors"},
    "formulas": set(),
    "html_face": set(),
    "style": {"errors", "vocabulary"},
    "printed": GROUND,
    "sheets": GROUND | {"printed"},
    "sources": GROUND | READING,
    "dataset": GROUND | READING | {"sources"},
    "exports": GROUND | READING | {"sources", "dataset"},
    "claims": GROUND | READING | {"sources", "dataset", "reconciliation"},
    "reconciliation": GROUND | READING,
    "trends": GROUND | READING,
    "plotting": GROUND | DATA | ALGORITHMS,
    "paper_table": GROUND | DATA | ALGORITHMS,
    "plausibility": GROUND | DATA | {"reconciliation"},
    "figures": GROUND | DATA | ALGORITHMS | {"plotting"},
    "effects": GROUND | DATA | ALGORITHMS | {"plotting", "figures"},
    "course": GROUND | DATA | ALGORITHMS | {"plotting", "figures"},
    "verification": GROUND | DATA | ALGORITHMS | {"plotting", "figures"},
    "cli": GROUND | DATA | ALGORITHMS | {"plotting", "figures", "plausibility", "effects", "course", "verification"},
}
HEAVY = ["numpy", "pandas", "matplotlib", "scipy", "statsmodels", "pyarrow", "yaml"]


def parse(path):
    return ast.parse(path.read_text(encoding="utf-8"))


def only_for_checkers(node):
    """Whether a statement is ``if TYPE_CHECKING:``; its imports do not run."""
    return isinstance(node, ast.If) and isinstance(node.test, ast.Name) and node.test.id == "TYPE_CHECKING"


def running_nodes(node):
    """Every node below one that can run, function bodies included."""
    for child in ast.iter_child_nodes(node):
        if not only_for_checkers(child):
            yield child
            yield from running_nodes(child)


def imported_modules(path):
    """Every module that a file imports, also inside functions; imports are absolute throughout the package."""
    for node in running_nodes(parse(path)):
        if isinstance(node, ast.ImportFrom):
            assert node.level == 0, f"{path}: line {node.lineno} imports relatively"
            base = node.module or ""
            yield from (full if (full := f"{base}.{alias.name}") in MODULES else base for alias in node.names)
        elif isinstance(node, ast.Import):
            yield from (alias.name for alias in node.names)


def circles(graph):
    """The groups of modules that import one another: strongly connected components of two modules or more (Tarjan,
    1972).

    >>> circles({"a": {"b"}, "b": {"c"}, "c": {"b"}})
    [['b', 'c']]
    """
    order, low, stack, found = {}, {}, [], []

    def visit(node):
        order[node] = low[node] = len(order)
        stack.append(node)
        for other in sorted(graph.get(node, ())):
            if other not in order:
                visit(other)
                low[node] = min(low[node], low[other])
            elif other in stack:
                low[node] = min(low[node], order[other])
        if low[node] == order[node]:
            group = stack[stack.index(node) :]
            del stack[-len(group) :]
            if len(group) > 1 or node in graph.get(node, ()):
                found.append(sorted(group))

    for node in sorted(graph):
        if node not in order:
            visit(node)
    return found


@pytest.mark.parametrize("path", sorted(SOURCE.rglob("*.py")), ids=lambda p: p.relative_to(SOURCE).as_posix())
def test_imports_run_one_way(path):
    layer = path.relative_to(SOURCE).parts[0].removesuffix(".py")
    if layer in ("__init__", "__main__"):
        return
    assert layer in MAY_IMPORT, f"{layer} has no place in the picture"
    imported = {name.split(".")[1] for name in imported_modules(path) if name.startswith("fraudstats.")}
    beyond = imported - MAY_IMPORT[layer] - {layer}
    assert not beyond, f"{path.name} in {layer} imports from {beyond}"


def test_circles_are_found():
    assert circles({"a": {"b"}, "b": {"a"}, "c": {"a"}, "d": {"d"}}) == [["a", "b"], ["d"]]
    assert circles({"a": {"b", "c"}, "b": {"c"}, "c": set()}) == []


def test_no_modules_import_one_another_in_a_circle():
    """Imports inside functions count as well; those for type checkers alone do not."""
    graph = {name: {one for one in imported_modules(path) if one in MODULES} for name, path in MODULES.items()}
    assert circles(graph) == []


_SUBMODULES_AS_NAMES = """
import importlib, json, sys, types
modules = json.load(sys.stdin)
for name in modules:
    if not name.endswith("__main__"):
        importlib.import_module(name)
hidden = []
for name in modules:
    module = sys.modules.get(name)
    for public in getattr(module, "__all__", ()) if hasattr(module, "__path__") else ():
        if isinstance(getattr(module, public), types.ModuleType):
            hidden.append(f"{name}.{public}")
print(json.dumps(hidden))
"""


def test_no_public_function_is_hidden_by_a_module_of_its_name():
    """A submodule named like a public function of its package replaces it when it is imported later."""
    run = subprocess.run(
        [sys.executable, "-c", _SUBMODULES_AS_NAMES], input=json.dumps(list(MODULES)), capture_output=True, text=True
    )
    assert run.returncode == 0, run.stderr
    meant = {"fraudstats.course", "fraudstats.figures", "fraudstats.plotting", "fraudstats.trends"}
    assert set(json.loads(run.stdout)) - meant == set()


#: Names of methods of statistics, which happen to end like a gerund.
METHODS = {"resampling", "sampling", "smoothing"}


@pytest.mark.parametrize("name", sorted(MODULES))
def test_no_module_is_named_by_a_gerund(name):
    if MODULES[name].name != "__init__.py":  # packages are named by fields of work: plotting, forecasting, pooling
        words = name.rpartition(".")[2].split("_")
        assert {word for word in words if word.endswith("ing")} - METHODS == set()


@pytest.mark.parametrize(
    "path",
    sorted([*SOURCE.rglob("*.py"), *Path(__file__).parent.rglob("*.py")]),
    ids=lambda path: "/".join(path.parts[-3:]),
)
def test_no_file_is_longer_than_350_lines(path):
    assert len(path.read_text(encoding="utf-8").splitlines()) <= 350


def _defines_an_error(node):
    bases = {base.attr if isinstance(base, ast.Attribute) else getattr(base, "id", "") for base in node.bases}
    return any(base.endswith(("Error", "Exception", "Warning")) or hasattr(errors, base) for base in bases)


@pytest.mark.parametrize("name", sorted(set(MODULES) - {"fraudstats.errors"}))
def test_errors_and_warnings_are_defined_in_errors(name):
    classes = [node for node in ast.walk(parse(MODULES[name])) if isinstance(node, ast.ClassDef)]
    assert [node.name for node in classes if _defines_an_error(node)] == []


def test_what_is_wrong_with_data_or_arguments_is_a_value_error():
    raised = {one for one in vars(errors).values() if isinstance(one, type) and issubclass(one, errors.FraudstatsError)}
    assert len(raised) >= 10
    about_the_machine = {errors.FraudstatsError, errors.ReproduceError}
    assert {one.__name__ for one in raised - about_the_machine if not issubclass(one, ValueError)} == set()


def test_import_loads_nothing_heavy():
    code = f"import sys, fraudstats; print([m for m in {HEAVY!r} if m in sys.modules])"
    assert subprocess.run([sys.executable, "-c", code], capture_output=True, text=True).stdout.strip() == "[]"
