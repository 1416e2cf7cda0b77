"""Joinpoint regression: connected trends whose bends are found in the data."""
