"""HTML of what the data say: everything is escaped, and only addresses of the web become links."""

from __future__ import annotations

import html
import re
from collections.abc import Iterable, Sequence
from urllib.parse import quote

__all__ = ["Markup", "address", "element", "heading", "link", "raw", "record_link", "table", "text"]


class Markup(str):
    """HTML that was made here, and may stand as it is."""

    __slots__ = ()


def text(value: object) -> Markup:
    """Text as HTML; what is missing is empty, and what is markup already stays.

    >>> text("a <b> & `c`")
    'a &lt;b&gt; &amp; &#96;c&#96;'
    """
    if isinstance(value, Markup):
        return value
    missing = value is None or value != value
    return Markup("" if missing else html.escape(" ".join(str(value).split())).replace("`", "&#96;"))


def address(url: object) -> bool:
    """Whether it may be linked to: an address of the web, and no script.

    >>> address("https://example.org"), address("javascript:alert(1)")
    (True, False)
    """
    return isinstance(url, str) and url.startswith(("http://", "https://"))


def element(name: str, inside: object, **attributes: str) -> Markup:
    """An element; a trailing underscore of an attribute's name is dropped, and other underscores are hyphens.

    >>> element("td", "<5", class_="number")
    '<td class="number">&lt;5</td>'
    """
    given = "".join(f' {key.rstrip("_").replace("_", "-")}="{text(value)}"' for key, value in attributes.items())
    return Markup(f"<{name}{given}>{text(inside)}</{name}>")


def link(said: object, url: object) -> Markup:
    """A link, or the words alone where there is no address."""
    outside = {"rel": "noreferrer"} if address(url) else {}
    return element("a", said, href=str(url), **outside) if address(url) or _within(url) else text(said)


def _within(url):
    return isinstance(url, str) and re.match(r"(\.\./)*[\w-]+(/[\w.-]+)*\.html(#|$)", url) is not None


def record_link(said: object, observation_id: str, to_root: str = "") -> Markup:
    """A link to the record of an observation in the data browser."""
    return link(said, f"{to_root}browser.html#open={quote(observation_id, safe='')}")


def table(head: Sequence[str], rows: Iterable[Sequence[object]], caption: str) -> Markup:
    """A table that scrolls by itself where it is wider than the page; its first column names the rows."""
    heads = "".join(element("th", name, scope="col") for name in head)
    body = "\n".join(f"<tr>{''.join(element('td', cell) for cell in row)}</tr>" for row in rows)
    inner = f"{element('caption', caption)}<thead><tr>{heads}</tr></thead>\n<tbody>\n{body}\n</tbody>"
    attributes = f'class="fs-scroll" tabindex="0" role="region" aria-label="{text(caption)}"'
    return Markup(f'<div {attributes}><table class="table fs-table">{inner}</table></div>')


def raw(inside: str) -> str:
    """HTML within a page of Markdown."""
    return f"\n````````{{raw}} html\n{inside}\n````````\n"


def heading(said: str, level: int = 1) -> str:
    """A heading of Markdown in which nothing but the words counts."""
    escaped = re.sub(r"([\\`*_{}\[\]<>()#$!|~&])", r"\\\1", " ".join(said.split()))
    return f"\n{'#' * level} {escaped}\n"
