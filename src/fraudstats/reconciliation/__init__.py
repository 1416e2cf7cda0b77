"""What overlapping, rounded bulletins jointly imply: bounds, contradictions, and honest bands.

`reconcile` reads the tables; the `Reconciliation` that it returns answers. Below them, one idea a module: the
periods (grid), the bulletins as linear statements (statements, reading, conventions), sharp bounds (cells,
shortest_paths, programmes, bounds), what does not fit (elastic, contradictions, implied), undated bulletins
(candidates), and the estimate with its bands (prior, polytope, sampling, draws, estimate).
"""

from fraudstats.reconciliation.api import reconcile
from fraudstats.reconciliation.conflicts.contradictions import Contradiction, Contradictions
from fraudstats.reconciliation.conventions import CONVENTIONS
from fraudstats.reconciliation.result import Reconciliation

__all__ = ["CONVENTIONS", "Contradiction", "Contradictions", "Reconciliation", "reconcile"]
