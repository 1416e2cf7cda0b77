"""How much work a call does, counted and not timed: the same on a busy machine."""

import sys


def lines_run(function, *arguments):
    """Number of lines of Python that a call runs."""
    count = 0

    def trace(_frame, event, _argument):
        nonlocal count
        count += event == "line"
        return trace

    before = sys.gettrace()
    sys.settrace(trace)
    try:
        function(*arguments)
    finally:
        sys.settrace(before)
    return count
