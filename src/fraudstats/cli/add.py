"""``fraudstats add``: one number into the raw folder, asked for step by step or given by options."""

from __future__ import annotations

import argparse
import sys
from collections.abc import Callable, Mapping
from pathlib import Path
from typing import TYPE_CHECKING, Any

from fraudstats.cli.data import RAW
from fraudstats.cli.progress import bar
from fraudstats.errors import FraudstatsError, RecordError
from fraudstats.vocabulary import CONFIDENCES, QUALIFIERS, SOURCE_KINDS, TERMS, TIERS, UNITS

if TYPE_CHECKING:
    from fraudstats.sources import RawData

__all__ = ["add_to"]

#: Field -> what is asked for; those of the source first, then those of the number. Codes are checked as they are typed.
_SOURCE = {
    "issuer": "whose statistic it is, such as cn-mps",
    "outlet": "where it was read, in Latin letters, such as chinadaily-xinhua",
    "title": "title of the document",
    "url": "its address",
    "published": "day, month or year of publication, as 2024-01-05",
    "language": "code of its language, such as zh or en",
    "kind": f"one of {', '.join(SOURCE_KINDS)}",
    "tier": f"one of {', '.join(TIERS)}",
}
_NUMBER = {
    "indicator": "what is counted, such as telecom_fraud_cases_solved ('fraudstats show' lists them)",
    "ref_area": "code of the area, such as CN",
    "window": "the period as it is printed, such as 2023年1-11月, 1H 2021 or since September 2023",
    "text": "the number as it is printed, such as 39.1万起 or more than 441,000",
}
_CHOICES = {
    "kind": SOURCE_KINDS, "tier": TIERS, "qualifier": QUALIFIERS, "unit": UNITS, "confidence": CONFIDENCES,
    "terms": TERMS,
}  # fmt: skip
_MORE = {
    "title_en": "title in English",
    "witness": "id of the agency's text that it repeats (default: a witness of its own)",
    "terms": "terms of use (default: not_seen)",
    "counterpart_area": "the other area of a handover",
    "sub_area": "a part of the area without a code",
    "qualifier": "where the words do not say it",
    "unit": "where the words do not say it (default: that of the indicator)",
    "confidence": "high, medium (default) or low",
    "note": "a remark on the number",
}
_SOURCE_MORE = ("title_en", "witness", "terms")


def add_to(commands: Any) -> None:
    """Add the subcommand."""
    add = commands.add_parser(
        "add", help="add one number: asks for what no option gives, shows what it changes, writes"
    )
    add.add_argument("--raw", type=Path, default=RAW, metavar="FOLDER", help=f"raw folder (default: {RAW})")
    add.add_argument("--source", metavar="ID", help="add to this source instead of beginning one")
    for name, text in {**_SOURCE, **_NUMBER, **_MORE}.items():
        choices = list(_CHOICES[name]) if name in _CHOICES else None
        add.add_argument(_option(name), dest=name, help=text, choices=choices, metavar=name.upper())
    add.add_argument("--change", metavar="TEXT", help="the change printed beside it, such as 44.2%%")
    add.add_argument("--direction", choices=["up", "down"], help="whether that is a rise or a fall")
    add.add_argument("--yes", action="store_true", help="write without asking")
    add.set_defaults(run=_add)


def _option(name):
    return f"--{name.replace('_', '-')}"


def _add(arguments: argparse.Namespace) -> int:
    from fraudstats.dataset import from_raw_data
    from fraudstats.disk import write_atomically
    from fraudstats.effects import addition
    from fraudstats.sources import read_raw
    from fraudstats.sources.trial import try_file

    raw = read_raw(arguments.raw, progress=bar("reading"))
    raw.sound()
    typed = _typed(arguments, raw)
    name, text = _file(arguments.raw, raw, typed)
    print(f"{name}:\n\n{text}")
    trial = try_file(arguments.raw, name, text, progress=bar("checking"))
    if trial.problems:
        print("\n".join(map(str, trial.problems)))
        print(f"Nothing was written: {len(trial.problems)} problem(s).", file=sys.stderr)
        return 1
    print(addition(from_raw_data(raw), from_raw_data(trial)).summary())
    if not arguments.yes and not _agreed(f"Write {name}? [y/N] "):
        print("Nothing was written.", file=sys.stderr)
        return 1
    path = write_atomically(arguments.raw / name, text.encode())
    print(f"{path} is written; 'fraudstats build' makes the tables.")
    return 0


