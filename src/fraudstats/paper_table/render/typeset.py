"""A table as HTML and as LaTeX, both by great-tables."""

from __future__ import annotations

import re
from typing import TYPE_CHECKING, Any

from fraudstats.errors import PaperTableError

if TYPE_CHECKING:
    from fraudstats.paper_table.model import PaperTable

__all__ = ["html", "latex", "page"]

#: A longer table breaks over pages.
_ONE_PAGE = 40
#: A column whose words are longer than this is broken into lines.
_SHORT = 28
_ID = "fraudstats"
_CHINESE = re.compile("[\u2e80-\u9fff\uf900-\ufaff\U00020000-\U0003ffff]")
#: Characters of this package's numbers that plain LaTeX does not know.
_SIGNS = {"−": "$-$", "–": "--", "×": "$\\times$", "∞": "$\\infty$"}
#: The start of the body, up to the columns as great-tables lays them out.
_COLUMNS = re.compile(
    r"(\\begin\{(?:longtable|tabular\*\}\{\\linewidth)\}\{(?:@\{\\extracolsep\{\\fill\}\})?)[lcr|]+\}"
)
_POWER = re.compile("[⁻⁰¹²³⁴⁵⁶⁷⁸⁹]+")
_PLAIN = str.maketrans("⁻⁰¹²³⁴⁵⁶⁷⁸⁹", "-0123456789")


def html(table: PaperTable) -> str:
    """A fragment with a style of its own."""
    return _great_table(table, rowname_col="c0").tab_stubhead(table.headings[0]).as_raw_html()


def page(table: PaperTable) -> str:
    """The fragment in a page of HTML."""
    from html import escape

    head = f'<meta charset="utf-8">\n<title>{escape(table.title or "Table")}</title>'
    return f'<!DOCTYPE html>\n<html lang="en">\n<head>\n{head}\n</head>\n<body>\n{html(table)}\n</body>\n</html>\n'


def latex(table: PaperTable) -> str:
    """A ``table``, or a ``longtable``, with a comment on the packages that it needs."""
    is_long = len(table.rows) > _ONE_PAGE
    text = _great_table(table).as_latex(use_longtable=is_long)
    text = re.sub(r"\\caption\*\{\n\{\\large (.*)\}\n\}", r"\\caption{\1}", text)
    text = _COLUMNS.sub(lambda found: f"{found[1]}{''.join(_layout(table))}}}", text, count=1)
    text = re.sub(r"\\fontsize\S+\\selectfont", r"\\small", text)
    text = text.replace("\\begin{minipage}{\\linewidth}\n", "\\begin{minipage}{\\linewidth}\n\\footnotesize\n")
    for sign, command in _SIGNS.items():
        text = text.replace(sign, command)
    text = _POWER.sub(lambda power: f"$^{{{power.group().translate(_PLAIN)}}}$", text)
    return f"% needs \\usepackage{{{', '.join(_packages(text, is_long))}}}\n{_trimmed(text)}\n"


def _trimmed(text):
    return "\n".join(line.rstrip() for line in text.strip().splitlines())


def _packages(text, is_long):
    yield "booktabs"
    if is_long:
        yield "longtable"
    if _CHINESE.search(text):
        yield "xeCJK"  # with XeLaTeX


def _layout(table):
    """The columns for LaTeX: words that are long share the width that the short columns leave."""
    cells = list(zip(*table.rows, strict=True)) or [()] * len(table.columns)
    lengths = [max(map(len, one), default=0) for one in cells]
    long = [
        (place == 0 or column.is_text) and length > _SHORT
        for place, (column, length) in enumerate(zip(table.columns, lengths, strict=True))
    ]
    short = sum(
        0.012 * min(length, _SHORT) + 0.02 for length, is_long in zip(lengths, long, strict=True) if not is_long
    )
    weights = sum(length**0.5 for length, is_long in zip(lengths, long, strict=True) if is_long)
    for place, column in enumerate(table.columns):
        if long[place]:
            share = max(0.12, (0.95 - short) * lengths[place] ** 0.5 / weights)
            yield f"p{{{share:.2f}\\linewidth}}"
        else:
            yield "l" if place == 0 or column.is_text else "r"


def _great_table(table: PaperTable, **options: Any) -> Any:
    try:
        from great_tables import GT
    except ImportError:
        raise PaperTableError(
            "HTML and LaTeX need one more package; install it with: pip install 'fraudstats[tables]'; to_markdown() "
            "needs none"
        ) from None
    import pandas as pd

    names = [f"c{place}" for place in range(len(table.columns))]
    cells = pd.DataFrame([list(row) for row in table.rows], columns=pd.Index(names), dtype="object")
    made = GT(cells, id=_ID, **options).cols_label(dict(zip(names, table.headings, strict=True)))
    words = [name for name, column in zip(names, table.columns, strict=True) if column.is_text]
    numbers = [name for name in names[1:] if name not in words]
    made = made.cols_align("left", columns=[names[0], *words])
    if numbers:
        made = made.cols_align("right", columns=numbers)
    if table.title:
        made = made.tab_header(title=table.title)
    for note in table.footnotes:
        made = made.tab_source_note(note)
    return made
