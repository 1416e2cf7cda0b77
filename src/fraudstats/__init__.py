"""Official numbers on telecom fraud, with everything a citation of them needs.

The public names below load when first used, so that ``import fraudstats`` costs next to nothing. Editors and type
checkers see the imports under ``TYPE_CHECKING``; at run time the table of public names says where each one is.
"""

from importlib import import_module
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from fraudstats import course as course
    from fraudstats import figures as figures
    from fraudstats import plotting as plotting
    from fraudstats import trends as trends
    from fraudstats.claims import audit as audit
    from fraudstats.dataset import Dataset as Dataset
    from fraudstats.dataset import build as build
    from fraudstats.dataset import diff as diff
    from fraudstats.dataset import load as load
    from fraudstats.dataset import releases as releases
    from fraudstats.dates import Window as Window
    from fraudstats.draws import Draws as Draws
    from fraudstats.errors import FraudstatsError as FraudstatsError
    from fraudstats.exports import cite as cite
    from fraudstats.exports import export as export
    from fraudstats.interval import Interval as Interval
    from fraudstats.paper_table import table as table
    from fraudstats.printed import parse_printed as parse_printed
    from fraudstats.printed import period as period
    from fraudstats.printed.bulletin import read_bulletin as read_bulletin
    from fraudstats.reconciliation import reconcile as reconcile
    from fraudstats.sheets import read_table as read_table
    from fraudstats.sheets import tidy as tidy
    from fraudstats.verification import verify as verify

__version__ = "2026.11.7"

#: Public name -> the module that offers it; a test holds it against the imports above.
_PUBLIC = {
    "Dataset": "fraudstats.dataset",
    "Draws": "fraudstats.draws",
    "FraudstatsError": "fraudstats.errors",
    "Interval": "fraudstats.interval",
    "Window": "fraudstats.dates",
    "audit": "fraudstats.claims",
    "build": "fraudstats.dataset",
    "cite": "fraudstats.exports",
    "diff": "fraudstats.dataset",
    "export": "fraudstats.exports",
    "load": "fraudstats.dataset",
    "parse_printed": "fraudstats.printed",
    "period": "fraudstats.printed",
    "read_bulletin": "fraudstats.printed.bulletin",
    "read_table": "fraudstats.sheets",
    "reconcile": "fraudstats.reconciliation",
    "releases": "fraudstats.dataset",
    "table": "fraudstats.paper_table",
    "tidy": "fraudstats.sheets",
    "verify": "fraudstats.verification",
}
#: Public modules.
_MODULES = ("course", "figures", "plotting", "trends")

__all__ = ["__version__", *_PUBLIC, *_MODULES]  # pyright: ignore[reportUnsupportedDunderAll]  # names of the table above

if not TYPE_CHECKING:  # a checker that saw this would believe that every name exists

    def __getattr__(name):
        if name in _PUBLIC:
            return getattr(import_module(_PUBLIC[name]), name)
        if name in _MODULES:
            return import_module(f"fraudstats.{name}")
        raise AttributeError(f"module 'fraudstats' has no attribute {name!r}; it offers: {', '.join(__all__)}")


def __dir__() -> list[str]:
    return sorted(__all__)
