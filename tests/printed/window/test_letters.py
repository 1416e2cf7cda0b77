"""Plain letters, and where each one stood."""

import pytest
from hypothesis import given
from hypothesis import strategies as st

from fraudstats.printed.window.letters import plain_letters


@pytest.mark.parametrize(
    ("text", "plain"),
    [
        ("令和６年", "令和6年"),
        ("Jan–Nov—Dec", "jan-nov-dec"),
        ("１至９月", "1至9月"),
        ("2021\u00a0 \tQ1", "2021 q1"),
        ("พ.ศ. ๒๕๖๑", "พ.ศ. 2561"),
        ("2021¹", "2021*"),
        ("2021①", "2021*"),
        ("㍻30年", "平成30年"),
        ("\ufeff2021\u200b", "2021"),
        ("tha\u0301ng 6", "tháng 6"),
        ("（一月至六月)", "(一月至六月)"),
        ("’21", "'21"),
    ],
)
def test_one_form_of_each_sign(text, plain):
    assert plain_letters(text).text == plain


def test_a_slice_of_the_plain_text_is_found_in_the_original():
    text = "共㍻30年 tha\u0301ng 6 年"
    letters = plain_letters(text)
    for label, original in [("平成30年", "㍻30年"), ("tháng 6", "tha\u0301ng 6"), ("年", "年")]:
        start = letters.text.rindex(label)
        first, last = letters.original(start, start + len(label))
        assert text[first:last].strip() == original


@given(st.text(max_size=60))
def test_places_are_in_order_and_within_the_text(text):
    letters = plain_letters(text)
    assert len(letters.places) == len(letters.text) + 1
    assert list(letters.places) == sorted(letters.places)
    assert letters.places[-1] == len(text)
