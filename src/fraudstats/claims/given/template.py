"""A file of claims to begin with: commented, and audited as it is."""

from __future__ import annotations

__all__ = ["template"]

_TEMPLATE = """\
# The claims of one paper, for 'fraudstats audit FILE'. Replace what is below by what the paper says.
# Every column, every kind of claim and every verdict is explained in docs/audit.md.

paper: my-paper                 # a short name
title: An example
published: 2023-12-27           # or 2023-12, or 2023; nothing that was published later counts against the paper
# url: https://example.org/paper

claims:
  # A count needs four things: what (a code that 'fraudstats show' lists), area (ISO 3166), window, printed.
  - what: telecom_fraud_cases_solved
    area: CN
    window: 2022-01/2022-11     # 2022, 2022-11, 2022-11-05, or two of them joined by a slash
    printed: "391,000"          # as the paper prints it: "37万余", "more than 441,000", "between 3 and 4 million"

  # A count between two countries names the other one; 'none' is for counts without one.
  # - what: suspects_handed_over
  #   area: CN
  #   counterpart: MM
  #   window: unknown/2023-11-21
  #   printed: 31,000

  # A change, by default on the same window of the year before ('base' says otherwise).
  # - kind: change
  #   what: telecom_fraud_cases_solved
  #   area: CN
  #   window: 2022-01/2022-11
  #   printed: up 5.7%

  # Others: difference, ratio, share (with whole), mean (aspect: day, week, month, year), direction (aspect: up, down),
  # record (aspect: highest, lowest). A key 'defaults' holds what all claims share, such as the area.
"""


def template() -> str:
    """The text of a file of claims that is audited without a problem."""
    return _TEMPLATE
