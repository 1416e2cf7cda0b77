"""Progress bars: on the terminal only, and only for work that takes longer than two seconds."""

from __future__ import annotations

from functools import partial

__all__ = ["bar"]


def bar(what: str):
    """A function that wraps a list in a progress bar called `what`."""
    from tqdm import tqdm

    return partial(tqdm, desc=what, delay=2, leave=False, disable=None)
