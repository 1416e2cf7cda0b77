"""The runs of notebooks as actions of a crate: from which tables, by which notebook, which figures were made.

Profile: Process Run Crate 0.5, https://w3id.org/ro/wfrun/process/0.5; S. Leo et al. (2024), Recording provenance of
workflow runs with RO-Crate, PLOS ONE 19(9).
"""

from __future__ import annotations

import json
from collections.abc import Iterable, Iterator
from pathlib import Path
from typing import Any
from urllib.parse import unquote

__all__ = ["PROFILE", "runs"]

PROFILE = {
    "@id": "https://w3id.org/ro/wfrun/process/0.5",
    "@type": "CreativeWork",
    "name": "Process Run Crate",
    "version": "0.5",
}
_DONE = {"@id": "http://schema.org/CompletedActionStatus"}
_FAILED = {"@id": "http://schema.org/FailedActionStatus"}


def runs(folder: Path, files: Iterable[str]) -> Iterator[dict[str, Any]]:
    """An action for each notebook that was run: its tables, its figures, and whether it ended.

    Parameters
    ----------
    folder : path
        The root of the crate.
    files : iterable of str
        The identifiers of its files.
    """
    files = list(files)
    tables = [one for one in files if one.startswith("data/processed/")]
    for notebook in (one for one in files if one.startswith("notebooks/") and one.endswith(".ipynb")):
        cells = json.loads((folder / unquote(notebook)).read_text(encoding="utf-8")).get("cells", [])
        code = [cell for cell in cells if cell["cell_type"] == "code"]
        outputs = [output for cell in code for output in cell["outputs"]]
        if outputs:
            words = "".join("".join(cell["source"]) for cell in code)
            drawn = [one for one in files if one.startswith("figures/") and Path(unquote(one)).stem in words]
            failed = any(output["output_type"] == "error" for output in outputs)
            yield {
                "@id": f"#run-{Path(notebook).stem}",
                "@type": "CreateAction",
                "name": f"Run of {Path(unquote(notebook)).name}",
                "instrument": {"@id": notebook},
                "object": [{"@id": one} for one in tables],
                "result": [{"@id": one} for one in (notebook, *drawn)],
                "agent": {"@id": "#developers"},
                "actionStatus": _FAILED if failed else _DONE,
            }
