"""``fraudstats audit``: hold the claims of a paper against the data."""

from __future__ import annotations

import argparse
import sys
from pathlib import Path
from types import MappingProxyType
from typing import TYPE_CHECKING, Any

from fraudstats.cli.parser import end_date

if TYPE_CHECKING:
    from fraudstats.claims import Audit

__all__ = ["add_to"]

#: Format -> the ending of a file that means it.
_ENDINGS = MappingProxyType({"text": ".txt", "html": ".html", "markdown": ".md", "csv": ".csv", "word": ".docx"})


def add_to(commands: Any) -> None:
    """Add the subcommand."""
    audit = commands.add_parser("audit", help="hold a paper's claims against the data")
    audit.add_argument(
        "claims",
        nargs="?",
        help="a YAML or CSV file of claims, or the id of a paper in the dataset (default: all papers)",
    )
    audit.add_argument(
        "--new", type=Path, metavar="FILE", help="write a commented file of claims to begin with, and do nothing else"
    )
    audit.add_argument(
        "--from-text",
        metavar="FILE",
        help="propose the claims that a text, an HTML page or a PDF makes, and decide them; - is the standard input",
    )
    audit.add_argument("--format", choices=tuple(_ENDINGS), help="of the report (default: as --output ends, else text)")
    audit.add_argument("--output", type=Path, metavar="FILE", help="write the report to a file instead of the terminal")
    audit.add_argument("--csv", type=Path, metavar="FILE", help="write the outcome as a table as well")
    audit.add_argument(
        "--published",
        metavar="DATE",
        type=end_date,
        help="when the paper appeared, if its file does not say; nothing published later counts against it",
    )
    audit.add_argument("--title", default="", help="of the paper, if its file does not say")
    audit.add_argument(
        "--as-of",
        metavar="DATE",
        type=end_date,
        help="only with what was published by the last day of this date, as 2021, 2021-11 or 2021-11-30",
    )
    audit.set_defaults(run=_audit)


def _audit(arguments: argparse.Namespace) -> int:
    from fraudstats.claims import audit
    from fraudstats.dataset import load
    from fraudstats.disk import write_atomically

    if arguments.new:
        return _new(arguments.new)
    dataset = load().as_of(arguments.as_of) if arguments.as_of else load()
    claims = _found(arguments) if arguments.from_text else arguments.claims
    kind = _format(arguments)
    outcome = audit(dataset, claims, published=arguments.published, title=arguments.title)
    _write(outcome, kind, arguments.output)
    if arguments.csv:
        write_atomically(arguments.csv, outcome.to_csv().encode())
        print(f"\nwritten to {arguments.csv}")
    if arguments.output or kind != "text":  # the text on the terminal holds them
        for problem in outcome.problems:
            print(problem, file=sys.stderr)
    return 1 if outcome.problems else 0


def _found(arguments):
    """The numbers of a text; those that nothing could decide are named."""
    from fraudstats.cli.document import text_of_document
    from fraudstats.errors import DatasetError
    from fraudstats.printed.bulletin import read_bulletin

    if arguments.claims:
        raise DatasetError("give a file of claims or --from-text, not both")
    found = read_bulletin(text_of_document(arguments.from_text), arguments.published)
    unknown = [number.value_text or number.change_text for number in found if not number.indicator]
    if unknown:
        print(f"left out, of no known indicator: {'; '.join(unknown)}", file=sys.stderr)
    if len(unknown) == len(found):
        raise DatasetError(f"no number of a known indicator in {arguments.from_text}; write a file: --new claims.yaml")
    return found


def _new(path):
    from fraudstats.claims.given import template
    from fraudstats.disk import write_atomically
    from fraudstats.errors import DatasetError

    if path.exists():
        raise DatasetError(f"{path} exists already; give another name, or remove it")
    write_atomically(path, template().encode())
    print(f"{path}\nReplace what is in it by what the paper says; 'fraudstats audit {path}' decides it.")
    return 0


def _format(arguments):
    from fraudstats.errors import DatasetError

    if arguments.format or arguments.output is None:
        return arguments.format or "text"
    kinds = {ending: kind for kind, ending in _ENDINGS.items()}
    ending = arguments.output.suffix.lower()
    if ending not in kinds:
        raise DatasetError(f"{arguments.output}: no report ends so; choose {', '.join(kinds)}, or add --format")
    return kinds[ending]


def _write(outcome: Audit, kind: str, output: Path | None) -> None:
    """The report, to a file or to the terminal."""
    from fraudstats.disk import write_atomically
    from fraudstats.errors import DatasetError

    made = {
        "text": lambda: f"{outcome.summary()}\n",
        "html": outcome.to_html,
        "markdown": outcome.to_markdown,
        "csv": outcome.to_csv,
        "word": outcome.to_docx,
    }
    if kind == "word" and output is None:
        raise DatasetError("a Word document needs a file: add --output report.docx")
    report = made[kind]()
    if output is None:
        print(report, end="")
        return
    write_atomically(output, report if isinstance(report, bytes) else report.encode())
    print(f"{outcome!r} written to {output}")
