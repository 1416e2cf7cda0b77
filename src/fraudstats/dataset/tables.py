"""Records to tidy tables: one function per table, one dictionary per row; the observations by column."""

from __future__ import annotations

from collections.abc import Iterable, Mapping, Sequence
from dataclasses import fields
from operator import attrgetter

import numpy as np
import pandas as pd

from fraudstats.conventions import change_interval_of, interval_of, ranges_of
from fraudstats.dataset.preferred import with_preferred
from fraudstats.dataset.schema import TABLES, key_of
from fraudstats.dates import Window
from fraudstats.sources import RawData
from fraudstats.sources.records import Observation
from fraudstats.sources.text_tables import each_once

__all__ = ["frame", "tables"]

#: The columns of an observation that are a field of its record.
_OWN = [f.name for f in fields(Observation) if f.name in TABLES["observations"]]


def tables(data: RawData) -> dict[str, pd.DataFrame]:
    """All tables of sound raw data, by name, each sorted by its key."""
    rows = {
        "observations": _observations(data),
        "changes": _changes(data),
        "sources": (_source(file.source) for file in data.files.values()),
        "indicators": (
            _plain(record, indicator=record.id, breaks="; ".join(record.breaks) or None)
            for record in data.indicators.values()
        ),
        "areas": (_plain(record, ref_area=record.id) for record in data.areas.values()),
        "issuers": (_plain(record, issuer=record.id) for record in data.issuers.values()),
        "events": _events(data),
        "facts": (
            _plain(fact, fact_id=_id(source, fact)) | _publication(data, source)
            for source, fact in data.records("facts")
        ),
        "treaties": _treaties(data),
        "references": _references(data),
        "claims": _claims(data),
        "corrections": _corrections(data),
        "gaps": _gaps(data),
        "searches": (
            _plain(record, search_id=record.id, checked_until=Window(record.date).end)
            for record in data.searches.values()
        ),
    }
    made = {name: frame(name, rows[name]) for name in TABLES}
    tier_of = made["sources"].set_index("source_id").loc[:, "tier"]
    chosen = {_id(source, o): o.preferred for source, o in data.records("observations") if o.preferred}
    preferred = with_preferred(made["observations"], tier_of, pd.Series(chosen, dtype="str"), set(data.errata))
    return made | {"observations": preferred}


def frame(table: str, rows: pd.DataFrame | Mapping[str, Sequence] | Iterable[dict]) -> pd.DataFrame:
    """Rows, or columns by name, as a data frame with the table's columns and types, sorted by its key."""
    columns = TABLES[table]
    if isinstance(rows, pd.DataFrame):
        raw = rows.reindex(columns=list(columns))
    else:
        raw = pd.DataFrame(rows if isinstance(rows, Mapping) else list(rows), columns=list(columns), dtype="object")
    typed = {name: _TYPES[kind](raw[name]) for name, kind in columns.items()}
    return pd.DataFrame(typed).sort_values(key_of(table), ignore_index=True)


_TYPES = {
    "text": lambda column: column.astype("str"),
    "codes": lambda column: column.astype("str"),
    "number": lambda column: column.astype("float64"),
    "integer": lambda column: column.astype("Int64"),
    "flag": lambda column: column.eq(True),
    "date": lambda column: pd.to_datetime(column).astype("datetime64[s]"),
}


def _plain(record, **more):
    """A record's own fields; lists become texts joined by spaces."""
    values = {f.name: getattr(record, f.name) for f in fields(record)}
    return {n: " ".join(map(str, v)) or None if isinstance(v, tuple) else v for n, v in values.items()} | more


def _id(source_id, record):
    return f"{source_id}/{record.id}"


def _publication(data, source_id):
    source = data.files[source_id].source
    return {
        "source_id": source_id,
        "witness": source.witness,
        "published": source.published,
        "published_by": Window(source.published).end,
    }


def _issuer(data, source_id, *records):
    """The first issuer that the records name, else that of their source."""
    return next((record.issuer for record in records if record.issuer), data.files[source_id].source.issuer)


def _source(source):
    first, last = Window(source.published)
    days = {"published_from": first, "published_by": last, "received": Window(source.received).start}
    return _plain(source, source_id=source.id, read_as=source.read_as or "stored_copy") | days


def _observations(data):
    """The columns of the observations, of which there may be very many."""
    listed = list(data.records("observations"))
    records = [record for _, record in listed]
    own = {name: list(map(attrgetter(name), records)) for name in _OWN}
    steps = [_step(record) for record in records]
    lower, upper, rules = ranges_of(np.array(own["value"], float), own["qualifier"], np.array(steps))
    publication_of = {source_id: _publication(data, source_id) for source_id in data.files}
    return (
        own
        | _by_column(each_once(_window, list(map(_ends, records))))
        | _by_column([publication_of[source_id] for source_id, _ in listed])
        | {
            "observation_id": [_id(source_id, record) for source_id, record in listed],
            "issuer": [_issuer(data, source_id, record) for source_id, record in listed],
            "value_text": [record.text for record in records],
            "precision": steps,
            "lower": lower,
            "upper": upper,
            "interval_rule": rules,
            "obs_status": [record.status or "A" for record in records],
            "flags": [" ".join(record.flags or ()) or None for record in records],
            "part_of": [_whole(source_id, record.part_of) for source_id, record in listed],
        }
    )


