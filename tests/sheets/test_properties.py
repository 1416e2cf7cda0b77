"""Whatever surrounds a table, its numbers come back; whatever is no table ends in an error of the package."""

import csv
import io
import warnings

import pandas as pd
import pytest
from effort import lines_run
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

import fraudstats as fs
from fraudstats.errors import FraudstatsError, TableWarning

SLOW = settings(deadline=None, max_examples=60, suppress_health_check=[HealthCheck.too_slow])

titles = st.lists(st.sampled_from(["Fraud in the region", "", "表1 诈骗案件", "(not adjusted)"]), max_size=3)
notes = st.lists(st.sampled_from(["Source: police", "注：初步数据", "[r] revised", "", "※ 暫定値"]), max_size=3)
formats = st.sampled_from([str, "{:,}".format, " {} ".format, "{} [r]".format, lambda n: f"{n:,}".replace(",", " ")])
labels = st.sampled_from([str, "{}年".format, "{} (p)".format, "Q1 {}".format, "{}-03".format, "1H {}".format])
encodings = st.sampled_from(["utf-8", "utf-8-sig", "utf-16", "utf-16-le"])
counts = st.lists(st.integers(1, 10**7).map(lambda n: 10 * n + 1), min_size=2, max_size=12)


@st.composite
def files(draw):
    """The bytes of a table with titles and notes around it, and the counts in it."""
    numbers, write, label = draw(counts), draw(formats), draw(labels)
    separator = draw(st.sampled_from([",", "\t", "|"]))
    out = io.StringIO()
    writer = csv.writer(out, delimiter=separator)
    for line in draw(titles):
        writer.writerow([line])
    writer.writerow(["Period", "Cases"])
    for row, number in enumerate(numbers):
        writer.writerow([label(2000 + row), write(number)])
    for line in draw(notes):
        writer.writerow([line])
    return out.getvalue().encode(draw(encodings)), numbers


@SLOW
@given(files())
def test_the_numbers_of_a_table_come_back_whatever_surrounds_it(written):
    raw, numbers = written
    table = fs.tidy(raw)
    assert table["value"].tolist() == numbers
    assert table["lower"].tolist() == table["upper"].tolist() == numbers
    assert table["period_start"].dt.year.tolist() == [2000 + row for row in range(len(numbers))]


@SLOW
@given(st.binary(max_size=300))
def test_any_bytes_end_in_a_table_or_an_error_of_the_package(raw):
    _tidied_or_refused(raw)


CELLS = st.sampled_from(
    "|-|n/a|2019|2020|Q1|Jan|12|Year|Cases|Total|19 897|1,234|1.234,5|37万余|$5.00|+3%|12\n34|2023/24|39824/44480|合計|"
    "令和5年|\ufeff|'|\"|é|1e5|nan|inf|-5|(5)|1/2/2020|31/12/2020|43831|12 months ending|"
    "Source: x|*|[x]|½|start|end".split("|")
)


@SLOW
@given(
    st.lists(st.lists(CELLS, max_size=5), max_size=9),
    st.sampled_from(",;\t|"),
    st.fixed_dictionaries(
        {},
        optional={
            "value": st.sampled_from(["Cases", "Year"]),
            "time": st.sampled_from(["Year", ["Year", "Cases"]]),
            "by": st.just("Year"),
            "sum": st.booleans(),
            "header": st.sampled_from([None, 1, [1, 2]]),
            "decimal": st.just(","),
            "where": st.just({"Year": 2019}),
            "calendar": st.just("TW"),
        },
    ),
)
def test_any_cells_end_in_a_table_or_an_error_of_the_package(rows, separator, how):
    _tidied_or_refused("\n".join(separator.join(row) for row in rows).encode(), **how)


def _tidied_or_refused(raw, **how):
    with warnings.catch_warnings():
        warnings.simplefilter("ignore", TableWarning)
        try:
            table = fs.tidy(raw, **how)
        except FraudstatsError as error:
            assert str(error)
        else:
            assert repr(table) and table._repr_html_()
            assert (table["lower"] <= table["upper"]).all()
            assert table.report["done"].notna().all()


@SLOW
@given(
    st.lists(
        st.lists(
            st.one_of(st.none(), st.integers(), st.floats(), st.text(max_size=6), st.dates()), min_size=3, max_size=3
        ),
        max_size=6,
    ),
    st.sampled_from([["Year", "Month", "n"], ["year", "n", "n"], ["value", "lower", "upper"], [2019, 2020, "x"]]),
)
def test_any_frame_ends_in_a_table_or_an_error_of_the_package(rows, names):
    _tidied_or_refused(pd.DataFrame(rows, columns=names))


@pytest.mark.parametrize(
    "text",
    [
        lambda n: "a,b\n" * n,
        lambda n: "\n" * n + "Year,n\n2019,5\n",
        lambda n: 'Year,n\n2019,"' + "x\n" * n,
        lambda n: "Year,n\n2019," + "1 " * n + "\n2020,5\n",
        lambda n: "Year,n\n2019," + "9" * n + "\n2020,5\n",
        lambda n: "Year,n" + " " * n + "\n2019,5\n",
        lambda n: "Year,n\n2019,5" + "," * n + "\n2020,5\n",
        lambda n: "Year," + "(" * n + "\n2019,5\n",
    ],
    ids=["headers", "blank", "quotes", "cell", "digits", "spaces", "commas", "brackets"],
)
def test_the_work_for_long_files_grows_in_proportion(text):
    _tidied_or_refused(text(20_000).encode())
    short, long = (lines_run(_tidied_or_refused, text(length).encode()) for length in (500, 2000))
    assert long < 6 * short
