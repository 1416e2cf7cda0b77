"""Mutants of the rules; see `__main__`."""
