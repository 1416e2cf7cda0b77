"""One number as a record: from what is typed, in the words of the source, to the YAML of its file.

What the printed words say is taken from them: value, qualifier, unit, and the window of a label. What they do not say
is given, or missing and named. The file is written by hand rather than dumped, so that it looks like those beside it
and an existing file keeps its comments.

>>> print(as_yaml({"text": "37万余起", "value": 370000}))
  - text: "37万余起"
    value: 370000
"""

from __future__ import annotations

import re
from collections.abc import Mapping
from typing import Any

from fraudstats.errors import RecordError
from fraudstats.printed import Printed, parse_change, parse_printed
from fraudstats.printed.window import read_period
from fraudstats.sources.records import Observation, shown_fields

__all__ = ["as_yaml", "change_of", "observation_of", "section_of", "with_record"]

_PLAIN = re.compile(r"[A-Za-z0-9][A-Za-z0-9._-]*")


def observation_of(typed: Mapping[str, str], published: str | None, default_unit: str = "") -> dict[str, Any]:
    """The fields of an observation.

    Parameters
    ----------
    typed : mapping
        Fields of `Observation` as they are typed. ``text`` gives value, qualifier and unit where these are not given,
        and ``window`` (a label such as ``2021年1-11月``) start, end and their reasons.
    published : str or None
        Day of publication, if it is known; labels such as "this year" are seen from it.
    default_unit : str
        The unit of the indicator, where the text names none.

    Returns
    -------
    dict
        In the order of the class.

    Raises
    ------
    PrintedError, PeriodError
        If the text or the label cannot be read, or in two ways.
    RecordError
        If the text is a range.
    """
    printed = parse_printed(typed["text"])
    if printed.ends:
        raise RecordError(f"text: {typed['text']!r} is a range; enter its ends as two numbers, at_least and up_to")
    fields = {
        "value": _typed(printed.number),
        "qualifier": printed.qualifier or ("exact" if printed.step == 1 else "rounded"),
        "unit": _unit(printed, default_unit),
        "confidence": "medium",
        **_window(typed, published),
        **{name: text for name, text in typed.items() if name != "window"},
    }
    fields.setdefault("id", fields["indicator"])
    return _ordered(fields, Observation)


def change_of(typed: Mapping[str, str], of: str) -> dict[str, Any]:
    """The fields of a stated change that an observation carries; its percentage has the sign of `direction`.

    Raises
    ------
    PrintedError
        If the text is no change.
    """
    printed = parse_change(typed["text"])
    sign = {"up": 1, "down": -1}[typed["direction"]]
    return {"id": f"{of}-change", "of": of, "text": typed["text"], "percent": _typed(sign * printed.number)}


def _window(typed, published):
    if "window" not in typed:
        return {}
    reading = read_period(typed["window"], published)
    start, end = ("unknown" if day is None else str(day) for day in reading.window)
    fields = {"start": start, "end": end, "period_text": typed["window"]}
    for end_name, basis in (("start", reading.start_basis), ("end", reading.end_basis)):
        if basis == "implied":
            fields[f"{end_name}_implied"] = reading.reason
    return fields


def _unit(printed: Printed, default: str) -> str:
    """The unit that the words name, if it is one; else the indicator's, which `fraudstats check` compares with them."""
    return printed.units[0] if len(printed.units) == 1 else default


def _ordered(fields, cls):
    names = list(shown_fields(cls))
    return dict(sorted(fields.items(), key=lambda item: (item[0] != "id", names.index(item[0]))))


def _typed(value):
    """A number as one types it."""
    return f"{value:f}" if value != int(value) else f"{int(value)}"


def as_yaml(fields: Mapping[str, Any], section: bool = True) -> str:
    """The lines of one record: an item of a list, or (``section=False``) the fields of a section."""
    lines = [f"{name}: {_scalar(value)}" for name, value in fields.items()]
    if not section:
        return "\n".join(f"  {line}" for line in lines)
    return "\n".join([f"  - {lines[0]}", *(f"    {line}" for line in lines[1:])])


def _scalar(value):
    text = str(value)
    if _PLAIN.fullmatch(text):
        return text
    return '"' + text.replace("\\", "\\\\").replace('"', '\\"').replace("\n", " ") + '"'


def section_of(name: str, records: list[Mapping[str, Any]]) -> str:
    """A section of a file with its records."""
    return "\n".join([f"{name}:", *(as_yaml(record) for record in records)])


def with_record(text: str, name: str, record: Mapping[str, Any]) -> str:
    """The text of a file with one more record at the end of a section, which is added where it is missing.

    >>> print(with_record("observations:\\n  - id: a\\n\\nchanges:\\n  - id: b\\n", "observations", {"id": "c"}))
    observations:
      - id: a
      - id: c
    <BLANKLINE>
    changes:
      - id: b
    <BLANKLINE>
    """
    lines = text.rstrip("\n").split("\n")
    begin = next((at for at, line in enumerate(lines) if re.match(rf"{name}:\s*(#.*)?$", line)), None)
    if begin is None:
        return "\n".join([*lines, "", section_of(name, [record]), ""])
    after = next((at for at in range(begin + 1, len(lines)) if re.match(r"[^\s#-]", lines[at])), len(lines))
    while not lines[after - 1].strip() or lines[after - 1].startswith("#"):
        after -= 1
    return "\n".join([*lines[:after], as_yaml(record), *lines[after:], ""])
