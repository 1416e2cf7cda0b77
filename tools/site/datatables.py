"""DataTables for the data browser, out of what the package great-tables brings; nothing of it is kept here."""

from __future__ import annotations

from importlib.metadata import files as files_of
from importlib.resources import files as resources

__all__ = ["files"]

_FOLDER = "_static/datatables"
#: Their first lines name their makers and their licence, which is that of the package as well (MIT).
_SHIPPED = {
    "jquery.js": "jquery.slim.min.js",
    "datatables.js": "dataTables.min.js",
    "datatables.css": "dataTables.min.css",
}


def files() -> dict[str, str | bytes]:
    """The scripts, their style and the licence.

    Examples
    --------
    >>> for name in files():
    ...     print(name)
    _static/datatables/jquery.js
    _static/datatables/datatables.js
    _static/datatables/datatables.css
    _static/datatables/LICENSE-great-tables.txt
    """
    held = resources("great_tables") / "js"
    [licence] = [path for path in files_of("great-tables") or () if path.name == "LICENSE"]
    made: dict[str, str | bytes] = {
        f"{_FOLDER}/{name}": (held / own).read_text("utf-8") for name, own in _SHIPPED.items()
    }
    return made | {f"{_FOLDER}/LICENSE-great-tables.txt": licence.read_text("utf-8")}
