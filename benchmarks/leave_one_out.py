"""Predict each real bulletin on China's solved telecom fraud cases from all the others.

Once with all bulletins counting the same, once with full-year bulletins allowed to count something else.
Writes docs/evidence/leave-one-out.md; `python benchmarks/leave_one_out.py`.
"""

from __future__ import annotations

from pathlib import Path

import pandas as pd

import fraudstats as fs

HERE = Path(__file__).parent

ABOUT = """# Leave-one-out on real bulletins

Cases of telecom fraud solved in mainland China, 2015-2025: {totals} totals and {changes} stated changes, read
by the convention "printed"; each predicted from all the others (90% bands, seed 0). Command:
`python benchmarks/leave_one_out.py`.
"""


def main():
    totals, changes = (
        pd.read_csv(HERE / "data" / name) for name in ("solved_cases.csv", "solved_cases_changes.csv")
    )
    half = 0.05  # changes are printed to a tenth of a percent
    changes["lower"], changes["upper"] = (changes["percent"] - half) / 100, (changes["percent"] + half) / 100
    result = fs.reconcile(totals, changes, convention="printed")
    sections = [ABOUT.format(totals=len(totals), changes=len(changes))]
    for title, model in {
        "All bulletins count the same": result,
        "Full-year bulletins may count something else": result.with_other_kind("full_year"),
    }.items():
        found = model.leave_one_out(n=1000)
        sections += [f"## {title}\n", found.summary() + "\n", table(found.table)]
        print(found.summary(), flush=True)
    sections += ["## The break\n", "```\n" + result.kind_break().summary() + "\n```\n"]
    (HERE.parent / "docs" / "evidence" / "leave-one-out.md").write_text("\n".join(sections), encoding="utf-8")


def table(found):
    lines = ["| statement | stated | predicted (90% band) | covered |", "|---|---|---|---|"]
    for name, row in found.iterrows():
        form = "{:,.0f}" if row["form"] == "total" else "{:+.1%}"
        stated, band = (
            " to ".join(form.format(row[end]) for end in ends)
            for ends in (("stated_lower", "stated_upper"), ("lower", "upper"))
        )
        middle = form.format(row["median"])
        lines.append(f"| {name} | {stated} | {middle} ({band}) | {'yes' if row['covered'] else 'no'} |")
    return "\n".join(lines) + "\n"


if __name__ == "__main__":
    main()
