"""What the data hold on one count: what is printed for a window, and what the prints of other windows imply for it."""

from fraudstats.claims.evidence.held import Held
from fraudstats.claims.evidence.observation import Observation
from fraudstats.claims.evidence.series import Level, Series

__all__ = ["Held", "Level", "Observation", "Series"]
