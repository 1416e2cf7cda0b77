"""Marks that statistics put on a number: footnotes, and letters for revised, provisional and the like.

The letters are the shorthand of the Government Statistical Service of the United Kingdom (b break in series, c
confidential, e estimated, f forecast, p provisional, r revised, u of low reliability, x not available, z not
applicable); those of the SDMX code list CL_OBS_STATUS are read in brackets likewise. A letter without brackets is read
only where it is no multiplier: ``6405r``, but ``3b`` is 3 billion.

>>> split_marks("6,405¹ [r]")
('6,405', ('1', 'r'))
"""

from __future__ import annotations

import re

from fraudstats.vocabulary import STATUS_WORDS

__all__ = ["split_marks"]

_SUPERSCRIPTS = dict(zip("⁰¹²³⁴⁵⁶⁷⁸⁹", "0123456789", strict=True))
_LETTER_OF = {word: code.lower() for code, words in STATUS_WORDS.items() for word in words}
_WORDS = "|".join(sorted(map(re.escape, _LETTER_OF), key=len, reverse=True))
_LETTERS = "[a-z]"
#: Stands where a mark stood, so that what it parted does not become one number.
_GAP = "\x1f"
_NOTE = r"(?:note|fn|注|註)\s?\d{1,3}|low"
_MARK = re.compile(
    r"(?<=[\w%)\]*]) ?(?P<superscript>(?<!m)[⁰¹²³⁴⁵⁶⁷⁸⁹]+)"
    rf"|\s?\[(?P<bracket>{_LETTERS}|\d{{1,3}}|{_NOTE})\]"
    rf"|\s?\((?P<paren>{_LETTERS}|{_NOTE})\)"
    rf"|\s?[(\[](?P<words>{_WORDS})[)\]]"
    r"|(?<=[\w%)])\s?(?P<sign>\*{1,3}|[†‡§※#]+)"
    r"|(?<=\d)\s?(?P<letter>[efpruxz])$"
)


def split_marks(text: str) -> tuple[str, tuple[str, ...]]:
    """A plain text without its marks, and the marks from left to right."""
    marks = [_flag(match) for match in _MARK.finditer(text)]
    return (_MARK.sub(_GAP, text).strip(f" {_GAP}"), tuple(marks)) if marks else (text, ())


def _flag(match):
    kind = match.lastgroup
    if kind == "superscript":
        return "".join(_SUPERSCRIPTS[character] for character in match[kind])
    if kind == "words":
        return _LETTER_OF[match[kind]]
    return match[kind]
