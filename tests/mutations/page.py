"""Writes docs/evidence/mutations.md: puts every fault of the table in, and notes what reported it."""

from evidence import table, write_page
from mutations.table import MUTATIONS

_LIMITS = """\
## What is not found

- A word in a sentence of a notebook that is none of size, share or direction: people read it. Questions, exercises and
  the section on what the data cannot say are not held against results either.
- A number of a sentence replaced by another one that the same notebook's indicators or results hold as well, unless
  the sentence is in `tests/said.py`, where it is bound to what it follows from. Small numbers and counts in words are
  found among any results more often than large ones.
- A change of a picture that moves nothing by more than a millionth of its width, and no pixel by more than 8 of 255.
- A fault in the raw record that makes another sound record, with tables, notebooks and figures built from it and
  committed with it: only the source itself can tell."""


def rows() -> list[tuple[str, str, str, str]]:
    """Where, what, what the check says first, which check; of each mutation."""
    return [(one.where, one.what, _shown(one.said()), one.caught_by) for one in MUTATIONS]


def _shown(complaints):
    """The first complaint, as a cell of a table."""
    first = " ".join(complaints[0].split()) if complaints else "**nothing**"
    cut = first if len(first) <= 110 else f"{first[:107]}..."
    return cut.replace("|", "\\|").replace("<", "&lt;")


def main() -> None:
    """Put all faults in, and write the page."""
    found = rows()
    caught = sum("**nothing**" not in said for _, _, said, _ in found)
    write_page(
        "mutations",
        "# Faults put in on purpose",
        f"Each fault is put into a copy of something sound, and the check of the test command that should report it is "
        f"run: {caught} of {len(found)} are reported. The same table is tested at each run of the tests "
        f"(`tests/mutations`). Made by `PYTHONPATH=src:tests python tests/mutations/page.py`.",
        "Faults in a notebook are put into cells of two of them, which nbval then runs with the `conftest.py` of the "
        "notebooks; one run of a whole notebook beside spoiled figures is in `tests/test_notebooks.py`. Faults in a "
        "record are put into a copy of all raw records, from which the tables are built.",
        table(("where", "what is changed", "reported as", "by"), found, texts=4),
        _LIMITS,
    )


if __name__ == "__main__":
    main()
