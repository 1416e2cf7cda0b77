"""The page of other conditions: its lines follow from the reports."""

from pathlib import Path

from tools.machines import KERNELS, Machine, machines, page, row

TOLD = {
    "Python": "3.13.0 (CPython)",
    "linear algebra": "openblas 0.3 for Zen, 1 thread(s)",
    "processor": "A processor, 2 cores",
    "system": "Linux 1",
    "data": "2026.11.6, fingerprint 0",
}
ITEM = {"file": "figures/07.csv", "part": "line 3", "kind": "figure", "verdict": "different", "detail": "1 and 2"}
SAME = {"environment": TOLD, "tally": {"identical": 1200, "equal within tolerance": 3}, "tolerance": 1e-6, "items": []}
OTHER = SAME | {"tally": {"identical": 1202, "different": 1}, "items": [ITEM]}


def test_a_line_counts_the_verdicts():
    cells = [cell.strip() for cell in row(Machine("kernel Zen"), SAME).strip("|").split("|")]
    assert cells == ["kernel Zen", "3.13.0", "openblas 0.3 for Zen, 1 thread(s)", "1,200", "3", "0"]
    assert row(Machine("x"), OTHER).endswith("| 1,202 | 0 | 1 different |")


def test_what_differs_is_named_with_its_conditions():
    assert "otherwise\n\n" not in page([(Machine("x"), SAME)])
    assert "- y: `figures/07.csv`, line 3: 1 and 2" in page([(Machine("x"), SAME), (Machine("y"), OTHER)])


def test_conditions_vary_threads_kernels_pythons_and_the_path():
    found = {one.name: one for one in machines(["other/python"], Path("elsewhere"))}
    assert [name for name in found if name.startswith("kernel")] == [f"kernel {name}" for name in KERNELS]
    assert found["another Python"].python == "other/python"
    assert {found[f"{n} thread(s)"].variables["OPENBLAS_NUM_THREADS"] for n in "12"} == {"1", "2"}
    assert found["a path with blanks and other letters"].folder == Path("elsewhere")
