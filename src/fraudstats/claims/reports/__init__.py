"""Reports of an audit: words for a terminal, a page, Markdown, CSV and a Word document.

Each module takes an audit and gives text or bytes; what a report says about one claim is the same in all of them
(`entries`).
"""
