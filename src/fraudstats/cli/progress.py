"""Progress bars: on a terminal only, and only for work that takes longer than two seconds."""

from __future__ import annotations

from collections.abc import Callable, Iterable
from typing import Any

__all__ = ["bar"]


def bar(what: str) -> Callable[[Iterable[Any]], Iterable[Any]]:
    """A function that wraps a list in a progress bar called `what`."""

    def wrap(items: Iterable[Any]) -> Iterable[Any]:
        from tqdm import tqdm

        return tqdm(items, desc=what, delay=2, leave=False, disable=None)

    return wrap
