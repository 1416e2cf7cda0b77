"""``fraudstats draft``: from an announcement to the draft of its source file."""

from __future__ import annotations

import argparse
import datetime as dt
import sys
from pathlib import Path
from typing import Any

from fraudstats.cli.data import RAW
from fraudstats.cli.parser import end_date
from fraudstats.cli.progress import bar

__all__ = ["add_to"]


def add_to(commands: Any) -> None:
    """Add the subcommand."""
    draft = commands.add_parser(
        "draft", help="the source file of an announcement, with every number found and what needs a human marked"
    )
    draft.add_argument("file", help="a text, an HTML page or a PDF with a text layer; - is the standard input")
    draft.add_argument("--published", metavar="DATE", type=end_date, help="day of publication, for 'this year'")
    draft.add_argument("--language", choices=("en", "ja", "zh"), help="if the text could be of two")
    draft.add_argument("--issuer", metavar="ID", help="id of the body whose statistic it is")
    draft.add_argument("--outlet", metavar="NAME", help="where it was read")
    draft.add_argument("--url", help="its address")
    draft.add_argument("--title", help="its title")
    draft.add_argument(
        "--raw",
        type=Path,
        default=RAW,
        metavar="FOLDER",
        help=f"raw folder that the numbers are tried in (default: {RAW})",
    )
    draft.add_argument("--to", type=Path, metavar="FILE", help="write the draft to a new file (default: print it)")
    draft.set_defaults(run=_draft)


def _draft(arguments: argparse.Namespace) -> int:
    from fraudstats.cli.document import text_of_document
    from fraudstats.errors import BulletinError
    from fraudstats.printed.bulletin import read_bulletin
    from fraudstats.sources.draft import draft_source

    text = text_of_document(arguments.file)
    bulletin = read_bulletin(text, arguments.published, arguments.language)
    known = {name: getattr(arguments, name) for name in ("issuer", "outlet", "url", "title", "language")}
    written = draft_source(bulletin, arguments.published, **known)
    if arguments.to is None:
        print(written, end="")
    else:
        try:
            with arguments.to.open("x", encoding="utf-8", newline="\n") as file:
                file.write(written)
        except OSError as error:
            raise BulletinError(f"cannot write {str(arguments.to)!r}: {error.strerror}; choose a new file") from None
    for line in (*_effects(bulletin), *_trial(bulletin, arguments)):
        print(line, file=sys.stderr)
    return 0


def _trial(bulletin, arguments):
    """What the numbers of which nothing is missing would change in the raw folder, if there is one."""
    if not arguments.raw.is_dir() or not any(number.indicator for number in bulletin):
        return
    from fraudstats.dataset import from_raw_data
    from fraudstats.effects import addition
    from fraudstats.sources import read_raw
    from fraudstats.sources.draft import trial_source
    from fraudstats.sources.trial import try_file

    raw = read_raw(arguments.raw, progress=bar("reading"))
    area = next(number.ref_area for number in bulletin if number.indicator)
    issuer = arguments.issuer or next(
        (one.id for one in raw.issuers.values() if one.area == area), next(iter(raw.issuers))
    )
    published = arguments.published or str(dt.date.today())
    trial = try_file(
        arguments.raw, f"sources/{issuer}/draft.yaml", trial_source(bulletin, issuer, published), progress=bar("trying")
    )
    new = [problem for problem in trial.problems if problem not in raw.problems]
    if new:
        yield f"Not tried, since a number does not fit: {new[0]}"
        return
    yield from addition(from_raw_data(raw), from_raw_data(trial)).summary().splitlines()


def _effects(bulletin):
    """What the numbers change: which are new, and which the data has already, the same or another."""
    from fraudstats.dataset import load

    known = load().observations
    for number in bulletin:
        if number.value is not None and number.indicator:
            yield f"{number.value_text} ({number.indicator}): {_effect(number, known)}"


def _effect(number, known):
    same = known[
        (known["indicator"] == number.indicator)
        & (known["ref_area"] == number.ref_area)
        & (known["period_start"].astype(str) == str(number.period_start))
        & (known["period_end"].astype(str) == str(number.period_end))
    ]
    if same.empty:
        return "new: the data has no number of this window"
    agree = same[same["value"] == float(number.value)]
    if len(agree):
        return f"agrees with {', '.join(agree['source_id'].head(3))}"
    first = same.iloc[0]
    return f"differs: {first['source_id']} has {first['value']:,.0f} for this window"
