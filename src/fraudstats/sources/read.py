"""Read the raw folder into records, and report every problem found on the way.

>>> import tempfile, pathlib
>>> raw = pathlib.Path(tempfile.mkdtemp())
>>> _ = (raw / "areas.yaml").write_text("areas:\\n- {id: CN, name_en: China, name_zh: 中国}\\n", encoding="utf-8")
>>> data = read_raw(raw)
>>> data.areas["CN"].name_en
'China'
>>> print(data.problems[2])
indicators.yaml:1: (file): found 'No such file or directory'; expected a readable file.
"""

from __future__ import annotations

import dataclasses
import datetime as dt
from collections.abc import Callable, Iterator
from difflib import get_close_matches
from pathlib import Path
from typing import Any

from fraudstats.errors import RecordError, UnreadableError
from fraudstats.sources.blocks import Block, Cell, read_yaml
from fraudstats.sources.defaults import Defaults
from fraudstats.sources.lists import CODE_LISTS
from fraudstats.sources.parse import read_record, read_rows, read_table, refuse_unknown
from fraudstats.sources.problems import Problem
from fraudstats.sources.records import SECTIONS, Correction, Source, shown_fields
from fraudstats.sources.rules import check_all
from fraudstats.sources.text_tables import read_table_file

__all__ = ["RawData", "SourceFile", "read_raw"]

#: What a source file may hold at its top.
_TOP = ("source", "defaults", "tables", "corrections", *SECTIONS)


@dataclasses.dataclass(frozen=True)
class SourceFile:
    """One source document and everything transcribed from it."""

    source: Source
    corrections: tuple = ()
    observations: tuple = ()
    changes: tuple = ()
    events: tuple = ()
    facts: tuple = ()
    treaties: tuple = ()
    references: tuple = ()
    claims: tuple = ()


@dataclasses.dataclass(frozen=True)
class RawData:
    """All records of a raw folder.

    Attributes
    ----------
    areas, issuers, indicators, releases, withdrawn, errata, reviewed, gaps, searches : dict
        Code lists: id -> record.
    files : dict
        Source id -> `SourceFile`, sorted by id.
    problems : tuple of Problem
        Everything wrong, sorted by file and line; empty when the folder is sound.
    unread : frozenset of str
        Names of code lists and ids of sources that lack records because a whole file or section could not be read; a
        rule does not conclude from them that something is missing.
    """

    areas: dict
    issuers: dict
    indicators: dict
    releases: dict
    withdrawn: dict
    errata: dict
    reviewed: dict
    gaps: dict
    searches: dict
    files: dict
    problems: tuple = ()
    unread: frozenset = frozenset()

    def records(self, section: str) -> Iterator[tuple[str, Any]]:
        """All records of one section with the id of their source."""
        for source_id, file in self.files.items():
            for record in getattr(file, section):
                yield source_id, record

    def sound(self) -> RawData:
        """Itself, if nothing is wrong.

        Raises
        ------
        RecordError
            With every problem.
        """
        if self.problems:
            listed = "\n".join(map(str, self.problems))
            raise RecordError(f"{len(self.problems)} problem(s) in the raw records:\n{listed}")
        return self


def read_raw(folder: str | Path, progress: Callable = iter, today: dt.date | None = None) -> RawData:
    """Read and check a raw folder.

    Parameters
    ----------
    folder : path
        Holds ``areas.yaml``, ``issuers.yaml``, ``indicators/*.yaml`` (or one ``indicators.yaml``), ``releases.yaml``,
        ``withdrawn.yaml``, ``errata.yaml``, ``reviewed.yaml``, ``gaps.yaml``, ``searches.yaml`` and
        ``sources/**/*.yaml``.
    progress : callable, optional
        Wraps the list of files, for a progress bar.
    today : date, optional
        No source can have been published after it; by default the day of this machine's clock.

    Returns
    -------
    RawData
        With all records that could be read and *all* problems found; call `RawData.sound` to insist on none.

    Raises
    ------
    RecordError
        If there is no such folder.
    """
    folder = Path(folder)
    if not folder.is_dir():
        raise RecordError(f"no folder of raw records at {str(folder)!r}; name the folder that holds 'sources/'")
    problems, unread = [], set()
    lists = {name: _read_code_list(folder, name, problems, unread) for name in CODE_LISTS}
    files, named = {}, set()
    for path in progress(sorted((folder / "sources").rglob("*.yaml"), key=lambda p: (p.stem, p))):
        name = path.relative_to(folder).as_posix()
        key = path.stem
        if key in files:
            tip = f"{files[key].source.file} has it already; rename one."
            problems.append(Problem(name, 1, "(file)", key, "a file name (the source's id) used once", tip))
            key = name  # so that rules see its records as well
        files[key] = _read_source_file(path, name, problems, unread, named)
    problems += _passed_over(folder, named)
    data = RawData(**lists, files=files, problems=tuple(problems), unread=frozenset(unread))
    problems.extend(check_all(data, today or dt.date.today()))
    return dataclasses.replace(data, problems=tuple(sorted(problems)))


def _read_code_list(folder, name, problems, unread):
    """The records of ``NAME.yaml``, or of all files of the folder ``NAME`` (indicators: one file per topic)."""
    paths = sorted((folder / name).glob("*.yaml"))
    single = folder / f"{name}.yaml"
    if paths and single.exists():
        tip = f"Move its records into the files of {name}/ and delete it."
        problems.append(Problem(single.name, 1, "(file)", single.name, f"either this file or the folder {name}/", tip))
    records = []
    for path in paths or [single]:
        rows = _read_list_file(path, path.relative_to(folder).as_posix(), name, problems)
        if rows is None:
            unread.add(name)
        records += rows or []
    if paths:
        problems += _in_another_file(records)
    return _by_id(records, name, problems)


