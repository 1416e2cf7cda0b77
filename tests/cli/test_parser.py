"""Arguments: what is wrong is said by the command that was meant, and every help has an example that works."""

import argparse
import shlex

import pytest

from fraudstats.cli import main
from fraudstats.cli.main import command_parser
from fraudstats.cli.parser import EXAMPLES, end_date, start_date
from fraudstats.exports import FORMATS

COMMANDS = command_parser()[1]
SHOW = ["show", "telecom_fraud_cases_solved"]


def refused(arguments, capsys):
    """What is said of wrong arguments."""
    with pytest.raises(SystemExit) as stopped:
        main(arguments)
    assert stopped.value.code == 2
    return capsys.readouterr().err


@pytest.mark.parametrize("name", COMMANDS)
def test_the_help_of_each_command_says_what_it_does_and_shows_an_example(name, capsys):
    with pytest.raises(SystemExit) as stopped:
        main([name, "--help"])
    assert stopped.value.code == 0
    text = capsys.readouterr().out
    assert text.startswith(f"usage: fraudstats {name}")
    assert len(COMMANDS[name].description) > 20
    assert f"example:\n  fraudstats {name}" in text


@pytest.mark.parametrize("name", COMMANDS)
def test_every_example_is_a_call_that_the_command_accepts(name):
    arguments, unknown = command_parser()[0].parse_known_args(shlex.split(EXAMPLES[name])[1:])
    assert (arguments.command, unknown) == (name, [])


@pytest.mark.parametrize(
    ("arguments", "words"),
    [
        ([], "usage: fraudstats [-h] [--version] COMMAND"),
        (["chekc"], "invalid choice: 'chekc'"),
        (["check", "a", "b"], "usage: fraudstats check"),
        ([*SHOW, "--ref-area", "CN"], "usage: fraudstats show"),
        ([*SHOW, "--ref-area", "CN"], "'--ref-area' (did you mean --area?)"),
        ([*SHOW, "--strat=2021"], "did you mean --start?"),
        (["export", "csv"], "usage: fraudstats export"),
    ],
)
def test_wrong_arguments_show_the_usage_of_the_command_that_was_meant(arguments, words, capsys):
    assert words in refused(arguments, capsys)


@pytest.mark.parametrize("option", ["--start", "--end", "--as-of"])
@pytest.mark.parametrize("text", ["soon", "2021-13", "20211130"])
def test_a_date_that_cannot_be_read_names_its_option_and_the_spelling(option, text, capsys):
    said = refused([*SHOW, option, text], capsys)
    assert f"argument {option}: {text!r}" in said
    assert "'2021-06' for a month" in said


def test_dates_are_handed_on_as_they_were_given():
    assert (start_date("2021-11"), end_date("2021")) == ("2021-11", "2021")
    with pytest.raises(argparse.ArgumentTypeError, match="does not exist"):
        end_date("2021-02-30")


@pytest.mark.parametrize(("command", "options"), [("show", 3), ("export", 1)])
def test_the_help_says_how_to_write_a_date(command, options):
    assert " ".join(COMMANDS[command].format_help().split()).count("as 2021, 2021-11 or 2021-11-30") == options


def test_the_help_of_export_lists_every_format():
    listed = COMMANDS["export"].format_help().partition("formats:\n")[2].splitlines()[0]
    assert listed.strip().split(", ") == list(FORMATS)
