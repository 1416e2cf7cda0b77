"""Tables as people hold them, made one row per period: files, headers, times, values, and a report.

- `file`: :func:`read_table`, a file into texts (`charset`, `delimited`, `workbook`, `layout`, `columns`, `sheet`);
- `api`: :func:`tidy`, texts into windows and ranges: the time (`roles`, `label`, `times`, `wide`, `windows`), the
  numbers (`values`, `scale`, `numbers`), rows of one period (`groups`), and the frame (`rows`, `assemble`, `result`).
"""

from fraudstats.sheets.api import tidy
from fraudstats.sheets.file import read_table
from fraudstats.sheets.look import periods_in_header, printed_numbers, time_columns
from fraudstats.sheets.result import Tidy
from fraudstats.sheets.sheet import Table

__all__ = ["Table", "Tidy", "periods_in_header", "printed_numbers", "read_table", "tidy", "time_columns"]
