"""Claims that a user gives, in a file, a table or a list: read row by row, every fault named, nothing lost.

`files` reads YAML and CSV, `columns` knows the columns and their other names, `numbers` and `windows` read what is
printed, `rows` makes of one row what the rules need, `template` writes a file to begin with, `from_text` proposes the
claims of a text.
"""

from fraudstats.claims.given.from_text import proposed
from fraudstats.claims.given.rows import Given, Problem, read_claims
from fraudstats.claims.given.template import template

__all__ = ["Given", "Problem", "proposed", "read_claims", "template"]
