"""Any result as a table ready for a paper: words, digits, notes, sources and the state of the data.

- `api`: :func:`table`, which asks the adapter of a result's class;
- `adapters`: what is printed of each kind of result, one module per kind;
- `numbers`, `flags`, `words`: how numbers, marks and names are printed;
- `model`: `PaperTable`, what comes out; `render`: Markdown, HTML, LaTeX and Word.

Results know nothing of their tables: adapters are found by the name of the class and read what is public.
"""

from fraudstats.paper_table.api import table
from fraudstats.paper_table.model import Column, PaperTable

__all__ = ["Column", "PaperTable", "table"]
