"""Every error and warning that fraudstats raises on purpose, grouped by stage.

A message says what was found, what was expected, and what to do next. What is wrong with data or arguments is a
`ValueError` as well.
"""

from collections.abc import Iterable


class FraudstatsError(Exception):
    """Base of all errors raised by this package."""


class DateError(FraudstatsError, ValueError):
    """A date or a window cannot be read, or can be read in two ways."""


class CodeError(FraudstatsError, ValueError):
    """A code is not in its code list; the message names the list's codes, the nearest first."""


class DrawsError(FraudstatsError, ValueError):
    """A table cannot be taken as draws."""


class IntervalError(FraudstatsError, ValueError):
    """The ends of an interval are no two numbers in their order."""


class PrintedError(FraudstatsError, ValueError):
    """A printed text cannot be read as one number.

    Attributes
    ----------
    text : str
        The text as typed.
    expected : str
        What would have been right, as a phrase that completes "expected".
    """

    def __init__(self, text: str, expected: str):
        super().__init__(f"cannot read {text!r} as a printed number: expected {expected}")
        self.text, self.expected = text, expected


class NotationError(FraudstatsError, ValueError):
    """Digits and numerals make no number, or can be read in two ways; the text completes "expected"."""


class PeriodError(DateError):
    """A label cannot be read as one period of time, or can be read in several ways.

    Attributes
    ----------
    text : str
        The label as typed.
    expected : str
        What would have been right, or what to write or give, as a phrase that completes "expected".
    readings : tuple
        What the label may mean, where it is one of several; each prints as a sentence says it.
    """

    def __init__(self, text: str, expected: str, readings: Iterable[object] = (), name: str = ""):
        self.text, self.expected, self.readings = text, expected, tuple(readings)
        shown = text if len(text) <= 80 else f"{text[:77]}..."
        ways = "; or ".join(map(str, self.readings))
        problem = f"{shown!r} may mean: {ways}" if ways else f"cannot read {shown!r} as one period"
        super().__init__(f"{name + ': ' if name else ''}{problem}; expected {expected}")


class BulletinError(FraudstatsError, ValueError):
    """An announcement cannot be read at all; what is in a text is read as far as possible instead."""


class FieldError(FraudstatsError, ValueError):
    """A field of a raw record cannot be read: what was expected, and a tip."""

    def __init__(self, expected: str, tip: str = ""):
        super().__init__(f"expected {expected}{'; ' + tip if tip else ''}")
        self.expected, self.tip = expected, tip


class UnreadableError(FraudstatsError, ValueError):
    """A raw file cannot be read at all; `problem` says why."""

    def __init__(self, problem: object):
        super().__init__(str(problem))
        self.problem = problem


class RecordError(FraudstatsError, ValueError):
    """A raw record cannot be read; the message lists every problem found."""


class CellError(FraudstatsError, ValueError):
    """A cell of a table of claims cannot be read: its column, what was typed, what was expected, and a tip."""

    def __init__(self, column: str, text: object, expected: str, tip: str):
        super().__init__(f"{column} {text!r}: expected {expected}. {tip}")
        self.column, self.text, self.expected, self.tip = column, str(text), expected, tip


class TableError(FraudstatsError, ValueError):
    """A table cannot be read, or can be read in two ways; the message names file, row, column and text."""


class DatasetError(FraudstatsError, ValueError):
    """A table, a release or a selection cannot be given as asked."""


class ReconcileError(FraudstatsError, ValueError):
    """A set of statements cannot be reconciled as asked."""


class TrendError(FraudstatsError, ValueError):
    """A trend model cannot be fitted to these data; the message says why and what would work."""


class ExportError(FraudstatsError, ValueError):
    """The data cannot be written in a format, or cited, as asked."""


class PaperTableError(FraudstatsError, ValueError):
    """A table for a paper cannot be made or saved as asked."""


class FigureError(FraudstatsError, ValueError):
    """A figure cannot be drawn or saved as asked."""


class CourseError(FraudstatsError, ValueError):
    """There is no such exercise, or the notebooks cannot be copied as asked."""


class ReproduceError(FraudstatsError):
    """A step of the main job failed."""


class FraudstatsWarning(UserWarning):
    """Base of all warnings raised by this package."""


class TableWarning(FraudstatsWarning):
    """A table was read, but a part of it was not; the message says which."""


class TrendWarning(FraudstatsWarning):
    """A trend model was fitted, but the data can hardly carry it; the message says why."""


class ReconcileWarning(FraudstatsWarning):
    """Statements were reconciled, but something in their table was not used or was taken on trust."""


class ConvergenceWarning(FraudstatsWarning):
    """The chains behind an estimate do not agree yet; the message says how far they are apart."""


class Infeasible(ReconcileError):
    """No counts satisfy all the statements."""
