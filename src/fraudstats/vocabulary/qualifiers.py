"""Qualifiers, the words that print them, and the conventions under which they are read."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, field
from math import inf
from types import MappingProxyType

__all__ = ["CONVENTIONS", "QUALIFIERS", "Qualifier"]

#: Convention -> how it reads a printed number.
CONVENTIONS: Mapping[str, str] = MappingProxyType(
    {
        "printed": "The last printed unit bounds what the qualifier leaves open",
        "truncated": "As printed, but what is called rounded may have been cut off",
        "conservative": "More than has no upper end, and what is called rounded may have been cut off as well",
    }
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
        Language -> regular expressions of the words that print it, and ``signs``. The number itself is an N among them,
        and a bare 百, 千 or 万 an U.
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
                r"逾; 超过; 超過; 超; 突破; 余; 餘; 多[于於]; 高[于於]; 大[于於]; (?<![不经經通])[过過](?=[NU]); "
                r"多(?=[万萬亿億千百名人起宗件个個元次张張家]|$)",
                vi=r"\bhơn(?= N); \btrên(?= N); vượt",
                ko=r"넘는; 여(?=[건명]); 초과",
                th=r"กว่า; เกิน",
                ms=r"lebih dari(?:pada)?; melebihi",
                signs=r">",
            ),
        ),
        "at_least": Qualifier(
            "At least the printed number (以上); no upper end",
            _reach(0, inf),
            "at least ",
            _words(
                r"at least; not? (?:less|fewer) than",
                r"以上; 至少; 不少[于於]; 不低[于於]; 不小[于於]; 上(?=U)",
                vi=r"ít nhất; tối thiểu; không dưới",
                ko=r"이상; 최소",
                th=r"อย่างน้อย",
                ms=r"sekurang-kurangnya; sedikitnya; setidaknya",
                signs=r"≥; >=; =>",
            ),
        ),
        "nearly": Qualifier(
            "The printed number is not quite reached (近)",
            _reach(1, 0),
            "nearly ",
            _words(
                r"nearly; almost; close to; just (?:under|below|short of); less than; fewer than; under",
                r"近; 不到; 不足; 将近; 將近; 未满; 未滿; 未达; 未達; 少[于於]; 低[于於]; 小[于於]",
                ko=r"가까운; 미만",
                th=r"เกือบ",
                ms=r"hampir",
                vi=r"\bgần(?= N); chưa đến; chưa tới; \bdưới(?= N)",
            ),
        ),
        "about": Qualifier(
            "About the printed number (约)",
            _reach(1, 1),
            "about ",
            _words(
                r"about; around; some; roughly; approximately; approx\.?; circa; an estimated; estimated; ~; "
                r"\bca?\. ?(?=N); or so\b; -odd\b",
                r"约; 約; 左右; 大约; 大約; 上下",
                ja=r"およそ",
                ko=r"약(?= ?[NU])",
                th=r"ประมาณ; ราว",
                ms=r"kira-kira; sekitar",
                vi=r"khoảng; xấp xỉ",
                signs=r"≈",
            ),
        ),
        "up_to": Qualifier(
            "No more than the printed number",
            _reach(inf, 0),
            "up to ",
            _words(
                r"up to; as many as; not? more than; not? (?:over|above); not exceed(?:ing|ed)?; at most",
                r"最多; 至多; [不未]超[过過]; 没有超过; [不未]逾; 不多[于於]; 不高[于於]; 不大[于於]; 以下; 以内; 以內",
                ko=r"이하; 최대",
                ms=r"tidak lebih dari(?:pada)?; maksimum",
                vi=r"tối đa; không quá; không hơn",
                signs=r"<; ≤; <=",
            ),
        ),
    }
)
