"""The fonts of a PDF file in the order of their names.

matplotlib writes them in the order of their paths, so that the bytes of a picture would depend on the folders in which
this package and matplotlib are installed.
"""

from __future__ import annotations

import re
from itertools import chain, takewhile

__all__ = ["fonts_by_name"]

_REFERENCE = re.compile(rb"\b(\d+) 0 R\b")
_NAME = re.compile(rb"/BaseFont /(?:[A-Z]{6}\+)?(\S+)")
_FREE = b"0000000000 65535 f \n"


def fonts_by_name(pdf: bytes) -> bytes:
    """The same file with its fonts in the order of their names.

    Parameters
    ----------
    pdf : bytes
        As matplotlib writes it: objects one after the other, and one table of their places.
    """
    objects = _objects(pdf)
    (listed,) = {int(number) for number in re.findall(rb"/Font (\d+) 0 R", pdf)}
    found = _references(objects[listed])
    fonts = sorted(found, key=lambda font: _name(objects[font]))
    if fonts == found:
        return pdf
    blocks = [[number for number in objects if number in _reached(font, objects)] for font in fonts]
    old = [number for block in blocks for number in sorted(block)]
    new = dict(zip(old, sorted(old), strict=True))
    names = dict(zip(found, re.findall(rb"/\S+ \d+ 0 R", objects[listed]), strict=True))
    objects[listed] = b"%d 0 obj\n<< %s >>\nendobj\n" % (listed, b" ".join(names[font] for font in fonts))
    before = takewhile(lambda number: number not in new, objects)
    order = dict.fromkeys([*before, *chain(*blocks), *objects])
    return _written(pdf, {new.get(one, one): _renumbered(objects[one], new) for one in order})


def _table(pdf):
    """Where the table of places begins, and the place of each object."""
    start = int(re.findall(rb"startxref\n(\d+)", pdf)[-1])
    return start, [int(place) for place in re.findall(rb"(?m)^(\d{10}) \d{5} n", pdf[start:])]


def _objects(pdf):
    """Number -> bytes of each object, in the order of the file."""
    end, places = _table(pdf)
    starts = sorted(places)
    stops = dict(zip(starts, [*starts[1:], end], strict=True))
    return {places.index(start) + 1: pdf[start : stops[start]] for start in starts}


def _said(content):
    """An object without the bytes of its stream."""
    return content.partition(b"\nstream\n")[0]


def _references(content):
    return [int(number) for number in _REFERENCE.findall(_said(content))]


def _reached(number, objects):
    return {number}.union(*(_reached(other, objects) for other in _references(objects[number])))


def _name(content):
    """A font's name, in the order of its file's: DejaVuSans-Bold.ttf comes before DejaVuSans.ttf."""
    return _NAME.findall(content)[0] + b"."


def _renumbered(content, new):
    said = _said(content)
    own, _, rest = said.partition(b" ")
    rest = _REFERENCE.sub(lambda found: b"%d 0 R" % new.get(int(found[1]), int(found[1])), rest)
    return b"%d %s%s" % (new.get(int(own), int(own)), rest, content[len(said) :])


def _written(pdf, objects):
    """The file of these objects, with the table of their places; as long as before."""
    start, old = _table(pdf)
    places, at = {}, min(old)
    for number, content in objects.items():
        places[number] = at
        at += len(content)
    table = b"".join(b"%010d 00000 n \n" % places[number] for number in sorted(places))
    head, _, rest = pdf[start:].partition(_FREE)
    return pdf[: min(old)] + b"".join(objects.values()) + head + _FREE + table + rest[len(table) :]
