"""Plain code lists: a code and its meaning, in the order that matters."""

from __future__ import annotations

from collections.abc import Mapping
from types import MappingProxyType

__all__ = [
    "AGREED_STATUSES", "BASES", "CAVEATS", "CLAIM_TESTS", "CONFIDENCES", "ERRATUM_STATUSES", "EVENT_KINDS",
    "GAP_REASONS", "INSTRUMENTS", "NO_SUPPORT", "OBS_STATUSES", "PLAUSIBILITY", "READ_AS", "REVIEW_REASONS",
    "SIGNED_TESTS", "SOURCE_KINDS", "STRONG_TIERS", "TERMS", "TESTS_WITH_BASE", "TIERS", "TREATY_STATUSES",
    "UNDATED_STATUSES", "UNITLESS_TESTS", "UNKNOWN", "VERDICTS", "WORDED_TESTS",
]  # fmt: skip

UNKNOWN = "unknown"  #: Typed for a date that a source does not give.


def _codes(**meanings: str) -> Mapping[str, str]:
    return MappingProxyType(meanings)


#: How close the copy that was read is to the issuer, strongest first.
TIERS = _codes(
    issuer_site="Site of the issuer itself",
    state_media="State media",
    other_media="Other media",
    repost="Copy of another outlet's text",
)
#: Tiers that make a number well sourced.
STRONG_TIERS = ("issuer_site", "state_media")

BASES = _codes(
    printed="Printed in the source",
    implied="Follows from the source; the reason is given",
    unknown="Not known",
)
#: SDMX CL_OBS_STATUS, the codes that occur here.
OBS_STATUSES = _codes(
    A="Normal value",
    P="Provisional value",
    E="Estimated value",
    R="Revised value",
    D="Definition differs",
    B="Break in the series",
    M="Missing value",
)
CONFIDENCES = _codes(
    high="Number, window and meaning are clear",
    medium="Window or meaning needed a judgement; see the note",
    low="Doubtful; see the note",
)
SOURCE_KINDS = _codes(
    news_report="News report",
    press_release="Press release",
    statistical_yearbook="Statistical yearbook",
    statistical_table="Statistical table",
    work_report="Work report",
    white_paper="White paper",
    treaty="Treaty",
    statute="Statute",
    paper="Scholarly paper",
    database="Database",
    verdict="Verdict",
    social_media="Post on social media",
)
TERMS = _codes(
    not_seen="The page read stated no terms of use",
    all_rights_reserved="All rights reserved",
    public_domain="Public domain",
    cc_by_4_0="CC BY 4.0",
    cc_by_sa_4_0="CC BY-SA 4.0",
    cc_by_nc_4_0="CC BY-NC 4.0",
    ogl_1_0="Open Government Licence 1.0",
    ogl_3_0="Open Government Licence 3.0",
    pdl_1_0="Public Data License 1.0 (Japan)",
    ogdl_tw_1_0="Open Government Data License 1.0 (Taiwan)",
    government_open_data="Open government data",
    free_reuse_with_source="Free reuse if the source is named",
    noncommercial_with_source="Free reuse that is not commercial, if the source is named",
    no_copyright_by_law="No copyright, by the law of its country",
)
ERRATUM_STATUSES: Mapping[str, str] = MappingProxyType(
    {"suspected": "The number contradicts others", "confirmed": "The issuer says so"}
)
EVENT_KINDS = _codes(
    handover="Handover of suspects",
    meeting="Meeting",
    operation="Police operation",
    verdict="Verdict",
    warrant="Warrant",
    mechanism="Standing mechanism of cooperation",
    treaty="Treaty",
    law="Law",
    patrol="Joint patrol",
    proceedings="Charge, trial or execution of a sentence",
    incident="Attack, battle or death",
    report="Report",
)
INSTRUMENTS = _codes(
    extradition="Extradition treaty",
    mla_criminal="Legal assistance in criminal matters",
    mla_civil_criminal="Legal assistance in civil and criminal matters",
    mla_civil="Legal assistance in civil matters",
    transfer_sentenced="Transfer of sentenced persons",
)
TREATY_STATUSES = _codes(
    in_force="In force",
    signed="Signed",
    ratified="Ratified",
    signed_ratified_by_china="Signed, and ratified by China",
    negotiating="Under negotiation",
    none_found="No such treaty was found",
    exists_dates_not_read="Exists; its dates could not be read",
    in_force_date_not_read="In force; the date could not be read",
    in_force_year_not_read="In force; the year could not be read",
)
#: Treaties that exist although not all their dates were read.
UNDATED_STATUSES = ("exists_dates_not_read", "in_force_date_not_read", "in_force_year_not_read")
#: Statuses that mean that an instrument has been agreed.
AGREED_STATUSES = ("in_force", "signed", "ratified", "signed_ratified_by_china", *UNDATED_STATUSES)

