"""The page: mutants by module, and every survivor with its judgement."""

from collections import Counter
from collections.abc import Mapping, Sequence

from tools.mutants.changes import Mutant, Rule, judgements

__all__ = ["page"]

_HEAD = """# Mutants of the rules

A mutant is a module with one small change: a comparison turned round or moved by its end, `and` for `or`, `+` for `-`,
a number one higher or lower, a condition negated, a loop that never runs. If all tests pass in spite of it, they leave
that line open: the mutant survives. Mutants are made by the operators of Cosmic Ray; those that change an annotation
alone are none. Each is run against the narrow set of tests of its module, and a survivor against the wider set, unless
it was judged to be no change at all (tests and judgements are in `tools/mutants/plan.yaml`).

Of {all:,} mutants {killed:,} are killed ({share:.1%}) and {survivors} survive; {equivalent} of these are judged to
change nothing that could be tested. Faults put into notebooks, pictures and records are on
[another page](mutations.md).

Made by `python -m tools.mutants`, after `pip install cosmic-ray`; an hour or two on two cores.

| rules | module | mutants | killed by the narrow set | by the wider set | survivors |
| --- | --- | ---: | ---: | ---: | ---: |
"""


def page(found: Sequence[tuple[Rule, Sequence[Mutant]]], outcomes: Mapping[str, Mapping]) -> tuple[str, int]:
    """The page as text, and how many survivors nobody has judged."""
    judged = judgements()
    rows, listed, tally, unjudged = [], [], Counter(), 0
    for rule, mutants in found:
        by = Counter(outcomes[one.key]["killed"] for one in mutants)
        tally += by
        rows.append(f"| {rule.about} | `{rule.module}` | {len(mutants)} | {by['narrow']} | {by['wider']} | {by['']} |")
        for one in mutants:
            if not outcomes[one.key]["killed"]:
                because = judged.get(one.change, "")
                unjudged += not because
                listed.append(f"| `{rule.module}`, `{one.place}` | {_code(one.was)} | {_code(one.now)} | {because} |")
    number = sum(tally.values())
    head = _HEAD.format(
        all=number, killed=number - tally[""], share=1 - tally[""] / number, survivors=tally[""],
        equivalent=tally[""] - unjudged,
    )  # fmt: skip
    survivors = ["", "## Survivors", "", "| place | as it is | mutant | judgement |", "| --- | --- | --- | --- |"]
    return head + "\n".join([*rows, *survivors, *listed]) + "\n", unjudged


def _code(text):
    """Code in a cell of a table."""
    return f"`{text}`".replace("|", "\\|")
