"""How fast tables are built, opened, asked and exported, against pandas written by hand in the same run.

Run: OPENBLAS_NUM_THREADS=1 python benchmarks/build_speed.py [1000000] > benchmarks/RESULTS-build.md
"""

import json
import os
import resource
import subprocess
import sys
import tempfile
from pathlib import Path
from time import process_time

import numpy as np
import pandas as pd

import fraudstats as fs
from fraudstats.exports.formats import FORMATS

LISTS = {
    "areas": "areas: [{id: JP, name_en: Japan, name_zh: 日本}]\n",
    "issuers": "issuers: [{id: police, name_en: Police, area: JP}]\n",
    "releases": "releases: [{id: 2026.1.0, date: 2026-01-31}]\n",
    "withdrawn": "withdrawn: []\n",
    "errata": "errata: []\n",
    "reviewed": "reviewed: []\n",
    "gaps": "gaps: []\n",
    "searches": "searches: []\n",
    "indicators": """\
indicators:
- {id: cases, name_en: Cases, name_zh: 件数, definition: Cases recognised., counted: cases, unit: cases, iccs: "0701",
   topic: test}
- {id: losses, name_en: Losses, name_zh: 金額, definition: Money lost., counted: money, unit: JPY, iccs: "0701",
   topic: test}
""",
}
SOURCE = """\
source:
  issuer: police
  outlet: Outlet
  title: Monthly table
  url: https://example.org/{name}
  published: {published}
  language: ja
  kind: statistical_table
  tier: issuer_site
  witness: {name}
  terms: not_seen
tables:
  observations: {name}.csv
"""
#: Months of every place; each month has a number of cases and one of losses.
MONTHS = 120


def table(size, seed=7):
    """Numbers as a statistical office prints them: cases in digits, losses in units of ten million yen."""
    rng = np.random.default_rng(seed)
    number = np.arange(size)
    place, month, money = number // (2 * MONTHS), number // 2 % MONTHS, number % 2 == 1
    starts = pd.period_range("2010-01", periods=MONTHS, freq="M")[month]
    cases, losses = rng.lognormal(9, 2, size).astype(int), rng.integers(1, 4000, size)
    indicator = np.where(money, "losses", "cases")
    months = starts.strftime("%Y-%m")
    return pd.DataFrame(
        {
            "id": [f"{what}-{where}-{when}" for what, where, when in zip(indicator, place, months, strict=True)],
            "indicator": indicator,
            "ref_area": "JP",
            "sub_area": [f"District {one}" for one in place],
            "start": starts.start_time.strftime("%Y-%m-%d"),
            "end": starts.end_time.strftime("%Y-%m-%d"),
            "period_text": [f"{month.year}年{month.month}月 単月" for month in starts],
            "text": [f"{ten / 10}億円" if m else f"{one:,}" for m, one, ten in zip(money, cases, losses, strict=True)],
            "value": np.where(money, losses * 10_000_000, cases),
            "qualifier": np.where(money | (cases % 10 == 0), "rounded", "exact"),
            "unit": np.where(money, "JPY", "cases"),
            "status": "P",
            "confidence": "high",
            "note": [
                f"printed difference on the same month a year before: {one}" for one in rng.integers(-400, 400, size)
            ],
        }
    )


