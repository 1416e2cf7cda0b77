"""All verdicts of a verification, and the report to attach to a paper."""

from __future__ import annotations

from collections import Counter
from collections.abc import Mapping
from dataclasses import dataclass
from pathlib import Path
from typing import TYPE_CHECKING

from fraudstats.errors import ReproduceError
from fraudstats.verification import reports
from fraudstats.verification.verdict import VERDICTS, Item

if TYPE_CHECKING:
    import pandas as pd

__all__ = ["Verification"]


@dataclass(frozen=True, repr=False)
class Verification:
    """What came out when stored results were made again.

    Attributes
    ----------
    items : tuple of Item
        Each stored result with its verdict, in the order of the course.
    environment : mapping
        On what it ran, by name.
    tolerance : float
        Relative, for numbers.
    seconds : float
        How long it took.
    """

    items: tuple[Item, ...]
    environment: Mapping[str, str]
    tolerance: float
    seconds: float

    @property
    def agrees(self) -> bool:
        """Whether nothing is different, missing or not run."""
        return all(item.agrees for item in self.items)

    @property
    def tally(self) -> dict[str, int]:
        """How many items have each verdict, the best first; verdicts that none has are left out."""
        counted = Counter(item.verdict for item in self.items)
        return {verdict: counted[verdict] for verdict in VERDICTS if counted[verdict]}

    def to_frame(self) -> pd.DataFrame:
        """The items as a table: ``file, part, kind, verdict, detail``."""
        import pandas as pd

        columns = ["file", "part", "kind", "verdict", "detail"]
        return pd.DataFrame([[getattr(item, name) for name in columns] for item in self.items], columns=columns)

    def summary(self) -> str:
        """A line for each file, then each item that is not identical, in words."""
        return reports.text(self)

    def to_json(self) -> str:
        """The report for programs."""
        return reports.json_text(self)

    def to_markdown(self) -> str:
        """The report as Markdown."""
        return reports.markdown(self)

    def to_html(self) -> str:
        """The report as a page that needs nothing else."""
        return reports.page(self)

    def save(self, path: str | Path) -> Path:
        """Write the report, as the name ends: ``.json``, ``.md``, ``.html`` or ``.txt``.

        Raises
        ------
        ReproduceError
            If the name ends otherwise.
        DatasetError
            If the file cannot be written.
        """
        from fraudstats.disk import write_atomically

        path = Path(path)
        make = reports.FORMATS.get(path.suffix.lower())
        if make is None:
            raise ReproduceError(f"a report ends in {', '.join(reports.FORMATS)}, not {path.name!r}")
        return write_atomically(path, make(self).encode())

    def __repr__(self) -> str:
        return f"Verification: {', '.join(f'{number:,} {verdict}' for verdict, number in self.tally.items())}"
