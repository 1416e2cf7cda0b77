"""Every code list of the package, once: codes, what they mean, and what follows from them.

A code list is a mapping from code to meaning, in the order that matters (tiers strongest first, verdicts best first).
Codes of which more is known than a meaning have a value class: a `Qualifier` knows how far the truth may lie from the
printed number, a `Unit` by which words it is printed. Reading, ranges, reconcile, the preferred number, the audit, the
exports and the figures all read these lists; none keeps one of its own.

The lists follow SDMX where it has one (CL_OBS_STATUS; the units of money are ISO 4217).

>>> list(TIERS)
['issuer_site', 'state_media', 'other_media', 'repost']
>>> QUALIFIERS["more_than"].reach["printed"]
(0, 1)
>>> [code for code, qualifier in QUALIFIERS.items() if qualifier.loose]
['more_than', 'at_least', 'nearly', 'about', 'up_to']
"""

from __future__ import annotations

from collections.abc import Mapping
from types import MappingProxyType

from fraudstats.vocabulary.codes import (
    AGREED_STATUSES,
    BASES,
    CAVEATS,
    CLAIM_TESTS,
    CONFIDENCES,
    ERRATUM_STATUSES,
    EVENT_KINDS,
    GAP_REASONS,
    INSTRUMENTS,
    NO_SUPPORT,
    OBS_STATUSES,
    PLAUSIBILITY,
    READ_AS,
    REVIEW_REASONS,
    SIGNED_TESTS,
    SOURCE_KINDS,
    STRONG_TIERS,
    TERMS,
    TESTS_WITH_BASE,
    TIERS,
    TREATY_STATUSES,
    UNDATED_STATUSES,
    UNITLESS_TESTS,
    UNKNOWN,
    VERDICTS,
    WORDED_TESTS,
)
from fraudstats.vocabulary.qualifiers import CONVENTIONS, QUALIFIERS, Qualifier
from fraudstats.vocabulary.statuses import STATUS_LETTERS, STATUS_WORDS
from fraudstats.vocabulary.units import EVENT_UNITS, UNITS, Unit

__all__ = [
    "AGREED_STATUSES", "BASES", "CAVEATS", "CLAIM_TESTS", "CODE_LISTS", "CONFIDENCES", "CONVENTIONS",
    "ERRATUM_STATUSES", "EVENT_KINDS", "EVENT_UNITS", "GAP_REASONS", "INSTRUMENTS", "NO_SUPPORT", "OBS_STATUSES",
    "PLAUSIBILITY", "QUALIFIERS", "READ_AS", "REVIEW_REASONS", "SIGNED_TESTS", "SOURCE_KINDS", "STATUS_LETTERS",
    "STATUS_WORDS", "STRONG_TIERS", "TERMS", "TESTS_WITH_BASE", "TIERS", "TREATY_STATUSES", "UNDATED_STATUSES",
    "UNITLESS_TESTS", "UNITS", "UNKNOWN", "VERDICTS", "WORDED_TESTS", "Qualifier", "Unit",
]  # fmt: skip

#: Name of a code list -> code -> meaning: the lists that columns of the tables refer to.
CODE_LISTS: Mapping[str, Mapping[str, str]] = MappingProxyType(
    {
        "qualifier": MappingProxyType({code: qualifier.meaning for code, qualifier in QUALIFIERS.items()}),
        "unit": MappingProxyType({code: unit.meaning for code, unit in UNITS.items()}),
        "basis": BASES,
        "obs_status": OBS_STATUSES,
        "confidence": CONFIDENCES,
        "tier": TIERS,
        "source_kind": SOURCE_KINDS,
        "terms": TERMS,
        "erratum_status": ERRATUM_STATUSES,
        "event_kind": EVENT_KINDS,
        "instrument": INSTRUMENTS,
        "treaty_status": TREATY_STATUSES,
        "claim_test": CLAIM_TESTS,
        "verdict": VERDICTS,
        "caveat": CAVEATS,
        "plausibility": PLAUSIBILITY,
        "review_reason": REVIEW_REASONS,
        "gap_reason": GAP_REASONS,
        "read_as": READ_AS,
    }
)
