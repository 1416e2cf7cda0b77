"""The course of notebooks: exercises that check themselves, the line that ends a notebook, and a copy to take along.

- `check`, `solution`: an answer to an exercise, and the way to it (`answer`);
- `notebooks`, `copy`: the notebooks that ship with the package (`shipped`);
- `state_line`: which package and which data a notebook was run with (`stamp`).

The exercises are in `exercises`, by notebook. Each is its solution, from which the expected answer is computed.
"""

from fraudstats.course.answer import Checked, check, solution
from fraudstats.course.shipped import copy, notebooks
from fraudstats.course.stamp import state_line

__all__ = ["Checked", "check", "copy", "notebooks", "solution", "state_line"]
