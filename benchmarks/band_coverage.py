"""Do 90% bands hold the truth in 85 to 95 of 100 cases, in worlds that are not the prior's own?

For every kind of simulated world and many seeds: print bulletins, reconcile, and count. Writes
docs/evidence/band-coverage.md; `PYTHONPATH=tests python benchmarks/band_coverage.py [worlds per kind]`.
"""

from __future__ import annotations

import sys
from pathlib import Path

import pandas as pd
from reconciliation.worlds import WORLDS, bulletins, cover, simulate

import fraudstats as fs

NAMES = {"M": "month", "Q": "quarter", "Y": "year"}


def measure(world, seed, years=8, draws=1000):
    """Coverage, width and error at month, quarter and year in one world: three rows."""
    truth = simulate(world, years, seed)
    # Half of the ministries print two digits, half three.
    result = fs.reconcile(bulletins(truth, seed + 1000, digits=2 + seed % 2))
    drawn, rhat = result.draws(draws, seed), result.convergence(draws, seed)["rhat"].max()
    for freq, name in NAMES.items():
        known = truth.groupby(truth.index.asfreq(freq)).sum()
        yield {"world": world, "period": name, **cover(known, drawn.sum_to(freq).values), "rhat": rhat}


def main(worlds=40):
    rows = [row for world in WORLDS for seed in range(worlds) for row in measure(world, seed)]
    table = pd.DataFrame(rows).groupby(["world", "period"]).mean()
    overall = pd.DataFrame(rows).groupby("period").mean(numeric_only=True)
    overall.index = pd.MultiIndex.from_product([["all"], overall.index])
    write(pd.concat([table, overall]), worlds)


ABOUT = """# Coverage of the 90% bands in simulated worlds

{worlds} worlds of each kind, 8 years, seeds 0 to {last}, 1,000 draws; bulletins with two or three digits, rounded or
cut off, on full years, eleven months, half years and odd windows. None of the worlds is the prior's own model
(see `tests/reconciliation/worlds.py`). Width and error (root mean square, of the median) are shares of the
mean true value. Command: `PYTHONPATH=tests python benchmarks/band_coverage.py {worlds}`.

| world | period | coverage | width | error |
|---|---|---|---|---|
{rows}
"""


def write(table, worlds):
    row = "| {} | {} | {:.1%} | {:.1%} | {:.1%} |"
    rows = [row.format(*key, *values) for key, values in zip(table.index, table.iloc[:, :3].to_numpy(), strict=True)]
    text = ABOUT.format(worlds=worlds, last=worlds - 1, rows="\n".join(rows))
    folder = Path(__file__).parent.parent / "docs" / "evidence"
    folder.mkdir(parents=True, exist_ok=True)
    (folder / "band-coverage.md").write_text(text, encoding="utf-8")


if __name__ == "__main__":
    main(*map(int, sys.argv[1:]))
