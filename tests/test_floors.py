"""The command that fails when something has become slow: it can fail, and it measures what it names."""

import sys

import pytest
from stored import ROOT


@pytest.fixture
def floors(monkeypatch):
    monkeypatch.syspath_prepend(str(ROOT / "benchmarks"))
    monkeypatch.setitem(sys.modules, "pymannkendall", None)  # a peer, which the tests do not install
    monkeypatch.delitem(sys.modules, "floors", raising=False)
    import floors

    return floors


def test_a_ratio_beyond_its_floor_fails(floors, monkeypatch, capsys):
    fast, slow = floors.Floor("fast", lambda: 50.0, least=25), floors.Floor("slow", lambda: 5.0, most=4)
    monkeypatch.setattr(floors, "FLOORS", (fast, slow))
    assert floors.main([]) == 1
    assert [line.split("|")[-2].strip() for line in capsys.readouterr().out.splitlines()[2:]] == ["yes", "**no**"]
    assert floors.main(["fast"]) == 0
    assert floors.main(["nothing"]) == 2 and "- slow" in capsys.readouterr().out


def test_each_ratio_has_one_floor_and_a_name_of_its_own(floors):
    assert len({floor.name for floor in floors.FLOORS}) == len(floors.FLOORS)
    assert all((floor.least > 0) != (floor.most < float("inf")) for floor in floors.FLOORS)
