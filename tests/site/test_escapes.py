"""Whatever the data say is text on every page, never markup or script."""

import json
import re

import pytest

from fraudstats.dataset import Dataset
from tools.site import areas, browser_data, dataset_page, indicators
from tools.site.markup import Markup, element, heading, link, raw, record_link, table, text
from tools.site.windows import Shown

EVIL = '<img src=x onerror="alert(1)">```{raw} html</script>&\''


@pytest.fixture(scope="module")
def spoilt(dataset):
    """A few observations whose every text tries to break out."""
    tables = {name: dataset.table(name) for name in dataset.names}
    rows = tables["observations"].head(5)
    tables["observations"] = rows.assign(value_text=EVIL, note=EVIL, sub_area=EVIL, published=EVIL)
    used = tables["sources"]["source_id"].isin(rows["source_id"])
    tables["sources"] = tables["sources"].loc[used].assign(title=EVIL, outlet=EVIL, url="javascript:alert(1)", via=EVIL)
    for name in ("indicators", "areas", "issuers"):
        tables[name] = tables[name].assign(name_en=EVIL, name_zh=EVIL)
    tables["indicators"] = tables["indicators"].assign(definition=EVIL, comparability=EVIL)
    tables["changes"] = tables["changes"].head(0)
    return Dataset(tables, dataset.state)


@pytest.mark.parametrize("generator", [indicators, areas])
def test_a_page_made_from_the_data_holds_no_markup_of_the_data(generator, spoilt):
    for name, page in generator.pages(Shown(spoilt)).items():
        assert not re.search(r"(?<!\\)<img", page), name  # a heading escapes it as Markdown does
        assert "```{raw} html</script>" not in page, name
        assert "javascript:" not in page, name


def test_the_scripts_of_the_browser_hold_the_data_as_strings_of_json(spoilt):
    for name, held in browser_data.files(spoilt).items():
        content = re.fullmatch(r"fraudstats\.\w+\((?:\d+,)?(.*)\);\n", held, re.S)[1]
        assert EVIL in json.dumps(json.loads(content), ensure_ascii=False).replace('\\"', '"'), name


def test_the_description_cannot_end_its_script(spoilt):
    page = dataset_page.pages(spoilt)["dataset.md"]
    [held] = re.findall(r'<script type="application/ld\+json">(.*?)</script>', page, re.S)
    assert EVIL in {one["name"] for one in json.loads(held)["variableMeasured"]}


def test_what_is_missing_is_empty_and_what_was_made_here_stays():
    assert text(None) == text(float("nan")) == ""
    assert text(Markup("<b>a</b>")) == "<b>a</b>"
    assert element("p", EVIL).count("<") == 2


@pytest.mark.parametrize("url", ["javascript:alert(1)", "data:text/html,x", None, "//example.org", 'x.html" onclick'])
def test_only_addresses_of_the_web_and_pages_of_the_site_become_links(url):
    assert link("said", url) == "said"


def test_links_to_pages_and_to_the_web():
    assert link("a", "../areas/CN.html") == '<a href="../areas/CN.html">a</a>'
    assert link("a", "https://example.org/?a=1&b") == '<a href="https://example.org/?a=1&amp;b" rel="noreferrer">a</a>'
    assert record_link("37万", "a b/c") == '<a href="browser.html#open=a%20b%2Fc">37万</a>'


def test_a_table_can_be_scrolled_by_keyboard_and_has_a_name():
    made = table(("a",), [("<b>",)], "Caption")
    assert 'tabindex="0" role="region" aria-label="Caption"' in made
    assert "<td>&lt;b&gt;</td>" in made


def test_a_heading_is_words_and_markup_within_a_page_is_fenced():
    assert heading("a *b* `c` <d>") == "\n# a \\*b\\* \\`c\\` \\<d\\>\n"
    assert raw(element("p", "`" * 9)).count("````````") == 2
