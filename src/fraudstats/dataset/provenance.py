"""What stands behind a number: the sources that print it and the bodies whose statistic it is."""

from __future__ import annotations

from collections.abc import Iterable, Mapping

import pandas as pd

from fraudstats.dataset.hints import hint
from fraudstats.dataset.table_set import TableSet
from fraudstats.errors import DatasetError

__all__ = ["ids_of", "issuers_behind", "sources_behind"]

#: Tables of records that a source holds -> their key.
_RECORDS = {
    "observations": "observation_id",
    "changes": "change_id",
    "events": "event_id",
    "facts": "fact_id",
    "treaties": "treaty_id",
    "claims": "claim_id",
    "references": "reference_id",
}
#: Columns that lead to a source, the most precise one first.
_LEADS = ("change_id", "observation_id", "source_id")


def sources_behind(tables: Mapping[str, pd.DataFrame], ids: Iterable[str], release: str) -> pd.DataFrame:
    """The sources of observations, stated changes or other records, or of sources.

    The id of a record starts with that of its source; one that no table has is refused.
    """
    ids = [str(one) for one in ids]
    _refuse_unknown_records(tables, [one for one in ids if "/" in one], release)
    wanted = {one.partition("/")[0] for one in ids}
    sources = tables["sources"]
    unknown = sorted(wanted - set(sources["source_id"]))
    if unknown:
        near = hint(unknown[0], sources["source_id"]) or _as_issuer(unknown[0], tables["issuers"])
        raise DatasetError(f"no such id in release {release}: {', '.join(unknown)}{near}")
    return sources.loc[sources["source_id"].isin(sorted(wanted))].reset_index(drop=True)


def issuers_behind(tables: Mapping[str, pd.DataFrame], ids: Iterable[str], release: str) -> pd.DataFrame:
    """One row per source and issuer; what is no number of a source stands for the source's own issuer."""
    ids = list(ids)
    own = sources_behind(tables, ids, release).set_index("source_id")["issuer"].to_dict()
    issuer_of = {}
    for name, key in (("observations", "observation_id"), ("changes", "change_id")):
        issuer_of |= tables[name].set_index(key)["issuer"].to_dict()
    pairs = {(source := str(one).partition("/")[0], issuer_of.get(one, own[source])) for one in ids}
    return pd.DataFrame(sorted(pairs), columns=["source_id", "issuer"], dtype="str")


def _refuse_unknown_records(tables, ids, release):
    for one in ids:
        if not any((tables[name][key] == one).any() for name, key in _RECORDS.items()):
            near = hint(one, pd.concat([tables[name][key] for name, key in _RECORDS.items()]))
            raise DatasetError(f"no such id in release {release}: {one}{near}")


def ids_of(what: TableSet | pd.DataFrame | str | Iterable[str]) -> list[str]:
    """The ids of whatever leads to sources: a dataset, a data frame, one id or several."""
    if isinstance(what, TableSet):
        return _ids_in(what.observations) + _ids_in(what.changes)
    if isinstance(what, pd.DataFrame):
        return _ids_in(what)
    try:
        return [what] if isinstance(what, str) else [str(one) for one in what]
    except TypeError:
        raise DatasetError(f"{what!r} leads to no source; give a dataset, a data frame, or ids as texts") from None


def _ids_in(what):
    """The ids in a data frame, from the most precise column that leads to a source."""
    column = next((c for c in _LEADS if c in what), None)
    if column is None:
        raise DatasetError("a data frame needs a column 'source_id', 'observation_id' or 'change_id'")
    own = what[column].dropna().tolist()
    divisors = what["divisor_ids"].dropna() if "divisor_ids" in what else ()  # of a series brought to another scale
    return own + [one for ids in divisors for one in str(ids).split()]


def _as_issuer(text, issuers):
    """The end of a message for someone who gave an issuer where the id of a source is meant."""
    found = hint(text, issuers["issuer"], issuers).removeprefix("; nearest: ")
    return f"; that is an issuer ({found}), whose sources are listed in the table of sources" if found else ""
