"""What the summary of a reconciliation says of where its numbers come from."""

import pandas as pd

import fraudstats as fs


def total(start, end, lower, upper):
    return {"period_start": start, "period_end": end, "lower": lower, "upper": upper}


def test_the_release_is_named():
    rows = pd.DataFrame([total("2021", "2021", 100, 110)])
    rows.attrs["release"] = "2026.1.0"
    assert "Data release: 2026.1.0" in fs.reconcile(rows).summary()
    assert "Data release" not in fs.reconcile(pd.DataFrame([total("2021", "2021", 100, 110)])).summary()


def test_a_repair_is_named_where_something_is_called_certain():
    rows = pd.DataFrame([total("2021-01", "2021-11", 100, 110), total("2021", "2021", 90, 95)], index=["a", "b"])
    said = fs.reconcile(rows, repair="least").summary()
    assert "These rest on the least repair, which widens: " in said


def test_what_counts_differently_is_named():
    rows = pd.DataFrame([total("2021-01", "2021-11", 100, 110), total("2021", "2021", 120, 125)])
    said = fs.reconcile(rows, counts_differently="full_year").summary()
    assert "Taken to count something else: bulletins of kind full_year" in said


def test_what_the_others_imply_is_idle():
    rows = pd.DataFrame(
        [total("2020", "2021", 200, 230), total("2020", "2020", 100, 110), total("2021", "2021", 100, 110)]
    )
    assert "Implied by the others, so adding nothing: 0" in fs.reconcile(rows).summary()
