"""A page per area, made from the data, and the list of all with how far each reaches."""

from __future__ import annotations

from urllib.parse import urlencode

import pandas as pd

from tools.site.markup import Markup, element, heading, link, raw, table
from tools.site.windows import Row, Shown, observation_table

__all__ = ["pages"]

_FRONT = "---\norphan: true\n---\n"


def pages(shown: Shown) -> dict[str, str]:
    """``areas/CODE.md`` for each area with a number, and ``areas/index.md``."""
    groups = shown.by("ref_area")
    made = {f"areas/{area}.md": _page(area, rows, shown) for area, rows in groups.items()}
    return made | {"areas/index.md": _index(groups, shown)}


def _page(area, observations, shown):
    view = urlencode({"area": area})
    back = f"{link('All areas', '../areas/index.html')} · {link('in the data browser', f'../browser.html#{view}')}"
    parts = [_FRONT, heading(shown.areas[area]), raw(element("p", Markup(back)))]
    groups: dict[str, list[Row]] = {}
    for row in observations:
        groups.setdefault(row.indicator, []).append(row)
    for indicator in sorted(groups, key=shown.indicators.__getitem__):
        name = shown.indicators[indicator]
        more = element("p", link("Definition, and other areas", f"../indicators/{indicator}.html"))
        caption = f"{name}: {len(groups[indicator])} observations, in the order of their windows"
        parts += [
            heading(name, 2),
            raw(more + shown.picture(indicator, area) + observation_table(groups[indicator], caption)),
        ]
    return "".join(parts)


def _index(groups, shown):
    reach = shown.dataset.reach().set_index("ref_area")
    cells = [
        (
            link(shown.areas[area], f"../areas/{area}.html"),
            area,
            len(rows),
            len({row.indicator for row in rows}),
            *(
                _day(reach.loc[area, column]) if area in reach.index else ""
                for column in ("last", "published", "checked")
            ),
        )
        for area, rows in sorted(groups.items(), key=lambda pair: shown.areas[pair[0]])
    ]
    head = ("Area", "Code", "Observations", "Indicators", "Latest window ends", "Latest source", "Checked until")
    caption = "Areas, and up to when their numbers on fraud reach"
    return heading("Areas") + raw(table(head, cells, caption))


def _day(day):
    return "not noted" if pd.isna(day) else f"{day:%Y-%m-%d}"
