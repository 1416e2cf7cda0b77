"""Every exercise: its solution runs as shown and is accepted, its answer is right by another way, others are not."""

import json
import re
from math import log

import pytest

import fraudstats as fs
from fraudstats.course.compare import difference
from fraudstats.course.exercises import EXERCISES
from fraudstats.dataset.loader import processed_folder
from fraudstats.errors import CourseError

NOTEBOOKS = sorted((processed_folder().parents[1] / "notebooks").glob("*.ipynb"))
TEXTS = {path.name: path.read_text(encoding="utf-8") for path in NOTEBOOKS}
each = pytest.mark.parametrize("exercise", EXERCISES.values(), ids=lambda exercise: exercise.id)


@pytest.fixture(scope="session")
def ds():
    return fs.load()


def imports_of(name):
    """The imports of the notebook that asks an exercise."""
    [text] = [text for text in TEXTS.values() if f"**{name}**" in text]
    cells = json.loads(text)["cells"]
    code = "".join("".join(cell["source"]) + "\n" for cell in cells if cell["cell_type"] == "code")
    return "\n".join(re.findall(r"^(?:import|from) .*", code, flags=re.MULTILINE))


@pytest.fixture(scope="session")
def solved(ds):
    """Exercise -> what its solution, run as it is shown, puts into `answer`."""
    answers = {}
    for name in EXERCISES:
        names = {"ds": ds}
        exec(imports_of(name), names)
        exec(fs.course.solution(name), names)
        answers[name] = names["answer"]
    return answers


def wrong(answer):
    """An answer of the same kind that is another one."""
    if isinstance(answer, bool):
        return not answer
    if isinstance(answer, str):
        return f"not {answer}"
    if isinstance(answer, set):
        return answer | {"XX"}
    if isinstance(answer, tuple | fs.Interval):
        low, high = answer
        return (low - abs(low) * 0.1 - 1, high)
    return answer + abs(answer) * 0.1 + 1


@each
def test_a_solution_is_accepted_and_a_wrong_answer_is_not(exercise, solved):
    answer = solved[exercise.id]
    assert difference(answer, answer) == ""
    assert difference(answer, wrong(answer)) != ""
    assert difference(answer, object()) != ""


@each
def test_a_tempting_answer_differs_from_the_right_one(exercise, solved, ds):
    for slip in exercise.slips.values():
        assert difference(solved[exercise.id], slip(ds)) != ""


@each
def test_each_exercise_is_asked_and_checked_in_the_notebook_of_its_number(exercise):
    asking = [name for name, text in TEXTS.items() if f"**{exercise.id}**" in text]
    assert [name.partition("_")[0] for name in asking] == [exercise.id.partition(".")[0]]
    assert f'\\"{exercise.id}\\"' in TEXTS[asking[0]]


def test_every_exercise_that_a_notebook_asks_exists():
    asked = {found for text in TEXTS.values() for found in re.findall(r"\*\*(\d\d[a-z]?\.\d)\*\*", text)}
    assert asked == set(EXERCISES)


@each
def test_a_hint_is_a_sentence_and_a_slip_its_reason(exercise):
    assert exercise.hint.endswith(".")
    assert all(words and not words.endswith(".") for words in exercise.slips)


def test_an_answer_is_right_or_not_yet_with_a_hint():
    right, slip, not_yet = (fs.course.check("07.2", one) for one in ((9_000, 11_000), (10_000, 10_000), (1, 11_000)))
    assert right and repr(right) == "07.2: right."
    assert not slip and "both totals are rounded" in repr(slip)
    assert not not_yet and repr(not_yet).startswith("07.2: not yet (the lower end: too small). Hint: subtract")


def test_no_answer_is_no_wrong_answer():
    assert repr(fs.course.check("07.2")) == ("07.2: no answer yet. Put yours in place of None and run the cell again.")


def test_an_unknown_exercise_is_refused_with_the_nearest():
    with pytest.raises(CourseError, match=r"there is no exercise '07.9'; the nearest are 07\.\d"):
        fs.course.check("07.9", 1)


def test_the_expected_answer_is_that_of_the_data_given():
    then = fs.load().as_of("2022-12-31")
    areas = list(then.observations["ref_area"])
    share = areas.count("CN") / len(areas)
    assert fs.course.check("00.1", share, then)
    assert not fs.course.check("00.1", share)


#: Exercise -> its answer by another way: from the printed numbers, by hand.
BY_HAND = {
    "01.1": (-1 / 391.5, 1 / 390.5),  # 390,500 over 391,500, and the other way round
    "01.2": (44_690 / 5_400, 44_700 / 5_300),  # more than 44,690 and more than 5,300
    "01.3": 3,  # 370,000, 391,000 and their growth: eleven months each
    "02.1": (20_000, 30_000),  # nearly, to the ten thousand
    "02.3": (391_000, 392_000),  # cut off, to the thousand
    "03.1": (463_500 - 391_500, 464_500 - 390_500),  # 464,000 less 391,000, to the thousand each
    "03.2": (463_500 - 391_500, 464_500 - 370_000 * 1.0565),  # and the 391,000 is at least 5.65% up on 370,000
    "03b.1": (45_000 - 391_500 / 11, 47_000 - 390_500 / 11),  # 437,000 less 391,000, less a month
    "03b.3": (92_500 - 84_000, 93_500 - 82_000),  # about 83,000 is within one thousand
    "03c.1": (192_500 - 43_929, 193_500 - 43_929),  # 193,000 in five years, 43,929 in the first
    "03c.2": 39_824 - 18_743,  # the year 2023 less its half-year
    "04.1": (257_500 / 464_500 - 1, 258_500 / 463_500 - 1),
    "05.1": (463_500 + 436_500 - 294_500 - 258_500, 464_500 + 437_500 - 293_500 - 257_500),
    "05.3": 31 / (31 + 30 + 31),  # December's days of October's, November's and December's
    "06.1": log(6_036_860 / 5_638_676) / log(51_501 / 6_234),  # residents and reports of 2024 over those of 2018
    "06.2": 43_212 / 44_480 - 1,
    "06.3": 2020,  # 13,550 (confirmed)
    "07.1": {"KH", "MY"},  # Cambodia: extradition; Malaysia: legal assistance
    "07.2": (40_500 - 31_500, 41_500 - 30_500),  # 41,000 less 31,000, to the thousand each
    "07.3": ((3 + 571) / (31_500 - 4_666), (3 + 571) / (30_500 - 4_666)),  # 16 and 18 November 2023
    # Million Singapore dollars: 2019, 2020, and the first halves of 2022 and 2023.
    "08.1": (170.8 / 168.1 + 265.7 / 268.4 + 342.1 / 346.5 + 309.4 / 334.5) / 4 - 1,
    "08.3": (385.6 / 334.5 - 1, 522.4 / 309.4 - 1),
    "09.1": (441_000 - 391_500 / 1.0565, 442_000 - 370_000),  # 391,000 is up 5.7%, at least 5.65%
    "09.2": (43_212 / 8_372) ** (1 / 7) - 1,
    "09.3": "supported_with_caveat",
}


@pytest.mark.parametrize("name", BY_HAND)
def test_an_answer_is_what_follows_by_hand(name, solved):
    assert difference(BY_HAND[name], solved[name]) == ""
