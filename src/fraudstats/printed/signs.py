"""Signs that look alike, each with the one that is read for it: dashes, tildes, quotation marks, the round zero.

>>> ALIKE["–"], ALIKE["○"]
('-', '〇')
"""

from __future__ import annotations

from collections.abc import Mapping
from types import MappingProxyType

__all__ = ["ALIKE"]

_ALIKE = {"-": "‐‑‒–—―−－﹣﹘⁃➖", "~": "～〜∼˜", "'": "’‘ʼ′´`＇", "〇": "○◯"}
ALIKE: Mapping[str, str] = MappingProxyType({odd: plain for plain, odds in _ALIKE.items() for odd in odds})
