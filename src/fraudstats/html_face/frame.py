"""A data frame as HTML, with a caption and the scope of its headings."""

from __future__ import annotations

from html import escape
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    import pandas as pd

__all__ = ["html_of_frame"]


def html_of_frame(caption: str, frame: pd.DataFrame, shown: int, more: str) -> str:
    """The caption and the first rows of a frame without its index; how many more there are is said below it.

    Parameters
    ----------
    caption : str
    frame : DataFrame
    shown : int
        How many rows.
    more : str
        What is said of the others, with their number in place of ``{}``.
    """
    table = frame.head(shown).to_html(index=False, border=0, na_rep="")
    table = table.replace("<th>", '<th scope="col">')
    head, _, body = table.partition("\n")
    below = f"\n<p>{escape(more.format(f'{len(frame) - shown:,}'))}</p>" if len(frame) > shown else ""
    return f"<div>{head}<caption>{escape(caption)}</caption>\n{body}{below}</div>"
