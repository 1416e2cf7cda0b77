"""What a mutation is: something sound, a change of it, and the check that must complain."""

from collections.abc import Callable
from dataclasses import dataclass
from typing import Any

__all__ = ["Mutation"]


@dataclass(frozen=True)
class Mutation:
    """A fault that the tests must report.

    Attributes
    ----------
    what : str
        What is changed.
    where : str
        Of which figure, notebook or record.
    caught_by : str
        The check of the test command that must fail.
    make : callable
        Gives what is sound.
    change : callable
        Changes it, and returns it.
    complaints : callable
        What the check says of it; empty where nothing is wrong.
    """

    what: str
    where: str
    caught_by: str
    make: Callable[[], Any]
    change: Callable[[Any], Any]
    complaints: Callable[[Any], list[str]]

    def said(self) -> list[str]:
        """What the check says after the change.

        Raises
        ------
        AssertionError
            If it complained before.
        """
        sound = self.make()
        before = self.complaints(sound)
        assert before == [], before
        return self.complaints(self.change(sound))
