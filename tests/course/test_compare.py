"""An answer is compared by the kind of the expected one."""

import numpy as np
import pandas as pd
import pytest

import fraudstats as fs
from fraudstats.course.compare import difference


@pytest.mark.parametrize(
    ("expected", "given"),
    [
        (19, 19), (19, 19.0), (19, np.int64(19)), (0.0513, 0.0512), (-0.075, np.float64(-0.0750)),
        (70_436.82, 70_437), (True, True), (True, np.bool_(True)), ("Neither", " neither"),
        ({"VN", "LA"}, ["LA", "VN"]), ({"VN"}, pd.Series(["vn"])),
        (fs.Interval(1, 2), (1, 2)), (fs.Interval(1, 2), fs.Interval(1, 2)), ((1, float("inf")), [1, float("inf")]),
    ],
)  # fmt: skip
def test_the_same_answer_in_another_form_is_right(expected, given):
    assert difference(expected, given) == ""


@pytest.mark.parametrize(
    ("expected", "given", "words"),
    [
        (19, 20, "too large"),
        (19, 17.9, "too small"),
        (390_500.0, 391_000, "too large"),
        (0.0513, 5.13, "give a share"),
        (0.0513, -0.0513, "the sign is not"),
        (19, "19", "is a number, not str"),
        (19, True, "is a number, not bool"),
        (True, False, "the other one"),
        (True, 1, "True or False"),
        ("news", 1, "is a text"),
        ("news", "noise", "another one"),
        ({"VN", "LA"}, {"VN", "MM"}, "1 of 2 is missing, 1 does not belong there"),
        ({"VN", "LA"}, "VN", "list of texts"),
        (fs.Interval(1, 2), (1, 3), "the upper end: too large"),
        (fs.Interval(1, 2), 1, "a range: two numbers"),
    ],
)
def test_another_answer_is_told_in_what_it_differs(expected, given, words):
    assert words in difference(expected, given)


def test_an_answer_of_no_known_kind_is_a_fault_of_the_exercise():
    with pytest.raises(TypeError, match="DataFrame"):
        difference(pd.DataFrame(), 1)
