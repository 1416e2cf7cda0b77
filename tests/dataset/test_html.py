"""What Jupyter shows: bounded, and well formed."""

import pandas as pd

from fraudstats.dataset.html import table_as_html


def test_jupyter_shows_release_span_and_tables(raw):
    from xml.etree import ElementTree

    dataset = raw.dataset()
    shown = ElementTree.fromstring(dataset.as_of("2022-06-30")._repr_html_())
    caption = (
        "fraudstats dataset 2026.1.0, not released yet, as known on 2022-06-30; windows from 2021-01-01 to 2021-11-30"
    )
    assert shown.findtext("caption") == caption
    assert [row.findtext("td/code") for row in shown.iter("tr")][1:] == list(dataset.names)
    assert [row[1].text for row in shown.iter("tr")][1:3] == ["1", "1"]
    assert "unknown to unknown" in dataset.as_of("1990-01-01")._repr_html_()


def test_a_long_table_is_shown_in_part():
    shown = table_as_html("a & b", pd.DataFrame({"x": range(1_234)}))
    assert "a &amp; b" in shown
    assert shown.count("<tr") == 11
    assert "and 1,224 more rows" in shown
