"""The ``fraudstats`` command: a thin face over the public functions."""

from fraudstats.cli.main import main

__all__ = ["main"]
