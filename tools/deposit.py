"""Write what archives and checkers ask for, from what the repository already says: nothing is entered here.

    python -m tools.deposit

codemeta.json (CodeMeta 3.0, https://w3id.org/codemeta/3.0) and .zenodo.json describe the software, codecheck.yml (the
configuration of CODECHECK 1.0, https://codecheck.org.uk/spec/config/1.0) lists what a checker has to make again. The
checker, the time and the certificate in it are the checker's to fill in.
"""

import json
import tomllib
from collections.abc import Callable, Mapping
from pathlib import Path
from typing import Any

import yaml
from packaging.requirements import Requirement

from fraudstats import figures

__all__ = ["FILES", "main"]

ROOT = Path(__file__).parents[1]
_PAPER = "https://doi.org/10.23880/ijfsc-16000340"
_SPDX = "https://spdx.org/licenses/{}"


def _project() -> dict[str, Any]:
    return tomllib.loads((ROOT / "pyproject.toml").read_text(encoding="utf-8"))["project"]


def _cited() -> dict[str, Any]:
    return yaml.safe_load((ROOT / "CITATION.cff").read_text(encoding="utf-8"))


def codemeta() -> str:
    """The software for registries: name, version, licence, what it needs."""
    project, cited = _project(), _cited()
    content = {
        "@context": "https://w3id.org/codemeta/3.0",
        "@type": "SoftwareSourceCode",
        "name": project["name"],
        "description": project["description"],
        "version": str(cited["version"]),
        "dateModified": str(cited["date-released"]),
        "license": _SPDX.format(project["license"]),
        "author": [{"@type": "Organization", "name": one["name"]} for one in cited["authors"]],
        "keywords": cited["keywords"],
        "programmingLanguage": f"Python {project['requires-python']}",
        "softwareRequirements": [_required(text) for text in project["dependencies"]],
        "readme": "README.md",
        "developmentStatus": "active",
        "referencePublication": {"@type": "ScholarlyArticle", "@id": _PAPER, "name": cited["references"][0]["title"]},
    }
    return json.dumps(content, indent=2, ensure_ascii=False) + "\n"


def _required(text):
    one = Requirement(text)
    return {"@type": "SoftwareApplication", "name": one.name, "version": str(one.specifier)}


def zenodo() -> str:
    """The deposit for an archive that reads it from the repository."""
    project, cited = _project(), _cited()
    content = {
        "title": cited["title"],
        "description": f"{project['description']} Code under {project['license']}; data in data/ under CC BY 4.0.",
        "upload_type": "software",
        "version": str(cited["version"]),
        "publication_date": str(cited["date-released"]),
        "creators": [{"name": one["name"]} for one in cited["authors"]],
        "license": cited["license"],
        "keywords": cited["keywords"],
        "access_right": "open",
        "related_identifiers": [{"identifier": _PAPER, "relation": "cites", "resource_type": "publication-article"}],
    }
    return json.dumps(content, indent=2, ensure_ascii=False) + "\n"


def codecheck() -> str:
    """What a checker makes again, and by which commands."""
    cited = _cited()
    head = {
        "version": "https://codecheck.org.uk/spec/config/1.0",
        "paper": {"title": cited["title"], "authors": [{"name": one["name"]} for one in cited["authors"]]},
        "manifest": [*_figures(), *_tables()],
        "source": "python run.py makes every file again in place; python run.py verify compares, and writes to nothing",
        "summary": "Filled in by the checker, with the report of: .venv/bin/fraudstats verify --output report.html",
    }
    return "---\n" + yaml.safe_dump(head, sort_keys=False, allow_unicode=True, width=110)


def _figures():
    for one in figures.list().to_dict("records"):
        yield {"file": f"figures/{one['name']}.png", "comment": f"{one['title']}: notebooks/{one['notebook']}.ipynb"}


def _tables():
    for path in sorted((ROOT / "data/processed").glob("*.csv")):
        yield {"file": f"data/processed/{path.name}", "comment": "Table built from the raw records"}


#: Name of the file -> its text.
FILES: Mapping[str, Callable[[], str]] = {"codemeta.json": codemeta, ".zenodo.json": zenodo, "codecheck.yml": codecheck}


def main() -> None:
    """Write the files."""
    for name, text in FILES.items():
        (ROOT / name).write_text(text(), encoding="utf-8")


if __name__ == "__main__":
    main()
