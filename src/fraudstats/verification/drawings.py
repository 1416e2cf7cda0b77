"""Two SVG or PDF drawings, by the coordinates of what is drawn."""

from __future__ import annotations

import re
import zlib
from itertools import count

from fraudstats.verification.texts import compare_texts
from fraudstats.verification.verdict import DIFFERENT, EQUAL, IDENTICAL, Comparison, worst

__all__ = ["compare_pdf", "compare_svg"]

#: Names that matplotlib makes of a hash of what they name.
_HASHED = re.compile(r"\b(?:[pmh]|C\w+_)[0-9a-f]{10}\b")
_GROUP = re.compile(r'<g id="([^"]+)"')
_WIDTH = re.compile(r'viewBox="0 0 ([\d.]+)')
#: What is no coordinate: the words that the file says of itself, and colours.
_EXACT = re.compile(r"<(?:title|desc)\b.*?</(?:title|desc)>|#[0-9a-f]{6}\b", re.DOTALL)
#: How a stream of drawing instructions begins; those of fonts begin otherwise.
_INSTRUCTIONS = re.compile(rb"(?!/CIDInit)[/\d][ -~]*\n")
_STREAM = re.compile(rb"stream\r?\n(.*?)\r?\nendstream", re.DOTALL)


def compare_svg(stored: bytes, new: bytes, tolerance: float) -> Comparison:
    """The verdict on two SVG files: coordinates within `tolerance` of the width, all else exactly."""
    if stored == new:
        return Comparison(IDENTICAL)
    before, after = (_HASHED.sub(_numbered(), one.decode()) for one in (stored, new))
    if _EXACT.findall(before) != _EXACT.findall(after):
        return Comparison(DIFFERENT, "title, description or colours are others")
    width = float(found[1]) if (found := _WIDTH.search(before)) else 0.0
    parts, others = _GROUP.split(before), _GROUP.split(after)
    if (names := parts[1::2]) != others[1::2]:
        first = next((a for a, b in zip(names, others[1::2], strict=False) if a != b), "at the end")
        return Comparison(DIFFERENT, f"other things are drawn: {len(names)} groups, now {len(others) // 2}; {first}")
    pairs = zip(["head", *names], parts[::2], others[::2], strict=True)
    found = worst(compare_texts(a, b, tolerance, width, f"{name}: ") for name, a, b in pairs)
    return found if found.verdict != IDENTICAL else Comparison(EQUAL, "names of paths differ")


def compare_pdf(stored: bytes, new: bytes, tolerance: float) -> Comparison:
    """The verdict on two PDF files: drawn coordinates within `tolerance` of a page, fonts and words exactly."""
    if stored == new:
        return Comparison(IDENTICAL)
    (drawn, fonts, words), (drawn_now, fonts_now, words_now) = _parts(stored), _parts(new)
    if words != words_now:
        return Comparison(DIFFERENT, "title or description in the file are others")
    if fonts != fonts_now:
        return Comparison(DIFFERENT, "other fonts or pictures are in the file")
    found = compare_texts(drawn, drawn_now, tolerance, size=600, where="drawn: ")
    return found if found.verdict != IDENTICAL else Comparison(EQUAL, "written otherwise")


def _numbered():
    """Gives each hashed name the number of its first appearance."""
    numbers, following = {}, count()
    return lambda found: numbers.setdefault(found[0], f"name-{next(following)}")


def _parts(pdf):
    """What is drawn, the other streams, and the words that the file says of itself."""
    streams = [_inflated(found) for found in _STREAM.findall(pdf)]
    drawn = [one for one in streams if _INSTRUCTIONS.match(one)]
    others = [one for one in streams if one not in drawn]
    words = re.findall(rb"/(?:Title|Subject|Keywords|Author) (\(.*?(?<!\\)\)|<[0-9a-fA-F]*>)", pdf, re.DOTALL)
    return b"\n".join(drawn).decode("latin-1"), others, words


def _inflated(stream):
    try:
        return zlib.decompress(stream)
    except zlib.error:
        return stream
