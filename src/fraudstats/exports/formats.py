"""One entry for all formats."""

from __future__ import annotations

from collections.abc import Callable, Iterable
from difflib import get_close_matches
from pathlib import Path
from types import MappingProxyType

from fraudstats.dataset import Dataset
from fraudstats.errors import ExportError
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

__all__ = ["FORMATS", "export"]

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


def export(
    dataset: Dataset,
    folder: str | Path,
    formats: str | Iterable[str] = ("csv",),
    progress: Callable[[list[str]], Iterable[str]] = iter,
) -> list[Path]:
    """Write a dataset in one or more formats.

    Each file is put in place in one step, and the same data gives the same bytes, with the exception of Parquet, whose
    bytes depend on the version of pyarrow.

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
        is missing, or the data cannot be written in it.
    DatasetError
        If the folder cannot be written.

    Examples
    --------
    >>> import tempfile
    >>> import fraudstats as fs
    >>> with tempfile.TemporaryDirectory() as folder:
    ...     [path.name for path in fs.export(fs.load(), folder, ("bibtex", "csl"))]
    ['sources.bib', 'sources-csl.json']
    """
    if not isinstance(dataset, Dataset):
        raise ExportError(f"expected a dataset, such as fs.load(), and found {type(dataset).__name__!r}")
    wanted = {formats} if isinstance(formats, str) else set(formats)
    for unknown in sorted(wanted - set(FORMATS)):
        near = get_close_matches(unknown, FORMATS, n=1)
        hint = f" Did you mean {near[0]!r}?" if near else ""
        raise ExportError(f"no format {unknown!r}; choose among {', '.join(FORMATS)}.{hint}")
    written = [FORMATS[name](dataset, Path(folder)) for name in progress([f for f in FORMATS if f in wanted])]
    return list(dict.fromkeys(path for paths in written for path in paths))
