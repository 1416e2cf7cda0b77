"""Audit of a paper's claims: each decided by a rule from the data, with the observations that it rests on."""

from fraudstats.claims.audit import Audit, audit
from fraudstats.claims.verdict import CAVEATS, VERDICTS, Verdict

__all__ = ["CAVEATS", "VERDICTS", "Audit", "Verdict", "audit"]
