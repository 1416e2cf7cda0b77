"""The dataset: the questions that can be asked of the tables."""

from __future__ import annotations

from collections.abc import Iterable
from typing import Any

import pandas as pd

from fraudstats.conventions import change_ranges_of, ranges_of
from fraudstats.dataset.bulletins import bulletins_of
from fraudstats.dataset.hints import hint
from fraudstats.dataset.provenance import ids_of, issuers_behind, sources_behind
from fraudstats.dataset.rate_table import RateTables
from fraudstats.dataset.revisions import Revisions, revisions_of
from fraudstats.dataset.selection import Codes, DateLike, published_until, selected
from fraudstats.dataset.series import gaps_in, series_of
from fraudstats.dataset.witnesses import coverage, reach
from fraudstats.dates import Window
from fraudstats.errors import DatasetError
from fraudstats.interval import Interval

__all__ = ["Dataset"]


class Dataset(RateTables):
    """An immutable set of tables.

    Every table is a plain data frame, given out as a copy: changing one changes nothing here, and every method that
    narrows the data returns a new dataset. A table is an attribute: ``ds.observations``, or
    ``ds.table("observations")``; ``ds.describe()`` lists their columns.

    Attributes
    ----------
    release : str
        The number of the release that the tables belong to.
    state : State
        What they are of it: unreleased changes, the day as of which they are known, selections, fingerprint.
    names : tuple of str
        The tables.

    Examples
    --------
    >>> import fraudstats as fs
    >>> ds = fs.load()
    >>> solved = ds.select(indicator="telecom_fraud_cases_solved", ref_area="CN", start="2021", end="2021-11")
    >>> bool((solved.observations["value"] == 370_000).any())
    True
    """

    __slots__ = ()

    def select(
        self,
        indicator: Codes | None = None,
        *,
        ref_area: Codes | None = None,
        counterpart_area: Codes | None = None,
        start: DateLike | None = None,
        end: DateLike | None = None,
        sub_area: Codes | None = None,
    ) -> Dataset:
        """The observations and stated changes of some indicators, areas and time; the other tables stay whole.

        Parameters
        ----------
        indicator, ref_area, counterpart_area, sub_area : str or list of str, optional
            Codes. ``counterpart_area="none"`` (likewise `sub_area`) keeps what has none.
        start, end : date, optional
            Keep windows that begin on or after the first day of `start`, and end on or before the last day of `end`:
            ``end="2021-11"`` keeps what ends on 30 November. Other labels of a period will do as well (see
            `fraudstats.period`). A window whose end in question is unknown is not kept.

        Raises
        ------
        DatasetError
            If a code does not occur in the data; the nearest is suggested, also for a name such as ``"China"``.
        DateError
            If a date cannot be read, or `end` lies before `start`.
        """
        codes = {
            "indicator": indicator,
            "ref_area": ref_area,
            "counterpart_area": counterpart_area,
            "sub_area": sub_area,
        }
        codes = {column: one if one is None or isinstance(one, str) else _listed(one) for column, one in codes.items()}
        tables = selected(self._tables, codes, start, end, self.release)
        return Dataset(tables, self.state.narrowed(**codes, start=start, end=end))

    def as_of(self, date: DateLike) -> Dataset:
        """What the world could know on a date: everything published on or before it.

        A source dated by month or year counts from the last day that this may mean; one of unknown date is left out
        (see `sources_without_date`). Code lists stay whole. In a window of which a number was published later,
        the best of those known by then is preferred.

        Parameters
        ----------
        date : date
            For example ``"2023-12-27"``. A month or a year means its last day: ``"2023"`` is 31 December 2023.

        Raises
        ------
        DateError
            If the date is missing or cannot be read; a bare number is refused.
        """
        tables, day = published_until(self._tables, date)
        return Dataset(tables, self.state.known_on(day.date()))

    @property
    def sources_without_date(self) -> pd.DataFrame:
        """The sources whose date of publication is not known; `as_of` leaves them out."""
        sources = self._tables["sources"]
        return sources[sources["published_by"].isna()].reset_index(drop=True)

    def with_convention(self, convention: str) -> Dataset:
        """The same observations and stated changes with `lower` and `upper` read under another convention.

        See `fraudstats.conventions` for the conventions ``printed``, ``truncated`` and ``conservative``.

        Raises
        ------
        CodeError
            If the convention is not known.
        """
        tables = dict(self._tables)
        for name, column, read in (("observations", "value", ranges_of), ("changes", "percent", change_ranges_of)):
            table = tables[name]
            numbers, steps = (table[part].to_numpy(float) for part in (column, "precision"))
            lower, upper, rules = read(numbers, table["qualifier"].tolist(), steps, convention)
            rules = pd.Series(rules, dtype="str", index=table.index)
            tables[name] = table.assign(lower=lower, upper=upper, interval_rule=rules)
        return Dataset(tables, self.state.read_by(convention))

    def series(
        self,
        indicator: str,
        ref_area: str,
        counterpart_area: str = "none",
        *,
        sub_area: str = "none",
        freq: str | None = None,
        start: DateLike | None = None,
        end: DateLike | None = None,
        accept: str | Iterable[str] = (),
    ) -> pd.DataFrame:
        """The preferred numbers of one indicator and area, in the order of time, ready to be modelled.

        Parameters
        ----------
        indicator, ref_area, counterpart_area, sub_area : str
            Codes; ``"none"`` for what has none.
        freq : {"Y", "H", "Q", "M"}, optional
            Keep windows that are exactly one calendar year, half-year, quarter or month.
        start, end : date, optional
            As for `select`: ``end="2023"`` keeps the year 2023.
        accept : str or tuple of str
            What to chain all the same: ``overlap`` of windows, a ``break`` of definition, unequal ``length``.

        Returns
        -------
        data frame
            ``period_start, period_end, value, lower, upper, qualifier, value_text, unit, observation_id, source_id,
            preferred_reason, agree, disagree``; the last two count the independent witnesses of the same window whose
            numbers can be true together with this one (its own among them), and those whose cannot. ``attrs`` hold
            indicator, areas, the state of the data as ``release``, and as ``gaps`` the periods that the series leaves
            out, each with its reason.

        Raises
        ------
        DatasetError
            If nothing is left, or the numbers must not be chained: windows overlap, differ in length or in unit, or the
            definition changed between them. The message names the two that clash and what to do.
        DateError
            If a date cannot be read.

        Examples
        --------
        >>> import fraudstats as fs
        >>> ds = fs.load()
        >>> yearly = ds.series("telecom_fraud_cases_solved", "CN", freq="Y", start="2022", end="2023")
        >>> yearly["value"].tolist()
        [464000.0, 437000.0]
        """
        chosen = self.select(
            indicator, ref_area=ref_area, counterpart_area=counterpart_area, sub_area=sub_area, start=start, end=end
        )
        accepted = (accept,) if isinstance(accept, str) else tuple(accept)
        rows = series_of(chosen.observations, chosen.indicators, freq, accepted)
        places = {"ref_area": ref_area, "counterpart_area": counterpart_area, "sub_area": sub_area}
        rows.attrs = {"indicator": indicator, **places, "release": str(self.state)}
        unrecorded = f"no number known on {self.state.as_of}" if self.state.as_of else "no reason recorded"
        rows.attrs["gaps"] = gaps_in(rows, self._tables["gaps"], indicator, ref_area, counterpart_area, unrecorded)
        return rows

    def bulletins(self, leave_out: str | Iterable[str] = ()) -> tuple[pd.DataFrame, pd.DataFrame]:
        """The observations and stated changes of a selection as `fs.reconcile` takes them, each thing said once.

        Each known window keeps its preferred observation, and equal changes between the same windows are kept once.
        Observations with an unknown start or end stay, one per range; changes of unknown windows are left out.

        Parameters
        ----------
        leave_out : str or tuple of str
            Ids of chosen observations, or of changes, not to use. An observation takes the changes of its window along.

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
        >>> year = ds.select("telecom_fraud_cases_solved", ref_area="CN", start="2021", end="2021")
        >>> fs.reconcile(*year.bulletins()).bounds("2021-12")
        Interval(61000, 72000)
        """
        without = (leave_out,) if isinstance(leave_out, str) else tuple(leave_out)
        observations, changes = bulletins_of(self.observations, self.changes)
        known = {*observations["observation_id"], *changes["change_id"]}
        for one in without:
            if one not in known:
                raise DatasetError(f"cannot leave out {one!r}: it is not among the bulletins{hint(one, known)}")
        if without:
            observations, changes = bulletins_of(self.observations, self.changes, without)
        for table in (observations, changes):
            table.attrs["release"] = str(self.state)
        return observations, changes

    def revisions(
        self, indicator: Codes, *, ref_area: Codes | None = None, counterpart_area: Codes | None = None
    ) -> Revisions:
        """Vintages of an indicator: every value published for each closed window, in the order of publication.

        See `fraudstats.dataset.revisions.Revisions` for the triangle, long and wide, and the size of each revision.
        """
        chosen = self.select(indicator, ref_area=ref_area, counterpart_area=counterpart_area)
        return revisions_of(chosen.observations, self.corrections)

    def interval(self, observation_id: str) -> Interval:
        """The range of true values that one printed number allows.

        Raises
        ------
        DatasetError
            If there is no such observation; the nearest ids are named.
        """
        row = self._observation(observation_id)
        return Interval(row["lower"], row["upper"])

    def window(self, observation_id: str) -> Window:
        """The days that one printed number counts; an end that nobody knows is None.

        Raises
        ------
        DatasetError
            If there is no such observation; the nearest ids are named.

        Examples
        --------
        >>> import fraudstats as fs
        >>> fs.load().window("xinhua-northnews-2022-01-01/telecom_fraud_cases_solved")
        Window('2021-01-01', '2021-11-30')
        """
        row = self._observation(observation_id)
        return Window(row["period_start"], row["period_end"])

    def _observation(self, observation_id: str) -> dict[str, Any]:
        table = self._tables["observations"]
        place = {one: at for at, one in enumerate(table["observation_id"])}.get(str(observation_id))
        if place is None:
            near = hint(observation_id, table["observation_id"])
            raise DatasetError(f"no observation {observation_id!r} in release {self.release}{near}")
        return table.iloc[[place]].to_dict("records")[0]

    def coverage(self) -> pd.DataFrame:
        """What there is, one row per indicator and area; see `fraudstats.dataset.coverage`."""
        return coverage(self)

    def reach(self) -> pd.DataFrame:
        """Up to when the data reach and were checked, one row per area; see `fraudstats.dataset.reach`."""
        return reach(self)

    def sources_of(self, what: Dataset | pd.DataFrame | Codes) -> pd.DataFrame:
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
        return sources_behind(self._tables, ids_of(what), self.release)

    def issuers_of(self, what: Dataset | pd.DataFrame | Codes) -> pd.DataFrame:
        """The bodies whose statistic something is: one row per source and issuer, ``source_id, issuer``.

        A source may print numbers of several bodies; the id of a source alone means the source's own issuer.

        Parameters
        ----------
        what : Dataset, data frame, or one or more ids
            As for `sources_of`.

        Raises
        ------
        DatasetError
            If an id is not in the dataset.

        Examples
        --------
        >>> import fraudstats as fs
        >>> fs.load().issuers_of("xinhua-northnews-2022-01-01/telecom_fraud_cases_solved")["issuer"].tolist()
        ['cn-mps']
        """
        return issuers_behind(self._tables, ids_of(what), self.release)


def _listed(codes):
    """Several codes, in an order that does not differ between runs."""
    listed = list(codes) if isinstance(codes, Iterable) else [codes]
    if not all(isinstance(one, str) for one in listed):
        raise DatasetError(f"{codes!r} is no code; give a text such as 'CN', or a list of texts")
    return sorted(listed) if isinstance(codes, set | frozenset) else listed
