"""The package as a whole: light to import, one-way imports, a public surface that exists."""

import ast
import subprocess
import sys
from pathlib import Path

import pytest

import fraudstats as fs

SOURCE = Path(fs.__file__).parent
#: Package or module -> what it may import. Two towers on one ground, which meet under one roof.
GROUND = {"errors", "vocabulary", "dates", "interval", "conventions", "draws"}
DATA = {"sources", "dataset", "exports", "claims"}
ALGORITHMS = {"reconciliation", "trends"}
MAY_IMPORT = {
    "errors": set(),
    "vocabulary": {"errors"},
    "dates": {"errors", "vocabulary"},
    "interval": {"errors"},
    "conventions": {"errors", "vocabulary", "interval"},
    "draws": {"errors"},
    "sources": GROUND,
    "dataset": GROUND | {"sources"},
    "exports": GROUND | {"sources", "dataset"},
    "claims": GROUND | {"sources", "dataset"},
    "reconciliation": GROUND,
    "trends": GROUND,
    "plotting": GROUND | DATA | ALGORITHMS,
    "figures": GROUND | DATA | ALGORITHMS | {"plotting"},
    "cli": GROUND | DATA | ALGORITHMS | {"plotting", "figures"},
}
HEAVY = ["numpy", "pandas", "matplotlib", "scipy", "statsmodels", "pyarrow", "yaml"]


def imports_of(path):
    for node in ast.walk(ast.parse(path.read_text(encoding="utf-8"))):
        if isinstance(node, ast.ImportFrom) and node.module and node.module.startswith("fraudstats."):
            yield node.module.split(".")[1]
        elif isinstance(node, ast.Import):
            yield from (a.name.split(".")[1] for a in node.names if a.name.startswith("fraudstats."))


@pytest.mark.parametrize("path", sorted(SOURCE.rglob("*.py")), ids=lambda p: p.relative_to(SOURCE).as_posix())
def test_imports_run_one_way(path):
    layer = path.relative_to(SOURCE).parts[0].removesuffix(".py")
    if layer in ("__init__", "__main__"):
        return
    assert layer in MAY_IMPORT, f"{layer} has no place in the picture"
    beyond = set(imports_of(path)) - MAY_IMPORT[layer] - {layer, "__version__"}
    assert not beyond, f"{path.name} in {layer} imports from {beyond}"


@pytest.mark.parametrize("layer", [name for name in MAY_IMPORT if (SOURCE / name).is_dir()])
def test_no_module_hides_a_public_function(layer):
    """A submodule named like a public function would replace it as soon as it is imported."""
    package = __import__(f"fraudstats.{layer}", fromlist=["x"])
    modules = {path.stem for path in (SOURCE / layer).glob("*.py")} - {"__init__"}
    hidden = {n for n in set(getattr(package, "__all__", ())) & modules if not callable(getattr(package, n))}
    assert not hidden


def test_import_loads_nothing_heavy():
    code = f"import sys, fraudstats; print([m for m in {HEAVY!r} if m in sys.modules])"
    assert subprocess.run([sys.executable, "-c", code], capture_output=True, text=True).stdout.strip() == "[]"


def test_every_public_name_exists():
    for name in fs.__all__:
        assert getattr(fs, name) is not None
    assert set(dir(fs)) == set(fs.__all__)


def test_an_unknown_name_says_what_there_is():
    with pytest.raises(AttributeError, match="it offers: .*load"):
        fs.lode  # noqa: B018
