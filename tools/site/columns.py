"""Tables for a page: column by column, and as codes of levels where that is shorter."""

from __future__ import annotations

import json
from collections.abc import Mapping, Sequence
from typing import Any

import pandas as pd

__all__ = ["decoded", "encoded", "script"]


def encoded(values: Sequence[Any] | pd.Series) -> list[Any] | dict[str, list[Any]]:
    """A column: plainly, or as ``{"levels": [...], "codes": [...]}``, whichever is shorter. What is missing is null.

    >>> encoded(["implied"] * 5)
    {'levels': ['implied'], 'codes': [0, 0, 0, 0, 0]}
    >>> encoded([1, 2, None])
    [1, 2, None]
    """
    plain = [_plain(value) for value in values]
    levels = list(dict.fromkeys(plain))
    place = {level: code for code, level in enumerate(levels)}
    coded = {"levels": levels, "codes": [place[value] for value in plain]}
    return min((plain, coded), key=lambda one: len(_text(one)))


def decoded(column: list[Any] | Mapping[str, list[Any]]) -> list[Any]:
    """The values again, as the page reads them.

    >>> decoded({"levels": ["a", None], "codes": [1, 0]})
    [None, 'a']
    """
    return column if isinstance(column, list) else [column["levels"][code] for code in column["codes"]]


def script(function: str, *content: object) -> str:
    """A script that hands content to a function of the page, since no page of a file address may fetch.

    >>> script("receive", 1, {"a": [None]})
    'receive(1,{"a":[null]});\\n'
    """
    return f"{function}({','.join(map(_text, content))});\n"


def _plain(value):
    if value is None or value != value or value is pd.NaT:
        return None
    if isinstance(value, pd.Timestamp):
        return f"{value:%Y-%m-%d}"
    if isinstance(value, float):
        return str(value) if value in (float("inf"), float("-inf")) else int(value) if value.is_integer() else value
    return value


def _text(content):
    return json.dumps(content, ensure_ascii=False, separators=(",", ":"), allow_nan=False)
