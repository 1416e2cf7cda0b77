"""Settings and fonts: every character has a glyph, drawing leaves no trace, columns have their widths."""

from importlib.resources import files

import fraudstats as fs
from fraudstats.style import DOUBLE, SINGLE, drawing, framed, panels


def test_every_character_that_a_figure_can_need_has_a_glyph():
    from fontTools.ttLib import TTFont

    ds = fs.load()
    columns = [ds.observations["value_text"], ds.indicators["name_zh"], ds.areas["name_zh"], ds.issuers["name_zh"]]
    needed = {c for column in columns for text in column.dropna() for c in text if ord(c) > 0x2E7F}
    for weight in ("Regular", "Bold"):
        path = files("fraudstats.style") / "fonts" / f"NotoSansCJKsc-{weight}-subset.otf"
        missing = {c for c in needed if ord(c) not in TTFont(str(path)).getBestCmap()}
        assert not missing, f"run tools/subset_font.py; missing: {''.join(sorted(missing))}"


def test_the_subset_is_shipped_with_its_licence():
    text = (files("fraudstats.style") / "fonts" / "OFL.txt").read_text(encoding="utf-8")
    assert "SIL OPEN FONT LICENSE" in text


def test_drawing_restores_the_settings():
    import matplotlib

    before = dict(matplotlib.rcParams)
    with drawing():
        assert matplotlib.rcParams["svg.hashsalt"] == "fraudstats"
    assert dict(matplotlib.rcParams) == before


def test_columns_are_as_wide_as_journals_print_them():
    assert (round(SINGLE * 25.4, 6), round(DOUBLE * 25.4, 6)) == (89, 183)
    with drawing():
        picture, _ = panels(width=SINGLE, height=2)
    assert picture.get_size_inches()[0] == SINGLE


def test_title_and_source_stand_on_the_picture_and_meet_nothing():
    with drawing():
        picture, axes = panels(height=3)
        axes.set_title("panel")
        axes.set_xlabel("year")
        framed(picture, "A title that is long enough for a second line, " * 3, "Source: a ministry. " * 20)
        picture.draw_without_rendering()
    renderer = picture.canvas.get_renderer()
    plot = axes.get_tightbbox(renderer)
    title, source = (text.get_window_extent(renderer) for text in (picture._suptitle, picture._supxlabel))
    assert source.y1 <= plot.y0 < plot.y1 <= title.y0
    assert title.x1 <= picture.bbox.x1 and source.x1 <= picture.bbox.x1


def test_no_letters_are_smaller_than_five_points():
    with drawing():
        import matplotlib

        sizes = [
            matplotlib.rcParams[key] for key in ("font.size", "axes.titlesize", "legend.fontsize", "figure.labelsize")
        ]
    assert min(sizes) >= 5
