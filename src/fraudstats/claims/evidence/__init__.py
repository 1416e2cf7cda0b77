"""What the data hold on one count: what is printed for a window, and what the prints of other windows imply for it."""

from fraudstats.claims.evidence.observation import Observation, observations_of
from fraudstats.claims.evidence.series import Level, Series

__all__ = ["Level", "Observation", "Series", "observations_of"]
