"""Each bulletin beside its prediction from the others, as figure 8 stores it: what sentences on bands follow from."""

import re

from follows import values


def left_out(model):
    return values("08-reconcile-calibration", model=model)


def inside_by_rule(model):
    """How many bulletins are inside, touch the band, and lie within it."""
    rows = left_out(model)
    touching = (rows["stated_lower"] <= rows["upper"]) & (rows["stated_upper"] >= rows["lower"])
    within = (rows["stated_lower"] >= rows["lower"]) & (rows["stated_upper"] <= rows["upper"])
    return int(rows["covered"].sum()), int(touching.sum()), int(within.sum())


def changes_from_unseen_years(model):
    """The changes that the bands miss, and how many of them look back on a year of which no total was used."""
    rows = left_out(model)
    missed = rows[~rows["covered"].astype(bool)]
    seen = {year for window in rows.loc[rows["form"] == "total", "window"] for year in re.findall(r"\d{4}", window)}
    bases = [str(int(re.findall(r"\d{4}", window)[-1]) - 1) for window in missed["window"]]
    return set(missed["form"]), sum(base not in seen for base in bases), len(bases)


def share_inside(model, level):
    """The share of the bulletins that were left out which lie in the band of a level."""
    rows = values("08-reconcile-calibration", model=model)
    return rows.eval("pit_upper >= (1 - @level) / 2 and pit_lower <= (1 + @level) / 2").mean()
