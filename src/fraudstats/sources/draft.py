"""Draft the file of a source from its text: every number found as an observation, with what needs a human marked.

No sentence of the document is in the draft: only the printed words of each number, its label of the period and its
change. A field that the text does not settle is a ``TODO``, which ``fraudstats check`` reports with its line; a field
that was guessed is written, with a comment that says why it is to be looked at.

>>> from fraudstats.printed.bulletin import read_bulletin
>>> text = "2021年1-11月，全国公安机关共破获电信网络诈骗案件37万余起，同比上升44.2%。"
>>> print(observations_of(read_bulletin(text)).partition("changes:")[0])
observations:
  - id: telecom_fraud_cases_solved
    indicator: telecom_fraud_cases_solved
    ref_area: CN
    start: 2021-01-01
    end: 2021-11-30
    period_text: "2021年1-11月"
    text: "37万余起"
    value: 370000
    qualifier: more_than
    unit: cases
    confidence: "TODO how sure the reading is: one of high, medium, low"
<BLANKLINE>
"""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterable
from typing import Any

from fraudstats.printed.bulletin import Bulletin, BulletinNumber
from fraudstats.sources.records import Observation, Source
from fraudstats.sources.skeleton import SCHEMA_LINE, escaped, mark, to_fill

__all__ = ["draft_source", "observations_of", "trial_source"]

#: What a trial says of the document; none of it changes a number.
_TRIAL = {
    "outlet": "draft", "title": "draft", "url": "https://example.org", "language": "en", "kind": "news_report",
    "tier": "state_media", "witness": "draft", "terms": "not_seen",
}  # fmt: skip
_CONFIDENCE = '"TODO how sure the reading is: one of high, medium, low"'


def draft_source(bulletin: Bulletin, published: str | None = None, **known: Any) -> str:
    """The text of a source file with everything that was found in an announcement.

    Parameters
    ----------
    bulletin : Bulletin
    published : str, optional
        Day of publication.
    **known
        Further fields of the source, such as ``issuer`` and ``outlet``; a field without a value is marked.
    """
    given = {name: f'"{escaped(str(value))}"' for name, value in known.items() if value}
    if published:
        given["published"] = published
    lines = [SCHEMA_LINE, *_heading(bulletin), "source:"]
    lines += [f"  {name}: {given.get(name) or mark(Source, name)}" for name in to_fill(Source)]
    return "\n".join(lines) + "\n\n" + observations_of(bulletin, published)


def trial_source(bulletin: Bulletin, issuer: str, published: str) -> str:
    """The text of a source file with those numbers alone of which nothing is missing, to see what they would change.

    What only a reader can say of the document is filled with what changes no number: the text is tried and thrown away.

    Parameters
    ----------
    bulletin : Bulletin
    issuer : str
        Id of a known body.
    published : str
        Day of publication.
    """
    complete = tuple(one for one in bulletin if _is_complete(one))
    fields = _TRIAL | {"issuer": issuer, "published": published}
    lines = ["source:", *(f'  {name}: "{escaped(value)}"' for name, value in fields.items())]
    observations = observations_of(Bulletin(complete, (), ""), published, "medium")
    return "\n".join(lines) + "\n\n" + observations


def _is_complete(number):
    meaning = (number.value is not None, number.indicator, number.ref_area, number.unit)
    return all(meaning) and (number.period_start or number.period_end) is not None


def _heading(bulletin):
    sure = sum(number.sure for number in bulletin)
    yield f"# Draft: {len(bulletin)} numbers found, {sure} of them sure. Compare each with the document; TODO is what"
    yield "# nobody but a reader can say, 'check' what was guessed. Delete what is no statistic, and these lines."
    yield from (f"# not read: {problem}" for problem in bulletin.problems)


def observations_of(bulletin: Bulletin, published: str | None = None, confidence: str = _CONFIDENCE) -> str:
    """The sections ``observations`` and ``changes`` of a source file; ``confidence`` is that of every observation."""
    levels = [number for number in bulletin if number.value is not None]
    ids = _ids(number.indicator or "number" for number in levels)
    lines = ["observations:"] if levels else []
    for number, name in zip(levels, ids, strict=True):
        lines += _observation(number, name, published, confidence)
    changed = [(number, name) for number, name in zip(levels, ids, strict=True) if number.change is not None]
    alone = [number for number in bulletin if number.value is None and number.change is not None]
    if changed or alone:
        lines += ["", "changes:"]
    for number, name in changed:
        lines += _change(number, f"{name}-yoy", [f"of: {name}"])
    for number, name in zip(alone, _ids(f"{one.indicator or 'change'}-alone" for one in alone), strict=True):
        lines += _change(number, name, [*_what(number), *_window(number, published)])
    return "\n".join(lines) + "\n"


def _ids(names: Iterable[str]) -> list[str]:
    """The names, numbered from the second of each on."""
    seen: Counter[str] = Counter()
    found = []
    for name in names:
        seen[name] += 1
        found.append(name if seen[name] == 1 else f"{name}-{seen[name]}")
    return found


def _observation(number: BulletinNumber, name: str, published: str | None, confidence: str) -> list[str]:
    fields = [
        f"id: {name}",
        *_what(number),
        *_window(number, published),
        f'text: "{escaped(" ".join(number.value_text.split()))}"',
        f"value: {number.value}",
        f"qualifier: {number.qualifier}",
        f"unit: {number.unit or mark(Observation, 'unit')}",
        f"confidence: {confidence}",
    ]
    return _item(fields, number)


def _change(number: BulletinNumber, name: str, fields: list[str]) -> list[str]:
    percent = round(100 * (number.change or 0), 6)
    shown = f"{percent:g}"
    return _item([f"id: {name}", *fields, f'text: "{escaped(number.change_text)}"', f"percent: {shown}"], number)


def _item(fields, number):
    """A record as an item of a list, with a comment on what was guessed."""
    first, *others = fields
    comment = [f"  # check: {number.reason}"] if number.reason else []
    return [*comment, f"  - {first}", *(f"    {field}" for field in others)]


def _what(number):
    yield f"indicator: {number.indicator or mark(Observation, 'indicator')}"
    yield f"ref_area: {number.ref_area or mark(Observation, 'ref_area')}"
    if number.counterpart_area:
        yield f"counterpart_area: {number.counterpart_area}"


def _window(number, published):
    """Both ends, with the reason of an end that is implied."""
    said = f"{number.period_text!r} in a text of {published}" if published else f"{number.period_text!r}"
    for end in ("start", "end"):
        yield f"{end}: {getattr(number, f'period_{end}') or 'unknown'}"
    for end in ("start", "end"):
        if getattr(number, f"{end}_basis") == "implied":
            yield f'{end}_implied: "{escaped(said)}"'
    if number.period_text:
        yield f'period_text: "{escaped(number.period_text)}"'
