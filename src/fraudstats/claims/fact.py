"""Decide what a paper says about something that is neither a count nor dated: who, which, of what form."""

from __future__ import annotations

from collections.abc import Iterable

from fraudstats.amounts import listed
from fraudstats.claims.claim import Claim
from fraudstats.claims.context import Context
from fraudstats.claims.verdict import Verdict

__all__ = ["NEEDS", "decide"]

#: What a claim must give.
NEEDS = ("subject", "answers")


def decide(claim: Claim, context: Context) -> Verdict:
    """The verdict on a stated fact: the claimed answers against those that sources give."""
    facts = context.dataset.facts
    facts = facts.loc[facts["subject"] == claim.subject]
    facts = facts.loc[facts["answer"].isin(claim.answers) | facts["source_id"].map(context.knew_source).astype(bool)]
    if facts.empty:
        return Verdict("untraceable", f"No source in the dataset speaks of {claim.subject!r}.")
    claimed, found = set(claim.answers), {str(answer) for answer in facts["answer"]}
    rests_on = tuple(facts["fact_id"])
    if not claimed & found:
        return Verdict("contradicted", f"The sources say {_words(found)}, not {_words(claimed)}.", rests_on)
    missing, other = claimed - found, found - claimed
    why = f"The sources say {_words(found & claimed)}"
    caveats = []
    if missing:
        caveats.append("detail_not_seen")
        why += f"; {_words(missing)} was not found"
    if other:
        caveats.append("sources_disagree")
        why += f"; others say {_words(other)}"
    return Verdict.supported(f"{why}.", rests_on, caveats)


def _words(answers: Iterable[str]) -> str:
    return listed(answer.replace("-", " ").replace("_", " ") for answer in sorted(answers))