CLAIM_TESTS = _codes(
    count="A count of an indicator over a window",
    change="A change between two windows, in percent",
    difference="A change between two windows, as a number",
    ratio="How many times one window's count is another's",
    share="A part of another count of the same window, in percent",
    mean="A count per day, week, month or year of its window",
    direction="A rise or a fall without its number",
    record="The highest or the lowest count since a date",
    event="A dated event",
    fact="Something neither counted nor dated",
    treaties="A count or list of treaties",
    reference="An entry of the paper's references",
    consistency="Agreement of the paper with itself",
    none="Nothing that data could decide",
)
#: Tests of a claim without a unit of its own, with a base, of what may fall below zero, and that words alone decide.
UNITLESS_TESTS = ("change", "ratio", "share", "direction", "record")
TESTS_WITH_BASE = ("change", "difference", "ratio")
SIGNED_TESTS = ("change", "difference")
WORDED_TESTS = ("direction", "record")
#: What an audit may say of a claim, best first.
VERDICTS = _codes(
    supported="A source prints it for what the paper says it is",
    supported_with_caveat="A source prints it, but for something narrower, wider or less certain",
    sources_disagree="Sources disagree about it, and the claim lies between them",
    contradicted="The sources say something else",
    impossible="What the sources print for other times leaves no room for it",
    untraceable="No source in the dataset prints it",
    internal_error="The paper contradicts itself or its own list of references",
    refused="The claim could not be read; the reason says what to mend",
)
#: Verdicts on a claim that nothing may be rested on.
NO_SUPPORT = ("contradicted", "impossible", "internal_error", "refused")
CAVEATS = _codes(
    window_narrower="the source counts a shorter time than the paper says",
    window_wider="the source counts a longer time than the paper says",
    window_shifted="the source counts another time that overlaps the paper's",
    announcement_day="the paper gives the day of the announcement for the time that was counted",
    window_unknown="the source does not say where its time begins or ends",
    window_missing="the paper does not say what time it counts",
    as_of_missing="a running total without its date",
    qualifier_lost="the source says 'more than', 'nearly' or 'about'; the paper does not",
    qualifier_changed="the source says it with another word, such as 'about' for 'at least'",
    direction_unsaid="the paper does not say whether it rose or fell",
    cut_off="the paper cuts the source's number off instead of rounding it",
    rounded_coarsely="the paper rounds to tens without saying so",
    looser="true, but the source's number is well beyond it",
    ranges_overlap="the source prints another number, and both can be true",
    within_bounds="no source prints it, and what sources print for other times allows it",
    full_window_differs="for the time that the paper names, a source prints another number",
    restated_later="the same time was later given another number",
    grown_since="the running total was higher before the paper appeared",
    part_of_another="the number is already contained in another number of the paper",
    same_number_elsewhere="the same number was printed for another time as well",
    sources_disagree="other sources say something else",
    own_source="only the paper itself is known to print it",
    detail_not_seen="only a part of it was found",
    absence_not_proof="nothing was found, which does not prove that there is nothing",
    title_differs="the document found has another title than the paper prints",
)

#: What may make a printed number implausible beside the others; see `fraudstats.plausibility`.
PLAUSIBILITY = _codes(
    parts="Its parts add up to more than the whole",
    neighbours="It is far from the same count in neighbouring windows",
    same_number="Another indicator has the same number for a longer or open window",
    bounds="The other numbers of the same count exclude it",
    change="A stated change does not fit the levels that it compares",
    note="Its own note doubts that it is what it is taken for",
    issuer="Its own issuer's number for the same window excludes it",
)
#: Why a number is not in the data.
GAP_REASONS = _codes(
    not_published="The issuer did not print it, as far as could be seen",
    not_collected="The issuer did not count it",
    withheld="The issuer has it and says that it is not given out",
    not_found="It may have been printed; it was not found in what was searched",
)
#: How the document was read.
READ_AS = _codes(
    stored_copy="A stored copy, whole or in excerpts",
    page="The page itself",
    file="A data file",
)
#: Why an implausible number was left as it is.
REVIEW_REASONS = _codes(
    base_restated="The base, or the number itself, was revised between the two prints",
    other_scope="It counts another area, class of cases or group of persons",
    other_count="It counts something else under a similar name",
    other_window="It counts another time than the words suggest",
    rounding="Cut off or rounded otherwise than the convention has it",
    misprint="Probably printed wrongly; which of the numbers is not known",
    contradiction="The sources disagree, and both are kept",
    real_change="The count did change that much, as other sources say",
    coincidence="The same number by chance",
    sound="The note or the neighbour is in doubt, not this number",
)
