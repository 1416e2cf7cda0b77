"""The start page: the point in one picture, and three doors."""

from __future__ import annotations

from pathlib import Path

from fraudstats.dataset import Dataset

__all__ = ["pages"]

_TEXT = Path(__file__).parent / "texts/start.md"


def pages(dataset: Dataset) -> dict[str, str]:
    """``index.md``, with the sizes of the data."""
    rows = dataset.observations
    sizes = {
        "observations": f"{len(rows):,}",
        "sources": f"{len(dataset.sources):,}",
        "areas": f"{rows['ref_area'].nunique()}",
        "indicators": f"{rows['indicator'].nunique()}",
        "release": str(dataset.state),
    }
    text = _TEXT.read_text("utf-8")
    for name, value in sizes.items():
        text = text.replace(f"%{name}%", value)
    return {"index.md": text}
