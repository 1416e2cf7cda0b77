"""Local only: made by another branch."""
