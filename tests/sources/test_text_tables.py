"""Long tables: read by column they give the records and problems that the same rows give one by one."""

import pyarrow as pa
import pyarrow.parquet as pq
import pytest
from hypothesis import given
from hypothesis import strategies as st

from fraudstats.errors import UnreadableError
from fraudstats.sources import read_raw, text_tables
from fraudstats.sources.blocks import Block, Cell, Rows
from fraudstats.sources.defaults import Defaults
from fraudstats.sources.json_schema import shown_fields
from fraudstats.sources.parse import read_record, read_rows, read_table
from fraudstats.sources.records import SECTIONS
from fraudstats.sources.text_tables import TextTable, read_table_file

#: Texts that some fields take and others refuse.
TEXTS = (
    None, "a", "a b", "2021", "2021-13", "2021-02-28", "unknown", "1,234", "37万余", "44.2%", "doubled", "-5", "exact",
    "more_than", "cases", "high", "count", "event", "TODO", "nan", "R",
)  # fmt: skip


@st.composite
def tables(draw, section):
    names = [*shown_fields(SECTIONS[section]), "no_field"]
    size = draw(st.integers(0, 6))
    columns = st.lists(st.sampled_from(TEXTS), min_size=size, max_size=size)
    chosen = draw(st.lists(st.sampled_from(names), unique=True))
    return TextTable({name: draw(columns) for name in chosen}, list(range(2, size + 2)), [{}] * size)


def described(records):
    """All that rules and tables see of records, the line of each field included."""
    names = [*type(records[0]).__dataclass_fields__] if records else []
    lines = [[record.lines.get(name, record.line) for name in names] for record in records]
    values = [{name: repr(getattr(one, name)) for name in names if name not in ("lines", "bad")} for one in records]
    return values, [record.bad for record in records], lines


@pytest.mark.parametrize("section", SECTIONS)
@given(data=st.data())
def test_a_table_is_read_like_its_rows(section, data):
    table, cls = data.draw(tables(section)), SECTIONS[section]
    by_column, by_row = [], []
    records = read_table(cls, table, "b.csv", section, by_column)
    others = [read_record(cls, table.row(i), "b.csv", f"{section}[{i + 1}]", by_row) for i in range(len(table))]
    assert sorted(by_column) == sorted(by_row)
    assert described(records) == described(others)


@given(
    tables("observations"), st.dictionaries(st.sampled_from(["start", "end", "end_implied", "sub_area"]), st.just(""))
)
def test_defaults_fill_a_table_like_its_rows(table, defaults):
    fields = {name: Cell(text, line) for line, (name, text) in enumerate(defaults.items(), 90)}
    one, other = Defaults("b.yaml", fields), Defaults("b.yaml", fields)
    filled = one.fill_table("observations", table)
    rows = other.fill("observations", Rows(tuple(table.row(i) for i in range(len(table))), 1))
    assert [as_dict(filled.row(i)) for i in range(len(table))] == [as_dict(row) for row in rows.items]
    assert one.used == other.used


def as_dict(block):
    return block.fields, block.line, block.lines


HEADER = "id,indicator,ref_area,start,end,text,value,qualifier,unit,confidence\n"
ROWS = "".join(f"m{m},cases_solved,CN,2020-{m:02},2020-{m:02},{m},{m},exact,cases,high\n" for m in range(1, 13))


def as_parquet(path, text):
    header, *rows = (line.split(",") for line in text.splitlines())
    columns = [pa.array([cell or None for cell in cells], pa.string()) for cells in zip(*rows, strict=True)]
    pq.write_table(pa.table(dict(zip(header, columns, strict=True))), path)


@pytest.mark.parametrize("ending", ["csv", "parquet"])
def test_a_mistake_in_a_table_is_named_with_file_row_and_field(raw, ending):
    raw.source("b", f"tables: {{observations: b.{ending}}}\n")
    path = raw.path / f"sources/mps/b.{ending}"
    write = as_parquet if ending == "parquet" else lambda path, text: path.write_text(text, encoding="utf-8")
    write(path, HEADER + ROWS)
    data = read_raw(raw.path)
    assert not data.problems and [o.value for o in data.files["b"].observations] == list(range(1, 13))
    write(path, HEADER + ROWS.replace("2020-03,2020-03", "2020-03,2020-33").replace("m5,cases_solved", "m5,cases"))
    month, code = raw.problems()
    first = 1 if ending == "parquet" else 2
    assert (month.file, month.line, month.found) == (f"sources/mps/b.{ending}", first + 2, "2020-33")
    assert (month.field, code.field) == ("observations[3].end", "observation m5.indicator")
    assert (code.line, code.found) == (first + 4, "cases") and "cases_solved" in code.tip


