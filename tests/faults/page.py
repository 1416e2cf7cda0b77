"""Writes docs/evidence/faults.md: what was tried, how often, what happened.

It is short because every process that is to be killed reads it again.
"""

if __name__ == "__main__":
    from faults.rows import main

    main()