def _typed(arguments, raw: RawData) -> dict[str, str]:
    """All fields, from options and, on a terminal, from answers."""
    if arguments.source and arguments.source not in raw.files:
        raise RecordError(f"no source {arguments.source!r} in {arguments.raw}; leave --source out to begin one")
    needed = {**({} if arguments.source else _SOURCE), **_NUMBER}
    given = {name: getattr(arguments, name) for name in {**needed, **_MORE} if getattr(arguments, name)}
    missing = {name: hint for name, hint in needed.items() if name not in given}
    if missing and not sys.stdin.isatty():
        raise RecordError(
            f"missing: {', '.join(map(_option, missing))}; give them, or call 'fraudstats add' on a terminal"
        )
    for name, hint in missing.items():
        given[name] = _asked(name, hint, _check_of(name, raw, given))
    if arguments.change and not arguments.direction:
        raise RecordError("--change needs --direction up or down: the printed size has no sign")
    return given | {
        key: getattr(arguments, key) for key in ("source", "change", "direction") if getattr(arguments, key)
    }


def _asked(name: str, hint: str, check: Callable[[str], object]) -> str:
    """An answer that can be read; asked again until it is one."""
    while True:
        answer = input(f"{name} ({hint}): ").strip()
        try:
            if answer:
                check(answer)
                return answer
        except FraudstatsError as error:
            print(f"  {error}")


def _check_of(name: str, raw: RawData, given: Mapping[str, str]) -> Callable[[str], object]:
    """What refuses an answer that cannot be read."""
    from fraudstats.dates import first_day
    from fraudstats.printed import parse_printed, read_period

    lists: dict[str, Any] = {"issuer": raw.issuers, "indicator": raw.indicators, "ref_area": raw.areas, **_CHOICES}
    if name in lists:
        return lambda answer: _known(answer, lists[name], name)
    published = given.get("published") or _published_of(raw, given.get("source", ""))
    checks = {
        "published": lambda answer: first_day(answer, "published"),
        "window": lambda answer: read_period(answer, published),
        "text": parse_printed,
    }
    return checks.get(name, str)


def _known(code, codes, name):
    from fraudstats.sources.problems import nearest

    if code not in codes:
        raise RecordError(f"{name}: {code!r} is not known. {nearest(code, codes)}")


def _published_of(raw: RawData, source: str) -> str | None:
    file = raw.files.get(source)
    return file.source.published if file and file.source.published != "unknown" else None


def _file(folder: Path, raw: RawData, typed: dict[str, str]) -> tuple[str, str]:
    """The name of the file, relative to the folder, and what it will hold."""
    from fraudstats.sources.entry import change_of, observation_of, with_record

    source = typed.get("source")
    published = typed.get("published") or _published_of(raw, source or "")
    name, text = _existing(folder, raw, source) if source else _begun(raw, typed)
    number = {key: typed[key] for key in (*_NUMBER, *_MORE) if key in typed and key not in _SOURCE_MORE}
    indicator = raw.indicators.get(typed["indicator"])
    record = observation_of(number, published, indicator.unit if indicator else "")
    taken = {one.id for one in raw.files[source].observations} if source else set()
    record["id"] = next(i for n in range(1, 1000) if (i := record["id"] + ("" if n == 1 else f"-{n}")) not in taken)
    text = with_record(text, "observations", record)
    if "change" in typed:
        change = change_of({"text": typed["change"], "direction": typed["direction"]}, record["id"])
        text = with_record(text, "changes", change)
    return name, text


def _existing(folder, raw, source):
    name = raw.files[source].source.file
    return name, (folder / name).read_text("utf-8")


def _begun(raw: RawData, typed: dict[str, str]) -> tuple[str, str]:
    """A new file with the section of its source."""
    from fraudstats.sources.entry import as_yaml
    from fraudstats.sources.skeleton import source_id

    identifier = source_id(typed["outlet"], typed["published"], set(raw.files))
    known = {"witness": identifier, "terms": "not_seen"} | typed
    fields = {name: known[name] for name in (*_SOURCE, *_SOURCE_MORE) if name in known}
    return f"sources/{typed['issuer']}/{identifier}.yaml", f"source:\n{as_yaml(fields, section=False)}\n"


def _agreed(question: str) -> bool:
    return sys.stdin.isatty() and input(question).strip().lower() in ("y", "yes")
