"""Which of several printed numbers to use when one must be used.

All observations stay. Among those of one indicator, area and closed window, one is *preferred*, by this rule:

1. a curator's choice, recorded in the raw file with its reason;
2. a later restatement: an observation with SDMX status R before all others, else one published after another whose
   range it leaves, from a source at least as strong;
3. the more informative of two numbers that agree: where the range of one lies inside that of another, the inner one
   says all that the outer one says, whoever prints it and in whatever words ("more than one million" never replaces
   1,008,597). The same number to the same unit without a word is no more informative: there a retelling lost it;
4. between numbers that disagree, or say the same, the strongest tier: issuer's site, state media, other media, repost;
5. then a number printed with its qualifier before one without (retellings drop "more than" more often than they add
   it);
6. the finer printed unit; then the earlier publication; then the id.

The first step at which the choice differs from the others is recorded as the reason.
"""

from __future__ import annotations

from collections.abc import Collection

import numpy as np
import pandas as pd

from fraudstats.vocabulary import QUALIFIERS, TIERS

__all__ = ["KEY", "by_curators", "errata_of", "with_preferred", "witnesses_of_windows"]

#: What two numbers must share for one to replace the other.
KEY = ["indicator", "ref_area", "counterpart_area", "sub_area", "period_start", "period_end", "unit"]
_RANK_OF = {tier: rank for rank, tier in enumerate(TIERS)}
_LOOSE = [code for code, qualifier in QUALIFIERS.items() if qualifier.loose]
#: Stands before the reason of a curator's choice.
_CURATOR = "curator: "
#: The steps of the rule below the curator's, in order: each is a column in which the smaller value wins.
_STEPS = ("restatement", "more informative", "tier", "qualifier", "precision", "earlier publication", "id")


def with_preferred(
    observations: pd.DataFrame, tier_of: pd.Series, chosen: pd.Series, errata: Collection[str] = ()
) -> pd.DataFrame:
    """The observations with columns ``preferred`` (bool) and ``preferred_reason``.

    Parameters
    ----------
    observations : data frame
    tier_of : Series
        Source id -> tier.
    chosen : Series
        Observation id -> a curator's reason, for the few that a curator chose.
    errata : collection of str
        Ids of observations that their sources seem to have printed wrongly; they are never preferred.

    Notes
    -----
    An observation whose window has an unknown end is never preferred: nobody can say that it counts the same time.
    """
    table = observations.assign(preferred=False, preferred_reason=pd.Series(index=observations.index, dtype="str"))
    rows = _candidates(table).assign(tier=lambda r: r["source_id"].map(tier_of).map(_RANK_OF))
    rows = rows.loc[~rows["observation_id"].isin(list(errata))]
    ranks = _ranks(rows, rows["observation_id"].isin(chosen.index))
    first = ranks.sort_values(["window", "curator", *_STEPS]).drop_duplicates("window")
    reasons = _reasons(ranks, first)
    by_hand = rows.loc[first.index, "observation_id"].map(chosen).astype("object")
    reasons = reasons.where(by_hand.isna(), [f"{_CURATOR}{reason}" for reason in by_hand])
    table.loc[first.index, "preferred"] = True
    table.loc[first.index, "preferred_reason"] = reasons.astype("str")
    return table


def by_curators(observations: pd.DataFrame) -> pd.Series:
    """Observation id -> a curator's reason, of those that a curator chose."""
    reasons = observations.set_index("observation_id")["preferred_reason"]
    return reasons.loc[reasons.str.startswith(_CURATOR, na=False)].str.removeprefix(_CURATOR)


def errata_of(corrections: pd.DataFrame) -> list[str]:
    """Ids of the observations that have an erratum, from the table of corrections."""
    errata = corrections["correction_id"].str.endswith("#erratum")
    return corrections.loc[errata, "record_id"].tolist()


