"""Words that say how large, which way or how surely: every sentence of the notebooks with such a word follows.

What is not held against anything: questions and exercises, and words of another kind, which people alone read.
"""

import json
import re

import pytest
from said import SAID
from stored import NOTEBOOKS
from test_prose import NO_PROSE

PATHS = sorted(NOTEBOOKS.glob("*.ipynb"))
each = pytest.mark.parametrize("path", PATHS, ids=lambda path: path.stem)
PARTS = "half|third|quarter|fifth|sixth|seventh|eighth|tenth|twentieth"
COUNTS = "two|three|four|five|six|seven|eight|nine|ten|eleven|twelve"
WORDS = re.compile(
    rf"\b(rose|rises?|rising|fell|falls?|grew|doubled|trebled|halved|an? (?:{PARTS})|about half|\w+fold|"
    rf"(?:twice|times) as|one in (?:{COUNTS})|fewer|higher|lower|larger|smaller|"
    rf"highest|lowest|earlier|later|(?:{COUNTS}) of)\b",
    re.IGNORECASE,
)
#: Words that say how surely, or compare with chance.
SURELY = re.compile(
    r"\b(only|(?<!at )most|certain(?:ly)?|sure|never|always|because|hardly|must|no one|nobody|none|prov(?:e|es|ed|ing)|"
    r"confirms?|by chance|beyond chance|chance (?:alone|allows|gives)|significant)\b",
    re.IGNORECASE,
)
#: Sentences with such a word that say nothing of a number.
NO_STATEMENT = (
    "Following two of them to the end",
    "Each record says which larger number it is a part of",
    "are a third one, gambling included",
    "That the level fell is",
    "both are a part of every later total",
    "It is possible as a later count of the campaign",
    "not where a count is highest",
    'a figure that rose to 391,000 in 2022"',
    'The paper says that cases "rose"',
    "to solve three of them by hand",
    "The question is put so that there must be an answer",
    "Only in part.",
    "The series may have turned because fraud fell, because campaigns ended, or because what counts as solved changed",
    'Before reading anything into "no significant trend"',
    "One must not: the 209 are a part of the 706",
    'Treaties: "only" five, "only" four',
    "The paper says that China has extradition treaties in South-east Asia only with",
    "and treaties on legal assistance in criminal matters only with",
    "That no treaty with Myanmar was found does not prove that there is none",
    "The handovers must not be added",
    "no method in the later notebooks can put back what was never published",
    "It changes the ranges, never the numbers",
    "whoever compares must also say of which day",
    "A number without its vintage cannot be compared with a later one",
    "That none was found is not that there is none: with seven values the test sees only large bends",
    "fewer than the ten or so that it should have",
    "The rest was announced as a total only: no source that was read says when and where they were handed over",
    "a single handover is only a *floor* for its days, since others may have happened at the same time",
    "Days are the periods here, because windows end in mid-month",
    'Whether there is a treaty that no source read here lists: "none found" is not "none"',
    "Who handed over most of them, and where",
    "Where windows differ among themselves far more than they are revised",
    "find small noise hardly more often than chance would",
    "they do not always fit",
    "the first half of 2022 has only the eleven months of 2021",
    "How often numbers are revised: only a revision that somebody printed, and that was found, is here",
    "The archives of the issuers were not read, only stored pages",
    "What could not be told from the words alone is not sure, and says why",
    "From here on only the solved cases are used",
    "No model was used: every count in that range is possible, none outside is",
    "A tidy table is only as good as what was typed into it: nobody has checked the colleague's numbers",
)


def prose(path):
    """What a notebook says."""
    cells = json.loads(path.read_text(encoding="utf-8"))["cells"]
    return "\n\n".join(["".join(cell["source"]) for cell in cells if cell["cell_type"] == "markdown"])


def sentences(text):
    """What a text states, in one line per sentence."""
    for part in re.split(r"(?<=[.?!])\s+|\n\n|\n(?=[-|#*])", NO_PROSE.sub("", text)):
        sentence = " ".join(part.split())
        if sentence and not sentence.endswith("?") and not re.match(r"\*\*\d\d", sentence):
            yield sentence


def unsaid(path):
    """The sentences with such a word that are not in the table."""
    known = (*SAID.get(path.stem, {}), *NO_STATEMENT)
    left = [(one, _without(known, one)) for one in sentences(prose(path))]
    return [one for one, rest in left if WORDS.search(rest) or SURELY.search(rest)]


def _without(known, sentence):
    """What is left of a sentence beside what is known of it."""
    for said in known:
        for part in sentences(said):
            sentence = sentence.replace(part.rstrip("."), " ")
    return sentence


def unsupported(path):
    """The sentences of the table that the notebook does not hold, or that do not follow."""
    text = " ".join(sentences(prose(path)))
    return [said for said, follows in SAID.get(path.stem, {}).items() if said not in text or not follows()]


@each
def test_every_sentence_that_says_how_large_or_which_way_is_in_the_table(path):
    assert unsaid(path) == [], "add it to tests/said.py, with what it follows from"


@each
def test_every_sentence_of_the_table_is_said_and_follows(path):
    assert unsupported(path) == []


def test_the_table_names_notebooks_that_exist():
    assert set(SAID) <= {path.stem for path in PATHS}
