"""Tables on disk: Parquet for programs, a canonical CSV for people and checksums.

The canonical CSV is the same to the byte for the same table whatever wrote it: rows sorted by key, columns in schema
order, UTF-8, ``\\n``, whole numbers without a decimal point, dates as YYYY-MM-DD. All files of a folder are
replaced in one step (`fraudstats.disk`), so a reader meets the tables of one build; ``SHA256SUMS`` covers every byte,
and what differs from it is refused.
"""

from __future__ import annotations

import hashlib
import io
import json
from collections.abc import Mapping
from pathlib import Path
from typing import Any

import pandas as pd
import pyarrow as pa
import pyarrow.compute

from fraudstats.dataset.schema import SCHEMA_VERSION, TABLES
from fraudstats.dataset.schema_versions import READABLE, upgraded, with_present_names
from fraudstats.dataset.tables import frame
from fraudstats.disk import SUMS, read_verified, replace_together, sums_of
from fraudstats.errors import DatasetError

__all__ = ["as_json", "canonical_csv", "checksum_of", "manifest_in", "read_built", "sha256", "write_tables"]

MANIFEST = "manifest.json"
_COMMA, _MARK, _NOTHING = (pa.scalar(text, pa.large_string()) for text in (",", '"', ""))
#: Its functions are made when it is imported, so that checkers do not know them.
_compute: Any = pyarrow.compute


def canonical_csv(table: pd.DataFrame) -> str:
    """The table as text, the same to the byte for the same content."""
    columns = [_quoted(_as_text(table[name])) for name in table.columns]
    header = ",".join(_quoted(pa.array(table.columns.to_list(), pa.large_string())).to_pylist())
    return "\n".join([header, *_compute.binary_join_element_wise(*columns, _COMMA).to_pylist(), ""])


def _as_text(column):
    """A column as an array of texts; null where it is missing."""
    if pd.api.types.is_datetime64_any_dtype(column):
        return pa.array(column).cast(pa.date32(), safe=False).cast(pa.large_string())
    if pd.api.types.is_float_dtype(column):
        return pa.array([_number_as_text(value) for value in column.astype("float64").tolist()], pa.large_string())
    return pa.array(column.astype("str")).cast(pa.large_string())


def _number_as_text(value):
    if value != value:
        return None
    return f"{value:.0f}" if value.is_integer() else repr(value)


def _quoted(texts):
    """Cells of a CSV: what holds a comma, a quotation mark or a line break stands in quotation marks."""
    needed = _compute.match_substring_regex(texts, '[",\r\n]')
    if _compute.any(needed).as_py():
        doubled = _compute.replace_substring(texts, '"', '""')
        texts = _compute.if_else(needed, _compute.binary_join_element_wise(_MARK, doubled, _MARK, _NOTHING), texts)
    return _compute.fill_null(texts, _NOTHING)


def sha256(text: str) -> str:
    """The SHA-256 of a text in UTF-8, in hexadecimal digits."""
    return hashlib.sha256(text.encode()).hexdigest()


def checksum_of(entries: Mapping[str, Mapping[str, Any]]) -> str:
    """The SHA-256 of all tables together, from their entries in a manifest."""
    return sha256("".join(f"{entries[name]['csv_sha256']}  {name}.csv\n" for name in sorted(entries)))


def checksum_of_tables(tables: Mapping[str, pd.DataFrame]) -> str:
    """The same, from the tables."""
    return checksum_of({name: {"csv_sha256": sha256(canonical_csv(table))} for name, table in tables.items()})


def write_tables(tables: Mapping[str, pd.DataFrame], folder: Path, release: str) -> str:
    """Write every table as Parquet and CSV, with a manifest and checksums, in one step; the checksum of all tables."""
    contents, entries = {}, {}
    for name, table in tables.items():
        text = canonical_csv(table)
        contents |= {f"{name}.csv": text.encode(), f"{name}.parquet": table.to_parquet(index=False)}
        entries[name] = {"rows": len(table), "csv_sha256": sha256(text)}
    manifest = {"release": release, "schema_version": SCHEMA_VERSION, "tables": entries}
    contents[MANIFEST] = as_json(manifest)
    replace_together(folder, contents | {SUMS: sums_of(contents)})
    return checksum_of(entries)


def as_json(content: Any) -> bytes:
    """A manifest or a register as it is written, always the same bytes for the same content."""
    return (json.dumps(content, indent=2) + "\n").encode()


def manifest_in(content: bytes, path: Path) -> dict[str, Any]:
    """Release, schema version and checksums: the manifest that a file at a path holds.

    Raises
    ------
    DatasetError
        If it is damaged, or of a schema that is not read.
    """
    try:
        manifest = json.loads(content)
        version = manifest["schema_version"]
        if as_json(manifest) != content:
            raise ValueError("not as it was written")
        checksum_of(manifest["tables"])
    except (ValueError, TypeError, KeyError, AttributeError, RecursionError) as error:
        raise DatasetError(f"{str(path)!r} is damaged ({error}); restore it, or run 'fraudstats build' again") from None
    if version not in READABLE:
        raise DatasetError(
            f"{str(path.parent)!r} has schema version {version}, this fraudstats reads "
            f"{' and '.join(map(str, READABLE))}; run 'fraudstats build' again, or open a release with the fraudstats "
            f"that made it"
        )
    return manifest


def read_built(folder: Path) -> tuple[dict[str, Any], dict[str, pd.DataFrame]]:
    """The manifest and all tables of a folder, of one build, with their declared types, as the present schema has them.

    Raises
    ------
    DatasetError
        If there are none, or a file of them is damaged or of another build.
    """
    contents = read_verified(folder)
    if MANIFEST not in contents:
        raise DatasetError(f"{str(folder)!r} holds no tables; run 'fraudstats build' first")
    manifest = manifest_in(contents[MANIFEST], folder / MANIFEST)
    version = manifest["schema_version"]
    tables = {name: _table_in(contents, name, folder, version) for name in manifest["tables"]}
    return manifest, upgraded(tables, version)


def _table_in(contents, name, folder, version):
    path = folder / f"{name}.parquet"
    if path.name not in contents:
        raise DatasetError(f"the table {str(path)!r} is missing; run 'fraudstats build' again")
    try:
        table = with_present_names(pd.read_parquet(io.BytesIO(contents[path.name])), name, version)
    except (OSError, ValueError) as error:
        raise DatasetError(f"{str(path)!r} is damaged ({error}); run 'fraudstats build' again") from None
    if version == SCHEMA_VERSION and (lacking := [column for column in TABLES[name] if column not in table]):
        raise DatasetError(f"{str(path)!r} lacks the columns {', '.join(lacking)}; run 'fraudstats build' again")
    return frame(name, table)
