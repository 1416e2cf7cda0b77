"""A verdict has codes of the lists only, and is supported outright only without a caveat."""

import pytest

from fraudstats.claims.verdict import Verdict
from fraudstats.errors import CodeError


def test_support_is_with_or_without_a_caveat():
    assert Verdict.supported("It is.", ["a"]) == Verdict("supported", "It is.", ("a",))
    assert Verdict.supported("It is.", ["a"], ["cut_off"]) == Verdict(
        "supported_with_caveat", "It is.", ("a",), ("cut_off",)
    )
    assert Verdict.supported("", ()).supports
    assert Verdict.supported("", (), ["cut_off"]).supports
    assert not Verdict("contradicted", "").supports


@pytest.mark.parametrize(("verdict", "caveats"), [("true", ()), ("supported_with_caveat", ("cut_off", "odd"))])
def test_unknown_codes_are_refused(verdict, caveats):
    with pytest.raises(CodeError, match=f"no verdict '{verdict}' with caveats"):
        Verdict(verdict, "", (), caveats)


def test_a_verdict_cannot_be_changed():
    verdict = Verdict("supported", "")
    with pytest.raises(AttributeError):
        verdict.verdict = "contradicted"
    assert len({verdict, Verdict("supported", "")}) == 1
