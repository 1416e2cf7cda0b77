"""The public names: the same for the interpreter, for editors and for type checkers."""

import ast
import json
import subprocess
import sys
from pathlib import Path
from types import ModuleType

import pytest

import fraudstats as fs

FACE = Path(fs.__file__)
#: What the README shows, and what a type checker must make of it.
READER = """\
import fraudstats as fs

ds = fs.load()
reveal_type(ds)
cases = ds.select("telecom_fraud_cases_solved", ref_area="CN", start="2021", end="2021-11")
reveal_type(cases)
reveal_type(cases.observations)
reveal_type(fs.audit(ds))
reveal_type(fs.reconcile(*cases.bulletins()))
reveal_type(fs.Interval(390_500, 391_500) / fs.Interval(370_000, 380_000) - 1)
reveal_type(fs.Window("2021-01", "2021-11").words)
reveal_type(fs.cite())
reveal_type(fs.trends.joinpoint(ds.series("telecom_fraud_cases_solved", "CN", freq="Y")))
"""
REVEALED = ["Dataset", "Dataset", "DataFrame", "Audit", "Reconciliation", "Interval", "str", "str", "JoinpointResult"]


def typed_names():
    """Public name -> where the imports for type checkers take it from."""
    for node in ast.parse(FACE.read_text(encoding="utf-8")).body:
        if isinstance(node, ast.If) and isinstance(node.test, ast.Name) and node.test.id == "TYPE_CHECKING":
            for statement in node.body:
                assert isinstance(statement, ast.ImportFrom)
                for alias in statement.names:
                    assert alias.asname == alias.name, "only 'y as y' is an export"
                    yield alias.name, statement.module


def test_editors_see_what_the_interpreter_loads():
    modules = dict.fromkeys(fs._MODULES, "fraudstats")
    assert dict(typed_names()) == fs._PUBLIC | modules


def test_every_public_name_exists():
    for name in fs.__all__:
        assert getattr(fs, name) is not None
    assert set(dir(fs)) == set(fs.__all__)


def test_the_public_names():
    functions = (
        "audit build cite diff export load parse_printed period read_bulletin read_table reconcile releases table tidy "
        "verify"
    )
    assert set(fs.__all__) == {
        "__version__", *functions.split(), "Dataset", "Draws", "FraudstatsError", "Interval", "Window",
        "course", "figures", "plotting", "trends",
    }  # fmt: skip
    assert all(callable(getattr(fs, name)) for name in functions.split())
    assert all(isinstance(getattr(fs, name), ModuleType) for name in ("course", "plotting", "trends"))


def test_an_unknown_name_says_what_there_is():
    with pytest.raises(AttributeError, match="it offers: .*load"):
        fs.lode  # noqa: B018


def test_the_package_says_that_it_is_typed():
    assert (FACE.parent / "py.typed").read_bytes() == b""


def checked(tmp_path, text):
    """What the type checker says of a module: [(severity, message)]."""
    pytest.importorskip("basedpyright", reason="the type checker is not installed; it is in the extras test and dev")
    (tmp_path / "reader.py").write_text(text, encoding="utf-8")
    options = {"typeCheckingMode": "basic", "extraPaths": [str(FACE.parents[1])], "pythonVersion": "3.11"}
    (tmp_path / "pyrightconfig.json").write_text(json.dumps(options), encoding="utf-8")
    command = [
        sys.executable,
        "-m",
        "basedpyright",
        "--outputjson",
        "--pythonpath",
        sys.executable,
        "-p",
        str(tmp_path),
    ]
    run = subprocess.run(command, capture_output=True, text=True, encoding="utf-8")
    return [(one["severity"], one["message"]) for one in json.loads(run.stdout)["generalDiagnostics"]]


def test_a_type_checker_accepts_the_readme_and_knows_every_type(tmp_path):
    found = checked(tmp_path, READER)
    assert [message for severity, message in found if severity == "error"] == []
    types = [message.rpartition(" is ")[2].strip('"') for severity, message in found if severity == "information"]
    assert types == REVEALED


def test_a_type_checker_refuses_an_unknown_name(tmp_path):
    (found,) = checked(tmp_path, "import fraudstats as fs\n\nds = fs.lode()\n")
    assert found[0] == "error"
    assert "lode" in found[1]
