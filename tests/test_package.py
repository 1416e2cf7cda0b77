"""The package as a whole: light to import, one-way imports, a public surface that exists."""

import ast
import subprocess
import sys
from pathlib import Path

import pytest

import fraudstats as fs

SOURCE = Path(fs.__file__).parent
#: From the bottom up; a package may import from those before it only.
LAYERS = [
    "errors", "interval", "sources", "dataset", "exports", "reconciliation", "trends", "auditing", "plotting", "cli",
]  # fmt: skip
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
    assert layer in LAYERS, f"{layer} is not in the list of layers"
    above = set(imports_of(path)) & set(LAYERS[LAYERS.index(layer) + 1 :])
    assert not above, f"{path.name} in {layer} imports from {above}, which stands above it"


@pytest.mark.parametrize("layer", [name for name in LAYERS if (SOURCE / name).is_dir()])
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
