"""Figures: one function per picture. A figure knows its data, its sources and its release."""

from fraudstats.plotting.auditing import audit_picture, audit_picture_data
from fraudstats.plotting.calibration import reconcile_calibration, reconcile_calibration_data
from fraudstats.plotting.decembers import december_jumps, december_jumps_data
from fraudstats.plotting.envelope import handover_envelope, handover_envelope_data
from fraudstats.plotting.exit_gangs import exit_gangs, exit_gangs_data
from fraudstats.plotting.figure import Figure
from fraudstats.plotting.handovers import handovers, handovers_data
from fraudstats.plotting.reconciled import reconciled_cases, reconciled_cases_data
from fraudstats.plotting.solved import covered_windows, covered_windows_data
from fraudstats.plotting.timeline import timeline, timeline_data
from fraudstats.plotting.treaties import treaty_matrix, treaty_matrix_data

__all__ = [
    "Figure", "audit_picture", "audit_picture_data", "covered_windows", "covered_windows_data", "december_jumps",
    "december_jumps_data", "exit_gangs", "exit_gangs_data", "handover_envelope", "handover_envelope_data", "handovers",
    "handovers_data", "reconcile_calibration", "reconcile_calibration_data", "reconciled_cases",
    "reconciled_cases_data", "timeline", "timeline_data", "treaty_matrix", "treaty_matrix_data",
]  # fmt: skip
