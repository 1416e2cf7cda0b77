"""Decide a superlative: the highest, or the lowest, count since a date."""

from __future__ import annotations

from dataclasses import replace

from fraudstats.amounts import listed
from fraudstats.claims.claim import Claim
from fraudstats.claims.context import Context
from fraudstats.claims.spans import rivals_of
from fraudstats.claims.verdict import Verdict
from fraudstats.errors import DatasetError

__all__ = ["NEEDS", "decide"]

#: What a claim must give; ``aspect`` is ``highest`` or ``lowest``.
NEEDS = ("indicator", "ref_area", "aspect", "period_start", "period_end")


def decide(claim: Claim, context: Context) -> Verdict:
    """The verdict on a record: the window against the same windows of earlier years.

    The years are those of a claimed span, else those from the base on, else all that are printed.
    """
    if claim.aspect not in ("highest", "lowest"):
        raise DatasetError(
            f"claim {claim.claim_id}: unknown aspect {claim.aspect!r} of a record; choose highest or lowest"
        )
    series, then = context.series(claim), context.series_then(claim)
    window, rivals = rivals_of(claim.window, claim.base, series.windows)
    level = series.printed(window)
    known = {rival: found for rival in rivals if (found := series.printed(rival)) is not None}
    if level is None or not known:
        return Verdict(
            "untraceable", f"The sources do not give {window.words} and the windows that it is compared with."
        )
    ids = [*level.rests_on, *(identifier for found in known.values() for identifier in found.rests_on)]
    beaten = [rival for rival, found in known.items() if _beats(claim, found, level)]
    if beaten:
        return _not_a_record(claim, window, level, known, beaten, (then, ids))
    return _a_record(claim, window, level, known, rivals, ids)


def _beats(claim, rival, level):
    """Whether another window certainly had more, or less."""
    if claim.aspect == "highest":
        return rival.interval.lower > level.interval.upper
    return rival.interval.upper < level.interval.lower


def _not_a_record(claim, window, level, known, beaten, evidence):
    then, ids = evidence
    best = beaten[0]
    word = "more" if claim.aspect == "highest" else "less"
    said = f"{best.words} had {word}, {known[best].words}, than {window.words}, {level.words}"
    out = then.printed(window), then.printed(best)
    if None in out or not _beats(claim, out[1], out[0]):
        return Verdict("untraceable", f"{said}, as was printed after the paper.", tuple(ids))
    return Verdict("contradicted", f"{said}.", (*level.rests_on, *known[best].rests_on))


def _a_record(claim, window, level, known, rivals, ids):
    sure = all(_beats(_opposite(claim), found, level) for found in known.values())
    missing = [rival.words for rival in rivals if rival not in known]
    nearest = (max if claim.aspect == "highest" else min)(known, key=lambda one: known[one].interval.midpoint)
    said = f"{window.words} had {level.words}, and next to it {nearest.words} {known[nearest].words}"
    if missing:
        said += f"; nothing is known of {listed(missing)}"
    if not sure:
        said += "; the ranges leave open which of them is beyond the other"
    caveats = [*(["detail_not_seen"] if missing else []), *([] if sure else ["ranges_overlap"])]
    return Verdict.supported(f"{said}.", dict.fromkeys(ids), caveats)


def _opposite(claim):
    """The claim with the other superlative, by which a rival that certainly loses is found."""
    return replace(claim, aspect="lowest" if claim.aspect == "highest" else "highest")
