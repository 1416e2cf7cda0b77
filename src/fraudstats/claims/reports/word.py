"""An audit as a Word document: the few parts of WordprocessingML that it needs, in a zip file.

ECMA-376, Office Open XML file formats. Every entry has the same date, so that the same audit gives the same bytes.
"""

from __future__ import annotations

import io
import re
import zipfile
from typing import TYPE_CHECKING
from xml.sax.saxutils import escape, quoteattr

from fraudstats.claims.reports.entries import entries

if TYPE_CHECKING:
    from fraudstats.claims.result import Audit

__all__ = ["document"]

_HEAD = '<?xml version="1.0" encoding="UTF-8" standalone="yes"?>\n'
_MAIN = "http://schemas.openxmlformats.org/wordprocessingml/2006/main"
_OFFICE = "http://schemas.openxmlformats.org/officeDocument/2006/relationships"
_PACKAGE = "http://schemas.openxmlformats.org/package/2006"
_TYPE = "application/vnd.openxmlformats-officedocument.wordprocessingml"
_CONTENT_TYPES = (
    f'{_HEAD}<Types xmlns="{_PACKAGE}/content-types">'
    '<Default Extension="rels" ContentType="application/vnd.openxmlformats-package.relationships+xml"/>'
    '<Default Extension="xml" ContentType="application/xml"/>'
    f'<Override PartName="/word/document.xml" ContentType="{_TYPE}.document.main+xml"/>'
    f'<Override PartName="/word/styles.xml" ContentType="{_TYPE}.styles+xml"/></Types>'
)
_ROOT = (
    f'{_HEAD}<Relationships xmlns="{_PACKAGE}/relationships">'
    f'<Relationship Id="rId1" Type="{_OFFICE}/officeDocument" Target="word/document.xml"/></Relationships>'
)
_STYLES = (
    f'{_HEAD}<w:styles xmlns:w="{_MAIN}">'
    '<w:docDefaults><w:rPrDefault><w:rPr><w:sz w:val="20"/></w:rPr></w:rPrDefault>'
    '<w:pPrDefault><w:pPr><w:spacing w:after="60"/></w:pPr></w:pPrDefault></w:docDefaults>'
    '<w:style w:type="paragraph" w:default="1" w:styleId="Normal"><w:name w:val="Normal"/></w:style>'
    '<w:style w:type="paragraph" w:styleId="Heading1"><w:name w:val="heading 1"/><w:basedOn w:val="Normal"/>'
    '<w:pPr><w:outlineLvl w:val="0"/></w:pPr><w:rPr><w:b/><w:sz w:val="32"/></w:rPr></w:style>'
    '<w:style w:type="paragraph" w:styleId="Heading2"><w:name w:val="heading 2"/><w:basedOn w:val="Normal"/>'
    '<w:pPr><w:outlineLvl w:val="1"/></w:pPr><w:rPr><w:b/><w:sz w:val="26"/></w:rPr></w:style>'
    '<w:style w:type="character" w:styleId="Hyperlink"><w:name w:val="Hyperlink"/>'
    '<w:rPr><w:color w:val="0563C1"/><w:u w:val="single"/></w:rPr></w:style></w:styles>'
)
#: Widths of the columns in twentieths of a point, on a page turned on its side.
_WIDTHS = (1100, 3600, 1900, 7800)
_SECTION = (
    '<w:sectPr><w:pgSz w:w="16838" w:h="11906" w:orient="landscape"/>'
    '<w:pgMar w:top="1134" w:right="1134" w:bottom="1134" w:left="1134" w:header="567" w:footer="567" w:gutter="0"/>'
    "</w:sectPr>"
)
_BORDERS = "".join(
    f'<w:{side} w:val="single" w:sz="4" w:space="0" w:color="A0A6AE"/>'
    for side in ("top", "left", "bottom", "right", "insideH", "insideV")
)
_LINK = '<w:rStyle w:val="Hyperlink"/>'
#: Characters that XML does not allow.
_FORBIDDEN = re.compile("[\x00-\x08\x0b\x0c\x0e-\x1f\ud800-\udfff\ufffe\uffff]")


