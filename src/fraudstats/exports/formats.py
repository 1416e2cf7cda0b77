"""One entry for all formats."""

from __future__ import annotations

from collections.abc import Callable, Iterable
from difflib import get_close_matches
from importlib.util import find_spec
from pathlib import Path
from types import MappingProxyType

from fraudstats.dataset import Dataset
from fraudstats.errors import ExportError, FraudstatsError
from fraudstats.exports.bibliography import write_bibtex, write_csl
from fraudstats.exports.crate import write_rocrate
from fraudstats.exports.croissant import write_croissant
from fraudstats.exports.datapackage import write_datapackage
from fraudstats.exports.dictionary import write_dictionary
from fraudstats.exports.excel import write_excel
from fraudstats.exports.jsonld import write_jsonld
from fraudstats.exports.plain import write_csv, write_parquet
from fraudstats.exports.reach import write_reach
from fraudstats.exports.sdmx import write_sdmx
from fraudstats.exports.stata import write_stata

__all__ = ["FORMATS", "export", "without_package"]

#: Format -> function that writes it and returns the paths. The crate comes last: it describes what the others wrote.
FORMATS: MappingProxyType[str, Callable[[Dataset, Path], list[Path]]] = MappingProxyType(
    {
        "csv": write_csv,
        "parquet": write_parquet,
        "datapackage": write_datapackage,
        "sdmx": write_sdmx,
        "excel": write_excel,
        "stata": write_stata,
        "bibtex": write_bibtex,
        "csl": write_csl,
        "jsonld": write_jsonld,
        "croissant": write_croissant,
        "dictionary": write_dictionary,
        "reach": write_reach,
        "rocrate": write_rocrate,
    }
)

#: Format -> the package that it needs besides those of the base install, from the extra of its name.
_NEEDS = MappingProxyType({"excel": "xlsxwriter"})


def export(
    dataset: Dataset,
    folder: str | Path,
    formats: str | Iterable[str] = ("csv",),
    progress: Callable[[list[str]], Iterable[str]] = iter,
) -> list[Path]:
    """Write a dataset in one or more formats.

    Packages that a format needs are looked for before anything is written. A format that cannot be written does not
    keep the others from it. Each file is put in place in one step, and the same data gives the same bytes, with the
    exception of Parquet, whose bytes depend on the version of pyarrow.

    Parameters
    ----------
    dataset : Dataset
        The whole, a release, or what is left after `Dataset.select` or `Dataset.as_of`.
    folder : path
        Made if it does not exist; files of the same name are replaced.
    formats : str or several
        Among ``csv, parquet, datapackage, sdmx, excel, stata, bibtex, csl, jsonld, croissant, dictionary, reach,
        rocrate``.
    progress : callable, optional
        Wraps the list of formats, for a progress bar.

    Returns
    -------
    list of Path
        What was written.

    Raises
    ------
    ExportError
        If the first argument is no dataset, a format is not known (the nearest is suggested), a package that it needs
        is missing (nothing is written then), or the data cannot be written in one of several: which one and why, and
        which are written.
    FraudstatsError
        If nothing could be written, such as in a folder that cannot be written.

    Examples
    --------
    >>> import tempfile
    >>> import fraudstats as fs
    >>> with tempfile.TemporaryDirectory() as folder:
    ...     [path.name for path in fs.export(fs.load(), folder, ("bibtex", "csl"))]
    ['sources.bib', 'sources-csl.json']
    """
    wanted = _wanted(dataset, formats)
    if lacking := without_package(wanted):
        raise ExportError("; ".join(lacking.values()))
    written, failed = [], {}
    for name in progress(wanted):
        try:
            written += FORMATS[name](dataset, Path(folder))
        except FraudstatsError as error:
            failed[name] = error
    if failed and len(failed) == len(wanted):
        raise next(iter(failed.values()))
    if failed:
        listed = "\n".join(f"  {name}: {error}" for name, error in failed.items())
        done = ", ".join(name for name in wanted if name not in failed)
        raise ExportError(f"not written:\n{listed}\nThe others are written to {str(folder)!r}: {done}")
    return list(dict.fromkeys(written))


def _wanted(dataset, formats):
    """The formats in the order in which they are written."""
    if not isinstance(dataset, Dataset):
        raise ExportError(f"expected a dataset, such as fs.load(), and found {type(dataset).__name__!r}")
    wanted = {formats} if isinstance(formats, str) else set(formats)
    for unknown in sorted(wanted - set(FORMATS), key=str):
        near = get_close_matches(str(unknown), FORMATS, n=1)
        hint = f" Did you mean {near[0]!r}?" if near else ""
        raise ExportError(f"no format {unknown!r}; choose among {', '.join(FORMATS)}.{hint}")
    return [name for name in FORMATS if name in wanted]


def without_package(formats: Iterable[str]) -> dict[str, str]:
    """Format -> the line that installs what it needs, for those whose package is not there.

    >>> without_package(["csv"])
    {}
    """
    lacking = [name for name in formats if name in _NEEDS and find_spec(_NEEDS[name]) is None]
    line = "{0} needs one more package; install it with: pip install 'fraudstats[{0}]'"
    return {name: line.format(name) for name in lacking}
