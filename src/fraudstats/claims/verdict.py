"""What an audit may say of a claim."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass

from fraudstats.errors import CodeError
from fraudstats.vocabulary import CAVEATS, VERDICTS

__all__ = ["Verdict"]


@dataclass(frozen=True, slots=True)
class Verdict:
    """The verdict on one claim.

    Attributes
    ----------
    verdict : str
        A code of `fraudstats.vocabulary.VERDICTS`.
    why : str
        One sentence.
    rests_on : tuple of str
        Ids of the observations, changes, events, facts, treaties, references or claims that decided it.
    caveats : tuple of str
        Codes of `fraudstats.vocabulary.CAVEATS`.

    Raises
    ------
    CodeError
        If a code is not in its list.
    """

    verdict: str
    why: str
    rests_on: tuple[str, ...] = ()
    caveats: tuple[str, ...] = ()

    def __post_init__(self):
        unknown = [code for code in self.caveats if code not in CAVEATS]
        if self.verdict not in VERDICTS or unknown:
            raise CodeError(f"no verdict {self.verdict!r} with caveats {self.caveats!r}; see fraudstats.vocabulary")

    @property
    def supports(self) -> bool:
        """Whether it is supported, with or without a caveat."""
        return self.verdict.startswith("supported")

    @classmethod
    def supported(cls, why: str, rests_on: Iterable[str], caveats: Iterable[str] = ()) -> Verdict:
        """Supported, with a caveat if there is any."""
        caveats = tuple(caveats)
        return cls("supported_with_caveat" if caveats else "supported", why, tuple(rests_on), caveats)
