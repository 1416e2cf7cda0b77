"""Bytes as text: marks, encodings found, encodings refused."""

import pytest

from fraudstats.errors import TableError
from fraudstats.sheets.charset import decoded, mojibake

SIMPLIFIED = "年份,案件数（万起）\n2019年,40\n其中：电信网络诈骗,37.1\n"
TRADITIONAL = "年份,詐騙案件數\n107年,23470\n財損金額,23647\n"
JAPANESE = "年度,認知件数,被害総額\n平成30年,16496,38287\nオレオレ詐欺,9145,千円\n"
KOREAN = "연도,사기 발생건수\n2019년,304472\n2020년,347675\n"
WESTERN = "Année;Montant (£)\n2019;5\n"


@pytest.mark.parametrize(
    ("text", "encoding", "found"),
    [
        ("Year,Cases\n", "utf-8", "utf-8"),
        ("Year,Cases\n", "utf-8-sig", "utf-8-sig"),
        (SIMPLIFIED, "utf-8", "utf-8"),
        (SIMPLIFIED, "gb18030", "gb18030"),
        (TRADITIONAL, "big5", "big5"),
        (JAPANESE, "shift_jis", "cp932"),
        (KOREAN, "cp949", "cp949"),
        (WESTERN, "cp1252", "cp1252"),
        (JAPANESE, "utf-16", "utf-16"),
        ("Year,Cases\n2019,5\n", "utf-16-le", "utf-16-le"),
        ("Year,Cases\n2019,5\n", "utf-16-be", "utf-16-be"),
    ],
)
def test_the_encoding_is_found(text, encoding, found):
    assert decoded(text.encode(encoding)) == (text, found)


def test_an_encoding_that_is_told_is_taken():
    assert decoded("é".encode("latin-1"), "latin-1") == ("é", "latin-1")


@pytest.mark.parametrize(
    ("raw", "encoding", "message"),
    [
        (b"a\0\xff\xfe\0", None, "it holds zero bytes"),
        (b"Year\n\xc1\xff\xfe\x81\n", None, "row 2 is no UTF-8.*give encoding="),
        ("年".encode(), "klingon", "there is no encoding 'klingon'"),
        (b"Year\nx\xff\n", "utf-8", "row 2 has other bytes"),
    ],
)
def test_what_cannot_be_decoded_is_refused_with_what_to_say(raw, encoding, message):
    with pytest.raises(TableError, match=message):
        decoded(raw, encoding)


def test_text_saved_in_a_wrong_encoding_is_recognised():
    assert mojibake("Année".encode().decode("latin-1")) == "Année"
    assert mojibake("Année") is None
    assert mojibake("年") is None
