"""Arguments of the ``fraudstats`` command. Each subcommand imports what it needs when it runs."""

from __future__ import annotations

import sys
from collections.abc import Sequence

from fraudstats import __version__
from fraudstats.cli import add, audit, data, draft, export, figures, new, notebooks, release, reproduce, show, verify
from fraudstats.cli.parser import CommandParser
from fraudstats.errors import FraudstatsError

__all__ = ["command_parser", "main"]


def command_parser() -> tuple[CommandParser, dict[str, CommandParser]]:
    """The parser of the whole command, and those of its subcommands by name."""
    parser = CommandParser(
        prog="fraudstats",
        description="Official numbers on telecom fraud: check, build, look up, export, audit, reproduce and verify.",
        epilog="Start with 'fraudstats reproduce' in a clone of the repository. "
        "'fraudstats COMMAND --help' explains a command.",
    )
    parser.add_argument("--version", action="version", version=f"fraudstats {__version__}")
    commands = parser.add_subparsers(title="commands", required=True, metavar="COMMAND", dest="command")
    for group in (data, audit, new, add, draft, show, figures, notebooks, export, release, reproduce, verify):
        group.add_to(commands)
    helps = {action.dest: action.help or "" for action in commands._get_subactions()}
    for name, command in commands.choices.items():
        command.description = command.description or f"{helps[name][:1].upper()}{helps[name][1:]}."
    return parser, dict(commands.choices)


def main(argv: Sequence[str] | None = None) -> int:
    """Run the command; the exit status is 0, 1 for a finding or a failure, 2 for wrong arguments."""
    _write_every_character()
    parser, commands = command_parser()
    arguments, unknown = parser.parse_known_args(argv)
    if unknown:
        commands[arguments.command].refuse(unknown)
    try:
        status = arguments.run(arguments)
        sys.stdout.flush()
        return status
    except FraudstatsError as error:
        print(f"fraudstats: {error}", file=sys.stderr)
        return 1
    except KeyboardInterrupt:
        print("fraudstats: stopped", file=sys.stderr)
        return 130
    except BrokenPipeError:  # the reader (a pager, head) has seen enough
        sys.stderr.close()
        return 0


def _write_every_character() -> None:
    """What the terminal's or the file's encoding lacks is written as an escape (``\\u7535``) instead of an error."""
    for stream in (sys.stdout, sys.stderr):
        reconfigure = getattr(stream, "reconfigure", None)
        if reconfigure is not None:
            reconfigure(errors="backslashreplace")
