"""Rank tests of trend: Mann-Kendall and the Theil-Sen slope, for one series or thousands at once."""
