"""The paper whose claims are audited: its name, its date, its address."""

from __future__ import annotations

import datetime as dt
from dataclasses import dataclass

__all__ = ["Paper"]


@dataclass(frozen=True, slots=True)
class Paper:
    """A document that makes claims.

    Attributes
    ----------
    paper_id : str
        Empty for a table of claims that names no paper.
    title : str
    published : date, optional
        The last day on which it may have appeared; nothing published later counts against it.
    url : str
    """

    paper_id: str = ""
    title: str = ""
    published: dt.date | None = None
    url: str = ""

    @property
    def name(self) -> str:
        """Its title, else its id, with its date."""
        named = f"“{self.title}”" if self.title else self.paper_id or "one paper"
        return f"{named} ({self.published})" if self.published else named
