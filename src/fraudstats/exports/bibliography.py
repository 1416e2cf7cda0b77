"""Sources as bibliographic records: CSL-JSON items, and BibTeX made from them.

The issuer, whose statistic a number is, is given as author, and the outlet where it was read as container. A title
keeps its language, with the English one in brackets. An undated source says so in its note, and so does one that
quotes another.

Formats: CSL-JSON of the Citation Style Language 1.0.2; BibTeX as in O. Patashnik (1988), BibTeXing, with the fields
``url``, ``doi`` and ``language`` that today's styles know. Text is UTF-8.
"""

from __future__ import annotations

import json
import re
from collections.abc import Mapping
from pathlib import Path
from typing import Any

import pandas as pd

from fraudstats.dataset import Dataset
from fraudstats.disk import write_atomically
from fraudstats.exports.about import AUTHOR, LICENCE, TITLE, issued

__all__ = ["bibtex", "csl_dataset", "csl_item", "csl_items", "csl_json", "write_bibtex", "write_csl"]

_CSL_TYPES = {
    "news_report": "article-newspaper",
    "press_release": "webpage",
    "statistical_yearbook": "book",
    "statistical_table": "dataset",
    "work_report": "report",
    "white_paper": "report",
    "treaty": "treaty",
    "statute": "legislation",
    "paper": "article-journal",
    "database": "dataset",
    "verdict": "legal_case",
    "social_media": "post",
}
_ARTICLES = ("article-journal", "article-newspaper")
_LANGUAGES = {
    "zh": "chinese", "en": "english", "ja": "japanese", "fr": "french", "it": "italian", "pt": "portuguese",
    "id": "indonesian", "ms": "malay", "vi": "vietnamese", "ar": "arabic", "tl": "filipino",
}  # fmt: skip
_SPECIAL = str.maketrans(
    {
        "\\": r"\textbackslash{}", "{": r"\{", "}": r"\}", "&": r"\&", "%": r"\%", "$": r"\$", "#": r"\#",
        "_": r"\_", "~": r"\textasciitilde{}", "^": r"\textasciicircum{}",
    }
)  # fmt: skip


def csl_items(dataset: Dataset) -> list[dict[str, Any]]:
    """One CSL-JSON item per source, by id."""
    issuers = dataset.issuers.set_index("issuer")
    return [csl_item(source, issuers.loc[source["issuer"]]) for source in dataset.sources.to_dict("records")]


def csl_dataset(dataset: Dataset) -> dict[str, Any]:
    """The dataset itself as a CSL-JSON item: its state, fingerprint, licence and the call that opens it."""
    return {
        "id": f"fraudstats-{dataset.state.version}",
        "type": "dataset",
        "title": TITLE,
        "author": [{"literal": AUTHOR}],
        "issued": {"date-parts": [[int(part) for part in issued(dataset.release).split("-")]]},
        "version": str(dataset.state),
        "note": f"Data sha256 {dataset.state.fingerprint}; {LICENCE['name']}\nOpened by {dataset.state.call}",
    }


def csl_item(source: Mapping[Any, Any], issuer: Mapping[Any, Any] | pd.Series) -> dict[str, Any]:
    """A source as a CSL-JSON item.

    Parameters
    ----------
    source, issuer : mapping
        Their rows in the tables of sources and of issuers.
        An issuer without an area (the authors of a paper, the parties to a treaty) is no body, and not given as author.
    """
    item = {"id": source["source_id"], "type": _CSL_TYPES[source["kind"]], "title": source["title"]}
    if isinstance(source["title_en"], str):
        item["title"] += f" [{source['title_en']}]"
    if isinstance(issuer["area"], str):
        item["author"] = [{"literal": issuer["name_en"]}]
    item |= {"container-title": source["outlet"], "language": source["language"], "URL": source["url"]}
    if source["url"].startswith("https://doi.org/"):
        item["DOI"] = source["url"].removeprefix("https://doi.org/")
    if pd.notna(source["published_by"]):
        item["issued"] = {"date-parts": [[int(part) for part in source["published"].split("-")]]}
    note = _note(source)
    return item | ({"note": note} if note else {})


def _note(source):
    parts = [
        "Date of publication unknown" if pd.isna(source["published_by"]) else "",
        f"Quotes: {source['via']}" if isinstance(source["via"], str) else "",
        "Read as a copy" if source["tier"] == "repost" else "",
    ]
    return "; ".join(part for part in parts if part)


def csl_json(items: list[dict[str, Any]]) -> str:
    """CSL items as the text of a JSON file."""
    return json.dumps(items, ensure_ascii=False, indent=2) + "\n"


def bibtex(items: list[dict[str, Any]]) -> str:
    """CSL items as BibTeX entries."""
    return "\n".join(map(_entry, items))


def _entry(item: dict[str, Any]) -> str:
    # BibTeX wants author and year of an @article; @misc does without.
    is_article = item["type"] in _ARTICLES and {"author", "issued"} <= set(item)
    kind, container = ("article", "journal") if is_article else ("misc", "howpublished")
    fields: dict[str, str] = {"author": f"{{{_tex(item['author'][0]['literal'])}}}"} if "author" in item else {}
    fields |= {"title": f"{{{_tex(item['title'])}}}"}
    if "container-title" in item:
        fields[container] = _tex(item["container-title"])
    fields |= dict(zip(("year", "month", "day"), _date_of(item), strict=False))
    fields |= {name.lower(): _address(item[name]) for name in ("DOI", "URL") if name in item}
    if "language" in item:
        language = str(item["language"])
        fields["language"] = _LANGUAGES.get(language, language)
    fields |= {name: _tex(item[name].replace("\n", ". ")) for name in ("version", "note") if name in item}
    lines = "".join(f"  {name} = {{{value}}},\n" for name, value in fields.items())
    return f"@{kind}{{{_key(item['id'])},\n{lines}}}\n"


def _date_of(item):
    return map(str, item.get("issued", {"date-parts": [[]]})["date-parts"][0])


def _tex(text):
    """Text with TeX's special characters escaped."""
    return text.translate(_SPECIAL)


def _address(url):
    """An address keeps its characters but braces, which would end the field."""
    return url.replace("{", "%7B").replace("}", "%7D").replace("\\", "%5C")


def _key(identity):
    """Characters that BibTeX does not allow in a key become ``:``, which a source's id never has."""
    return re.sub(r"[^A-Za-z0-9._-]", ":", identity)


def write_bibtex(dataset: Dataset, folder: Path) -> list[Path]:
    """``sources.bib``; its first entry is the dataset, which says its state."""
    items = [csl_dataset(dataset), *csl_items(dataset)]
    return [write_atomically(folder / "sources.bib", bibtex(items).encode())]


def write_csl(dataset: Dataset, folder: Path) -> list[Path]:
    """``sources-csl.json``; its first item is the dataset, which says its state."""
    items = [csl_dataset(dataset), *csl_items(dataset)]
    return [write_atomically(folder / "sources-csl.json", csl_json(items).encode())]
