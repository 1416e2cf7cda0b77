"""What rose or fell: the words of a clause before a change, and the kind of unit that they name."""

from __future__ import annotations

import re

from fraudstats.printed.bulletin.change import Change
from fraudstats.printed.bulletin.lexicon import lexicon, pattern
from fraudstats.printed.bulletin.mask import LABEL
from fraudstats.printed.bulletin.sentences import CLAUSE_MARK

__all__ = ["clause_start", "subject_of", "unit_named_by"]

_COMPARED_WITH = re.compile(rf"^.*{LABEL}(?:相比|比较|比)?[，,]?")
_SAME_YEAR = re.compile(r"^(?:同比|按年|环比)+|(?:同比|按年|环比|均|也|亦|则|分别)+$")
#: Around the subject of an English clause.
_BESIDE_SUBJECT = re.compile(
    r"^[\W]*(?:(?:[a-z'-]+ ){1,5}(?:said|reported|noted|showed|shows|found|added)(?: that)? )?"
    r"(?:(?:while|but|however|meanwhile|and|though|although) )*"
    r"|(?: (?:also|have|has|had|been|was|were|is|are|shows?|saw|sees?|marks?|represents?|reflects?"
    r"|recorded|registered|only))*(?: an?)?$"
)
#: What a change is of, behind it: an increase of 5% in terms of money lost.
_OF_WHAT = re.compile(
    r" in (?:terms of )?(?P<what>(?:the )?[a-z]+(?: [a-z]+){0,5}?)"
    r"(?=[,.;)]|$| (?:and|compared|relative|from|over|on|since|than|while)\b)"
)
#: Where a clause goes on with a difference, which is of the same as the change behind it: 死亡人数减少637人,下降36.5%.
_DIFFERENT = re.compile(r"(?:同比|按年)?(?:减少|增加|增多|上升|下降|减|增)")


def clause_start(text, change):
    return max((match.end() for match in CLAUSE_MARK.finditer(text, 0, change.start)), default=0)


def subject_of(text: str, change: Change) -> str:
    """The words of its clause before a change, without the time that it is compared with."""
    behind = _OF_WHAT.match(text, change.end)
    if behind and unit_named_by(behind["what"]) is not None:
        return behind["what"]
    start = clause_start(text, change)
    words = _COMPARED_WITH.sub("", text[start : change.start]).strip()
    if not words and start:
        before = _DIFFERENT.split(CLAUSE_MARK.split(text[: start - 1])[-1], maxsplit=1)
        words = before[0] if len(before) > 1 else ""
    return _BESIDE_SUBJECT.sub("", _SAME_YEAR.sub("", words)).strip()


def unit_named_by(subject: str) -> str | None:
    """The kind of unit that a subject names if it names nothing else."""
    return next(
        (unit for unit in lexicon("cues")["subject_of"] if pattern("cues", "subject_of", unit).fullmatch(subject)), None
    )
