"""Mutants of the rules: the plan holds, an outcome is told as it is, and a run finds what tests find."""

import json
import subprocess
import sys

import pytest
import yaml

from tools.mutants.changes import PLAN, ROOT, Mutant, Rule, _as_run, _function, rules
from tools.mutants.page import page

WIDTH = Rule("intervals", "fraudstats/interval.py", ("tests/test_interval.py",), ("tests/test_interval.py",))
SOURCE = (ROOT / "src" / WIDTH.module).read_text("utf-8")


def mutant(was, now):
    assert SOURCE.count(was) == 1
    return Mutant(WIDTH, SOURCE.replace(was, now), "Interval.width", was, now)


KILLED = mutant("return self.upper - self.lower", "return self.upper + self.lower")
PASSED = mutant("return (self.lower + self.upper) / 2", "return self.lower")


def test_the_plan_names_modules_and_tests_that_exist():
    planned = rules()
    assert len({one.module for one in planned}) == len(planned)
    for rule in planned:
        assert (ROOT / "src" / rule.module).is_file()
        for test in (*rule.tests, *rule.wider):
            path, _, function = test.removeprefix("--deselect=").partition("::")
            assert (ROOT / path).exists()
            assert f"def {function}" in (ROOT / path).read_text("utf-8")


def test_every_judgement_is_of_a_line_that_is_there():
    for one in yaml.safe_load(PLAN.read_text("utf-8"))["judged"]:
        lines = [" ".join(line.split()) for line in (ROOT / "src" / one["module"]).read_text("utf-8").splitlines()]
        assert one["was"] in lines
        assert one["now"] != one["was"]
        assert len(one["because"].split()) > 3


def test_an_annotation_is_nothing_that_runs():
    assert _as_run("def f(a: int | str) -> int: ...") == _as_run("def f(a: int): ...")
    assert _as_run("a: int = 1") == _as_run("a: str = 1") != _as_run("a: int = 2")


def test_slots_and_the_size_of_a_cache_compute_nothing():
    assert _as_run("@dataclass(slots=True)\nclass A: ...") == _as_run("@dataclass(slots=False)\nclass A: ...")
    assert _as_run("@lru_cache(maxsize=1)\ndef f(): ...") == _as_run("@lru_cache(maxsize=2)\ndef f(): ...")


def test_a_negated_comparison_is_its_contrary():
    assert _as_run("not a == b") == _as_run("a != b") != _as_run("a == b")
    assert _as_run("not a < b < c") != _as_run("a >= b >= c")


def test_the_place_is_the_innermost_function():
    text = "class A:\n    def f(self):\n        return 1\n\n\nx = 2\n"
    assert [_function(text, line) for line in (0, 2, 5)] == ["A", "A.f", "the module"]


def test_the_page_counts_and_lists():
    killed, survived = {"killed": "narrow"}, {"killed": ""}
    text, unjudged = page([(WIDTH, [KILLED, PASSED])], {KILLED.key: killed, PASSED.key: survived})
    assert "| intervals | `fraudstats/interval.py` | 2 | 1 | 0 | 1 |" in text
    assert f"| `{PASSED.was}` | `{PASSED.now}` |  |" in text
    assert "1 are killed (50.0%) and 1 survive; 0 of these are judged" in text
    assert unjudged == 1


@pytest.mark.slow
def test_a_run_kills_what_a_test_notices_and_keeps_the_outcome(tmp_path):
    code = (
        "import sys; from pathlib import Path\n"
        "from tests.test_mutants import KILLED, PASSED, WIDTH\n"
        "from tools.mutants.trials import Trials\n"
        "trials = Trials(Path(sys.argv[1]), 2)\n"
        "trials.decide(WIDTH, WIDTH.tests, 'narrow', [KILLED, PASSED])\n"
    )
    subprocess.run([sys.executable, "-c", code, str(tmp_path)], cwd=ROOT, check=True)
    found = {one["key"]: one for one in map(json.loads, (tmp_path / "outcomes.jsonl").read_text("utf-8").splitlines())}
    assert found[KILLED.key]["by"].startswith("tests/test_interval.py::")
    assert not found[PASSED.key]["killed"] or "midpoint" in found[PASSED.key]["by"]
