"""A data frame in a notebook."""

import pandas as pd

from fraudstats.html_face import html_of_frame


def test_the_caption_belongs_to_the_table_and_headings_have_a_scope():
    shown = html_of_frame("a & b", pd.DataFrame({"x": ["<i>", None]}), 1, "and {} more")
    assert "<caption>a &amp; b</caption>" in shown
    assert '<th scope="col">x</th>' in shown and "<td>&lt;i&gt;</td>" in shown
    assert shown.endswith("<p>and 1 more</p></div>")
