"""What holds of every audit, whatever is claimed."""

from itertools import permutations

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

import fraudstats as fs
from fraudstats.claims.agreement import claimed_range
from fraudstats.claims.claim import Claim
from fraudstats.claims.evidence.held import Held

DATASET = fs.load()
TABLE = DATASET.observations
DATED = TABLE.loc[TABLE["period_start"].notna() & TABLE["period_end"].notna() & TABLE["sub_area"].isna()]
BEST = {"supported": 3, "supported_with_caveat": 2, "sources_disagree": 1, "untraceable": 1}


def claim_of(row, **more):
    counterpart = row["counterpart_area"] if isinstance(row["counterpart_area"], str) else "none"
    return {
        "what": row["indicator"], "area": row["ref_area"], "counterpart": counterpart, "value": row["value"],
        "qualifier": row["qualifier"], "precision": row["precision"], "unit": row["unit"],
        "start": row["period_start"], "end": row["period_end"],
    } | more  # fmt: skip


@pytest.fixture(scope="module")
def repeated():
    """The audit of claims that repeat every observation of a known window."""
    return fs.audit(DATASET, [claim_of(row) for row in DATED.to_dict("records")])


def test_whatever_is_printed_may_be_claimed(repeated):
    table = repeated.to_frame()
    assert set(table["verdict"]) == {"supported", "supported_with_caveat"}
    assert not repeated.problems


def test_a_repeated_number_has_no_caveat_but_other_numbers(repeated):
    """A number that no other print excludes, and that is no part of another claim, is supported outright."""
    caveats = set(" ".join(repeated.to_frame()["caveats"]).split())
    assert caveats <= {"restated_later", "sources_disagree", "part_of_another"}


rows = st.sampled_from(DATED.to_dict("records"))
factors = st.sampled_from([0.3, 0.6, 0.8, 0.93, 1.08, 1.3, 1.9, 4.0])
slow = settings(max_examples=20, suppress_health_check=[HealthCheck.too_slow])


@given(rows, factors)
@slow
def test_a_number_outside_all_prints_of_its_window_is_never_supported_outright(row, factor):
    value = float(round(row["value"] * factor))
    given_claim = claim_of(row, value=value, qualifier="exact", precision=1)
    prints = Held(DATASET).series(row["indicator"], row["ref_area"], given_claim["counterpart"], row["unit"])
    window = fs.Window(row["period_start"], row["period_end"])
    level = prints.printed(window)
    if not level.interval.overlaps(value):
        (verdict,) = fs.audit(DATASET, [given_claim]).verdicts
        assert verdict.verdict in ("contradicted", "supported_with_caveat")


@given(rows, factors, st.dates(min_value=fs.Window("2016").start, max_value=fs.Window("2026").end))
@slow
def test_nothing_later_counts_against_a_paper(row, factor, day):
    """What came after the paper never makes the verdict worse than the data of its own day did."""
    claim = claim_of(row, value=float(round(row["value"] * factor)), qualifier=None, precision=None)
    claim = {name: value for name, value in claim.items() if value is not None}
    (now,) = fs.audit(DATASET, [claim], published=day).verdicts
    (then,) = fs.audit(DATASET.as_of(day), [claim], published=day).verdicts
    if then.verdict in BEST:
        assert BEST.get(now.verdict, 0) >= min(BEST[then.verdict], 1)
    if now.verdict in ("contradicted", "impossible"):
        dates = TABLE.set_index("observation_id")["published_by"]
        assert (dates[list(now.rests_on)].dt.date <= day).all()


def test_the_order_of_the_rows_does_not_matter():
    claims = [
        claim_of(row, id=f"c{i}", value=round(row["value"] * factor), qualifier="exact", precision=1)
        for i, (row, factor) in enumerate(zip(DATED.to_dict("records")[::800], (1, 1.1, 1, 0.7, 1), strict=False))
    ]
    found = [
        dict(zip([c["id"] for c in order], fs.audit(DATASET, list(order)).verdicts, strict=True))
        for order in list(permutations(claims))[::30]
    ]
    assert all(one == found[0] for one in found)


@given(
    st.integers(1, 10**9), st.sampled_from(["exact", "rounded", "more_than", "nearly", "about", "at_least", "up_to"])
)
def test_a_claim_allows_its_own_number(value, qualifier):
    claim = Claim.of({"claim_id": "c", "test": "count", "value": value, "qualifier": qualifier, "precision": 1})
    assert value in claimed_range(claim)
