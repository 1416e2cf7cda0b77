"""What a notebook shows: tables and summaries as HTML, with the words and the digits of the text.

- `table`: :func:`html_table`, a table with caption, scope of its headings and notes;
- `frame`: :func:`html_of_frame`, a data frame with a caption, numbers as pandas prints them;
- `summary`: :func:`html_of_summary`, a summary in words, its aligned tables as tables.

None needs a library of its own, so that the same result shows the same bytes on every machine; every text is escaped.
"""

from fraudstats.html_face.frame import html_of_frame
from fraudstats.html_face.summary import html_of_summary
from fraudstats.html_face.table import html_table

__all__ = ["html_of_frame", "html_of_summary", "html_table"]
