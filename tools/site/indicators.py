"""A page per indicator, made from the data, and the list of all by topic."""

from __future__ import annotations

from urllib.parse import urlencode

import pandas as pd

from tools.site.markup import Markup, element, heading, link, raw, table, text
from tools.site.windows import Shown, observation_table

__all__ = ["pages"]

_FRONT = "---\norphan: true\nhtml_theme.sidebar_secondary.remove: {without}\n---\n"
_SAID = {
    "name_zh": "In Chinese",
    "definition": "Definition",
    "counted": "Counted",
    "iccs": "ICCS code",
    "iccs_reason": "Why there is no ICCS code",
    "comparability": "Comparability",
    "breaks": "Changes of definition",
}


def pages(shown: Shown) -> dict[str, str]:
    """``indicators/CODE.md`` for each indicator, and ``indicators/index.md``."""
    groups = shown.by("indicator")
    rows = [row for row in shown.dataset.indicators.to_dict("records") if row["indicator"] in groups]
    made = {f"indicators/{row['indicator']}.md": _page(row, groups[row["indicator"]], shown) for row in rows}
    return made | {"indicators/index.md": _index(rows, groups)}


def _page(row, observations, shown):
    names = shown.areas
    areas = sorted({one.ref_area for one in observations}, key=names.__getitem__)
    parts = [_FRONT.format(without="false" if len(areas) > 2 else "true"), heading(row["name_en"]), raw(_about(row))]
    for area in areas:
        own = [one for one in observations if one.ref_area == area]
        caption = f"{len(own)} observations of {names[area]}, in the order of their windows"
        listed = observation_table(own, caption)
        parts += [
            heading(names[area], 2),
            raw(_around(row["indicator"], area) + shown.picture(row["indicator"], area) + listed),
        ]
    return "".join(parts)


def _about(row):
    said = {label: row[column] for column, label in _SAID.items() if pd.notna(row[column])}
    said |= {"Unit": row["unit"].replace("_", " "), "Code": Markup(f"<code>{text(row['indicator'])}</code>")}
    pairs = "".join(element("dt", label) + element("dd", value) for label, value in said.items())
    back = element("p", link("All indicators", "../indicators/index.html"))
    return f'{back}<dl class="fs-about">{pairs}</dl>'


def _around(indicator, area):
    view = urlencode({"indicator": indicator, "area": area})
    seen = link("Filter, draw and download in the data browser", f"../browser.html#{view}")
    return element("p", Markup(f"{seen}; {link('all numbers of this area', f'../areas/{area}.html')}."))


def _index(rows, groups):
    parts = [heading("Indicators"), "\nWhat is counted. One indicator is one definition with one unit.\n"]
    for topic in dict.fromkeys(row["topic"] for row in rows):
        own = sorted((row for row in rows if row["topic"] == topic), key=lambda row: row["name_en"])
        cells = [
            (
                link(row["name_en"], f"../indicators/{row['indicator']}.html"),
                row["name_zh"],
                row["unit"].replace("_", " "),
                " ".join(sorted({one.ref_area for one in groups[row["indicator"]]})),
                len(groups[row["indicator"]]),
            )
            for row in own
        ]
        name = topic.replace("_", " ").capitalize()
        head = ("Indicator", "In Chinese", "Unit", "Areas", "Observations")
        parts += [heading(name, 2), raw(table(head, cells, f"{len(own)} indicators of the topic {name}"))]
    return "".join(parts)
