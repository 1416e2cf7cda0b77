"""What overlapping, rounded bulletins jointly imply: bounds, contradictions, and honest bands.

`reconcile` (in `api`) reads the tables; the `Reconciliation` that it returns (in `result`) answers. What holds without
any model is in `implications`; `summary` and `plot` show it. Below them one folder per step, each importing only those
before:

- `statements`: tables become linear statements on the unknown counts of periods
- `bounds`: the smallest and the largest total of any window
- `conflicts`: statements that cannot all be true, and their least repair
- `estimate`: draws under a prior, and what is asked of them
"""

from fraudstats.reconciliation.api import reconcile
from fraudstats.reconciliation.conflicts.contradictions import Contradiction, Contradictions
from fraudstats.reconciliation.estimate.definition_break import DefinitionBreak
from fraudstats.reconciliation.estimate.leave_one_out import LeaveOneOut
from fraudstats.reconciliation.result import Reconciliation

__all__ = ["Contradiction", "Contradictions", "DefinitionBreak", "LeaveOneOut", "Reconciliation", "reconcile"]
