"""Official figures on telecom fraud, with everything a citation of them needs.

The public names below load when first used, so that ``import fraudstats`` costs next to nothing.
"""

from importlib import import_module

__version__ = "2026.11.1"

#: Public name -> the module that defines it.
_PUBLIC = {
    "Dataset": "fraudstats.dataset",
    "Interval": "fraudstats.interval",
    "FraudstatsError": "fraudstats.errors",
    "audit": "fraudstats.claims",
    "build": "fraudstats.dataset",
    "cite": "fraudstats.exports",
    "diff": "fraudstats.dataset",
    "export": "fraudstats.exports",
    "load": "fraudstats.dataset",
    "parse_printed": "fraudstats.sources",
    "reconcile": "fraudstats.reconciliation",
    "releases": "fraudstats.dataset",
}
_MODULES = ("trends",)

__all__ = ["__version__", *_PUBLIC, *_MODULES]


def __getattr__(name):
    if name in _PUBLIC:
        return getattr(import_module(_PUBLIC[name]), name)
    if name in _MODULES:
        return import_module(f"fraudstats.{name}")
    raise AttributeError(f"module 'fraudstats' has no attribute {name!r}; it offers: {', '.join(__all__)}")


def __dir__():
    return sorted(__all__)
