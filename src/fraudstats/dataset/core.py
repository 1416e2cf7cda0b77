"""The dataset: tidy tables that belong together, and the questions asked of them."""

from __future__ import annotations

from difflib import get_close_matches

import pandas as pd

from fraudstats.conventions import interval_of
from fraudstats.dataset.bulletins import bulletins_of
from fraudstats.dataset.revisions import Revisions, revisions_of
from fraudstats.dataset.schema import TABLES
from fraudstats.dataset.series import series_of
from fraudstats.errors import DatasetError
from fraudstats.interval import Interval

__all__ = ["Dataset"]

#: Tables whose rows came with a publication date.
_PUBLISHED = tuple(name for name, columns in TABLES.items() if "published_by" in columns)


class Dataset:
    """An immutable set of tables.

    Every table is a plain data frame, given out as a copy: changing one changes nothing here, and every method that
    narrows the data returns a new dataset. A table is an attribute: ``ds.observations``, or
    ``ds.table("observations")``.

    Attributes
    ----------
    release : str
        The release that the tables belong to.
    names : tuple of str
        The tables.

    Examples
    --------
    >>> import fraudstats as fs
    >>> ds = fs.load()
    >>> solved = ds.select(indicator="telecom_fraud_cases_solved", ref_area="CN", start="2021-01-01", end="2021-11-30")
    >>> bool((solved.observations["value"] == 370_000).any())
    True
    """

    __slots__ = ("_as_of", "_tables", "release")

    def __init__(self, tables: dict[str, pd.DataFrame], release: str, as_of: pd.Timestamp | None = None):
        missing = [name for name in TABLES if name not in tables]
        if missing:
            raise DatasetError(f"a dataset needs the tables {', '.join(missing)} as well")
        object.__setattr__(self, "_tables", {name: tables[name].copy() for name in TABLES})
        object.__setattr__(self, "release", release)
        object.__setattr__(self, "_as_of", as_of)

    def __setattr__(self, name, value):
        raise AttributeError("a dataset cannot be changed; its methods return new ones")

    def __getattr__(self, name):
        if name in TABLES:
            return self.table(name)
        raise AttributeError(f"a dataset has no {name!r}; its tables are {', '.join(TABLES)}")

    def __dir__(self):
        return sorted([*object.__dir__(self), *TABLES])

    def __repr__(self):
        counts = ", ".join(f"{len(self._tables[name]):,} {name}" for name in ("observations", "changes", "sources"))
        known = f" as of {self._as_of:%Y-%m-%d}" if self._as_of is not None else ""
        return f"<fraudstats dataset {self.release}{known}: {counts}>"

    def _repr_html_(self):
        from fraudstats.dataset.describe import as_html

        return as_html(self)

    @property
    def names(self) -> tuple[str, ...]:
        return tuple(TABLES)

    def table(self, name: str) -> pd.DataFrame:
        """One table, as a copy."""
        if name not in TABLES:
            raise DatasetError(f"no table {name!r}; the tables are {', '.join(TABLES)}")
        return self._tables[name].copy()

    def select(
        self, indicator=None, *, ref_area=None, counterpart_area=None, start=None, end=None, sub_area=None
    ) -> Dataset:
        """The observations and stated changes of some indicators, areas and time; the other tables stay whole.

        Parameters
        ----------
        indicator, ref_area, counterpart_area, sub_area : str or list of str, optional
            Codes. ``counterpart_area="none"`` (likewise `sub_area`) keeps what has none.
        start, end : date, optional
            Keep windows that begin on or after `start`, and end on or before `end`. A window whose end in question is
            unknown is not kept.

        Raises
        ------
        DatasetError
            If a code does not occur in the data (the nearest is suggested) or a date cannot be read.
        """
        wanted = {
            "indicator": indicator,
            "ref_area": ref_area,
            "counterpart_area": counterpart_area,
            "sub_area": sub_area,
        }
        narrowed = dict(self._tables)
        for name in ("observations", "changes"):
            table = self._tables[name]
            for column, codes in wanted.items():
                if codes is not None:
                    table = table[self._is_among(table, column, codes)]
            if start is not None:
                table = table[table["period_start"] >= _day(start, "start")]
            if end is not None:
                table = table[table["period_end"] <= _day(end, "end")]
            narrowed[name] = table.reset_index(drop=True)
        return Dataset(narrowed, self.release, self._as_of)

    def as_of(self, date) -> Dataset:
        """What the world could know on a date: everything published on or before it.

        A source dated by month or year counts from the last day that this may mean; one of unknown date is left out
        (see `undated`). Code lists stay whole.

        Parameters
        ----------
        date : date
            For example ``"2023-12-27"``.

        Raises
        ------
        DatasetError
            If the date cannot be read.
        """
        day = _day(date, "date")
        tables = {n: t[t["published_by"] <= day] if n in _PUBLISHED else t for n, t in self._tables.items()}
        return Dataset({n: t.reset_index(drop=True) for n, t in tables.items()}, self.release, day)

    @property
    def undated(self) -> pd.DataFrame:
        """The sources whose date of publication is not known; `as_of` leaves them out."""
        sources = self._tables["sources"]
        return sources[sources["published_by"].isna()].reset_index(drop=True)

    def with_convention(self, convention: str) -> Dataset:
        """The same observations with `lower` and `upper` read under another convention.

        See `fraudstats.conventions` for the conventions ``printed`` and ``conservative``.
        """
        observations = self._tables["observations"].copy()
        read = [
            interval_of(v, q, p, convention)
            for v, q, p in observations[["value", "qualifier", "precision"]].itertuples(index=False)
        ]
        observations["lower"] = [bounds.lower for bounds, _ in read]
        observations["upper"] = [bounds.upper for bounds, _ in read]
        observations["interval_rule"] = pd.Series([rule for _, rule in read], dtype="str", index=observations.index)
        return Dataset(self._tables | {"observations": observations}, self.release, self._as_of)

    def series(
        self,
        indicator,
        ref_area,
        counterpart_area="none",
        *,
        sub_area="none",
        freq=None,
        start=None,
        end=None,
        accept=(),
    ) -> pd.DataFrame:
        """The preferred numbers of one indicator and area, in the order of time, ready to be modelled.

        Parameters
        ----------
        indicator, ref_area, counterpart_area, sub_area : str
            Codes; ``"none"`` for what has none.
        freq : {"Y", "H", "Q", "M"}, optional
            Keep windows that are just one calendar year, half-year, quarter or month.
        start, end : date, optional
        accept : str or tuple of str
            What to chain all the same: ``overlap`` of windows, a ``break`` of definition, unequal ``length``.

        Returns
        -------
        data frame
            ``period_start, period_end, value, lower, upper, qualifier, value_text, unit, observation_id, source_id,
            preferred_reason``; ``attrs`` hold indicator, area and release.

        Raises
        ------
        DatasetError
            If nothing is left, or the numbers must not be chained: windows overlap, differ in length or in unit, or the
            definition changed between them. The message names the two that clash and what to do.

        Examples
        --------
        >>> import fraudstats as fs
        >>> ds = fs.load()
        >>> yearly = ds.series("telecom_fraud_cases_solved", "CN", freq="Y", start="2022-01-01", end="2023-12-31")
        >>> yearly["value"].tolist()
        [464000.0, 437000.0]
        """
        chosen = self.select(
            indicator, ref_area=ref_area, counterpart_area=counterpart_area, sub_area=sub_area, start=start, end=end
        )
        rows = series_of(chosen, freq, (accept,) if isinstance(accept, str) else accept)
        rows.attrs = {"indicator": indicator, "ref_area": ref_area, "release": self.release}
        return rows

    def bulletins(self, leave_out=()) -> tuple[pd.DataFrame, pd.DataFrame]:
        """The observations and stated changes of a selection as `fs.reconcile` takes them, each thing said once.

        Of each known window the preferred observation stands for all its retellings, and of equal changes between the
        same windows the first. Observations of an unknown start or end stay, one for each range; changes of unknown
        windows go.

        Parameters
        ----------
        leave_out : str or tuple of str
            Ids of chosen observations, or of changes, not to use. With an observation go the changes of its window.

        Returns
        -------
        observations, changes : data frames

        Raises
        ------
        DatasetError
            If an id to leave out is not among those chosen; the nearest are named.

        Examples
        --------
        >>> import fraudstats as fs
        >>> ds = fs.load()
        >>> year = ds.select("telecom_fraud_cases_solved", ref_area="CN", start="2021-01-01", end="2021-12-31")
        >>> fs.reconcile(*year.bulletins()).bounds("2021-12")
        Interval(61000, 72000)
        """
        leave_out = (leave_out,) if isinstance(leave_out, str) else tuple(leave_out)
        observations, changes = bulletins_of(self)
        known = {*observations["observation_id"], *changes["change_id"]}
        for one in leave_out:
            if one not in known:
                raise DatasetError(f"cannot leave out {one!r}: it is not among the bulletins{_nearest(one, known)}")
        return bulletins_of(self, leave_out) if leave_out else (observations, changes)

    def revisions(self, indicator, *, ref_area=None, counterpart_area=None) -> Revisions:
        """Vintages of an indicator: every value published for each closed window, in the order of publication.

        See `fraudstats.dataset.revisions.Revisions` for the triangle, long and wide, and the size of each revision.
        """
        return revisions_of(self.select(indicator, ref_area=ref_area, counterpart_area=counterpart_area).observations)

    def interval(self, observation_id: str) -> Interval:
        """The range of true values that one printed number allows.

        Raises
        ------
        DatasetError
            If there is no such observation; the nearest ids are named.
        """
        table = self._tables["observations"]
        row = table[table["observation_id"] == observation_id]
        if row.empty:
            near = _nearest(observation_id, table["observation_id"])
            raise DatasetError(f"no observation {observation_id!r} in release {self.release}{near}")
        return Interval(row["lower"].item(), row["upper"].item())

    def sources_of(self, what) -> pd.DataFrame:
        """The sources behind something.

        Parameters
        ----------
        what : Dataset, data frame, or one or more ids
            A data frame with a column ``source_id``, ``observation_id`` or ``change_id``; or ids of observations,
            changes or sources.

        Raises
        ------
        DatasetError
            If an id is not in the dataset.
        """
        ids = set(self._source_ids(what))
        sources = self._tables["sources"]
        unknown = sorted(ids - set(sources["source_id"]))
        if unknown:
            near = _nearest(unknown[0], sources["source_id"])
            raise DatasetError(f"no such id in release {self.release}: {', '.join(unknown)}{near}")
        return sources[sources["source_id"].isin(ids)].reset_index(drop=True)

    def _source_ids(self, what):
        if isinstance(what, Dataset):
            return pd.concat([what._tables[name]["source_id"] for name in ("observations", "changes")])
        if isinstance(what, pd.DataFrame):
            column = next((c for c in ("source_id", "observation_id", "change_id") if c in what), None)
            if column is None:
                raise DatasetError("a data frame needs a column 'source_id', 'observation_id' or 'change_id'")
            what = what[column].dropna()
        # The id of an observation starts with that of its source.
        return [str(one).partition("/")[0] for one in ([what] if isinstance(what, str) else what)]

    def _is_among(self, table, column, codes):
        codes = [codes] if isinstance(codes, str) else list(codes)
        known = pd.concat([self._tables[name][column] for name in ("observations", "changes")]).dropna().unique()
        lists = set(known) | set(self._tables["indicators"]["indicator"] if column == "indicator" else ())
        for code in codes:
            if code != "none" and code not in lists:
                raise DatasetError(f"no {column} {code!r} in release {self.release}{_nearest(code, lists)}")
        return table[column].isin(codes) | (table[column].isna() if "none" in codes else False)


def _day(value, name):
    try:
        day = pd.Timestamp(value)
    except (ValueError, TypeError):
        day = pd.NaT
    if day is pd.NaT:
        raise DatasetError(f"{name}: cannot read {value!r} as a date; write YYYY-MM-DD")
    return day


def _nearest(code, known):
    matches = get_close_matches(str(code), sorted(known), n=3)
    return f"; nearest: {', '.join(matches)}" if matches else ""
