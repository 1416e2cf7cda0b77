"""What is committed: figures and notebooks, and how each is checked."""

import tempfile
from functools import cache
from pathlib import Path

import pandas as pd

import fraudstats as fs
from fraudstats.dataset.loader import processed_folder
from fraudstats.verification.files import compare_bytes
from fraudstats.verification.verdict import IDENTICAL, TOLERANCE

ROOT = processed_folder().parents[1]
FIGURES = ROOT / "figures"
NOTEBOOKS = ROOT / "notebooks"


def stored_table(name: str) -> pd.DataFrame:
    """The committed data of a figure, with its days as dates and its truths as truths."""
    table = pd.read_csv(FIGURES / f"{name}.csv")
    for column in table.columns[~table.dtypes.map(pd.api.types.is_numeric_dtype)]:
        told = table[column].dropna().astype(str)
        if len(told) and told.str.fullmatch(r"\d{4}-\d\d-\d\d").all():
            table[column] = pd.to_datetime(table[column])
        elif len(told) and told.isin(["True", "False"]).all():
            table[column] = table[column].astype("boolean")
    return table


def redrawn(name: str) -> fs.plotting.Figure:
    """A figure drawn from its committed data alone, without any analysis: in a second."""
    return fs.figures.get(name).drawn(fs.load(), stored_table(name))


@cache
def notebook(stem: str) -> str:
    """A committed notebook, as text."""
    return (NOTEBOOKS / f"{stem}.ipynb").read_text(encoding="utf-8")


def unlike_the_file(name: str, kind: str, content: bytes, tolerance: float = TOLERANCE) -> list[str]:
    """What differs between a committed file of a figure and another content, in words; empty if nothing does."""
    found = compare_bytes(f".{kind}", (FIGURES / f"{name}.{kind}").read_bytes(), content, tolerance)
    return [] if found.agrees else [f"{name}.{kind}: {found.detail}"]


def unlike_the_tables(raw: Path) -> list[str]:
    """What differs between the committed tables and those built from raw records, in words; empty if nothing does."""
    with tempfile.TemporaryDirectory() as folder:
        try:
            fs.build(raw, Path(folder))
        except fs.FraudstatsError as error:
            return [f"the raw records do not build: {error}"]
        complaints = []
        for path in sorted(Path(folder).glob("*.csv")):
            found = compare_bytes(".csv", (processed_folder() / path.name).read_bytes(), path.read_bytes(), 0)
            if found.verdict != IDENTICAL:
                complaints.append(f"{path.name}: {found.detail}; run 'fraudstats build'")
        return complaints
