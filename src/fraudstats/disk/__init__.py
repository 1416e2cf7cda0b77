"""Files put in place whole: one, or several that belong together; and read back as one state."""

from fraudstats.disk.folder import UNFINISHED, read_file, replace_together
from fraudstats.disk.locks import locked, remove_leftovers, temporary_name
from fraudstats.disk.sums import SUMS, read_verified, sums_of
from fraudstats.disk.target import write_atomically

__all__ = [
    "SUMS",
    "UNFINISHED",
    "locked",
    "read_file",
    "read_verified",
    "remove_leftovers",
    "replace_together",
    "sums_of",
    "temporary_name",
    "write_atomically",
]