def witnesses_of_windows(observations: pd.DataFrame) -> pd.DataFrame:
    """How many independent witnesses of the same window agree with each number, and how many do not.

    Two numbers agree if their ranges have a value in common, so that both can be true; a number's own witness is among
    those that agree, and copies of one text are one witness.

    Returns
    -------
    data frame
        ``agree, disagree``, by the index of the observations whose window is known.
    """
    rows = _candidates(observations)
    key = ["window", "lower", "upper"]
    said = rows[[*key, "witness"]].drop_duplicates()
    pairs = rows[key].drop_duplicates().merge(said, on="window", suffixes=("", "_other"))
    meet = (pairs["lower_other"] <= pairs["upper"]) & (pairs["upper_other"] >= pairs["lower"])
    agree, disagree = (pairs.loc[which].groupby(key)["witness"].nunique() for which in (meet, ~meet))
    table = rows[key].join(pd.DataFrame({"agree": agree, "disagree": disagree}), on=key)[["agree", "disagree"]]
    return table.fillna(0).astype("int64")


def _candidates(observations):
    """The observations of known windows, with the number of their window."""
    rows = observations.loc[observations["period_start"].notna() & observations["period_end"].notna()]
    return rows.assign(window=rows.groupby(KEY, dropna=False, sort=False).ngroup())


def _pairs(rows, columns):
    """Every ordered pair of different numbers of one window; the labels of the first ones are in ``row``."""
    shared = rows.loc[rows["window"].duplicated(keep=False), ["window", *columns]].reset_index(names="row")
    pairs = shared.merge(shared, on="window", suffixes=("", "_other"))
    return pairs.loc[pairs["row"] != pairs["row_other"]].copy()


def _ranks(rows, by_hand):
    """One column per step of the rule, the smaller value being the better one."""
    columns = ["value", "precision", "lower", "upper", "published_by", "obs_status", "tier", "qualifier"]
    pairs = _pairs(rows, columns)
    restated = rows.index.isin(pairs.loc[_restates(pairs), "row"])
    standing = ~pairs["row"].isin(rows.index[restated]) & ~pairs["row_other"].isin(rows.index[restated])
    outer = rows.index.isin(pairs.loc[standing & _inside(pairs), "row"])
    return pd.DataFrame(
        {
            "window": rows["window"],
            "curator": ~by_hand,
            "restatement": restated,
            "more informative": outer,
            "tier": rows["tier"],
            "qualifier": ~rows["qualifier"].isin(_LOOSE),
            "precision": rows["precision"].where(rows["qualifier"] != "exact", 0),
            "earlier publication": rows["published_by"].fillna(pd.Timestamp.max.normalize()),
            "id": rows["observation_id"],
        }
    )


def _restates(pairs):
    """Whether the other number restates this one: its status is R, or a later and no weaker source leaves the range.

    What was revised formally is not restated by a text that still prints the number of before.
    """
    apart = (pairs["lower_other"] > pairs["upper"]) | (pairs["upper_other"] < pairs["lower"])
    later = (pairs["published_by_other"] > pairs["published_by"]) & (pairs["tier_other"] <= pairs["tier"])
    revised, other_revised = pairs["obs_status"] == "R", pairs["obs_status_other"] == "R"
    return (other_revised & ~revised) | (later & apart & (other_revised | ~revised))


def _inside(pairs):
    """Whether the range of the other number lies inside that of this one, and it is not the same number without a word.

    ``62,000`` beside ``about 62,000`` most likely lost its word; ``more than 62,000`` has its own, and says more.
    """
    within = (pairs["lower_other"] >= pairs["lower"]) & (pairs["upper_other"] <= pairs["upper"])
    narrower = (pairs["lower_other"] > pairs["lower"]) | (pairs["upper_other"] < pairs["upper"])
    same = (pairs["value_other"] == pairs["value"]) & (pairs["precision_other"] == pairs["precision"])
    retold = same & ~pairs["qualifier_other"].isin(_LOOSE)
    return within & narrower & ~retold


def _reasons(ranks, first):
    """The step at which each first number of a window differs from another of its window."""
    best = first.set_index("window").reindex(ranks["window"])
    reasons = np.full(len(first), "the only one", dtype="object")
    undecided = np.ones(len(first), bool)
    for step in _STEPS:
        differs = ranks[step].to_numpy() != best[step].to_numpy()
        decided = undecided & first["window"].isin(ranks.loc[differs, "window"]).to_numpy()
        reasons[decided] = step
        undecided &= ~decided
    return pd.Series(reasons, index=first.index, dtype="str")
