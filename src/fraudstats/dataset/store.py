"""Tables on disk: Parquet for programs, a canonical CSV for people and checksums.

The canonical CSV is the same to the byte for the same table whatever wrote it: rows sorted by key, columns in schema
order, UTF-8, ``\\n``, whole numbers without a decimal point, dates as YYYY-MM-DD. A file is written to a
temporary file and put in place in one step, so a reader never meets half a table; tables of two builds, or of one that
was interrupted, do not have the checksums of the manifest, and are refused.
"""

from __future__ import annotations

import hashlib
import json
import os
import tempfile
from collections.abc import Mapping
from pathlib import Path
from typing import Any

import pandas as pd
import pyarrow as pa
import pyarrow.compute

from fraudstats.dataset.schema import SCHEMA_VERSION, TABLES
from fraudstats.dataset.schema_versions import READABLE, upgraded, with_present_names
from fraudstats.dataset.tables import frame
from fraudstats.errors import DatasetError

__all__ = ["canonical_csv", "read_manifest", "read_tables", "sha256", "write_atomically", "write_tables"]

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


def write_tables(tables: Mapping[str, pd.DataFrame], folder: Path, release: str) -> list[Path]:
    """Write every table as Parquet and CSV, then the manifest with their checksums."""
    folder = Path(folder)
    written, entries = [], {}
    for name, table in tables.items():
        text = canonical_csv(table)
        written += [
            write_atomically(folder / f"{name}.csv", text.encode()),
            write_atomically(folder / f"{name}.parquet", table.to_parquet(index=False)),
        ]
        entries[name] = {"rows": len(table), "csv_sha256": sha256(text)}
    manifest = {"release": release, "schema_version": SCHEMA_VERSION, "tables": entries}
    written.append(write_atomically(folder / MANIFEST, (json.dumps(manifest, indent=2) + "\n").encode()))
    return written


def write_atomically(path: Path, content: bytes) -> Path:
    """Put a whole file in place in one step.

    Raises
    ------
    DatasetError
        If the target cannot be written (a read-only folder, a full disk); what was there before is intact.
    """
    path = Path(path)
    temporary = None
    try:
        path.parent.mkdir(parents=True, exist_ok=True)
        with tempfile.NamedTemporaryFile(dir=path.parent, prefix=f".{path.name}.", delete=False) as file:
            temporary = file.name
            file.write(content)
        os.chmod(temporary, 0o644)
        os.replace(temporary, path)
    except OSError as error:
        if temporary and os.path.exists(temporary):
            os.unlink(temporary)
        raise DatasetError(
            f"cannot write {str(path)!r}: {error.strerror}. What was there before is intact; free the disk or choose "
            f"a folder that can be written."
        ) from None
    return path


def read_manifest(folder: Path) -> dict[str, Any]:
    """Release, schema version and checksums of a folder of tables."""
    path = Path(folder) / MANIFEST
    try:
        manifest = json.loads(path.read_text(encoding="utf-8"))
    except FileNotFoundError:
        raise DatasetError(f"no built data at {str(folder)!r}; run 'fraudstats build' first") from None
    except ValueError as error:
        raise DatasetError(f"{str(path)!r} is damaged ({error}); run 'fraudstats build' again") from None
    if manifest.get("schema_version") not in READABLE:
        raise DatasetError(
            f"{str(folder)!r} has schema version {manifest.get('schema_version')}, this fraudstats reads "
            f"{' and '.join(map(str, READABLE))}; run 'fraudstats build' again, or open a release with the fraudstats "
            f"that made it"
        )
    return manifest


def read_tables(folder: Path, manifest: Mapping[str, Any]) -> dict[str, pd.DataFrame]:
    """All tables of a folder, with their declared types, as the present schema has them."""
    version = manifest["schema_version"]
    tables = {name: _read_table(folder, name, version) for name in manifest["tables"]}
    if version == SCHEMA_VERSION:
        _verify(folder, tables, manifest["tables"])
    return upgraded(tables, version)


def _verify(folder, tables, entries):
    """Refuse tables that are not those of the manifest: a damaged file, or one of another build."""
    for name, table in tables.items():
        if sha256(canonical_csv(table)) != entries[name]["csv_sha256"]:
            raise DatasetError(
                f"the table {str(Path(folder) / name)!r} is not the one that the manifest names: it is damaged, or a "
                f"build was interrupted, or two builds ran at once; run 'fraudstats build' again"
            )


def _read_table(folder, name, version):
    path = Path(folder) / f"{name}.parquet"
    try:
        table = with_present_names(pd.read_parquet(path), name, version)
    except FileNotFoundError:
        raise DatasetError(f"the table {str(path)!r} is missing; run 'fraudstats build' again") from None
    except (OSError, ValueError) as error:
        raise DatasetError(f"{str(path)!r} is damaged ({error}); run 'fraudstats build' again") from None
    if version == SCHEMA_VERSION and (lacking := [column for column in TABLES[name] if column not in table]):
        raise DatasetError(f"{str(path)!r} lacks the columns {', '.join(lacking)}; run 'fraudstats build' again")
    return frame(name, table)
