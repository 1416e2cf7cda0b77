"""Figures: one function per picture. A figure knows its data, its sources and its release."""

from fraudstats.plotting.auditing import audit_picture, audit_picture_data
from fraudstats.plotting.exit_gangs import exit_gangs, exit_gangs_data
from fraudstats.plotting.figure import Figure
from fraudstats.plotting.handovers import handovers, handovers_data
from fraudstats.plotting.solved import covered_windows, covered_windows_data
from fraudstats.plotting.timeline import timeline, timeline_data
from fraudstats.plotting.treaties import treaty_matrix, treaty_matrix_data

__all__ = [
    "Figure", "audit_picture", "audit_picture_data", "covered_windows", "covered_windows_data", "exit_gangs",
    "exit_gangs_data", "handovers", "handovers_data", "timeline", "timeline_data", "treaty_matrix",
    "treaty_matrix_data",
]  # fmt: skip
