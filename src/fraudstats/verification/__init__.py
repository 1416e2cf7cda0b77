"""The course run again on this machine, and every result held against the one that is stored.

`verify` makes the tables, runs the notebooks and compares, item by item: text and tables of each cell, pictures by
their pixels, figures by their drawn coordinates, data by cell. Nothing is written but the report that is asked for.
"""

from fraudstats.verification.api import verify
from fraudstats.verification.result import Verification

__all__ = ["Verification", "verify"]
