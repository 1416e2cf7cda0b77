"""RO-Crate metadata for a folder: the whole compendium (data, notebooks, figures, software), or just exported files.

Every visible file in the folder is described one by one, except in the folders of `WHOLE`, which are described as one
part each. Figures carry their captions, every file its SHA-256, and each notebook that was run is an action with its
tables and figures. Run it last, so that it finds everything else.

Standard: RO-Crate Metadata Specification 1.3 (2026), https://w3id.org/ro/crate/1.3; S. Soiland-Reyes et al. (2022),
Packaging research artefacts with RO-Crate, Data Science 5(2).
"""

from __future__ import annotations

import hashlib
import json
import os
from pathlib import Path
from typing import Any
from urllib.parse import quote

from fraudstats.dataset import Dataset
from fraudstats.dataset.schema import SCHEMA
from fraudstats.disk import write_atomically
from fraudstats.exports.about import AUTHOR, KEYWORDS, LICENCE, TITLE, described, issued
from fraudstats.exports.citation import cite
from fraudstats.exports.crate_runs import PROFILE, runs

__all__ = ["METADATA", "WHOLE", "crate", "write_rocrate"]

METADATA = "ro-crate-metadata.json"
#: Folders that are described as one part.
WHOLE = {
    "benchmarks": "Measurements of speed against bounds and peers",
    "data/raw": "The raw records: one YAML file for each source document, the only place where a number is entered",
    "data/releases": "Frozen releases: canonical CSV files with their checksums and notes",
    "docs": "Documentation",
    "src": "The Python package fraudstats",
    "tests": "The tests, which mirror the package",
}
#: What the files of other folders are, and single files.
_ROLES = {
    "CHANGELOG.md": "What changed between versions",
    "CITATION.cff": "How to cite the software",
    "LICENSE": "Licence of the software",
    "LICENSE-DATA": "Licence of the compilation of data",
    "README.md": "Where to start",
    "notebooks/conftest.py": "Settings for checking the notebooks",
    "notebooks/ruff.toml": "Settings for the style of the notebooks",
    "croissant.json": "Files and columns of the tables, as Croissant",
    "datapackage.json": "Frictionless Data Package: types, codes and keys of the CSV files",
    "dataset.jsonld": "The dataset as schema.org/Dataset",
    "dictionary.md": "Data dictionary: what every table, column and code means",
    "pyproject.toml": "What the software needs",
    "requirements.lock": "The versions that everything was run with",
    "run.py": "Installs everything and reproduces the analysis",
    "sdmx-observations.csv": "The observations as SDMX-CSV 2.0",
    "sdmx-structure.xml": "Structure of the SDMX data, as SDMX-ML 3.0",
    "sources-csl.json": "The sources as CSL-JSON",
    "sources.bib": "The sources as BibTeX",
    "data/processed": "Table built from the raw records",
    "figures": "Picture, its data, or its caption",
    "notebooks": "Executed notebook: prose, results and pictures",
}
_SKIPPED = ("build", "dist", "__pycache__")
_MEDIA_TYPES = {
    ".bib": "application/x-bibtex", ".cff": "application/yaml", ".csv": "text/csv", ".dta": "application/x-stata-dta",
    ".ipynb": "application/x-ipynb+json", ".json": "application/json", ".jsonld": "application/ld+json",
    ".md": "text/markdown", ".parquet": "application/vnd.apache.parquet", ".pdf": "application/pdf",
    ".png": "image/png", ".py": "text/x-python", ".svg": "image/svg+xml", ".toml": "application/toml",
    ".txt": "text/plain", ".lock": "text/plain", "": "text/plain", ".xml": "application/xml",
    ".xlsx": "application/vnd.openxmlformats-officedocument.spreadsheetml.sheet",
}  # fmt: skip
_SOFTWARE_LICENCE = "https://spdx.org/licenses/MIT"


def write_rocrate(dataset: Dataset, folder: Path) -> list[Path]:
    """``ro-crate-metadata.json``, describing what is in the folder."""
    text = json.dumps(crate(dataset, folder), ensure_ascii=False, indent=2) + "\n"
    return [write_atomically(folder / METADATA, text.encode())]


