"""A stored notebook against the same notebook as it was run just now, output by output."""

from __future__ import annotations

import base64
import binascii
from collections.abc import Iterator, Sequence
from itertools import zip_longest
from typing import Any

from fraudstats.verification.execution import joined_streams, stop_of
from fraudstats.verification.pictures import compare_pictures
from fraudstats.verification.texts import compare_texts, shortened
from fraudstats.verification.verdict import DIFFERENT, IDENTICAL, MISSING, NOT_RUN, Comparison, Item

__all__ = ["compare_notebooks", "compare_outputs"]

_KINDS = {"text/plain": "text", "text/html": "HTML", "image/png": "picture"}


def compare_notebooks(name: str, stored: Any, new: Any, tolerance: float) -> Iterator[Item]:
    """The items of a notebook: the order in which its cells were run, then every output of every cell.

    Parameters
    ----------
    name : str
        What the items call the file.
    stored, new : notebook
        As nbformat reads them.
    tolerance : float
        Relative, for numbers.
    """
    code, again = ([cell for cell in one.cells if cell.cell_type == "code"] for one in (stored, new))
    yield _order(name, code)
    stop = stop_of(new)
    stopped = ""
    for number, (before, after) in enumerate(zip_longest(code, again), start=1):
        if before is None or after is None or before.source != after.source:
            yield Item(
                name, f"cell {number}", "code", Comparison(DIFFERENT, "the notebook that was run has other cells")
            )
            return
        if stop and after is stop[0]:
            stopped = f"cell {number} stopped: {shortened(stop[1], 200)}"
        if stopped:
            yield Item(name, f"cell {number}", "code", Comparison(NOT_RUN, stopped))
            continue
        for part, kind, found in compare_outputs(before.outputs, after.outputs, tolerance):
            yield Item(name, f"cell {number}, {part}", kind, found)


def compare_outputs(
    stored: Sequence[Any], new: Sequence[Any], tolerance: float
) -> Iterator[tuple[str, str, Comparison]]:
    """What each form of each output of a cell is, and the verdict on it: (``output 1``, ``picture``, comparison)."""
    pairs = zip_longest(joined_streams(stored), joined_streams(new))
    for number, (before, after) in enumerate(pairs, start=1):
        forms, again = _forms(before), _forms(after)
        for form in dict.fromkeys([*forms, *again]):
            kind = _KINDS.get(form, form)
            yield f"output {number}", kind, _compared(kind, forms.get(form), again.get(form), tolerance)


def _order(name, code):
    counts = [cell.execution_count for cell in code]
    wrong = [(place, count) for place, count in enumerate(counts, start=1) if count != place]
    detail = f"cell {wrong[0][0]} was stored as the one run at {wrong[0][1]}" if wrong else ""
    return Item(name, "", "order of the cells", Comparison(DIFFERENT if wrong else IDENTICAL, detail))


def _forms(output):
    """Form -> content of an output: its texts, pictures and what is said of them."""
    if output is None:
        return {}
    if output["output_type"] == "stream":
        return {output["name"]: output["text"]}
    if output["output_type"] == "error":
        return {"error": f"{output['ename']}: {output['evalue']}"}
    told = output.get("metadata") or {}
    words = {
        f"description of the {_KINDS.get(form, form)}": repr(sorted(told[form].items())) for form in told if told[form]
    }
    return {form: content for form, content in output["data"].items()} | words


def _compared(kind, before, after, tolerance):
    if before is None or after is None:
        return Comparison(MISSING, "it is not stored" if before is None else "the run did not make it")
    if kind == "picture":
        try:
            return compare_pictures(*(base64.b64decode(one) for one in (before, after)))
        except binascii.Error:
            return Comparison(DIFFERENT, "what is stored is no picture")
    return compare_texts(str(before), str(after), tolerance)
