"""The word lists by which an announcement is read; each is a data file of this folder, with how to extend it on top."""

from __future__ import annotations

import re
from functools import cache
from importlib.resources import files
from typing import Any

__all__ = ["CJK", "fold", "has_kana", "is_simplified", "lexicon", "pattern", "words"]


@cache
def lexicon(name: str) -> Any:
    """The content of a word list, with every character folded (see `fold`)."""
    return _folded(_read(name))


@cache
def pattern(name: str, *keys: str, form: str = "{}") -> re.Pattern[str]:
    """The regular expression of one list of words.

    Parameters
    ----------
    name : str
        Name of the file.
    *keys : str
        Where the list is in the file.
    form : str
        What to make of the alternatives, put at ``{}``.
    """
    return re.compile(form.replace("{}", f"(?:{words(name, *keys)})"))


def words(name: str, *keys: str) -> str:
    """The alternatives of one list of words; never empty, but perhaps one that matches nothing."""
    found = lexicon(name)
    for key in keys:
        found = found[key]
    return found or "(?!)"


def fold(text: str) -> str:
    """A text with simplified characters for traditional and Japanese ones; every character keeps its place.

    >>> fold("電信網絡詐騙")
    '电信网络诈骗'
    """
    return text.translate(_characters())


def is_simplified(text: str) -> bool:
    """Whether a text is Chinese in simplified characters: it has some, and no traditional or Japanese one.

    >>> is_simplified("电信网络诈骗"), is_simplified("電信網絡詐騙"), is_simplified("被害額は")
    (True, False, False)
    """
    letters = {ord(letter) for letter in text}
    return bool(letters & _simplified()) and not letters & _characters().keys() and not has_kana(text)


def has_kana(text: str) -> bool:
    """Whether a text has hiragana or katakana, which make it Japanese."""
    return _KANA.search(text) is not None


#: A character of Chinese or Japanese.
CJK = re.compile(r"[\u3040-\u30ff\u4e00-\u9fff]")
_KANA = re.compile(r"[\u3041-\u30ff]")


@cache
def _characters():
    return {ord(pair[0]): pair[1] for pair in _read("characters")["pairs"].split() if pair[0] != pair[1]}


@cache
def _simplified():
    return frozenset(ord(letter) for letter in _characters().values()) - _characters().keys()


@cache
def _read(name):
    import yaml  # slow to load

    return yaml.safe_load(files("fraudstats.printed.bulletin.lexicon").joinpath(f"{name}.yaml").read_text("utf-8"))


def _folded(content):
    if isinstance(content, dict):
        return {key: _folded(value) for key, value in content.items()}
    if isinstance(content, str):
        return fold(content).replace("\n", "")  # the lines of a list
    return content
