"""Releases: a frozen, numbered and checksummed state of the tables.

A release is a folder of canonical CSV files with a manifest of their checksums and notes in data terms. The checksum
is of the CSV, so another version of a Parquet library changes nothing. What was frozen is entered in the register of
releases (`fraudstats.dataset.register`), and a release is opened only if it agrees with it. *Release* says when we
recorded something; *as_of* says when the world could know it; the two are never mixed.
"""

from __future__ import annotations

import hashlib
import io
import shutil
from pathlib import Path

import pandas as pd

from fraudstats.dataset.core import Dataset
from fraudstats.dataset.difference import Difference, compare
from fraudstats.dataset.register import (
    add_to_register,
    begin_register,
    faults_of,
    in_order,
    is_release_number,
    read_register,
    release_numbers,
)
from fraudstats.dataset.schema import SCHEMA_VERSION, TABLES
from fraudstats.dataset.schema_versions import upgraded, with_present_names
from fraudstats.dataset.state import State
from fraudstats.dataset.store import MANIFEST, as_json, canonical_csv, checksum_of, manifest_in, sha256
from fraudstats.dataset.tables import frame
from fraudstats.disk import locked, remove_leftovers, temporary_name
from fraudstats.errors import DatasetError

__all__ = ["freeze", "open_release", "release_notes"]

NOTES = "NOTES.md"
#: The numbers of the release before that allow another range in this one.
RANGES = "ranges.csv"


def open_release(folder: str | Path, number: str) -> Dataset:
    """The dataset of one release, verified against the register of releases.

    Raises
    ------
    DatasetError
        If there is no such release (those that exist are listed), it is not in the register, or a file of it is
        missing, extra or not what was released: the message says which, expected and found checksum, and what to do.
    """
    folder, numbers = Path(folder), release_numbers(folder)
    if number not in numbers:
        raise DatasetError(f"no release {number!r}; there are {', '.join(numbers) or 'none'}")
    registered = read_register(folder).get(number)
    if registered is None:
        raise DatasetError(
            f"release {number} is not in the register, so nobody can say whether it is what was released; freeze it "
            f"again, or restore the register"
        )
    if faults := faults_of(folder / number, registered):
        raise DatasetError(
            f"release {number} in {str(folder)!r} is damaged: {'; '.join(faults)}. Restore the folder (for example "
            f"with 'git checkout -- {number}')"
        )
    path = folder / number / MANIFEST
    manifest = manifest_in(path.read_bytes(), path)
    version = manifest["schema_version"]
    tables = {name: _read(folder / number / f"{name}.csv", name, version) for name in manifest["tables"]}
    state = State(number, checksum_of(manifest["tables"]), "released")
    return Dataset(upgraded(tables, version), state)


def _read(path, name, version):
    rows = pd.read_csv(io.BytesIO(path.read_bytes()), dtype="str", keep_default_na=False, na_values=[""])
    return frame(name, _converted(with_present_names(rows, name, version), TABLES[name]))


def _converted(rows, columns):
    """Texts to what `frame` expects."""
    for name, kind in columns.items():
        if name not in rows:
            continue  # of a later version of the schema
        if kind == "flag":
            rows[name] = rows[name].eq("True")
        elif kind == "integer":
            rows[name] = rows[name].astype("Float64").astype("Int64")
    return rows


