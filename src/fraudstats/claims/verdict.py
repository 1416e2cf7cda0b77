"""What an audit may say of a claim."""

from __future__ import annotations

from dataclasses import dataclass

__all__ = ["CAVEATS", "VERDICTS", "Verdict"]

#: Verdict -> what it means, best first.
VERDICTS = {
    "supported": "a source prints it for what the paper says it is",
    "supported_with_caveat": "a source prints it, but for something narrower, wider or less certain",
    "contradicted": "the sources say something else",
    "untraceable": "no source in the dataset prints it",
    "internal_error": "the paper contradicts itself or its own list of references",
}

#: Caveat -> what it means.
CAVEATS = {
    "window_narrower": "the source counts a shorter time than the paper says",
    "window_wider": "the source counts a longer time than the paper says",
    "window_shifted": "the source counts another time that overlaps the paper's",
    "announcement_day": "the paper gives the day of the announcement for the time that was counted",
    "window_unknown": "the source does not say where its time begins or ends",
    "as_of_missing": "a running total without its date",
    "qualifier_lost": "the source says 'more than', 'nearly' or 'about'; the paper does not",
    "full_window_differs": "for the time that the paper names, a source prints another number",
    "restated_later": "the same time was later given another number",
    "grown_since": "the running total was higher before the paper appeared",
    "part_of_another": "the number is already contained in another number of the paper",
    "same_number_elsewhere": "the same number was printed for another time as well",
    "sources_disagree": "other sources say something else",
    "detail_not_seen": "only a part of it was found",
    "absence_not_proof": "nothing was found, which does not prove that there is nothing",
    "title_differs": "the document found has another title than the paper prints",
}


@dataclass(frozen=True, slots=True)
class Verdict:
    """The verdict on one claim.

    Attributes
    ----------
    verdict : str
        One of `VERDICTS`.
    why : str
        One sentence.
    rests_on : tuple of str
        Ids of the observations, changes, events, facts, treaties, references or claims that decided it.
    caveats : tuple of str
        Codes of `CAVEATS`.
    """

    verdict: str
    why: str
    rests_on: tuple[str, ...] = ()
    caveats: tuple[str, ...] = ()

    @classmethod
    def supported(cls, why, rests_on, caveats=()):
        """Supported, with a caveat if there is any."""
        verdict = "supported_with_caveat" if caveats else "supported"
        return cls(verdict, why, tuple(rests_on), tuple(caveats))
