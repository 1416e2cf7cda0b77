"""A table as Markdown, HTML, LaTeX and Word, each in a module; `files` writes them."""