def _read_list_file(path, file, name, problems):
    """The records of one file; None if there is no list to read."""
    try:
        block = read_yaml(path, file)
    except UnreadableError as error:
        problems.append(error.problem)
        return None
    refuse_unknown(block, (name,), file, "", problems)
    if name not in block.fields:
        problems.append(Problem(file, 1, name, "", f"the list {name!r}"))
        return None
    return read_rows(CODE_LISTS[name], block.fields[name], file, name, problems)


def _in_another_file(records):
    """Problems of the records whose topic is not the name of their file."""
    for record in records:
        topic, name = getattr(record, "topic", None), Path(record.file).stem
        if topic is not None and topic != name:
            tip = f"Move {record.id} to {Path(record.file).with_stem(topic).as_posix()}."
            line = record.lines.get("topic", record.line)
            yield Problem(
                record.file, line, f"indicator {record.id}.topic", topic, f"{name}, as the file is named", tip
            )


def _by_id(records, section, problems):
    found = {}
    for record in records:
        if record.id is None:
            continue  # reported where it was read
        if record.id in found:
            first = found[record.id]
            line = record.lines.get("id", record.line)
            place = f"Line {first.line}" if first.file == record.file else f"{first.file}:{first.line}"
            problems.append(
                Problem(record.file, line, f"{section}.id", str(record.id), "each id once", f"{place} has it already.")
            )
        else:
            found[record.id] = record
    return found


def _passed_over(folder, named):
    """Problems of the files below ``sources/`` that nothing reads: a misspelt ending, a table that no file names."""
    for path in sorted((folder / "sources").rglob("*")):
        name = path.relative_to(folder).as_posix()
        if path.is_dir() or path.suffix == ".yaml" or name in named or path.name.startswith("."):
            continue
        expected = "a source file (.yaml), or a CSV or Parquet file that the 'tables' of one in the same folder names"
        tip = (
            f"Rename it to {path.stem}.yaml." if path.suffix.lower() in (".yml", ".yaml") else "Name it, or delete it."
        )
        yield Problem(name, 1, "(file)", path.name, expected, tip)


def _read_source_file(path, name, problems, unread, named):
    """The file's records; those that cannot be read are missing, and the source's id is in `unread`.

    The tables that it names are added to `named`.
    """
    try:
        block = read_yaml(path, name)
    except UnreadableError as error:
        problems.append(error.problem)
        unread.add(path.stem)
        return SourceFile(_unread_source(path, name))
    refuse_unknown(block, _TOP, name, "", problems)
    block, before = _respelt(block), len(problems)
    tables = _tables(block, path, name, problems, named)
    if len(problems) > before or not set(block.fields) <= set(_TOP):
        unread.add(path.stem)
    source = _read_source(block, path, name, problems)
    defaults = Defaults.read(block, name, problems)
    sections = {}
    for section, cls in SECTIONS.items():
        written = defaults.fill(section, block.fields.get(section))
        rows = read_rows(cls, written, name, section, problems, source.language)
        for table, cells in tables.get(section, ()):
            rows += read_table(cls, defaults.fill_table(section, cells), table, section, problems, source.language)
        _by_id(rows, section, problems)
        sections[section] = tuple(rows)
    problems += defaults.unused()
    corrections = tuple(read_rows(Correction, block.fields.get("corrections"), name, "corrections", problems))
    return SourceFile(source, corrections, **sections)


def _respelt(block):
    """The file with its misspelt sections, which are reported already, under the names that are meant."""
    meant = {}
    for name in block.fields:
        near = get_close_matches(name, _TOP, n=1, cutoff=0.75)
        free = name not in _TOP and near and near[0] not in (*block.fields, *meant.values())
        meant[name] = near[0] if free else name
    fields = {meant[name]: typed for name, typed in block.fields.items()}
    return Block(fields, block.line, {meant[name]: line for name, line in block.lines.items()})


def _read_source(block, path, name, problems):
    if "source" not in block.fields:
        problems.append(Problem(name, 1, "source", "", "the section 'source' with the bibliographic record"))
        return _unread_source(path, name)
    read = read_record(Source, block.fields["source"], name, "source", problems, id=path.stem)
    return read or _unread_source(path, name)


def _unread_source(path, name):
    """Stands for a source whose own record cannot be read, so that rules see what was transcribed from it."""
    shown = shown_fields(Source)
    values: dict[str, Any] = dict.fromkeys(shown)
    return Source(file=name, line=1, lines={}, bad=frozenset(shown), id=path.stem, **values)


def _tables(block, path, name, problems, named):
    """Longer tables that lie beside the file: section -> list of (file name, rows)."""
    listed = block.fields.get("tables")
    if listed is None:
        return {}
    if not isinstance(listed, Block):
        problems.append(Problem(name, listed.line, "tables", "", "a mapping: section, then the name of its file"))
        return {}
    found = {}
    for section, cell in listed.fields.items():
        if section not in SECTIONS or not isinstance(cell, Cell) or Path(cell.text).name != cell.text:
            expected = f"one of {', '.join(SECTIONS)}, then the name of a CSV or Parquet file in the same folder"
            problems.append(Problem(name, listed.lines[section], "tables", section, expected))
            continue
        table = f"{Path(name).parent.as_posix()}/{cell.text}"
        named.add(table)
        try:
            found.setdefault(section, []).append((table, read_table_file(path.parent / cell.text, table)))
        except UnreadableError as error:
            problems.append(error.problem)
    return found
