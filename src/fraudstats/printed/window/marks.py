"""What stands around a label and is no part of it: footnote marks, flags of provisional numbers, prepositions."""

from __future__ import annotations

import re
from dataclasses import dataclass

from fraudstats.printed.window.letters import Letters
from fraudstats.vocabulary import STATUS_WORDS

__all__ = ["Bare", "without_marks"]

#: A word or letter -> its code; one letter counts only in brackets or right behind the last digit.
_CODES = {word: code for code, words in STATUS_WORDS.items() for word in (*words, code.lower())}
_LONG = "|".join(re.escape(word) for word in sorted(_CODES, key=len, reverse=True) if len(word) > 1)
_FLAG = re.compile(
    rf" ?[(\[] ?(?P<bracketed>{_LONG}|[preb])(?: figures?| data)? ?[)\]]$"
    rf"|,? ?(?<=[ ,\d年月)])(?P<word>{_LONG})$|(?<=\d) ?(?P<letter>[pre])$"
)
_NOTE = re.compile(
    r" ?(?:\*{1,5}|#|\[(?:foot)?(?:notes? ?)?[\da-z](?:[\da-z, ]{0,12})\]"
    r"|\((?:foot)?notes? ?\d{0,3}\)|[(\[]?[注註]\d{0,3}[)\]]?)$"
)
_FIRST = re.compile(
    "(?:(?:in|during|throughout|for|over|within|covering|at|period|the|all of|month of|在|于|於|期间|期間)(?![a-z])"
    r'|years? (?=\d{4} ?[-/])|[ "“”:,;*#])[: ]*'
)
_LAST = re.compile(r"(?:[ \"“”:,;.。、]|期間|期间)+$")
_BRACKETED = re.compile(r" ?\(([^()]*)\) ?")
_TIMES = 6  # more marks than this are no label


@dataclass(frozen=True, slots=True)
class Bare:
    """A label without what stands around it."""

    text: str
    flags: tuple[str, ...] = ()
    notes: tuple[str, ...] = ()


def without_marks(letters: Letters, original: str) -> Bare:
    """Take the marks off a label, from the outside inwards."""
    bracketed = _BRACKETED.fullmatch(letters.text)
    text, offset = (bracketed[1], bracketed.start(1)) if bracketed else (letters.text, 0)
    flags: list[str] = []
    notes: list[str] = []
    for _ in range(_TIMES):
        if found := _LAST.search(text):
            text = text[: found.start()]
        if found := _FLAG.search(text):
            flags.append(_CODES[found["bracketed"] or found["word"] or found["letter"]])
        elif found := _NOTE.search(text):
            start, end = letters.original(offset + found.start(), offset + found.end())
            notes.append(original[start:end].strip())
        else:
            break
        text = text[: found.start()]
    for _ in range(_TIMES):
        found = _FIRST.match(text)
        if not found or found.end() == len(text):
            break
        text = text[found.end() :]
    return Bare(_LAST.sub("", text), tuple(sorted(set(flags))), tuple(reversed(notes)))
