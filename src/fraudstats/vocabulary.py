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
from dataclasses import dataclass, field
from math import inf
from types import MappingProxyType

__all__ = [
    "AGREED_STATUSES", "BASES", "CAVEATS", "CLAIM_TESTS", "CODE_LISTS", "CONFIDENCES", "CONVENTIONS",
    "ERRATUM_STATUSES", "EVENT_KINDS", "INSTRUMENTS", "OBS_STATUSES", "QUALIFIERS", "SOURCE_KINDS", "STRONG_TIERS",
    "TERMS", "TIERS", "TREATY_STATUSES", "UNDATED_STATUSES", "UNITS", "UNKNOWN", "VERDICTS", "Qualifier", "Unit",
]  # fmt: skip

UNKNOWN = "unknown"  #: Typed for a date that a source does not give.


def _codes(**meanings: str) -> Mapping[str, str]:
    return MappingProxyType(meanings)


#: Convention -> how it reads a printed number.
CONVENTIONS = _codes(
    printed="The last printed unit bounds what the qualifier leaves open",
    truncated="As printed, but what is called rounded may have been cut off",
    conservative="More than has no upper end, and what is called rounded may have been cut off as well",
)


@dataclass(frozen=True, slots=True)
class Qualifier:
    """How a number was printed, and so how far the truth may lie from it.

    Attributes
    ----------
    meaning : str
    reach : mapping
        Convention -> (units below the value, units above it), in units of the last printed digit.
    said : str
        How the qualifier is said in front of a number; empty where no word says it.
    words : mapping
        Language -> regular expressions of the words that print it.
    """

    meaning: str
    reach: Mapping[str, tuple[float, float]]
    said: str = ""
    words: Mapping[str, tuple[str, ...]] = field(default_factory=dict)

    @property
    def loose(self) -> bool:
        """Whether a word says that the printed number is not the count itself."""
        return bool(self.said)


def _reach(below: float, above: float, **otherwise: tuple[float, float]) -> Mapping[str, tuple[float, float]]:
    return MappingProxyType(dict.fromkeys(CONVENTIONS, (below, above)) | otherwise)


def _words(en: str, zh: str, **more: str) -> Mapping[str, tuple[str, ...]]:
    return MappingProxyType(
        {language: tuple(text.split("; ")) for language, text in {"en": en, "zh": zh, **more}.items()}
    )


QUALIFIERS: Mapping[str, Qualifier] = MappingProxyType(
    {
        "exact": Qualifier("A full count", _reach(0, 0)),
        "rounded": Qualifier(
            "Rounded to the last printed unit", _reach(0.5, 0.5, truncated=(0, 1), conservative=(0.5, 1))
        ),
        "truncated": Qualifier("The rest was cut off", _reach(0, 1)),
        "rounded_up": Qualifier("Every started unit counts", _reach(1, 0)),
        "more_than": Qualifier(
            "More than the printed number (余, 多)",
            _reach(0, 1, conservative=(0, inf)),
            "more than ",
            _words(
                r"more than; over(?!all); exceed(?:ed|ing|s)?; in excess of; topp(?:ed|ing); surpass(?:ed|ing)?; "
                r"above; upwards? of; plus\b; \+",
                r"逾; 超过; 超過; 超; 突破; 余; 餘; 多(?=[万萬亿億千百名人起宗件个個元次张張家]|$)",
            ),
        ),
        "at_least": Qualifier(
            "At least the printed number (以上); no upper end",
            _reach(0, inf),
            "at least ",
            _words(r"at least; no (?:less|fewer) than", r"以上; 至少; 不少于; 不少於; 不低于"),
        ),
        "nearly": Qualifier(
            "The printed number is not quite reached (近)",
            _reach(1, 0),
            "nearly ",
            _words(
                r"nearly; almost; close to; just (?:under|below|short of); less than; fewer than; under",
                r"近; 不到; 不足; 将近; 將近",
            ),
        ),
        "about": Qualifier(
            "About the printed number (约)",
            _reach(1, 1),
            "about ",
            _words(
                r"about; around; some; roughly; approximately; approx\.?; circa; an estimated; estimated; ~",
                r"约; 約; 左右; 大约; 大約",
                ja=r"およそ",
            ),
        ),
        "up_to": Qualifier(
            "No more than the printed number",
            _reach(inf, 0),
            "up to ",
            _words(r"up to; as many as; no more than; at most", r"最多; 至多; 不超过; 不超過"),
        ),
    }
)

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
    ogl_3_0="Open Government Licence 3.0",
    government_open_data="Open government data",
    free_reuse_with_source="Free reuse if the source is named",
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
    change="A change between two windows",
    event="A dated event",
    fact="Something neither counted nor dated",
    treaties="A count or list of treaties",
    reference="An entry of the paper's references",
    consistency="Agreement of the paper with itself",
    none="Nothing that data could decide",
)
#: What an audit may say of a claim, best first.
VERDICTS = _codes(
    supported="A source prints it for what the paper says it is",
    supported_with_caveat="A source prints it, but for something narrower, wider or less certain",
    contradicted="The sources say something else",
    untraceable="No source in the dataset prints it",
    internal_error="The paper contradicts itself or its own list of references",
)
CAVEATS = _codes(
    window_narrower="the source counts a shorter time than the paper says",
    window_wider="the source counts a longer time than the paper says",
    window_shifted="the source counts another time that overlaps the paper's",
    announcement_day="the paper gives the day of the announcement for the time that was counted",
    window_unknown="the source does not say where its time begins or ends",
    as_of_missing="a running total without its date",
    qualifier_lost="the source says 'more than', 'nearly' or 'about'; the paper does not",
    full_window_differs="for the time that the paper names, a source prints another number",
    restated_later="the same time was later given another number",
    grown_since="the running total was higher before the paper appeared",
    part_of_another="the number is already contained in another number of the paper",
    same_number_elsewhere="the same number was printed for another time as well",
    sources_disagree="other sources say something else",
    detail_not_seen="only a part of it was found",
    absence_not_proof="nothing was found, which does not prove that there is nothing",
    title_differs="the document found has another title than the paper prints",
)