def freeze(dataset: Dataset, folder: str | Path, date: str, note: str = "") -> Path:
    """Freeze a dataset under its release number.

    Parameters
    ----------
    dataset : Dataset
        Its `release` is the number.
    folder : path
        Where releases are kept.
    date : str
        Day of the release.
    note : str
        What its notes say of the rules that changed.

    Returns
    -------
    Path
        The new folder, complete: it appears in one step, and its checksums are in the register. One that was
        interrupted between the two is finished.

    Raises
    ------
    DatasetError
        If the number is taken (by a folder or in the register), not of the form YYYY.M.N or not above the last one; if
        the dataset is a part of the data or has ranges of another convention; or if a number changed or vanished since
        the release before without an explanation in the raw records.
    """
    folder, number, state = Path(folder), dataset.release, dataset.state
    if state.as_of or state.selections or state.convention:
        raise DatasetError(f"only whole data are released, and these are {state}")
    if not is_release_number(number):
        raise DatasetError(f"a release number is YYYY.M.N, such as 2026.11.0, not {number!r}")
    register = _refuse_registered(folder, number)
    last = in_order(register)[-1] if register else None
    if last and in_order([number, last])[0] == number:
        raise DatasetError(f"release {number} would come before {last}, the last one; give a later number")
    difference = compare(open_release(folder, last), dataset) if last else None
    if difference is not None and len(difference.unexplained):
        listed = "\n".join(f"  {row['id']}: {row['change']}" for row in difference.unexplained.to_dict("records"))
        raise DatasetError(
            f"release {number} would change what {last} says, without a reason:\n{listed}\n"
            "Add an entry under 'corrections' in the source's file (or in withdrawn.yaml for what is gone)"
        )
    return _put_in_place(dataset, folder, date, difference, note)


def _refuse_registered(folder, number):
    """The register, in which a number is not yet."""
    register = read_register(folder)
    if number in register:
        raise DatasetError(f"release {number} exists and is never overwritten; give the next number in releases.yaml")
    return register


def _put_in_place(dataset, folder, date, difference, note):
    contents, target = _contents(dataset, date, difference, note), folder / dataset.release
    try:
        folder.mkdir(parents=True, exist_ok=True)
        with locked(folder):
            remove_leftovers(folder, folders=True)
            _refuse_registered(folder, dataset.release)  # by another process, since it was looked up
            if target.exists():
                _refuse_unless_interrupted(target, contents)
            else:
                begin_register(folder)
                _write_beside(target, contents)
            _register(folder, dataset.release, target)
    except OSError as error:
        raise DatasetError(f"cannot write release {dataset.release} to {str(folder)!r}: {error.strerror}") from None
    return target


def _contents(dataset, date, difference, note):
    """File -> content of a release."""
    texts = {name: canonical_csv(dataset.table(name)) for name in TABLES}
    manifest = {
        "release": dataset.release,
        "date": date,
        "schema_version": SCHEMA_VERSION,
        "tables": {n: {"rows": len(dataset.table(n)), "csv_sha256": sha256(text)} for n, text in texts.items()},
    }
    contents = {f"{name}.csv": text.encode() for name, text in texts.items()}
    if difference is not None and len(difference.ranges):
        contents[RANGES] = canonical_csv(difference.ranges).encode()
    return contents | {NOTES: release_notes(dataset, difference, date, note).encode(), MANIFEST: as_json(manifest)}


def _refuse_unless_interrupted(target, contents):
    """A folder that is there and not registered may be of a release that was interrupted: of this one, to the byte."""
    expected = {name: hashlib.sha256(content).hexdigest() for name, content in contents.items()}
    if faults_of(target, expected):
        raise DatasetError(
            f"the folder {str(target)!r} exists, is not in the register, and holds something else than this release; "
            f"restore the register, or remove the folder, or give the next number in releases.yaml"
        )


def _write_beside(target, contents):
    """The folder appears complete, in one step."""
    making = target.parent / temporary_name()
    making.mkdir()
    try:
        for name, content in contents.items():
            (making / name).write_bytes(content)
        making.rename(target)
    finally:
        shutil.rmtree(making, ignore_errors=True)


def _register(folder, number, target):
    try:
        add_to_register(folder, number, target)
    except BaseException:  # a release that is not registered is none
        if number not in read_register(folder):
            shutil.rmtree(target, ignore_errors=True)
        raise


def release_notes(dataset: Dataset, difference: Difference | None, date: str, note: str = "") -> str:
    """Notes in data terms: rules that changed, new data, wider coverage, corrections, removals, choices, ranges."""
    lines = [f"# Release {dataset.release}, {date}", ""]
    counts = ", ".join(f"{len(dataset.table(n)):,} {n}" for n in ("observations", "changes", "sources", "indicators"))
    lines += [f"Holds {counts}.", "", *([f"Rules: {note}", ""] if note else [])]
    if difference is None:
        return "\n".join([*lines, "The first release.", ""])
    return "\n".join([*lines, difference.notes(), ""])
