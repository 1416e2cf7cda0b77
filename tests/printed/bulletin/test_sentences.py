"""Sentences end where readers see an end, and every stretch of text is in one."""

from hypothesis import given
from hypothesis import strategies as st

from fraudstats.printed.bulletin.sentences import clause_around, sentences_in


def texts(text):
    return [one.text for one in sentences_in(text)]


def test_marks_of_both_scripts_end_a_sentence():
    assert texts("破获5起。抓获7名!结束") == ["破获5起。", "抓获7名!", "结束"]
    assert texts("five were solved. six were not? yes.") == ["five were solved.", "six were not?", "yes."]


def test_points_within_numbers_and_abbreviations_end_none():
    assert len(texts("losses of rs. 1.5 crore in no. 3 of the u.s. list as of sept. 5 rose")) == 1


def test_a_line_break_ends_no_sentence_and_an_empty_line_does():
    assert texts("a total of 37\n万起") == ["a total of 37\n万起"]
    assert texts("first\n\nsecond") == ["first", "second"]


def test_a_line_that_begins_a_list_is_a_sentence():
    assert texts("numbers:\n• 5 cases\n• 7 cases") == ["numbers:", "• 5 cases", "• 7 cases"]


def test_a_text_without_marks_is_cut():
    assert max(map(len, texts("一" * 10_000))) <= 800


@given(st.text(alphabet="a1,。.\n 五", max_size=300))
def test_sentences_lie_side_by_side_and_lose_only_spaces(text):
    end = 0
    for one in sentences_in(text):
        assert text[end : one.start].strip() == ""
        assert text[one.start : one.end] == one.text
        end = one.end
    assert text[end:].strip() == ""


def test_a_comma_within_a_number_parts_no_clauses():
    text = "they solved 1,234 cases,and rested"
    start, end = clause_around(text, text.index("1"), text.index("1") + 5)
    assert text[start:end] == "they solved 1,234 cases"
