"""The data dictionary: what every table, column and code means, as one page of Markdown.

It is made from `fraudstats.dataset.schema` and `fraudstats.vocabulary`, so that it cannot say anything else than the
package does; ``docs/dictionary.md`` is a copy.
"""

from __future__ import annotations

from pathlib import Path

from fraudstats.dataset import Dataset
from fraudstats.dataset.columns import KINDS, Column
from fraudstats.dataset.schema import SCHEMA, key_of
from fraudstats.disk import write_atomically
from fraudstats.vocabulary import CODE_LISTS

__all__ = ["dictionary", "write_dictionary"]

_HEAD = """\
# Data dictionary

Every table of the dataset, its columns in their order, and the codes that may occur in them. This page is made by
`fraudstats export dictionary`; in Python, `ds.describe()` gives the same as a table.

The first column of a table is its key. An empty cell means that the source does not say it, or that the column does not
apply.
"""


def write_dictionary(dataset: Dataset, folder: Path) -> list[Path]:
    """``dictionary.md``; the same for every dataset, since it describes columns and not rows."""
    return [write_atomically(folder / "dictionary.md", dictionary().encode())]


def dictionary() -> str:
    """The page."""
    contents = "\n".join(f"- [{name}](#{name}): {table.title}" for name, table in SCHEMA.items())
    tables = (_table(name) for name in SCHEMA)
    lists = (_code_list(name) for name in CODE_LISTS)
    return "\n".join([_HEAD, contents + "\n- [Code lists](#code-lists)\n", *tables, "## Code lists\n", *lists])


def _table(name):
    rows = [
        (f"`{column}`", KINDS[held.kind], _meaning(held, is_key=column == key_of(name)))
        for column, held in SCHEMA[name].columns.items()
    ]
    return f"## {name}\n\n{SCHEMA[name].title}.\n\n{_markdown(('column', 'holds', 'meaning'), rows)}"


def _meaning(column: Column, is_key: bool) -> str:
    parts = [column.meaning]
    if is_key:
        parts.append("**key**")
    if column.unit:
        parts.append("in the unit of `unit`" if column.unit == "see unit" else f"in {column.unit}")
    if column.codes:
        parts.append(f"codes of [{column.codes}](#{column.codes})")
    if column.refers_to:
        parts.append(f"refers to [{column.refers_to}](#{column.refers_to})")
    return "; ".join(parts)


def _code_list(name):
    used = [
        f"`{table}.{column}`"
        for table, held in SCHEMA.items()
        for column, one in held.columns.items()
        if one.codes == name
    ]
    where = f"Of {', '.join(used)}." if used else "Not of a column."
    rows = [(f"`{code}`", meaning) for code, meaning in CODE_LISTS[name].items()]
    return f"### {name}\n\n{where}\n\n{_markdown(('code', 'meaning'), rows)}"


def _markdown(head, rows):
    lines = [head, ("---",) * len(head), *rows]
    return "".join(f"| {' | '.join(cell.replace('|', chr(92) + '|') for cell in line)} |\n" for line in lines)
