"""Faults in the sentences of a notebook."""

import re
import tempfile
from functools import partial
from pathlib import Path

from mutations.mutation import Mutation
from stored import notebook
from test_prose import unknown_numbers, unknown_shares
from test_said import unsaid, unsupported

NUMBERS = "tests/test_prose.py"
WORDS = "tests/test_said.py"


def _complaints(stem, text):
    with tempfile.TemporaryDirectory() as folder:
        path = Path(folder) / f"{stem}.ipynb"
        path.write_text(text, encoding="utf-8")
        return [*unknown_numbers(path), *unknown_shares(path), *unsaid(path), *unsupported(path)]


def _replaced(old, new, text):
    assert re.search(old, text), old
    return re.sub(old, new, text, count=1)


def _mutation(what, stem, caught_by, old, new):
    return Mutation(
        f"{what}: {old!r} becomes {new!r}",
        f"notebook {stem}",
        caught_by,
        partial(notebook, stem),
        partial(_replaced, old, new),
        partial(_complaints, stem),
    )


_TRENDS, _ELSEWHERE = "04_trends_of_the_mainland_series", "06_elsewhere"
MUTATIONS = [
    _mutation("a number", "03_what_the_bulletins_imply", NUMBERS, "4,500 to 7,500", "4,600 to 7,500"),
    _mutation("a number of another notebook", "02_what_a_number_covers", NUMBERS, "441,000. Each", "25,864. Each"),
    _mutation("a share", _TRENDS, NUMBERS, "115.0 per cent", "151.0 per cent"),
    _mutation("a share in words", _TRENDS, WORDS, "rose by about a third", "rose by about a half"),
    _mutation("a direction", _TRENDS, WORDS, "fell by about a fifth", "rose by about a fifth"),
    _mutation("a direction", _ELSEWHERE, WORDS, "reports rose from", "reports fell from"),
    _mutation(
        "a direction in time", "08_how_numbers_are_revised", WORDS, "a year later, and no", "a year earlier, and no"
    ),
    _mutation("a count of draws", "05_law_and_operations", NUMBERS, "66 put the change into", "76 put the change into"),
    _mutation("how surely", _TRENDS, WORDS, "2024 and 2025 are certain", "2023 to 2025 are certain"),
    _mutation(
        "what cannot be said",
        _TRENDS,
        WORDS,
        "from 2022 to 2023 is known",
        "from 2022 to 2023, as never before, is known",
    ),
    _mutation(
        "a statement behind a bound one",
        "07_handovers_and_treaties",
        WORDS,
        "about one in eight",
        "about one in eight, and they rose in 2025",
    ),
    _mutation(
        "a sentence of a first cell", _TRENDS, WORDS, "The paper says that", "They fell last year. The paper says that"
    ),
    _mutation("a multiple", _ELSEWHERE, WORDS, "more than doubled", "more than trebled"),
    _mutation("a count in words", "07_handovers_and_treaties", WORDS, "For six of the", "For seven of the"),
]
