"""The text of a document: a text file, an HTML page, or a PDF with a text layer."""

from __future__ import annotations

import re
import sys
from html.parser import HTMLParser
from importlib import import_module
from io import BytesIO
from pathlib import Path

from fraudstats.errors import BulletinError

__all__ = ["plain_text", "text_of_document", "text_of_html"]

_BLOCKS = frozenset(
    "address article aside blockquote br dd div dl dt fieldset figcaption footer form h1 h2 h3 h4 h5 h6 header hr li "
    "main nav ol p pre section table td th tr ul title".split()
)
_HIDDEN = frozenset("script style noscript template svg head nav footer".split())
_CHARSET = re.compile(rb"<meta[^>]{0,200}charset=[\"']?([\w-]+)|<\?xml[^>]{0,100}encoding=[\"']([\w-]+)", re.IGNORECASE)
_HTML = re.compile(rb"\s*(?:\xef\xbb\xbf)?\s*<(?:!doctype html|html|head|body|article|div|p|\?xml|!--)", re.IGNORECASE)


def text_of_document(path: str) -> str:
    """The text of a file, or of standard input for ``-``.

    Raises
    ------
    BulletinError
        If the file cannot be read, is a PDF without a text layer, or a PDF and pypdf is not installed.
    """
    try:
        content = sys.stdin.buffer.read() if path == "-" else Path(path).read_bytes()
    except (OSError, ValueError) as error:  # a zero byte in a name is no OSError
        said = getattr(error, "strerror", None) or error
        raise BulletinError(f"cannot read {path!r}: {said}; give a text, HTML or PDF file, or -") from None
    if content.startswith(b"%PDF"):
        return _text_of_pdf(content, path)
    if _HTML.match(content):
        return text_of_html(plain_text(content, _declared(content)))
    return plain_text(content)


def plain_text(content: bytes, declared: str | None = None) -> str:
    """Bytes as text, in the declared encoding, else in UTF-8 or, if that fails, the Chinese one of the mainland."""
    for encoding in (declared, "utf-16" if content[:2] in (b"\xff\xfe", b"\xfe\xff") else None, "utf-8-sig", "gb18030"):
        try:
            if encoding:
                return content.decode(encoding)
        except (UnicodeDecodeError, LookupError):
            continue
    return content.decode("utf-8", errors="replace")


def _declared(content):
    match = _CHARSET.search(content[:4096])
    return (match[1] or match[2]).decode("ascii") if match else None


def text_of_html(page: str) -> str:
    """The visible text of an HTML page; every block is a line of its own.

    >>> text_of_html("<p>37万余起</p><script>x=1</script><p>2021<b>年</b></p>")
    '37万余起\\n\\n2021年'
    """
    reader = _Visible()
    reader.feed(page)
    reader.close()
    lines = (re.sub(r"[^\S\n]+", " ", line).strip() for line in "".join(reader.parts).split("\n"))
    return re.sub(r"\n{2,}", "\n\n", "\n".join(lines)).strip()


class _Visible(HTMLParser):
    """Collects what a page shows."""

    def __init__(self):
        super().__init__(convert_charrefs=True)
        self.parts: list[str] = []
        self.hidden = 0

    def handle_starttag(self, tag, attrs):
        self.hidden += tag in _HIDDEN
        if tag in _BLOCKS:
            self.parts.append("\n" if tag == "br" else "\n\n")

    def handle_endtag(self, tag):
        self.hidden -= tag in _HIDDEN and self.hidden > 0
        if tag in _BLOCKS:
            self.parts.append("\n\n")

    def handle_data(self, data):
        if not self.hidden:
            self.parts.append(re.sub(r"\s+", " ", data))


def _text_of_pdf(content, path):
    try:
        pypdf = import_module("pypdf")
    except ImportError:
        raise BulletinError(f"{path!r} is a PDF, which pypdf reads; install it: python -m pip install pypdf") from None
    try:
        text = "\n".join(page.extract_text() or "" for page in pypdf.PdfReader(BytesIO(content)).pages)
    except Exception as error:  # pypdf raises errors of many kinds for broken files
        raise BulletinError(f"cannot read the PDF {path!r}: {error}; save its text and give that instead") from None
    if not text.strip():
        raise BulletinError(f"the PDF {path!r} has no text layer; recognise its text first, or type the passage")
    return text
