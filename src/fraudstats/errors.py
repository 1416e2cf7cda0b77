"""Every error that fraudstats raises on purpose, grouped by stage.

A message says what was found, what was expected, and what to do next.
"""


class FraudstatsError(Exception):
    """Base of all errors raised by this package."""


class RecordError(FraudstatsError):
    """A raw record cannot be read; the message lists every problem found."""


class DatasetError(FraudstatsError):
    """A table, a release or a selection cannot be given as asked."""


class ReconcileError(FraudstatsError):
    """A set of statements cannot be reconciled as asked."""


class TrendError(FraudstatsError, ValueError):
    """A trend model cannot be fitted to these data; the message says why and what would work."""


class TrendWarning(UserWarning):
    """A trend model was fitted, but the data can hardly carry it; the message says why."""


class ExportError(FraudstatsError):
    """The data cannot be written in a format, or cited, as asked."""


class ReproduceError(FraudstatsError):
    """A step of the main job failed."""
