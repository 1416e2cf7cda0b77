"""The records of the code lists: what lies at the top of the raw folder, beside the sources."""

from __future__ import annotations

from dataclasses import dataclass

from fraudstats.sources.fields import choice, dated_line, one_line, partial_date, slug, typed, url
from fraudstats.sources.records import Record
from fraudstats.vocabulary import ERRATUM_STATUSES, GAP_REASONS, REVIEW_REASONS, TERMS, UNITS

__all__ = ["CODE_LISTS", "Area", "Erratum", "Gap", "Indicator", "Issuer", "Release", "Review", "Search", "Withdrawn"]


@dataclass(frozen=True, slots=True, kw_only=True)
class Area(Record):
    """A country (ISO 3166-1), a part of one (ISO 3166-2) or a named group of countries."""

    id: str = typed(slug, required=True)
    name_en: str = typed(one_line, required=True)
    name_zh: str = typed(one_line, required=True)
    members: tuple = typed(slug, many=True)


@dataclass(frozen=True, slots=True, kw_only=True)
class Issuer(Record):
    """The body whose statistic a number is; `terms` are those that it states for its own publications."""

    id: str = typed(slug, required=True)
    name_en: str = typed(one_line, required=True)
    name_zh: str = typed(one_line)
    area: str = typed(slug, refers="areas")
    terms: str = typed(choice(*TERMS))
    terms_url: str = typed(url)


@dataclass(frozen=True, slots=True, kw_only=True)
class Indicator(Record):
    """What is counted. One indicator means one definition."""

    id: str = typed(slug, required=True)
    name_en: str = typed(one_line, required=True)
    name_zh: str = typed(one_line, required=True)
    definition: str = typed(one_line, required=True)
    counted: str = typed(one_line, required=True)
    unit: str = typed(choice(*UNITS), required=True)
    iccs: str = typed(one_line, required=True)
    iccs_reason: str = typed(one_line)
    comparability: str = typed(one_line)
    breaks: tuple = typed(dated_line, many=True)
    topic: str = typed(slug, required=True)


@dataclass(frozen=True, slots=True, kw_only=True)
class Withdrawn(Record):
    """An observation that was released and is no longer there: ``id`` is ``source-id/observation-id``."""

    id: str = typed(one_line, required=True)
    date: str = typed(partial_date, required=True)
    why: str = typed(one_line, required=True)


@dataclass(frozen=True, slots=True, kw_only=True)
class Erratum(Record):
    """A number that its source seems to have printed wrongly: kept as printed, but never preferred.

    ``id`` is ``source-id/observation-id``, ``printed`` the text that it is about, ``who`` the source that gives the
    right number. If the source later corrects its number and the record follows, the erratum must be removed; then
    `fraudstats check` says so.
    """

    id: str = typed(one_line, required=True)
    printed: str = typed(one_line, required=True)
    why: str = typed(one_line, required=True)
    who: str = typed(slug, required=True, refers="sources")
    status: str = typed(choice(*ERRATUM_STATUSES), required=True)
    date: str = typed(partial_date, required=True)


@dataclass(frozen=True, slots=True, kw_only=True)
class Review(Record):
    """A number that a check of plausibility lists, and a human's reason to leave it as it is.

    ``id`` is the id of the observation or the stated change, ``#`` and the check: ``source-id/observation-id#change``.
    """

    id: str = typed(one_line, required=True)
    date: str = typed(partial_date, required=True)
    reason: str = typed(choice(*REVIEW_REASONS), required=True)
    why: str = typed(one_line, required=True)


@dataclass(frozen=True, slots=True, kw_only=True)
class Gap(Record):
    """A window of which the data hold no number, and why."""

    id: str = typed(slug, required=True)
    indicator: str = typed(slug, required=True, refers="indicators")
    ref_area: str = typed(slug, required=True, refers="areas")
    counterpart_area: str = typed(slug, refers="areas")
    start: str = typed(partial_date, required=True)
    end: str = typed(partial_date, required=True)
    reason: str = typed(choice(*GAP_REASONS), required=True)
    why: str = typed(one_line, required=True)
    date: str = typed(partial_date, required=True)


@dataclass(frozen=True, slots=True, kw_only=True)
class Search(Record):
    """A day on which somebody looked for further numbers of an area: of some indicators, or of all that it has.

    It says up to when the data were checked, which is not when they last changed.
    """

    id: str = typed(slug, required=True)
    ref_area: str = typed(slug, required=True, refers="areas")
    indicators: tuple = typed(slug, many=True, refers="indicators")
    date: str = typed(partial_date, required=True)
    where: str = typed(one_line, required=True)
    found: str = typed(one_line, required=True)


@dataclass(frozen=True, slots=True, kw_only=True)
class Release(Record):
    """A release number and its day; the last in the list is the one that the raw folder is becoming.

    `note` says in the release's notes what changed in the rules by which numbers are read and chosen.
    """

    id: str = typed(slug, required=True)
    date: str = typed(partial_date, required=True)
    note: str = typed(one_line)


#: File of the raw folder's top -> the class of its records.
CODE_LISTS = {
    "areas": Area,
    "issuers": Issuer,
    "indicators": Indicator,
    "releases": Release,
    "withdrawn": Withdrawn,
    "errata": Erratum,
    "reviewed": Review,
    "gaps": Gap,
    "searches": Search,
}
