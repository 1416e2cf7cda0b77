"""Claims about a small world: `solved` writes observations of one count, `decide` audits a claim about it."""

import pytest

import fraudstats as fs


@pytest.fixture
def solved(raw, row):
    """A function that adds a source with observations of solved cases: (name, start, end, text, value, ...)."""

    def add(*observations, name="b", published="2022-01-01", **fields):
        raw.source(name, "observations:\n" + "".join(row(*one) for one in observations), published=published, **fields)

    return add


@pytest.fixture
def decide(raw):
    """A function that gives the verdict on one claim about solved cases in China."""

    def verdict(window=None, printed=None, published=None, **fields):
        claim = {"what": "cases_solved", "area": "CN", "window": window, "printed": printed} | fields
        given = {name: value for name, value in claim.items() if value is not None}
        audit = fs.audit(raw.dataset(), [given], published=published)
        assert not audit.problems
        return audit.verdicts[0]

    return verdict


@pytest.fixture
def said(decide):
    """A function that gives verdict and caveats of one claim."""

    def both(*args, **fields):
        verdict = decide(*args, **fields)
        return verdict.verdict, verdict.caveats

    return both
