"""DataTables for the data browser, out of the bundle that the package itables brings; nothing of it is kept here.

The bundle is a module, and a browser loads no module from a file address. So its closing ``export`` becomes an
assignment, and the whole a function that runs at once.
"""

from __future__ import annotations

import re
from importlib.metadata import files as files_of
from importlib.resources import files as resources

__all__ = ["as_script", "files"]

_FOLDER = "_static/datatables"
_EXPORT = re.compile(r"export\s*\{([^{}]*)\}\s*;?")


def files() -> dict[str, str | bytes]:
    """The script, its style and its licence."""
    bundle = resources("itables") / "html"
    licences = [path for path in files_of("itables") or () if path.name == "LICENSE"]
    return {
        f"{_FOLDER}/datatables.js": as_script((bundle / "dt_bundle.js").read_text("utf-8")),
        f"{_FOLDER}/datatables.css": (bundle / "dt_bundle.css").read_text("utf-8"),
        f"{_FOLDER}/LICENSE-itables.txt": licences[0].read_text("utf-8"),
    }


def as_script(module: str) -> str:
    """A script that sets ``window.DataTable``, from the text of the module.

    Raises
    ------
    ValueError
        If the module does not export jQuery as expected.

    Examples
    --------
    >>> as_script("var a = 1; export{b as ITable,a as jQuery};")
    '(function () {\\nvar a = 1; window.DataTable = a.fn.dataTable;\\n})();\\n'
    """
    exports = list(_EXPORT.finditer(module))
    names = re.findall(r"([\w$]+) as jQuery\b", exports[-1][1]) if exports else []
    if len(names) != 1:
        raise ValueError(
            "the bundle of itables exports no jQuery any more; look at its closing export, and mend as_script"
        )
    before, after = module[: exports[-1].start()], module[exports[-1].end() :]
    return f"(function () {{\n{before}window.DataTable = {names[0]}.fn.dataTable;{after}\n}})();\n"