def crate(dataset: Dataset, folder: Path) -> dict[str, Any]:
    """The metadata document of an attached RO-Crate whose root is the folder."""
    parts = [*_directories(folder), *_files(folder)]
    actions = list(runs(folder, [part["@id"] for part in parts]))
    return {
        "@context": "https://w3id.org/ro/crate/1.3/context",
        "@graph": [
            {
                "@id": METADATA,
                "@type": "CreativeWork",
                "conformsTo": {"@id": "https://w3id.org/ro/crate/1.3"},
                "about": {"@id": "./"},
            },
            _root(dataset, parts, actions),
            *parts,
            *actions,
            *([PROFILE] if actions else []),
            *_context(parts),
        ],
    }


def _root(dataset, parts, actions):
    run = {"conformsTo": {"@id": PROFILE["@id"]}, "mentions": [{"@id": one["@id"]} for one in actions]}
    return {
        "@id": "./",
        "@type": "Dataset",
        "name": TITLE,
        "description": described(dataset),
        "datePublished": issued(dataset.release),
        "version": dataset.state.version,
        "license": {"@id": LICENCE["path"]},
        "author": {"@id": "#developers"},
        "publisher": {"@id": "#developers"},
        "keywords": list(KEYWORDS),
        "creditText": cite(dataset=dataset),
        "hasPart": [{"@id": part["@id"]} for part in parts],
        **(run if actions else {}),
    }


def _directories(folder):
    for name, description in WHOLE.items():
        if (folder / name).is_dir():
            software = name in ("benchmarks", "src", "tests")
            yield {
                "@id": f"{name}/",
                "@type": ["Dataset", "SoftwareSourceCode"] if software else "Dataset",
                "name": name,
                "description": description,
                "license": {"@id": _SOFTWARE_LICENCE if software else LICENCE["path"]},
            }


def _files(folder):
    for place, directories, names in os.walk(folder):
        here = Path(place).relative_to(folder)
        directories[:] = sorted(d for d in directories if not _is_left_out(here / d))
        for name in sorted(names):
            if not name.startswith(".") and (here / name).as_posix() != METADATA:
                yield _file(folder, here / name)


def _is_left_out(path):
    """Folders that are hidden, made by tools, or described as a whole."""
    return path.name.startswith(".") or path.name in _SKIPPED or path.as_posix() in WHOLE or path.suffix == ".egg-info"


def _file(folder, path):
    content = (folder / path).read_bytes()
    return {
        "@id": quote(path.as_posix()),
        "@type": ["File", "SoftwareSourceCode"] if path.suffix == ".ipynb" else "File",
        "name": SCHEMA[path.stem].title if path.stem in SCHEMA else path.name,
        "description": _description(folder, path),
        "encodingFormat": _MEDIA_TYPES.get(path.suffix.lower(), "application/octet-stream"),
        "contentSize": str(len(content)),
        "sha256": hashlib.sha256(content).hexdigest(),
    }


def _description(folder, path):
    caption = (folder / path).with_suffix(".txt")
    if path.suffix in (".png", ".svg", ".pdf") and caption.exists():
        return caption.read_text(encoding="utf-8").strip()
    role = _ROLES.get(path.as_posix(), _ROLES.get(path.parent.as_posix()))
    return role or ("A table of the dataset" if path.stem in SCHEMA else path.name)


def _context(parts):
    """The entities that the others refer to."""
    yield {"@id": "#developers", "@type": "Organization", "name": AUTHOR}
    yield {
        "@id": LICENCE["path"],
        "@type": "CreativeWork",
        "name": LICENCE["title"],
        "description": "Share and adapt with credit. Covers the compilation; sources are under their own terms.",
    }
    if any(part.get("license", {}).get("@id") == _SOFTWARE_LICENCE for part in parts):
        yield {
            "@id": _SOFTWARE_LICENCE,
            "@type": "CreativeWork",
            "name": "MIT License",
            "description": "Use, copy, modify and distribute with the notice of copyright.",
        }
