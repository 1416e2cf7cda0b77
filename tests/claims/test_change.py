"""Changes in percent: as sources state them, as printed totals give them, as bounds allow them."""

import pytest

CHANGE = {"kind": "change"}


@pytest.fixture
def totals(solved):
    """19,249 and 27,923 cases in two years, +45.06 per cent."""
    solved(("y19", 2019, 2019, "19,249", 19249, "exact"), ("y20", 2020, 2020, "27,923", 27923, "exact"))


@pytest.mark.parametrize(
    ("printed", "expected"),
    [
        ("45.1 percent", ("supported", ())),
        ("45%", ("supported", ())),
        ("up 45.06%", ("supported", ())),
        ("more than 45%", ("supported", ())),
        ("about 45%", ("supported", ())),
        ("45.0%", ("supported_with_caveat", ("cut_off",))),
        ("46%", ("contradicted", ())),
        ("down 45.1%", ("contradicted", ())),
        ("doubled", ("contradicted", ())),
    ],
)
def test_a_percentage_is_read_as_a_range(totals, said, printed, expected):
    assert said("2020", printed, **CHANGE) == expected


def test_the_base_is_the_year_before_unless_the_claim_says_otherwise(totals, solved, said):
    solved(("y17", 2017, 2017, "13,961", 13961, "exact"), name="c")
    assert said("2020", "up 100%", base="2017", kind="change") == ("supported", ())
    assert said("2020", "up 100%", **CHANGE)[0] == "contradicted"


def test_a_stated_change(said):
    """The sound source says +44.2% for eleven months of 2021."""
    assert said("2021-01/2021-11", "44.2%", **CHANGE) == ("supported", ())
    assert said("2021-01/2021-11", "44%", **CHANGE) == ("supported", ())
    assert said("2021", "44.2%", **CHANGE) == ("supported_with_caveat", ("window_narrower",))
    assert said("2021-01/unknown", "44.2%", **CHANGE) == ("supported_with_caveat", ("as_of_missing",))
    assert said(None, "44.2%", **CHANGE) == ("supported_with_caveat", ("window_missing",))
    assert said("2021-01/2021-11", "54.2%", **CHANGE) == ("contradicted", ())
    assert said("2021-01/2021-11", "44.2%", base="2019-01/2019-11", kind="change")[0] == "untraceable"


def test_a_stated_change_that_came_after_the_paper(said):
    """It was printed on 1 January 2022."""
    assert said("2021-01/2021-11", "54.2%", published="2021-12", **CHANGE) == ("untraceable", ())
    assert said("2021-01/2021-11", "44.2%", published="2021-12", **CHANGE) == ("supported", ())


def test_bounds_of_a_total_bound_its_change(solved, said):
    solved(
        ("base", "2018-01", "2018-09", "19,444", 19444, "exact"),
        ("half", "2019-01", "2019-06", "18,743", 18743, "exact"),
        ("ten", "2019-01", "2019-10", "33,923", 33923, "exact"),
    )
    assert said("2019-01/2019-09", "51%", **CHANGE) == ("supported_with_caveat", ("within_bounds",))
    assert said("2019-01/2019-09", "95%", **CHANGE) == ("impossible", ())
    assert said("2019-01/2019-09", "down 20%", **CHANGE) == ("impossible", ())


def test_no_total_and_no_change(said):
    assert said("2030", "5%", **CHANGE) == ("untraceable", ())


def test_a_change_without_a_word_for_its_direction_may_be_either(solved, said):
    solved(("y19", 2019, 2019, "27,923", 27923, "exact"), ("y20", 2020, 2020, "19,249", 19249, "exact"))
    assert said("2020", "31.1%", **CHANGE) == ("supported_with_caveat", ("direction_unsaid",))
    assert said("2020", "down 31.1%", **CHANGE) == ("supported", ())
    assert said("2020", "31.1%", aspect="down", **CHANGE) == ("supported", ())
    assert said("2020", "31.1%", statement="Cases fell by this much.", **CHANGE) == ("supported", ())
    assert said("2020", "up 31.1%", **CHANGE) == ("contradicted", ())
    assert said("2020", "51.1%", **CHANGE) == ("contradicted", ())


def test_a_percentage_rounded_to_tens(said):
    """The sound source says +44.2% for eleven months of 2021."""
    assert said("2021-01/2021-11", "up 40%", **CHANGE) == ("supported_with_caveat", ("rounded_coarsely",))
    assert said("2021-01/2021-11", "up 44%", **CHANGE) == ("supported", ())