def test_a_mistake_is_named_in_every_row_that_has_it(raw):
    raw.source("b", "tables: {observations: b.csv}\n")
    spoilt = ROWS.replace("CN,2020-02,2020-02", "CN,2020-02,2020-01").replace(
        "CN,2020-03,2020-03", "CN,2020-02,2020-01"
    )
    raw.write("sources/mps/b.csv", HEADER + spoilt.replace(",CN,", ",CM,"))
    problems = raw.problems()
    assert [p.line for p in problems if p.field.endswith(".ref_area")] == list(range(2, 14))
    assert [p.line for p in problems if p.field.endswith(".end")] == [3, 4]


def test_empty_rows_and_cells_are_left_out_and_lines_kept(tmp_path):
    path = tmp_path / "b.csv"
    path.write_text('id,note,\na,"one\ntwo",\n , ,\n\nb\nc,three,\n', encoding="utf-8")
    table = read_table_file(path, "b.csv")
    assert table.columns == {"id": ["a", "b", "c"], "note": ["one\ntwo", None, "three"], "": [None, None, None]}
    assert table.lines == [3, 6, 7]
    assert table.row(1) == Block({"id": Cell("b", 6)}, 6, {"id": 6})


@pytest.mark.parametrize(
    ("name", "content", "words"),
    [
        ("b.csv", b"", "a header line"),
        ("b.csv", b"id,text\na,1,2\n", "2 cells as in the header, not 3"),
        ("b.csv", b"id,text,text\na,1,2\n", "found 'text'; expected each column once"),
        ("b.csv", b"id\n\xff\n", "UTF-8 text"),
        ("b.csv", None, "a readable file"),
        ("b.parquet", b"id,text\na,1\n", "a readable Parquet file"),
        ("b.parquet", b"", "a readable Parquet file"),
        ("b.parquet", None, "found 'No such file or directory'; expected a readable file"),
    ],
)
def test_an_unreadable_table_is_one_clear_problem(tmp_path, name, content, words):
    if content is not None:
        (tmp_path / name).write_bytes(content)
    with pytest.raises(UnreadableError) as caught:
        read_table_file(tmp_path / name, name)
    assert words in str(caught.value.problem)


def test_a_parquet_column_of_numbers_is_refused_by_name(tmp_path):
    pq.write_table(pa.table({"id": ["a"], "value": [1.5]}), tmp_path / "b.parquet")
    with pytest.raises(UnreadableError) as caught:
        read_table_file(tmp_path / "b.parquet", "b.parquet")
    assert str(caught.value.problem) == (
        "b.parquet:1: value: found 'double'; expected a column of text. Save it as text, as it is printed."
    )


@pytest.mark.parametrize("name", ["b.csv", "b.parquet"])
def test_a_table_that_would_fill_the_memory_is_refused_without_reading_it(tmp_path, name):
    with (tmp_path / name).open("wb") as file:
        file.truncate(2_000_000_000)
    with pytest.raises(UnreadableError, match="at most 1,000,000,000 bytes"):
        read_table_file(tmp_path / name, name)


def test_a_small_parquet_file_of_very_many_rows_is_refused(tmp_path, monkeypatch):
    monkeypatch.setattr(text_tables, "MAX_ROWS", 999)
    pq.write_table(pa.table({"id": ["a"] * 1000}), tmp_path / "b.parquet")
    with pytest.raises(UnreadableError, match="found '1,000 rows'; expected at most 999 rows"):
        read_table_file(tmp_path / "b.parquet", "b.parquet")


def test_a_list_is_read_as_before():
    rows = Rows((Block({"id": Cell("a", 3)}, 3, {"id": 3}),), 2)
    problems = []
    (record,) = read_rows(SECTIONS["facts"], rows, "a.yaml", "facts", problems)
    assert record.bad == {"subject", "answer"} and len(problems) == 2
