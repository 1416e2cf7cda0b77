"""What an exercise is: its solution as code, a hint, and the wrong answers that are known to be tempting."""

from __future__ import annotations

import ast
import inspect
import textwrap
from collections.abc import Callable, Mapping
from dataclasses import dataclass, field
from typing import Any

from fraudstats.dataset import Dataset

__all__ = ["Exercise"]


@dataclass(frozen=True)
class Exercise:
    """One exercise; its question is in the notebook that asks it.

    Attributes
    ----------
    id : str
        Notebook and number, such as ``03.1``.
    solve : callable
        Dataset -> the answer. Its body is shown as the solution, so it is written as a reader of the notebook would.
    hint : str
        A sentence that helps on after a wrong answer.
    slips : mapping
        What to say of a wrong answer that many give -> dataset -> that answer.
    """

    id: str
    solve: Callable[[Dataset], Any]
    hint: str
    slips: Mapping[str, Callable[[Dataset], Any]] = field(default_factory=dict)

    @property
    def code(self) -> str:
        """The body of the solution, ending in ``answer = ...``, to be run in its notebook."""
        source = textwrap.dedent(inspect.getsource(self.solve))
        (function,) = ast.parse(source).body
        assert isinstance(function, ast.FunctionDef)
        lines = source.splitlines()[function.body[0].lineno - 1 :]
        return textwrap.dedent("\n".join(lines)).replace("return ", "answer = ")
