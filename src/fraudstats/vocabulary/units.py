"""Units, and the words that print them."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, field
from types import MappingProxyType

__all__ = ["EVENT_UNITS", "UNITS", "Unit"]


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


_DOLLAR, _YUAN, _YEN = ("dollars", "$"), ("元",), ("¥",)

#: Code -> unit; money by its ISO 4217 code.
UNITS: Mapping[str, Unit] = MappingProxyType(
    {
        "cases": Unit("Cases", ("起", "宗", "cases", "건", "vụ")),
        "persons": Unit("Persons", ("名", "人", "people", "persons", "suspects", "명", "người", "orang")),
        "person_times": Unit("Person-times: one person counts each time", ("人次", "person-times")),
        "percent": Unit("Percent", ("%", "per cent", "percent", "pct")),
        "months": Unit("Months", ("个月", "個月")),
        "kg": Unit("Kilograms", multiples={"吨": 1000, "tonnes": 1000, "tons": 1000}),
        "CNY": Unit("Yuan renminbi", ("yuan", "rmb", "人民币", "人民幣", *_YEN, *_YUAN)),
        "USD": Unit(
            "United States dollars",
            ("美元", "美金", "us$", "us $", "us dollars", "u.s. dollars", "american dollars", *_DOLLAR),
        ),
        "HKD": Unit("Hong Kong dollars", ("港元", "港币", "港幣", "hk$", "hong kong dollars", *_DOLLAR, *_YUAN)),
        "SGD": Unit("Singapore dollars", ("新元", "新加坡元", "坡币", "坡幣", "s$", "singapore dollars", *_DOLLAR)),
        "AUD": Unit("Australian dollars", ("澳元", "a$", "au$", "australian dollars", *_DOLLAR)),
        "CAD": Unit("Canadian dollars", ("加元", "c$", "ca$", "canadian dollars", *_DOLLAR)),
        "TWD": Unit(
            "New Taiwan dollars",
            ("新台币", "新台幣", "新臺幣", "台币", "台幣", "臺幣", "nt$", "new taiwan dollars", *_DOLLAR, *_YUAN),
        ),
        "NZD": Unit("New Zealand dollars", ("纽元", "新西兰元", "nz$", "new zealand dollars", *_DOLLAR)),
        "MOP": Unit("Patacas", ("澳门元", "澳門元", "澳门币", "澳門幣", "葡币", "葡幣", "patacas", "mop$", *_YUAN)),
        "MYR": Unit("Ringgit", ("rm", "ringgit", "林吉特", "令吉", "马币", "馬幣")),
        "INR": Unit("Indian rupees", ("₹", "rs", "rupees", "卢比", "盧比")),
        "GBP": Unit("Pounds sterling", ("£", "pounds", "英镑", "英鎊")),
        "EUR": Unit("Euros", ("€", "euros", "euro", "欧元", "歐元")),
        "THB": Unit("Baht", ("baht", "bt", "฿", "บาท", "泰铢", "泰銖")),
        "KRW": Unit("Won", ("won", "₩", "원", "韩元", "韓元")),
        "IDR": Unit("Rupiah", ("rp", "rupiah", "印尼盾", "印尼卢比")),
        "JPY": Unit("Yen", ("円", "日元", "日圆", "日圓", "yen", *_YEN)),
        "PHP": Unit("Philippine pesos", ("₱", "pesos", "比索")),
        "VND": Unit("Dong", ("dong", "₫", "đồng", "越南盾")),
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

#: Units that count the same happenings under other names.
EVENT_UNITS = frozenset({"cases", "complaints", "reports", "incidents", "offences"})
