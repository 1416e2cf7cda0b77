"""Claims as they are given: a YAML or a CSV file, a data frame or a list; out come rows of plain values."""

from __future__ import annotations

import csv
import errno
import io
import stat
from collections.abc import Iterable, Mapping
from pathlib import Path
from typing import Any

import pandas as pd
import yaml

from fraudstats.dates import is_missing
from fraudstats.errors import DatasetError

__all__ = ["rows_of"]

#: No paper has so many claims, and no claim is so deep.
MAX_BYTES, MAX_DEPTH = 5_000_000, 20
_TIP = "see 'fraudstats audit --new FILE' for a file to begin with"


def rows_of(claims: Any) -> tuple[list[dict[str, Any]], dict[str, Any], list[str]]:
    """The rows of a table of claims, missing cells left out, what a file says once about its paper, and their places.

    The place of a row is its file and line, else its number.

    Raises
    ------
    DatasetError
        If it cannot be read at all.
    """
    if isinstance(claims, str | Path):
        return _of_file(Path(claims))
    rows, about = _of_object(claims)
    return rows, about, [f"row {number}" for number, _ in enumerate(rows, 1)]


def _of_object(claims):
    if isinstance(claims, pd.DataFrame):
        _refuse_twice(claims.columns, "the table")
        return [_present(row) for row in claims.to_dict("records")], {}
    if isinstance(claims, Mapping):
        return _of_mapping(claims, "the mapping")
    if isinstance(claims, Iterable):
        return _listed(list(claims), "the list"), {}
    raise DatasetError(f"claims are a YAML or CSV file, a data frame or a list, not {type(claims).__name__}; {_TIP}")


def _of_file(path):
    kinds = {".yaml": _of_yaml, ".yml": _of_yaml, ".csv": _of_csv}
    if path.suffix.lower() not in kinds:
        raise DatasetError(
            f"{path}: claims are read from a file that ends in {', '.join(kinds)}; {_TIP}, "
            f"or 'fraudstats audit --from-text {path}' for the claims of a text"
        )
    try:
        text = _read(path).decode("utf-8-sig")
    except UnicodeDecodeError:
        raise DatasetError(f"{path} is not UTF-8; save it as UTF-8") from None
    except (OSError, ValueError) as error:  # a zero byte in a name is no OSError
        said = getattr(error, "strerror", None) or error
        raise DatasetError(f"{path}: {said}; give the path of a file of claims, or {_TIP}") from None
    return kinds[path.suffix.lower()](text, path)


def _of_yaml(text, path):
    try:
        _refuse_growth(text, path)
        # Every scalar stays the text that was typed: 2021-01 is no date, 37万 no number, NO no truth value.
        content = yaml.load(text, Loader=yaml.BaseLoader)
        lines = _lines(yaml.compose(text, Loader=yaml.BaseLoader))
    except yaml.YAMLError as error:
        mark = getattr(error, "problem_mark", None)
        where = f", line {mark.line + 1}" if mark else ""
        raise DatasetError(f"{path}{where}: no YAML: {getattr(error, 'problem', error)}") from None
    places = [f"{path}, line {line}" for line in lines]
    if isinstance(content, list):
        return _listed(content, path), {}, places
    if not isinstance(content, dict):
        raise DatasetError(f"{path} holds no claims; {_TIP}")
    return *_of_mapping(content, path), places


def _lines(node):
    """The lines on which the claims of a YAML file begin."""
    if isinstance(node, yaml.MappingNode):
        node = next((value for key, value in node.value if key.value == "claims"), None)
    return [one.start_mark.line + 1 for one in node.value] if isinstance(node, yaml.SequenceNode) else []


def _of_mapping(content, name):
    if "claims" not in content:
        raise DatasetError(f"{name} has no key 'claims' with a list of claims; {_TIP}")
    defaults = content.get("defaults") or {}
    if not isinstance(defaults, Mapping):
        raise DatasetError(f"{name}: 'defaults' is a mapping of columns to values, not {defaults!r}")
    rows = [_present({**defaults, **row}) for row in _listed(content["claims"], name)]
    return rows, _present({key: value for key, value in content.items() if key not in ("claims", "defaults")})


def _listed(rows, name):
    wrong = None if isinstance(rows, list) else rows
    if wrong is None:
        wrong = next((row for row in rows if not isinstance(row, Mapping)), None)
    if wrong is not None:
        raise DatasetError(
            f"{name}: claims are a list of mappings such as 'what: ..., area: ...', not {wrong!r}; {_TIP}"
        )
    return [_present(row) for row in rows]


def _of_csv(text, path):
    try:
        reader = csv.DictReader(io.StringIO(text), restkey="", strict=True)
        rows = [(_present(row), f"{path}, line {reader.line_num}") for row in reader]
    except csv.Error as error:
        raise DatasetError(f"{path}: no CSV: {error}") from None
    if not reader.fieldnames:
        raise DatasetError(f"{path} is empty; {_TIP}")
    _refuse_twice(reader.fieldnames, path)
    return [row for row, _ in rows if row], {}, [place for row, place in rows if row]


def _refuse_twice(columns, name):
    listed = list(columns)
    twice = [one for one in listed if listed.count(one) > 1]
    if twice:
        raise DatasetError(f"{name} has two columns {twice[0]!r}; name one of them otherwise")


def _read(path):
    """A regular file of a size that people write: a pipe has no end that is sure to come."""
    found = path.stat()
    if not stat.S_ISREG(found.st_mode):
        raise OSError(errno.EINVAL, "it is no regular file")
    if found.st_size > MAX_BYTES:
        raise OSError(errno.EFBIG, f"{found.st_size:,} bytes, more than {MAX_BYTES:,}")
    return path.read_bytes()


def _refuse_growth(text, path):
    """An alias lets a few lines grow without bound, and lists deep in each other take a parser without end."""
    depth = 0
    for event in yaml.parse(text, Loader=yaml.BaseLoader):
        line = event.start_mark.line + 1
        if isinstance(event, yaml.AliasEvent):
            raise DatasetError(f"{path}, line {line}: *{event.anchor} is an alias; write the value out")
        depth += isinstance(event, yaml.CollectionStartEvent) - isinstance(event, yaml.CollectionEndEvent)
        if depth > MAX_DEPTH:
            raise DatasetError(f"{path}, line {line}: more than {MAX_DEPTH} lists and mappings in each other; {_TIP}")


def _present(row):
    """The cells of a row that hold something."""
    return {str(name): _plain(value) for name, value in row.items() if not _is_empty(value)}


def _plain(value):
    """A cell without spaces around it, and without halves of characters, which no file can hold."""
    return value.strip().encode("utf-8", "replace").decode() if isinstance(value, str) else value


def _is_empty(value):
    return is_missing(value) or (isinstance(value, str | list | tuple) and len(value) == 0) or str(value).strip() == ""
