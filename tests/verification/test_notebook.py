"""Notebooks: every output of every cell, in the order of the cells."""

import base64
import copy

import nbformat
import pytest

from fraudstats.verification.notebook import compare_notebooks
from fraudstats.verification.verdict import DIFFERENT, EQUAL, IDENTICAL, MISSING, NOT_RUN

v4 = nbformat.v4
PICTURE = base64.b64encode(b"one picture").decode()


def notebook():
    printed = v4.new_output("stream", name="stdout", text="n = 7, slope 0.12345678\n")
    shown = v4.new_output("execute_result", {"text/plain": "1", "text/html": "<td>1</td>"}, execution_count=2)
    drawn = v4.new_output("display_data", {"image/png": PICTURE}, metadata={"image/png": {"alt": "A line", "width": 5}})
    cells = [
        v4.new_code_cell("print(n)", outputs=[printed], execution_count=1),
        v4.new_markdown_cell("words"),
        v4.new_code_cell("n", outputs=[shown, drawn], execution_count=2),
    ]
    return v4.new_notebook(cells=cells)


def verdicts(stored, new, tolerance=1e-6):
    return {(item.part, item.kind): item.verdict for item in compare_notebooks("a.ipynb", stored, new, tolerance)}


def test_every_output_is_an_item():
    assert verdicts(notebook(), notebook()) == {
        ("", "order of the cells"): IDENTICAL,
        ("cell 1, output 1", "stdout"): IDENTICAL,
        ("cell 2, output 1", "text"): IDENTICAL,
        ("cell 2, output 1", "HTML"): IDENTICAL,
        ("cell 2, output 2", "picture"): IDENTICAL,
        ("cell 2, output 2", "description of the picture"): IDENTICAL,
    }


def spoiled(change):
    content = notebook()
    change([cell for cell in content.cells if cell.cell_type == "code"])
    return content


def _put(target, key, value):
    target[key] = value


@pytest.mark.parametrize(
    ("change", "where", "verdict"),
    [
        (lambda c: _put(c[0].outputs[0], "text", "n = 7, slope 0.12345679\n"), ("cell 1, output 1", "stdout"), EQUAL),
        (
            lambda c: _put(c[0].outputs[0], "text", "n = 8, slope 0.12345678\n"),
            ("cell 1, output 1", "stdout"),
            DIFFERENT,
        ),
        (lambda c: _put(c[1].outputs[0].data, "text/html", "<td>2</td>"), ("cell 2, output 1", "HTML"), DIFFERENT),
        (lambda c: _put(c[1].outputs[1].data, "image/png", "b25l"), ("cell 2, output 2", "picture"), DIFFERENT),
        (lambda c: _put(c[1].outputs[1].data, "image/png", "!"), ("cell 2, output 2", "picture"), DIFFERENT),
        (
            lambda c: _put(c[1].outputs[1].metadata["image/png"], "alt", "A bar"),
            ("cell 2, output 2", "description of the picture"),
            DIFFERENT,
        ),
        (lambda c: c[1].outputs.pop(), ("cell 2, output 2", "picture"), MISSING),
        (lambda c: _put(c[0], "execution_count", 3), ("", "order of the cells"), DIFFERENT),
    ],
)
def test_what_differs_is_named_where_it_is(change, where, verdict):
    found = verdicts(spoiled(change), notebook())
    assert found[where] == verdict
    others = {key for key, one in found.items() if one != IDENTICAL} - {where}
    assert all(key[0] == where[0] for key in others)


def test_pieces_of_a_stream_are_one():
    cut = notebook()
    first = cut.cells[0].outputs[0]
    cut.cells[0].outputs = [first | {"text": "n = 7, "}, first | {"text": "slope 0.12345678\n"}]
    cut.cells[0].outputs = [nbformat.from_dict(one) for one in cut.cells[0].outputs]
    assert set(verdicts(cut, notebook()).values()) == {IDENTICAL}


def test_after_an_error_nothing_is_believed():
    new = copy.deepcopy(notebook())
    new.cells[0].outputs = [v4.new_output("error", ename="ValueError", evalue="no", traceback=[])]
    items = list(compare_notebooks("a.ipynb", notebook(), new, 1e-6))
    assert [item.verdict for item in items] == [IDENTICAL, NOT_RUN, NOT_RUN]
    assert items[1].detail == "cell 1 stopped: ValueError: no"


def test_a_notebook_with_other_cells_was_not_verified():
    other = notebook()
    other.cells[0].source = "print(m)"
    assert verdicts(notebook(), other)["cell 1", "code"] == DIFFERENT
