"""Faults in a raw record: a number, its printed text with it, the address of the source."""

import shutil
import tempfile
from functools import partial
from pathlib import Path

from mutations.mutation import Mutation
from stored import ROOT

import fraudstats as fs

CAUGHT_BY = "tests/dataset/test_store.py, the committed tables"
RECORD = "sources/cn-mps/xinhua-northnews-2022-01-01.yaml"
ID = Path(RECORD).stem


def _record():
    return (ROOT / "data/raw" / RECORD).read_text(encoding="utf-8")


def _alone(text):
    """The tables of one record, with all the lists that it refers to."""
    from fraudstats.dataset import from_raw

    with tempfile.TemporaryDirectory() as folder:
        raw = Path(folder) / "raw"
        shutil.copytree(ROOT / "data/raw", raw, ignore=shutil.ignore_patterns("sources"))
        for name in ("errata", "gaps", "reviewed", "withdrawn"):  # of other records
            (raw / f"{name}.yaml").write_text(f"{name}: []\n", encoding="utf-8")
        (raw / RECORD).parent.mkdir(parents=True)
        (raw / RECORD).write_text(text, encoding="utf-8")
        return from_raw(raw)


def _unlike_the_tables(text):
    """What the built tables say of a record and the committed ones do not."""
    built, committed = _alone(text), fs.load()
    complaints = []
    for name, columns in (
        ("observations", ["observation_id", "value", "value_text", "lower", "upper", "period_end"]),
        ("sources", ["source_id", "url", "title", "published"]),
    ):
        new, old = (getattr(one, name) for one in (built, committed))
        old = old[old["source_id"] == ID]
        both = (one.sort_values(columns[0])[columns].astype(str).to_numpy().tolist() for one in (new, old))
        complaints += [f"{name}: {a}, committed {b}" for a, b in zip(*both, strict=True) if a != b]
    return complaints


def _replaced(pairs, text):
    for old, new in pairs:
        assert old in text, old
        text = text.replace(old, new, 1)
    return text


def _mutation(what, *pairs):
    return Mutation(what, f"data/raw/{RECORD}", CAUGHT_BY, _record, partial(_replaced, pairs), _unlike_the_tables)


MUTATIONS = [
    _mutation("a number with its printed text", ("37万余起", "36万余起"), ("value: 370000", "value: 360000")),
    _mutation("the end of a window", ("end: 2021-11-30", "end: 2021-12-31")),
    _mutation("the address of the source", ("2057038.html", "2057039.html")),
]
