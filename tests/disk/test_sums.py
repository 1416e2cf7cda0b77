"""The list of checksums: every byte of it and of what it lists counts."""

import pytest
from hypothesis import given
from hypothesis import strategies as st

from fraudstats.disk import SUMS, read_verified, sums_of
from fraudstats.errors import DatasetError

CONTENTS = {"a.csv": b"n\n1\n", "b.parquet": bytes(range(256)), "manifest.json": b"{}\n"}


@pytest.fixture(scope="module")
def folder(tmp_path_factory):
    folder = tmp_path_factory.mktemp("sums")
    for name, content in (CONTENTS | {SUMS: sums_of(CONTENTS)}).items():
        (folder / name).write_bytes(content)
    return folder


@given(st.sampled_from([*CONTENTS, SUMS]), st.integers(0), st.integers(1, 255))
def test_any_changed_byte_is_found(folder, name, place, mask):
    path = folder / name
    content = path.read_bytes()
    place %= len(content)
    try:
        path.write_bytes(content[:place] + bytes([content[place] ^ mask]) + content[place + 1 :])
        with pytest.raises(DatasetError, match=r"is damaged|is missing"):
            read_verified(folder)
    finally:
        path.write_bytes(content)
    assert read_verified(folder) == CONTENTS


@pytest.mark.parametrize("line", ["", "x", f"{'0' * 64}  ../a.csv", f"{'0' * 64}  /a.csv", f"{'0' * 64} *a.csv"])
def test_a_list_with_anything_else_is_refused(tmp_path, line):
    (tmp_path / SUMS).write_text(line + "\n")
    with pytest.raises(DatasetError, match="is damaged: it is no list"):
        read_verified(tmp_path)
