"""Tables and columns of other libraries (polars, pyarrow), by their own way to pandas."""

from __future__ import annotations

from typing import Any

__all__ = ["as_pandas"]


def as_pandas(data: Any) -> Any:
    """What other libraries' tables and columns are in pandas; anything else as it is.

    >>> as_pandas([1, 2])
    [1, 2]
    """
    if type(data).__module__.partition(".")[0] == "pandas":
        return data
    convert = getattr(data, "to_pandas", None)
    return convert() if callable(convert) else data
