"""Small worlds: datasets of a few sources, each with rows written in one line."""

import pytest


@pytest.fixture(scope="session")
def row():
    """A function that writes an observation as YAML."""

    def write(name, start, end, text, value, qualifier="rounded", more=""):
        return (
            f"  - {{id: {name}, indicator: cases_solved, ref_area: CN, start: {start}, end: {end}, text: '{text}', "
            f"value: {value}, qualifier: {qualifier}, unit: cases, confidence: high{more}}}\n"
        )

    return write


@pytest.fixture
def world(raw):
    def make(**files):
        """A dataset of sources: name -> (publication date, tier, rows)."""
        for name, (published, tier, *rows) in files.items():
            raw.source(name, "observations:\n" + "".join(rows), published=published, tier=tier)
        (raw.path / "sources/mps/a.yaml").unlink()
        return raw.dataset()

    return make
