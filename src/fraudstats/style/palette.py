"""The colours: told apart with the common deficiencies of colour vision, on white, and in grey print.

The tests simulate deuteranopia, protanopia and tritanopia after Machado, Oliveira and Fernandes (2009, *IEEE
Transactions on Visualization and Computer Graphics* 15), and measure contrast as the Web Content Accessibility
Guidelines 2.2 do.
Wherever more than one colour is drawn, a marker, a hatch, a sign or a label says the same.
"""

from __future__ import annotations

from types import MappingProxyType

from fraudstats.vocabulary import VERDICTS

__all__ = [
    "ACCENT", "FAINT", "GREY", "INK", "MARKERS", "PALE", "PALETTE", "VERDICT_COLOURS", "VERDICT_SIGNS", "contrast",
    "letters_on",
]  # fmt: skip

#: Letters and lines.
INK = "#22272e"
#: Quieter letters and lines: 4.5 to 1 on white.
GREY = "#5f6872"
#: Areas behind the data, whose edges are drawn in GREY.
PALE = "#d3d8de"
#: Gridlines.
FAINT = "#e6e9ec"
#: Blue, red, green, purple, each darker or lighter than the others.
PALETTE = ("#155a9c", "#c4401a", "#0ea372", "#5a1250")
#: What is to be looked at: the claims of a paper, a fitted line, an intervention.
ACCENT = PALETTE[1]
#: A marker for each colour, so that no picture speaks by colour alone.
MARKERS = ("o", "s", "^", "D")

_OF_VERDICTS = ("#0ea372", "#b4e0cf", "#9cc4ea", "#c4401a", "#5a1250", "#e1e5e9", "#f2bd4b", "#22272e")
#: Verdict -> colour, in the order of the verdicts.
VERDICT_COLOURS = MappingProxyType(dict(zip(VERDICTS, _OF_VERDICTS, strict=True)))
#: Verdict -> sign, which says the same as the colour.
VERDICT_SIGNS = MappingProxyType(dict(zip(VERDICTS, ("✓", "(✓)", "≠", "✗", "∅", "?", "!", "–"), strict=True)))


def contrast(one: str, other: str = "#ffffff") -> float:
    """Contrast of two colours: 1 (equal) to 21 (black on white), as the Web Content Accessibility Guidelines define it.

    >>> round(contrast("#000000"), 1)
    21.0
    """
    dark, light = sorted(_luminance(colour) for colour in (one, other))
    return (light + 0.05) / (dark + 0.05)


def letters_on(colour: str) -> str:
    """The colour of letters that can be read on another: ink or white.

    >>> letters_on("#ffffff") == INK
    True
    """
    return max((INK, "#ffffff"), key=lambda letters: contrast(letters, colour))


def _luminance(colour):
    parts = (int(colour[i : i + 2], 16) / 255 for i in (1, 3, 5))
    linear = (part / 12.92 if part <= 0.04045 else ((part + 0.055) / 1.055) ** 2.4 for part in parts)
    return sum(weight * part for weight, part in zip((0.2126, 0.7152, 0.0722), linear, strict=True))
