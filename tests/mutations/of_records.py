"""Faults in a raw record: a number, its printed text with it, the address of the source."""

import shutil
import tempfile
from functools import cache, partial
from pathlib import Path

from mutations.mutation import Mutation
from stored import ROOT, unlike_the_tables

CAUGHT_BY = "tests/dataset/test_store.py, the committed tables"
RECORD = "sources/cn-mps/xinhua-northnews-2022-01-01.yaml"


def _record():
    return (ROOT / "data/raw" / RECORD).read_text(encoding="utf-8")


@cache
def _complaints(text):
    """What the check says of all raw records with this text as one of them."""
    with tempfile.TemporaryDirectory() as folder:
        raw = shutil.copytree(ROOT / "data/raw", Path(folder) / "raw")
        (raw / RECORD).write_text(text, encoding="utf-8")
        return unlike_the_tables(raw)


def _replaced(pairs, text):
    for old, new in pairs:
        assert old in text, old
        text = text.replace(old, new, 1)
    return text


def _mutation(what, *pairs):
    return Mutation(what, f"data/raw/{RECORD}", CAUGHT_BY, _record, partial(_replaced, pairs), _complaints)


MUTATIONS = [
    _mutation("a number with its printed text", ("37万余起", "36万余起"), ("value: 370000", "value: 360000")),
    _mutation("the end of a window", ("end: 2021-11-30", "end: 2021-12-31")),
    _mutation("the address of the source", ("2057038.html", "2057039.html")),
]
