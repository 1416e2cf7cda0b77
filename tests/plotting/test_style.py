"""The house style: every character has a glyph, and drawing leaves no trace."""

from importlib.resources import files

import fraudstats as fs
from fraudstats.plotting import drawing


def test_every_character_that_a_figure_can_need_has_a_glyph():
    from fontTools.ttLib import TTFont

    ds = fs.load()
    columns = [ds.observations["value_text"], ds.indicators["name_zh"], ds.areas["name_zh"], ds.issuers["name_zh"]]
    needed = {c for column in columns for text in column.dropna() for c in text if ord(c) > 0x2E7F}
    for weight in ("Regular", "Bold"):
        path = files("fraudstats.plotting") / "fonts" / f"NotoSansCJKsc-{weight}-subset.otf"
        missing = {c for c in needed if ord(c) not in TTFont(str(path)).getBestCmap()}
        assert not missing, f"run tools/subset_font.py; missing: {''.join(sorted(missing))}"


def test_the_subset_is_shipped_with_its_licence():
    text = (files("fraudstats.plotting") / "fonts" / "OFL.txt").read_text(encoding="utf-8")
    assert "SIL OPEN FONT LICENSE" in text


def test_drawing_restores_the_settings():
    import matplotlib

    before = dict(matplotlib.rcParams)
    with drawing():
        assert matplotlib.rcParams["svg.hashsalt"] == "fraudstats"
    assert dict(matplotlib.rcParams) == before
