"""Odd inputs: sound ones with a part replaced, and what no sound one holds."""

import math

import numpy as np
import pandas as pd
from hypothesis import strategies as st

_SIGNS = "0123456789０９一二三十百千万亿余多近约%％‰.,，、:：-–—~〜+()（）[]{}/"
_SIGNS += "\\'\"=@#&*!|<> \t\n\r\0\ufeff\u200b٣½²Ⅳ年月日截至同比\ud800"
_WORDS = (
    "about",
    "more than",
    "nearly",
    "billion",
    "万",
    "年",
    "2021",
    "1-11月",
    "-",
    "nan",
    "inf",
    "1e400",
    "9" * 400,
)
#: Single cells: what a table can hold and a model does not expect.
ODD = st.one_of(
    st.none(),
    st.booleans(),
    st.integers(),
    st.sampled_from([10**30, -(10**30), 2**63, 0, -1, 9999, 10000]),
    st.floats(),
    st.sampled_from([math.nan, math.inf, -math.inf, 1e308, 5e-324, -0.0]),
    st.text(alphabet=_SIGNS, max_size=12),
    st.sampled_from([pd.NaT, pd.NA, np.float32(1), np.int64(3), b"x", 1j, (), [1], {"a": 1}, set(), object, len]),
    st.dates(),
    st.datetimes(timezones=st.none() | st.just(__import__("datetime").UTC)),
    st.sampled_from(["2021-13", "2021-02-30", "0000-01-01", "99999-01", "2021-01-01T00:00:00+08:00", "1677-01-01", ""]),
)
TEXT = st.one_of(
    st.text(alphabet=_SIGNS, max_size=40),
    st.text(max_size=40),
    st.lists(st.sampled_from(_WORDS) | st.text(alphabet=_SIGNS, max_size=6), max_size=12).map(" ".join),
)


def mutated_text(*sound: str) -> st.SearchStrategy[str]:
    """One of some texts, with up to three pieces replaced, doubled or cut out."""

    def change(text, places):
        for place, length, new in places:
            begin = int(place * (len(text) + 1))
            text = text[:begin] + new + text[begin + length :]
        return text

    piece = st.tuples(st.floats(0, 1, exclude_max=True), st.integers(0, 12), TEXT | st.sampled_from(["\n", ": ", "- "]))
    return st.builds(change, st.sampled_from(sound), st.lists(piece, min_size=1, max_size=3))


def mutated_bytes(*sound: bytes) -> st.SearchStrategy[bytes]:
    """One of some contents, with up to three pieces replaced, cut out or put in."""

    def change(content, places):
        for place, length, new in places:
            begin = int(place * (len(content) + 1))
            content = content[:begin] + new + content[begin + length :]
        return content

    piece = st.tuples(st.floats(0, 1, exclude_max=True), st.integers(0, 40), st.binary(max_size=20))
    return st.builds(change, st.sampled_from(sound), st.lists(piece, min_size=1, max_size=3))


def mutated_table(sound: pd.DataFrame) -> st.SearchStrategy[pd.DataFrame]:
    """A table with a few cells replaced; or a column missing, doubled, renamed or of one odd value; or fewer rows."""
    rows, columns = len(sound), list(sound.columns)
    cells = st.lists(st.tuples(st.integers(0, rows - 1), st.sampled_from(columns), ODD), min_size=1, max_size=3)
    one = st.sampled_from(columns)
    return st.one_of(
        st.builds(lambda changes: _with_cells(sound, changes), cells),
        st.builds(lambda name: sound.drop(columns=name), one),
        st.builds(lambda name: pd.concat([sound, sound[[name]]], axis=1), one),
        st.builds(lambda name, new: _renamed(sound, name, new), one, TEXT | st.integers() | st.none()),
        st.builds(lambda name, value: _with_cells(sound, [(row, name, value) for row in range(rows)]), one, ODD),
        st.builds(lambda number: sound.head(number), st.integers(0, rows - 1)),
        st.builds(lambda number: pd.concat([sound] * number), st.integers(2, 3)),
        st.builds(lambda: sound.sample(frac=1, random_state=1).set_index(columns[0])),
    )


def _with_cells(table, changes):
    table = table.astype(object)
    for row, column, value in changes:
        values = table[column].tolist()
        values[row] = value
        table[column] = pd.Series(values, index=table.index, dtype=object)
    return table


def _renamed(table, name, new):
    return table.set_axis(pd.Index([new if one == name else one for one in table.columns], dtype=object), axis=1)
