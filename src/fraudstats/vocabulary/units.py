"""Units, and the words that print them."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, field
from types import MappingProxyType

__all__ = ["UNITS", "Unit"]


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
        "IDR": Unit("Rupiah", ("rp", "rupiah")),
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
