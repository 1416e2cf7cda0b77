"""How fast tables are built, opened, asked and exported, against hand-written pandas in the same run.

Run: OPENBLAS_NUM_THREADS=1 python benchmarks/build_speed.py [1000000] > benchmarks/RESULTS-build.md
"""

import numpy as np
import pandas as pd

LISTS = {
    "areas": "areas: [{id: JP, name_en: Japan, name_zh: 日本}]\n",
    "issuers": "issuers: [{id: police, name_en: Police, area: JP}]\n",
    "releases": "releases: [{id: 2026.1.0, date: 2026-01-31}]\n",
    "withdrawn": "withdrawn: []\n",
    "errata": "errata: []\n",
    "reviewed": "reviewed: []\n",
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
            "note": [f"printed difference on the same month a year before: {one}" for one in rng.integers(-400, 400, size)],
        }
    )


def write_raw(folder, size):
    """A raw folder: one long table, and a later edition that restates the first hundredth of it."""
    for name, text in LISTS.items():
        (folder / f"{name}.yaml").write_text(text, encoding="utf-8")
    sources = folder / "sources/police"
    sources.mkdir(parents=True)
    long = table(size)
    again = long.head(max(2, size // 100)).assign(status="R")
    for name, published, rows in (("monthly", "2021-01-31", long), ("restated", "2021-06-30", again)):
        (sources / f"{name}.yaml").write_text(SOURCE.format(name=name, published=published), encoding="utf-8")
        rows.to_csv(sources / f"{name}.csv", index=False)
