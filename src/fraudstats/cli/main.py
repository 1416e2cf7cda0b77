"""Arguments of the ``fraudstats`` command. Each subcommand imports what it needs when it runs."""

from __future__ import annotations

import os
import sys
from collections.abc import Sequence
from contextlib import suppress

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
    try:
        return _run(argv)
    except FraudstatsError as error:
        return _failed(error)
    except KeyboardInterrupt:
        return _failed("stopped", 130)
    except BrokenPipeError:  # the reader (a pager, head) has seen enough
        _drop_output()
        return 0
    except OSError as error:  # of the machine: a full disk, a file that may not be read
        _drop_output()
        where = f"{error.filename!r}: " if error.filename else ""
        return _failed(f"cannot go on: {where}{error.strerror or error}")
    except MemoryError:
        return _failed("cannot go on: this machine has not enough memory for it")


def _run(argv):
    parser, commands = command_parser()
    try:
        arguments, unknown = parser.parse_known_args(argv)
        if unknown:
            commands[arguments.command].refuse(unknown)
        status = arguments.run(arguments)
    except SystemExit:  # after a help, or what is wrong with the arguments
        _flush()
        raise
    _flush()
    return status


def _flush():
    if sys.stdout is not None:  # closed by who started the command
        sys.stdout.flush()


def _failed(why, status=1):
    print(f"fraudstats: {why}", file=sys.stderr)
    return status


def _drop_output():
    """What could not be written is not tried again when Python ends."""
    with suppress(OSError, ValueError, AttributeError):
        nothing = os.open(os.devnull, os.O_WRONLY)
        os.dup2(nothing, sys.stdout.fileno())
        os.close(nothing)


def _write_every_character() -> None:
    """What the terminal's or the file's encoding lacks is written as an escape (``\\u7535``) instead of an error."""
    for stream in (sys.stdout, sys.stderr):
        reconfigure = getattr(stream, "reconfigure", None)
        if reconfigure is not None:
            reconfigure(errors="backslashreplace")
