"""One vocabulary: its lists are whole, immutable and in order, and no module keeps a second one."""

import ast
from collections import Counter
from math import inf
from pathlib import Path

import pytest

import fraudstats as fs
from fraudstats import vocabulary
from fraudstats.vocabulary import (
    AGREED_STATUSES,
    CODE_LISTS,
    CONVENTIONS,
    QUALIFIERS,
    STRONG_TIERS,
    TIERS,
    TREATY_STATUSES,
    UNDATED_STATUSES,
    UNITS,
    VERDICTS,
    Qualifier,
)  # fmt: skip

SOURCE = Path(fs.__file__).parent
LISTS = {**CODE_LISTS, "convention": CONVENTIONS}
#: Codes written elsewhere on purpose, each in one place, because they carry there what is no matter of the vocabulary.
ELSEWHERE = {
    ("source_kind", frozenset(LISTS["source_kind"])): "the entry type of each kind in BibTeX and CSL",
    ("verdict", frozenset(VERDICTS)): "the colour of each verdict",
    (
        "verdict",
        frozenset({"supported_with_caveat", "sources_disagree", "untraceable"}),
    ): "the verdicts of light colour, which need dark ink",
    ("claim_test", frozenset(LISTS["claim_test"])): "the fields that each test needs",
    ("claim_test", frozenset({"change", "direction"})): "options of a command, not kinds of claim",
    ("caveat", frozenset({"as_of_missing", "within_bounds"})): "a running total that bounds allow",
    (
        "caveat",
        frozenset({"looser", "ranges_overlap", "cut_off", "qualifier_changed", "qualifier_lost"}),
    ): "how each way of agreeing is said of one claim",
    ("event_kind", frozenset({"law", "treaty", "mechanism"})): "a lane of the timeline",
    ("event_kind", frozenset({"verdict", "proceedings"})): "a lane of the timeline",
    ("event_kind", frozenset({"operation", "patrol", "incident"})): "a lane of the timeline",
    ("instrument", frozenset({"mla_criminal", "mla_civil_criminal"})): "one row of a figure",
}


def codes_written(tree):
    """(code list, codes, line) of every literal of which more than half the strings, and at least two, are codes."""
    for node in ast.walk(tree):
        parts = node.keys if isinstance(node, ast.Dict) else getattr(node, "elts", ())
        texts = [part.value for part in parts if isinstance(part, ast.Constant) and isinstance(part.value, str)]
        for name, codes in LISTS.items():
            written = [text for text in texts if text in codes]
            if len(written) >= 2 and 2 * len(written) > len(texts):
                yield name, frozenset(written), node.lineno


def test_a_second_list_would_be_found():
    (found,) = codes_written(ast.parse("x = {'exact': 0, 'rounded': 1, 'more_than': 2}"))
    assert found == ("qualifier", frozenset({"exact", "rounded", "more_than"}), 1)
    assert list(codes_written(ast.parse("columns = ['claim_id', 'verdict', 'why', 'paper', 'note']"))) == []


MODULES = [path for path in sorted(SOURCE.rglob("*.py")) if path.parent != SOURCE / "vocabulary"]


@pytest.mark.parametrize("path", MODULES, ids=lambda path: path.relative_to(SOURCE).as_posix())
def test_no_module_keeps_a_second_list(path):
    found = codes_written(ast.parse(path.read_text(encoding="utf-8")))
    assert [(name, sorted(codes), line) for name, codes, line in found if (name, codes) not in ELSEWHERE] == []


def test_what_is_written_elsewhere_is_written_once():
    times = Counter(
        (name, codes) for path in MODULES for name, codes, _ in codes_written(ast.parse(path.read_text("utf-8")))
    )
    assert {key: number for key, number in times.items() if key in ELSEWHERE and number > 1} == {}


@pytest.mark.parametrize("name", sorted(LISTS))
def test_every_code_has_a_meaning_and_cannot_be_changed(name):
    codes = LISTS[name]
    assert len(codes) >= 2
    assert all(meaning.strip() for meaning in codes.values())
    assert len({meaning.casefold() for meaning in codes.values()}) == len(codes), "two codes mean the same"
    with pytest.raises(TypeError):
        codes["new"] = "code"


def test_tiers_and_verdicts_are_in_their_order():
    assert list(TIERS) == ["issuer_site", "state_media", "other_media", "repost"]
    assert list(VERDICTS) == [
        "supported", "supported_with_caveat", "sources_disagree", "contradicted", "impossible", "untraceable",
        "internal_error", "refused",
    ]  # fmt: skip
    assert tuple(TIERS)[: len(STRONG_TIERS)] == STRONG_TIERS


def test_subsets_hold_codes_of_their_lists():
    assert set(UNDATED_STATUSES) < set(AGREED_STATUSES) < set(TREATY_STATUSES)
    assert {"negotiating", "none_found"} == set(TREATY_STATUSES) - set(AGREED_STATUSES)


@pytest.mark.parametrize("code", QUALIFIERS)
def test_every_qualifier_reaches_somewhere_under_every_convention(code):
    qualifier = QUALIFIERS[code]
    assert list(qualifier.reach) == list(CONVENTIONS)
    assert all(0 <= below <= inf and 0 <= above <= inf for below, above in qualifier.reach.values())
    (below, above), (widest_below, widest_above) = qualifier.reach["printed"], qualifier.reach["conservative"]
    assert (widest_below, widest_above) >= (below, above), "the conservative convention trusts the number least"


def test_loose_qualifiers_are_those_that_a_word_says():
    loose = [code for code, qualifier in QUALIFIERS.items() if qualifier.loose]
    assert loose == ["more_than", "at_least", "nearly", "about", "up_to"]
    assert [code for code, qualifier in QUALIFIERS.items() if qualifier.words] == loose
    assert [QUALIFIERS[code].said for code in loose] == ["more than ", "at least ", "nearly ", "about ", "up to "]
    assert Qualifier("A count", {}).loose is False


def test_no_word_prints_two_qualifiers():
    words = Counter((lang, word) for q in QUALIFIERS.values() for lang, some in q.words.items() for word in some)
    assert max(words.values()) == 1


def test_units_of_money_are_iso_4217():
    money = [code for code in UNITS if code.isupper()]
    assert all(len(code) == 3 and code.isascii() for code in money)
    assert {"CNY", "USD", "HKD"} <= set(money)
    assert [code for code, unit in UNITS.items() if "$" in unit.words] == "USD HKD SGD AUD CAD TWD NZD".split()
    assert UNITS["kg"].multiples["tonnes"] == 1000
    assert all(word == word.lower() for unit in UNITS.values() for word in unit.words)


def test_every_list_is_public():
    for name in vocabulary.__all__:
        assert getattr(vocabulary, name) is not None
