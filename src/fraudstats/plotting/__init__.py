"""Figures: one function per picture. A figure knows its data, its sources and its release."""

from fraudstats.plotting.auditing import audit_picture, audit_picture_data
from fraudstats.plotting.exit_gangs import exit_gangs, exit_gangs_data
from fraudstats.plotting.figure import Figure
from fraudstats.plotting.handovers import handovers, handovers_data
from fraudstats.plotting.jurisdictions import JURISDICTIONS, joinpoints_of, jurisdictions, jurisdictions_data
from fraudstats.plotting.revised import revised, revised_data
from fraudstats.plotting.solved import covered_windows, covered_windows_data
from fraudstats.plotting.timeline import timeline, timeline_data
from fraudstats.plotting.treaties import treaty_matrix, treaty_matrix_data
from fraudstats.plotting.trends import (
    interventions,
    interventions_data,
    solved_trend,
    solved_trend_data,
    what_survives,
    what_survives_data,
    yearly,
)

__all__ = [
    "JURISDICTIONS",
    "Figure",
    "audit_picture",
    "audit_picture_data",
    "covered_windows",
    "covered_windows_data",
    "exit_gangs",
    "exit_gangs_data",
    "handovers",
    "handovers_data",
    "interventions",
    "interventions_data",
    "joinpoints_of",
    "jurisdictions",
    "jurisdictions_data",
    "revised",
    "revised_data",
    "solved_trend",
    "solved_trend_data",
    "timeline",
    "timeline_data",
    "treaty_matrix",
    "treaty_matrix_data",
    "what_survives",
    "what_survives_data",
    "yearly",
]