def write_raw(folder, size):
    """A raw folder: one long table, and a later edition that restates the first hundredth of it."""
    folder, size = Path(folder), int(size)
    folder.mkdir(exist_ok=True)
    for name, text in LISTS.items():
        (folder / f"{name}.yaml").write_text(text, encoding="utf-8")
    sources = folder / "sources/police"
    sources.mkdir(parents=True)
    long = table(size)
    again = long.head(max(2, size // 100)).assign(status="R")
    for name, published, rows in (("monthly", "2021-01-31", long), ("restated", "2021-06-30", again)):
        (sources / f"{name}.yaml").write_text(SOURCE.format(name=name, published=published), encoding="utf-8")
        rows.to_csv(sources / f"{name}.csv", index=False)


def canonical_by_hand(table, path):
    """What the canonical CSV asks for, in plain pandas."""
    columns = {}
    for name, column in table.items():
        if column.dtype.kind == "M":
            columns[name] = column.dt.strftime("%Y-%m-%d")
        elif column.dtype.kind == "f":
            texts = column.map(lambda v: f"{v:.0f}" if v.is_integer() else repr(v), na_action="ignore")
            columns[name] = texts.astype("object")
        else:
            columns[name] = column
    pd.DataFrame(columns).to_csv(path, index=False, lineterminator="\n")


def build_by_hand(place, rows):
    for name in ("monthly", "restated"):
        pd.read_csv(place / f"raw/sources/police/{name}.csv")
    canonical_by_hand(rows, place / "by-hand.csv")
    rows.to_parquet(place / "by-hand.parquet", index=False)


def tables_of(place):
    return {path.stem: pd.read_parquet(path) for path in sorted((place / "out").glob("*.parquet"))}


KEY = ["indicator", "ref_area", "counterpart_area", "sub_area", "period_start", "period_end"]
DAY = "2021-03-31"


def loaded(place):
    os.utime(place / "out/manifest.json")  # what was opened before is not remembered
    return fs.load(place / "out")


def part_by_hand(rows):
    inside = (rows["period_start"] >= "2012-01-01") & (rows["period_end"] <= "2014-12-31")
    return rows.loc[(rows["indicator"] == "cases") & inside].reset_index(drop=True)


def known_by_hand(rows):
    known = rows.loc[rows["published_by"] <= DAY]
    best = known.sort_values(["published_by", "observation_id"]).drop_duplicates(KEY)
    return known.assign(preferred=known.index.isin(best.index))


def vintages_by_hand(rows):
    rows = rows.loc[rows["indicator"] == "cases"].sort_values([*KEY, "published_by"])
    again = rows.groupby(KEY, dropna=False)["value"].shift() == rows["value"]
    rows = rows.loc[~again]
    return rows.assign(vintage=rows.groupby(KEY, dropna=False).cumcount() + 1)


def difference_by_hand(rows):
    both = rows.loc[rows["published_by"] <= DAY].merge(rows, on="observation_id", how="outer", indicator=True)
    kept = both["_merge"] == "both"
    for name in rows.columns.drop("observation_id"):
        one, other = both[f"{name}_x"], both[f"{name}_y"]
        both[name] = kept & (one != other) & ~(one.isna() & other.isna())
    return both


def bulletins_by_hand(rows):
    return rows.loc[rows["preferred"]].sort_values(["period_start", "period_end", "observation_id"], ignore_index=True)


#: What is asked of an opened dataset -> the same of its table of observations by hand.
QUESTIONS = {
    "select": (lambda ds: ds.select("cases", start="2012", end="2014"), part_by_hand),
    "as_of": (lambda ds: ds.as_of(DAY), known_by_hand),
    "revisions": (lambda ds: ds.revisions("cases"), vintages_by_hand),
    "diff": (lambda ds: fs.diff(ds.as_of(DAY), ds), difference_by_hand),
    "bulletins": (lambda ds: ds.bulletins(), bulletins_by_hand),
}
#: Exports of numbers -> how pandas writes the observations; the others are about sources alone and have no peer.
BY_HAND = {
    "csv": lambda rows, path: canonical_by_hand(rows, path),
    "parquet": lambda rows, path: rows.to_parquet(path, index=False),
    "datapackage": lambda rows, path: canonical_by_hand(rows, path),
    "sdmx": lambda rows, path: canonical_by_hand(rows, path),
    "excel": lambda rows, path: rows.to_excel(path.with_suffix(".xlsx"), engine="xlsxwriter", index=False),
    "stata": lambda rows, path: rows.replace(np.inf, np.nan).fillna("").to_stata(path, version=118, write_index=False),
}
#: Rows of a sheet of Excel.
SHEET = 1_048_575


def tasks(place):
    """Name -> what is timed, given an opened dataset, and its peer, given the table of observations; or None."""
    yield "build", lambda ds: fs.build(place / "raw", place / "out"), lambda rows: build_by_hand(place, rows)
    yield "load", lambda ds: loaded(place), lambda rows: tables_of(place)
    for name, (ours, peer) in QUESTIONS.items():
        yield name, ours, peer
    for name in FORMATS:
        peer = BY_HAND.get(name)
        yield (
            f"export {name}",
            lambda ds, name=name: fs.export(ds, place / "exported", name),
            peer and (lambda rows, peer=peer: peer(rows, place / "by-hand")),
        )


def measure(place, name, whose, repeats):
    """Seconds of processor time, the least of several runs, and peak memory in MB of a process that does just this."""
    place, repeats = Path(place), int(repeats)
    ours, peer = next((ours, peer) for one, ours, peer in tasks(place) if one == name)
    given = None
    if name not in ("build", "load") or whose == "peer":
        given = loaded(place) if whose == "ours" else pd.read_parquet(place / "out/observations.parquet")
    best = np.inf
    for _ in range(repeats):
        begin = process_time()
        (ours if whose == "ours" else peer)(given)
        best = min(best, process_time() - begin)
    return best, resource.getrusage(resource.RUSAGE_SELF).ru_maxrss / 1024


def in_a_process_of_its_own(function, *arguments):
    """What a function of this file returns; the memory of a process counts towards the peak of those that it starts."""
    call = [sys.executable, __file__, function.__name__, json.dumps([*map(str, arguments)])]
    return json.loads(subprocess.run(call, check=True, capture_output=True, text=True).stdout)


def ratio(place, name, repeats):
    """Our processor time over that of the same by hand."""
    return np.divide(*(in_a_process_of_its_own(measure, place, name, who, repeats)[0] for who in ("ours", "peer")))


def report(size):
    repeats = 3 if size <= 10_000 else 2 if size <= 100_000 else 1
    print(f"\n## {size:,} observations\n")
    print("| what | seconds | by hand | ratio | us per observation | peak MB | by hand |")
    print("|---|---|---|---|---|---|---|")
    with tempfile.TemporaryDirectory() as folder:
        place = Path(folder)
        in_a_process_of_its_own(write_raw, place / "raw", size)
        for name, _, peer in tasks(place):
            if name == "export excel" and 1.01 * size > SHEET:
                continue
            time, peak = in_a_process_of_its_own(measure, place, name, "ours", repeats)
            cells = [name, f"{time:.3f}", "", "", f"{1e6 * time / size:.1f}", f"{peak:.0f}", ""]
            if peer:
                by_hand, memory = in_a_process_of_its_own(measure, place, name, "peer", repeats)
                cells[2:4], cells[6] = [f"{by_hand:.3f}", f"**{time / by_hand:.1f}**"], f"{memory:.0f}"
            print(f"| {' | '.join(cells)} |", flush=True)


INTRODUCTION = """\
# Building, opening, asking and exporting: speed and memory

Processor time, least of several runs, by `build_speed.py` on a shared machine of two cores with
OPENBLAS_NUM_THREADS=1. Every line is measured in a process of its own, and right after it what pandas needs by hand
for the same: to read the raw CSV and write the observations as canonical CSV and Parquet (build), to read the Parquet
files (load), to filter, sort and number rows (the questions), or to write the observations alone (exports of numbers).
Exports without a peer write sources and descriptions only. Peak memory is that of the whole process, libraries and
opened data included. The raw folder holds one long CSV and a restatement of its first hundredth.
"""

if __name__ == "__main__":
    if sys.argv[1:2] in (["measure"], ["write_raw"]):
        print(json.dumps(globals()[sys.argv[1]](*json.loads(sys.argv[2]))))
    else:
        print(INTRODUCTION)
        for size in [1_000, 10_000, 100_000, *map(int, sys.argv[1:])]:
            report(size)