def document(audit: Audit) -> bytes:
    """The bytes of a .docx file: a heading, the tally, a table of the claims, and what could not be read."""
    links = _Links()
    body = [
        _paragraph(_run(f"Audit: {audit.title}"), "Heading1"),
        _paragraph(_run(f"{audit.heading}: {audit.tally}.")),
        _table(audit, links),
        *_lists(audit),
    ]
    spaces = f'xmlns:w="{_MAIN}" xmlns:r="{_OFFICE}"'
    main = f"{_HEAD}<w:document {spaces}><w:body>{''.join(body)}{_SECTION}</w:body></w:document>"
    parts = {
        "[Content_Types].xml": _CONTENT_TYPES,
        "_rels/.rels": _ROOT,
        "word/document.xml": main,
        "word/styles.xml": _STYLES,
        "word/_rels/document.xml.rels": links.part(),
    }
    return _zipped(parts)


class _Links:
    """The addresses that the document links to, each with the id of its relationship."""

    def __init__(self):
        self._ids: dict[str, str] = {}

    def run(self, name, url):
        identifier = self._ids.setdefault(url, f"rId{len(self._ids) + 2}")
        return f'<w:hyperlink r:id="{identifier}">{_run(name, _LINK)}</w:hyperlink>'

    def part(self):
        links = "".join(
            f'<Relationship Id="{identifier}" Type="{_OFFICE}/hyperlink" Target={quoteattr(_clean(url))} '
            'TargetMode="External"/>'
            for url, identifier in self._ids.items()
        )
        styles = f'<Relationship Id="rId1" Type="{_OFFICE}/styles" Target="styles.xml"/>'
        return f'{_HEAD}<Relationships xmlns="{_PACKAGE}/relationships">{styles}{links}</Relationships>'


def _table(audit, links):
    grid = "".join(f'<w:gridCol w:w="{width}"/>' for width in _WIDTHS)
    heads = ("Claim", "It says", "Verdict", "Why")
    rows = [_row([[_run(head, "<w:b/>")] for head in heads], "<w:trPr><w:tblHeader/></w:trPr>")]
    rows += [_row(_cells(entry, links)) for entry in entries(audit)]
    width = f'<w:tblW w:w="{sum(_WIDTHS)}" w:type="dxa"/>'
    properties = f"<w:tblPr>{width}<w:tblBorders>{_BORDERS}</w:tblBorders></w:tblPr>"
    return f"<w:tbl>{properties}<w:tblGrid>{grid}</w:tblGrid>{''.join(rows)}</w:tbl>{_paragraph('')}"


def _cells(entry, links):
    """The paragraphs of each cell of a claim's row."""
    why = [_run(entry.why), *(_run(f"{caveat[0].upper()}{caveat[1:]}.", "<w:i/>") for caveat in entry.caveats)]
    named = [links.run(name, url) if url else _run(name) for name, url in entry.sources]
    return [[_run(entry.number)], [_run(entry.said)], [_run(entry.verdict, "<w:b/>")], [*why, *named]]


def _row(cells, properties=""):
    inside = "".join(
        f'<w:tc><w:tcPr><w:tcW w:w="{width}" w:type="dxa"/></w:tcPr>{"".join(map(_paragraph, paragraphs))}</w:tc>'
        for width, paragraphs in zip(_WIDTHS, cells, strict=True)
    )
    return f"<w:tr>{properties}{inside}</w:tr>"


def _lists(audit):
    for name, said in (("Problems", audit.problems), ("Notes", audit.notes)):
        if said:
            yield _paragraph(_run(name), "Heading2")
            yield from (_paragraph(_run(str(one))) for one in said)


def _paragraph(runs, style=""):
    properties = f'<w:pPr><w:pStyle w:val="{style}"/></w:pPr>' if style else ""
    return f"<w:p>{properties}{runs}</w:p>"


def _run(text, properties=""):
    formatted = f"<w:rPr>{properties}</w:rPr>" if properties else ""
    return f'<w:r>{formatted}<w:t xml:space="preserve">{escape(_clean(text))}</w:t></w:r>'


def _clean(text):
    return _FORBIDDEN.sub("\N{REPLACEMENT CHARACTER}", text)


def _zipped(parts):
    """The parts as a zip file without anything that depends on when and where it is written."""
    out = io.BytesIO()
    with zipfile.ZipFile(out, "w") as file:
        for name, content in parts.items():
            info = zipfile.ZipInfo(name, date_time=(1980, 1, 1, 0, 0, 0))
            info.compress_type, info.create_system, info.external_attr = zipfile.ZIP_DEFLATED, 3, 0o644 << 16
            file.writestr(info, content.encode("utf-8"))
    return out.getvalue()