def _by_column(rows):
    """Dictionaries with the same keys as columns."""
    return {name: [row[name] for row in rows] for name in rows[0]} if rows else {}


def _whole(source_id, part_of):
    """The id of the observation that contains another one of a source."""
    return part_of if not part_of or "/" in part_of else f"{source_id}/{part_of}"


def _changes(data):
    for source_id, record in data.records("changes"):
        own = {o.id: o for o in data.files[source_id].observations}
        spoken_of = own[record.of] if record.of else record
        row = _plain(record, change_id=_id(source_id, record))
        row |= {name: getattr(spoken_of, name) for name in ("indicator", "ref_area", "counterpart_area", "sub_area")}
        row |= _window(_ends(spoken_of)) | _base(record, spoken_of) | _publication(data, source_id)
        step, qualifier = _step(record), record.qualifier or record.reading.qualifier or "rounded"
        bounds, rule = change_interval_of(record.percent, qualifier, step)
        row |= {
            "qualifier": qualifier,
            "precision": step,
            "interval_rule": rule,
            "issuer": _issuer(data, source_id, record, spoken_of),
            "value_text": record.text,
            "period_text": spoken_of.period_text,
            "lower": bounds.lower,
            "upper": bounds.upper,
            "observation_id": f"{source_id}/{record.of}" if record.of else None,
        }
        yield row


def _step(record):
    """The last printed unit: as the curator gives it, else as the text reads."""
    return float(record.reading.step if record.step is None else record.step)


#: What a window is made of, besides the words of the source.
_ends = attrgetter("start", "end", "start_implied", "end_implied")


def _window(ends):
    """Start and end, how each is known (printed, implied, unknown) and why."""
    start, end, *reasons = ends
    columns = {}
    for name, day, reason in zip(("start", "end"), Window(start, end), reasons, strict=True):
        columns[f"period_{name}"] = day
        columns[f"{name}_basis"] = "unknown" if day is None else "implied" if reason else "printed"
        columns[f"{name}_reason"] = reason
    return columns


def _base(record, spoken_of):
    """The window that a stated change compares with: as given, else the same window a year before."""
    if record.base_start:
        base = Window(record.base_start, record.base_end)
    else:
        base = Window(spoken_of.start, spoken_of.end).a_year_before()
    return {"base_start": base.start, "base_end": base.end}


def _events(data):
    for source_id, record in data.records("events"):
        first, last = Window(record.date)
        row = _plain(record, event_id=_id(source_id, record), date_from=first, date_to=last)
        yield row | _publication(data, source_id)


def _gaps(data):
    for record in data.gaps.values():
        first, last = Window(record.start, record.end)
        yield _plain(record, gap_id=record.id, period_start=first, period_end=last)


def _treaties(data):
    for source_id, record in data.records("treaties"):
        row = _plain(record, treaty_id=_id(source_id, record), signed_from=Window(record.signed).start)
        yield row | _publication(data, source_id)


def _references(data):
    for source_id, record in data.records("references"):
        row = _plain(record, reference_id=_id(source_id, record), paper=source_id)
        yield row | {"number": record.id, "found_as": record.source}


def _claims(data):
    for paper, file in data.files.items():
        for number, record in enumerate(file.claims, 1):
            row = _plain(record, claim_id=_id(paper, record), paper=paper, number=number)
            row |= {"counted": "; ".join(record.counted) or None}
            row |= _claim_interval(record)
            row["period_start"], row["period_end"] = Window(record.start, record.end)
            row["base_start"], row["base_end"] = Window(record.base_start, record.base_end)
            row["date_from"], row["date_to"] = Window(record.date)
            yield row


def _claim_interval(record):
    if record.test != "count":
        return {}
    step = _step(record)
    bounds, _ = interval_of(record.value, record.qualifier, step)
    return {"precision": step, "lower": bounds.lower, "upper": bounds.upper}


def _corrections(data):
    for source_id, file in data.files.items():
        for number, record in enumerate(file.corrections, 1):
            about = _id(source_id, record) if record.id else None
            yield _plain(record, correction_id=f"{source_id}#{number}", source_id=source_id, record_id=about)
    for record in data.errata.values():
        yield {
            "correction_id": f"{record.id}#erratum",
            "source_id": record.id.partition("/")[0],
            "record_id": record.id,
            "date": record.date,
            "what": f"erratum of the source, {record.status}",
            "why": f"{record.why} (according to {record.who})",
        }
    for record in data.withdrawn.values():
        yield _plain(record, correction_id=f"{record.id}#withdrawn", record_id=record.id, what="withdrawn")
