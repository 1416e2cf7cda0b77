"""Begin the file of a source: its id, its place, and each required field with a mark that check reports.

>>> outlet_in_id("China Daily (Xinhua)")
'china-daily-xinhua'
"""

from __future__ import annotations

import inspect
import re
from itertools import count
from pathlib import Path

from fraudstats.dates import first_day
from fraudstats.errors import RecordError
from fraudstats.sources.json_schema import description_of, shown_fields
from fraudstats.sources.problems import nearest
from fraudstats.sources.read import read_raw
from fraudstats.sources.records import Observation, Record, Source
from fraudstats.vocabulary import UNITS

__all__ = ["SCHEMA_LINE", "escaped", "mark", "new_source", "outlet_in_id", "skeleton", "source_id", "to_fill"]

#: The first line of a source file, for editors with a language server.
SCHEMA_LINE = "# yaml-language-server: $schema=../../schema/source.schema.json"
#: What the rules ask of an observation's window besides the required fields.
_WINDOW = ("indicator", "ref_area", "start", "end")


def new_source(raw: str | Path, issuer: str, outlet: str, date: str) -> Path:
    """Write the skeleton of a source file; a file that exists is never touched.

    Parameters
    ----------
    raw : path
        The raw folder.
    issuer : str
        Id of the body whose statistic the document prints.
    outlet : str
        Where it was read, in Latin letters; its agency may follow: ``chinadaily-xinhua``.
    date : str
        Day, month or year of publication.

    Returns
    -------
    Path
        The file, ``RAW/sources/ISSUER/SOURCE-ID.yaml``.

    Raises
    ------
    RecordError
        If there is no such issuer, the outlet has no Latin letter, or the file cannot be written.
    DateError
        If the date cannot be read; an id needs one, so it may not be unknown.
    """
    raw = Path(raw)
    data = read_raw(raw, progress=lambda _: ())  # code lists only
    if "issuers" in data.unread:
        raise RecordError("\n".join(str(problem) for problem in data.problems if problem.file == "issuers.yaml"))
    if issuer not in data.issuers:
        tip = nearest(issuer, data.issuers) or "Add it to issuers.yaml first."
        raise RecordError(f"no issuer {issuer!r} in issuers.yaml. {tip}")
    first_day(date, "date of publication")
    date = date.strip()
    taken = {path.stem for path in (raw / "sources").rglob("*.yaml")}
    path = raw / "sources" / issuer / f"{source_id(outlet, date, taken)}.yaml"
    try:
        path.parent.mkdir(parents=True, exist_ok=True)
        with path.open("x", encoding="utf-8", newline="\n") as file:
            file.write(skeleton(issuer, outlet, date))
    except OSError as error:
        tip = "choose a raw folder that can be written"
        raise RecordError(f"cannot write {str(path)!r}: {error.strerror}; {tip}") from None
    return path


def outlet_in_id(outlet: str) -> str:
    """The outlet as an id names it: Latin letters and digits in lower case, joined by hyphens.

    Raises
    ------
    RecordError
        If it has no Latin letter.
    """
    words = re.findall(r"[a-z0-9]+", outlet.lower())
    if not re.search("[a-z]", "".join(words)):
        raise RecordError(f"the outlet {outlet!r} has no Latin letter; give a short name, such as chinadaily-xinhua")
    return "-".join(words)


def source_id(outlet: str, date: str, taken: set[str]) -> str:
    """The id of a source: outlet and date, with ``-2``, ``-3`` ... if that is taken.

    >>> source_id("xinhua", "2024-01-05", {"xinhua-2024-01-05"})
    'xinhua-2024-01-05-2'
    """
    base = f"{outlet_in_id(outlet)}-{date}"
    return next(name for n in count(1) if (name := base if n == 1 else f"{base}-{n}") not in taken)


def skeleton(issuer: str, outlet: str, date: str) -> str:
    """The text of a new source file: what is known, and ``TODO`` in every other required field.

    Each mark is refused by the parser of its field, so ``fraudstats check`` reports all of them with their lines.
    """
    known = {"issuer": issuer, "outlet": f'"{escaped(outlet)}"', "published": date}
    lines = [SCHEMA_LINE, "source:"]
    lines += [f"  {name}: {known.get(name) or mark(Source, name)}" for name in to_fill(Source)]
    first, *others = [f"{name}: {mark(Observation, name)}" for name in to_fill(Observation)]
    lines += ["observations:", f"  - {first}", *(f"    {line}" for line in others)]
    return "\n".join(lines) + "\n"


def to_fill(cls: type[Record]) -> list[str]:
    """Required fields, id first, then what a window needs, in the order of the class."""
    shown = shown_fields(cls)
    names = [name for name, field in shown.items() if field.metadata["required"] or name in _WINDOW]
    return sorted(names, key=lambda name: name != "id")


def mark(cls: type[Record], name: str) -> str:
    """The ``TODO`` of a field, which its parser refuses, with what belongs there."""
    return f'"TODO {escaped(_hint(cls, name))}"'


def _hint(cls: type[Record], name: str) -> str:
    allowed = inspect.getclosurevars(shown_fields(cls)[name].metadata["parse"]).nonlocals.get("allowed")
    if not allowed or allowed == tuple(UNITS):  # too many to print; the schema lists them
        return description_of(cls, name)
    return f"{description_of(cls, name)}: one of {', '.join(allowed)}"


def escaped(text: str) -> str:
    """A text as it stands between the quotation marks of YAML."""
    return text.replace("\\", "\\\\").replace('"', '\\"')
