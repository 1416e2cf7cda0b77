"""What tests share: a small sound raw folder, and worlds made of its files."""

import pytest
from hypothesis import settings
from raw_folder import RawFolder

# A property is true or not; how long a shared machine takes to see it says nothing.
settings.register_profile("fraudstats", deadline=None)
settings.load_profile("fraudstats")


@pytest.fixture
def raw(tmp_path):
    return RawFolder(tmp_path / "raw")


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
        (raw.path / "sources/mps/a.yaml").unlink(missing_ok=True)
        return raw.dataset()

    return make
