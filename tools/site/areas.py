"""A page per area, made from the data, and the list of all with how far each reaches."""

from __future__ import annotations

from urllib.parse import urlencode

import pandas as pd

from fraudstats.dataset import Dataset
from tools.site.markup import Markup, element, heading, link, raw, table
from tools.site.windows import Names, observation_table

__all__ = ["pages"]

_FRONT = "---\norphan: true\n---\n"


def pages(dataset: Dataset) -> dict[str, str]:
    """``areas/CODE.md`` for each area with a number, and ``areas/index.md``."""
    names = Names(dataset)
    groups = dict(iter(dataset.observations.groupby("ref_area")))
    made = {f"areas/{area}.md": _page(area, rows, names) for area, rows in groups.items()}
    return made | {"areas/index.md": _index(groups, dataset, names)}


def _page(area, observations, names):
    view = urlencode({"area": area})
    back = Markup(f"{link('All areas', '../areas/index.html')} · {link('in the data browser', f'../browser.html#{view}')}")
    parts = [_FRONT, heading(names.areas[area]), raw(element("p", back))]
    for indicator in sorted(set(observations["indicator"]), key=names.indicators.__getitem__):
        own = observations.loc[observations["indicator"] == indicator]
        name = names.indicators[indicator]
        more = element("p", link("Definition, and other areas", f"../indicators/{indicator}.html"))
        caption = f"{name}: {len(own)} observations, in the order of their windows"
        parts += [heading(name, 2), raw(more + observation_table(own, names, caption))]
    return "".join(parts)


def _index(groups, dataset, names):
    reach = dataset.reach().set_index("ref_area")
    cells = [
        (
            link(names.areas[area], f"../areas/{area}.html"),
            area,
            len(rows),
            rows["indicator"].nunique(),
            *(_day(reach.loc[area, column]) if area in reach.index else "" for column in ("last", "published", "checked")),
        )
        for area, rows in sorted(groups.items(), key=lambda pair: names.areas[pair[0]])
    ]
    head = ("Area", "Code", "Observations", "Indicators", "Latest window ends", "Latest source", "Checked until")
    caption = "Areas, and up to when their numbers on fraud reach"
    return heading("Areas") + raw(table(head, cells, caption))


def _day(day):
    return "not noted" if pd.isna(day) else f"{day:%Y-%m-%d}"
