"""Predict each bulletin on China's solved cases since 2017 from all the others, under both models of notebook 03b.

Writes docs/evidence/leave-one-out-solved.csv (seed 0, 400 draws per prediction; minutes on one core):
`python benchmarks/leave_one_out_solved.py`.
"""

from __future__ import annotations

from pathlib import Path

import pandas as pd

import fraudstats as fs
from fraudstats.dataset.store import canonical_csv
from fraudstats.disk import write_atomically

TARGET = Path(__file__).parents[1] / "docs/evidence/leave-one-out-solved.csv"
#: Two readings of one number cannot both hold: 94,000 "since 13 June" is left out for 94,000 "June to October".
READING = "bj148-cctv-2019-11-02/telecom_fraud_cases_solved"
#: What a year of 200,000 cannot hold beside the rest, if full years count what the months count.
DECEMBER_25 = "shine-2019-12-26/telecom_fraud_cases_solved"


def main():
    solved = fs.load().select("telecom_fraud_cases_solved", ref_area="CN", start="2017-01-01")
    models = {
        "all bulletins count the same": fs.reconcile(*solved.bulletins(leave_out=(READING, DECEMBER_25))),
        "full years count something else": fs.reconcile(
            *solved.bulletins(leave_out=READING), counts_differently="full_year"
        ),
    }
    parts = []
    for model, result in models.items():
        found = result.leave_one_out(n_draws=400)
        print(model, found.summary(), sep="\n", flush=True)
        parts.append(found.table.assign(model=model).reset_index())
    write_atomically(TARGET, canonical_csv(pd.concat(parts, ignore_index=True)).encode())


if __name__ == "__main__":
    main()