@dataclass(frozen=True, slots=True)
class Unit:
    """What a value is measured in.

    Attributes
    ----------
    meaning : str
    words : tuple of str
        Words that print it, in lower case; a word of several units (``$``) allows each of them.
    multiples : mapping
        Words that print a multiple of it -> the multiple.
    """

    meaning: str
    words: tuple[str, ...] = ()
    multiples: Mapping[str, int] = field(default_factory=dict)


_DOLLAR, _YUAN = ("dollars", "$"), ("元",)

#: Code -> unit; money by its ISO 4217 code.
UNITS: Mapping[str, Unit] = MappingProxyType(
    {
        "cases": Unit("Cases", ("起", "宗", "cases")),
        "persons": Unit("Persons", ("名", "人", "people", "persons", "suspects")),
        "person_times": Unit("Person-times: one person counts each time", ("人次", "person-times")),
        "percent": Unit("Percent", ("%", "per cent", "percent")),
        "months": Unit("Months", ("个月", "個月")),
        "kg": Unit("Kilograms", multiples={"吨": 1000, "tonnes": 1000, "tons": 1000}),
        "CNY": Unit("Yuan renminbi", ("yuan", "rmb", *_YUAN)),
        "USD": Unit("United States dollars", ("美元", "us$", "us $", *_DOLLAR)),
        "HKD": Unit("Hong Kong dollars", ("港元", "港币", "港幣", "hk$", *_DOLLAR, *_YUAN)),
        "SGD": Unit("Singapore dollars", ("s$", *_DOLLAR)),
        "AUD": Unit("Australian dollars", ("a$", *_DOLLAR)),
        "CAD": Unit("Canadian dollars", ("c$", *_DOLLAR)),
        "TWD": Unit("New Taiwan dollars", ("新台币", "新台幣", "新臺幣", "nt$", *_DOLLAR, *_YUAN)),
        "NZD": Unit("New Zealand dollars", _DOLLAR),
        "MOP": Unit("Patacas", ("澳门元", "澳門元", "mop", *_YUAN)),
        "MYR": Unit("Ringgit", ("rm", "ringgit")),
        "INR": Unit("Indian rupees", ("₹", "rs")),
        "GBP": Unit("Pounds sterling", ("£",)),
        "EUR": Unit("Euros", ("€",)),
        "THB": Unit("Baht", ("baht",)),
        "KRW": Unit("Won", ("won",)),
        "JPY": Unit("Yen", ("円", "日元", "yen")),
        "PHP": Unit("Philippine pesos"),
        "VND": Unit("Dong"),
        "TWD_per_day": Unit("New Taiwan dollars per day"),
        "cases_per_day": Unit("Cases per day"),
        "index": Unit("Index points; the base belongs to the indicator"),
        "per_usd": Unit("Units of local currency per United States dollar"),
        "articles": Unit("Articles of a law"),
        "batches": Unit("Batches"),
        "cards": Unit("Cards"),
        "complaints": Unit("Complaints"),
        "countries": Unit("Countries"),
        "dens": Unit("Dens"),
        "groups": Unit("Groups"),
        "incidents": Unit("Incidents"),
        "offences": Unit("Offences"),
        "ordinal": Unit("Position in a count: the third batch"),
        "outlets": Unit("Outlets"),
        "patrols": Unit("Patrols"),
        "reports": Unit("Reports"),
        "treaties": Unit("Treaties"),
    }
)

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
    }
)
