"""Where the site is made."""

from pathlib import Path

__all__ = ["DOCTREES", "ROOT", "SOURCE", "TARGET"]

ROOT = Path(__file__).resolve().parents[2]
SOURCE = ROOT / "build/site-source"
DOCTREES = ROOT / "build/site-doctrees"
TARGET = ROOT / "build/site"
