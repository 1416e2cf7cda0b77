"""Audit of a paper's claims: a rule decides each from the data, and names the observations that it rests on.

One module per test of a claim (`count`, `change`, `event`, ...) holds its rule. `given` reads what a user gives,
`evidence` what is printed and what that implies, `reports` writes the outcome. What a verdict or a caveat means is in
`fraudstats.vocabulary` (``VERDICTS``, ``CAVEATS``).
"""

from fraudstats.claims.audit import audit
from fraudstats.claims.result import Audit
from fraudstats.claims.verdict import Verdict

__all__ = ["Audit", "Verdict", "audit"]
