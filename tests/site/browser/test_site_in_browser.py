"""The site in Chromium, from a file address: the data browser does what it says, and every page is sound."""

import csv
import io
import os
import re
from html.parser import HTMLParser
from urllib.parse import unquote, urlsplit

import pytest

import fraudstats as fs

pytestmark = [pytest.mark.browser, pytest.mark.reproduces]

ONE = "xinhua-northnews-2022-01-01/telecom_fraud_cases_solved"
SOLVED = "#indicator=telecom_fraud_cases_solved&area=CN"
#: Pages of each kind, and states of the data browser, held against the rules of accessibility.
KINDS = [
    "index.html", "browser.html", f"browser.html{SOLVED}", f"browser.html#open={ONE.replace('/', '%2F')}",
    "dataset.html", "pictures.html", "indicators/telecom_fraud_cases_solved.html",
    "areas/index.html", "areas/MM.html", "audits/index.html", "audits/paper-bing-jiang-2023.html",
    "docs/tutorials.html", "docs/how-to.html", "docs/trends/joinpoint.html", "docs/evidence.html",
    "docs/numbers.html", "reference/fraudstats.trends.html", "reference/fraudstats.Dataset.html",
    "reference/fraudstats.trends.joinpoint.html", "notebooks/02_what_a_number_covers.html",
    "CHANGELOG.html", "search.html", "data/releases/index.html",
]  # fmt: skip
#: Those that are held against them in dark colours as well.
DARK = [f"browser.html{SOLVED}", f"browser.html#open={ONE.replace('/', '%2F')}", "index.html", "areas/MM.html",
        "docs/reconcile.html", "docs/trends/joinpoint.html", "notebooks/02_what_a_number_covers.html"]  # fmt: skip


@pytest.fixture
def browser_page(site, watched):
    """The data browser, ready."""
    yield opened(watched, site, "")
    assert not watched.faults


def opened(watched, site, anchor):
    page = watched.open(site / "browser.html", anchor)
    page.wait_for_selector("html[data-fraudstats=ready]")
    return page


def count_of(page):
    return int(page.inner_text("#fs-count").split(" of ")[0].replace(",", ""))


def wait_for_count(page, number):
    page.wait_for_function(f"document.getElementById('fs-count').textContent.startsWith('{number:,} of ')")


def test_the_browser_shows_every_observation_at_once(browser_page):
    assert count_of(browser_page) == len(fs.load().observations)
    assert browser_page.locator("#fs-table tbody tr").count() == 20


def test_a_selection_is_that_of_the_library(browser_page):
    chosen = fs.load().select("telecom_fraud_cases_solved", ref_area="CN", start="2021", end="2022").observations
    browser_page.select_option("#fs-indicator", "telecom_fraud_cases_solved")
    browser_page.select_option("#fs-area", "CN")
    browser_page.fill("#fs-from", "2021")
    browser_page.fill("#fs-to", "2022")
    wait_for_count(browser_page, len(chosen))
    assert browser_page.locator("#fs-picture rect").count() == len(chosen)
    assert 'start="2021", end="2022"' in browser_page.inner_text("#fs-python")
    browser_page.check("#fs-preferred")
    wait_for_count(browser_page, int(chosen["preferred"].sum()))
    browser_page.click("#fs-form button[type=reset]")
    wait_for_count(browser_page, len(fs.load().observations))


def test_a_number_is_shown_in_digits_beside_its_print_and_sorted_by_its_value(browser_page):
    solved = fs.load().select("telecom_fraud_cases_solved", ref_area="CN").observations
    browser_page.select_option("#fs-indicator", "telecom_fraud_cases_solved")
    browser_page.select_option("#fs-area", "CN")
    wait_for_count(browser_page, len(solved))
    browser_page.fill("#fs-q", "25.8万")
    wait_for_count(browser_page, int(solved["value_text"].str.contains("25.8万").sum()))
    row = browser_page.inner_text("#fs-table tbody tr")
    assert row.startswith("257,500 to 258,500 cases") and "25.8万" in row
    browser_page.fill("#fs-q", "")
    wait_for_count(browser_page, len(solved))
    browser_page.click("#fs-table thead th:first-child")
    least = f"{solved['lower'][solved['value'].idxmin()]:,.0f}"
    assert browser_page.inner_text("#fs-table tbody button").startswith(least)


def test_the_picture_names_its_unit_and_cuts_no_year_off(site, watched, phone):
    for one in (watched, phone):
        page = opened(one, site, SOLVED)
        assert page.locator("#fs-picture text").first.text_content() == "million cases"
        ends = "texts => texts.map(text => text.getBBox()).map(box => box.x + box.width)"
        right = page.locator("#fs-picture text").evaluate_all(ends)
        assert max(right) <= page.evaluate("document.querySelector('#fs-picture svg').viewBox.baseVal.width")


def test_words_are_searched_in_names_and_numbers(browser_page):
    rows = fs.load().observations
    browser_page.fill("#fs-q", "37万余 solved")
    found = rows["value_text"].str.contains("37万余") & (rows["indicator"] == "telecom_fraud_cases_solved")
    wait_for_count(browser_page, int(found.sum()))
    browser_page.fill("#fs-q", "no such words")
    wait_for_count(browser_page, 0)
    assert "Remove a filter" in browser_page.inner_text("#fs-table")


def test_a_record_opens_from_the_keyboard_and_shows_what_is_beside_it(browser_page):
    browser_page.select_option("#fs-indicator", "telecom_fraud_cases_solved")
    browser_page.fill("#fs-q", "northnews 37万余")
    wait_for_count(browser_page, 1)
    browser_page.focus("#fs-table tbody button")
    browser_page.keyboard.press("Enter")
    browser_page.wait_for_selector("#fs-record[open]")
    said = browser_page.inner_text("#fs-record")
    assert "370,000 to 380,000 cases" in said and "Other prints of the same window" in said and ONE in said
    browser_page.locator("#fs-record li button").first.click()
    browser_page.wait_for_function(f"!document.querySelector('#fs-record code').textContent.includes('{ONE}')")
    browser_page.keyboard.press("Escape")
    browser_page.wait_for_selector("#fs-record", state="hidden")
    assert "open=" not in browser_page.url


def test_a_revised_window_shows_its_vintages(site, watched):
    revised = fs.load().revisions("spf_scam_cases_reported", ref_area="SG").long
    one = revised.loc[revised["vintage"] == 2, "observation_id"].iloc[0]
    page = opened(watched, site, f"#open={one.replace('/', '%2F')}")
    page.wait_for_selector("#fs-record[open]")
    assert re.search(r"[+−][\d.]+% on the one before", page.inner_text("#fs-record"))
    assert not watched.faults


def test_a_window_without_an_end_is_not_taken_for_that_of_another_number(site, watched):
    rows = fs.load().observations
    unknown = rows[rows["period_start"].isna()]
    key = ["indicator", "ref_area", "counterpart_area", "sub_area", "period_end", "unit"]
    one = unknown.loc[unknown.duplicated(key, keep=False), "observation_id"].iloc[0]
    page = opened(watched, site, f"#open={one.replace('/', '%2F')}")
    page.wait_for_selector("#fs-record[open]")
    assert "There is no other." in page.inner_text("#fs-record")


def test_a_citation_is_copied_as_the_library_writes_it(site, watched):
    watched.page.context.grant_permissions(["clipboard-read", "clipboard-write"])
    page = opened(watched, site, f"#open={ONE.replace('/', '%2F')}")
    page.wait_for_selector("#fs-record[open]")
    assert page.inner_text("#fs-citation") == fs.cite(ONE)
    page.click("#fs-copy")
    page.wait_for_function("document.getElementById('fs-copied').textContent === 'Copied.'")
    assert page.evaluate("navigator.clipboard.readText()") == fs.cite(ONE)
    assert not watched.faults


def test_a_link_restores_the_view(browser_page, site, watched):
    browser_page.select_option("#fs-area", "SG")
    browser_page.check("#fs-disagreeing")
    browser_page.fill("#fs-q", "scam & <b>")
    browser_page.wait_for_function("location.hash.includes('q=scam')")
    browser_page.fill("#fs-q", "scam")
    browser_page.wait_for_function("/q=scam(&|$)/.test(location.hash)")
    address, number = browser_page.url, count_of(browser_page)
    page = opened(watched, site, f"#{urlsplit(address).fragment}")
    assert count_of(page) == number > 0
    assert page.input_value("#fs-area") == "SG" and page.is_checked("#fs-disagreeing")
    page.evaluate("location.hash = '#area=MM'")
    wait_for_count(page, int((fs.load().observations["ref_area"] == "MM").sum()))


def test_an_unknown_record_of_a_link_is_named(site, watched):
    page = opened(watched, site, "#open=no-such%2Fnumber")
    assert "no observation no-such/number" in page.inner_text("#fs-count")


def test_the_selection_is_downloaded_as_csv(browser_page):
    chosen = fs.load().select("telecom_fraud_cases_solved", ref_area="CN").observations
    browser_page.select_option("#fs-indicator", "telecom_fraud_cases_solved")
    browser_page.select_option("#fs-area", "CN")
    wait_for_count(browser_page, len(chosen))
    with browser_page.expect_download() as download:
        browser_page.click("#fs-csv")
    text = download.value.path().read_text("utf-8-sig")
    rows = {row["observation_id"]: row for row in csv.DictReader(io.StringIO(text))}
    assert set(rows) == set(chosen["observation_id"])
    for row in chosen.to_dict("records"):
        assert rows[row["observation_id"]]["value_text"] == row["value_text"]
        assert float(rows[row["observation_id"]]["upper"]) == row["upper"]


def test_a_cell_of_the_csv_is_never_a_formula(browser_page):
    cell = "(value) => window.fraudstats.csvCell(value)"
    for text in ("=1+1", "+1", "-1", "@A1", "\t=1"):
        assert browser_page.evaluate(cell, text).strip('"').startswith("'")
    assert browser_page.evaluate(cell, -1.5) == "-1.5"
    assert browser_page.evaluate(cell, 'a "b", c') == '"a ""b"", c"'
    assert browser_page.evaluate(cell, None) == ""


def test_what_the_data_say_is_text_in_the_browser(browser_page):
    evil = "<img src=x onerror='window.broken = true'>"
    browser_page.evaluate(
        """([evil, id]) => {
            const row = window.fraudstats.byId.get(id);
            Object.assign(row, { value_text: evil, indicatorName: evil, issuerName: evil, url: "javascript:broken()" });
            window.dispatchEvent(new HashChangeEvent("hashchange"));
            return window.fraudstats.showRecord(row, () => {});
        }""",
        [evil, ONE],
    )
    assert evil in browser_page.inner_text("#fs-record")
    assert browser_page.evaluate("window.broken") is None
    assert browser_page.locator("#fs-record a[href^='javascript']").count() == 0


def test_the_first_view_is_there_within_a_second(site, watched):
    """Of work, by the clock of the thread: a busy machine only takes longer to give the page its turn."""
    metrics = watched.page.context.new_cdp_session(watched.page)
    metrics.send("Performance.enable")
    opened(watched, site, "")
    held = {one["name"]: one["value"] for one in metrics.send("Performance.getMetrics")["metrics"]}
    assert held["ThreadTime"] < 1


def test_the_browser_works_on_a_phone(site, phone):
    page = opened(phone, site, SOLVED)
    assert page.evaluate("document.documentElement.scrollWidth") <= 390
    page.locator("#fs-table tbody button").first.tap()
    page.wait_for_selector("#fs-record[open]")
    box = page.locator("#fs-record").bounding_box()
    assert box["width"] <= 390
    page.tap("#fs-close")
    assert not phone.faults


def test_no_page_is_wider_than_a_phone(site, phone):
    wide = {}
    for name in KINDS:
        page = phone.open(site / name.partition("#")[0])
        width = page.evaluate("document.documentElement.scrollWidth")
        if width > 390:
            wide[name] = width
    assert not wide


def shown(site):
    """All pages where a browser is required, as in CI; else, of those made from the data by one template, some."""
    pages = [path for path in sorted(site.rglob("*.html")) if "_static" not in path.parts]
    if os.environ.get("FRAUDSTATS_BROWSER") == "required":
        return pages
    made = [path for path in pages if path.parent.name in ("indicators", "areas", "reference")]
    return [*made[::25], *(path for path in pages if path not in made)]


def test_every_page_loads_without_an_error_or_an_outside_request(site, watched):
    pages = shown(site)
    assert len(pages) > 80
    for path in pages:
        watched.open(path)
    assert not watched.faults


def serious(site, watched, axe, name):
    """What axe finds on a page and calls serious or critical."""
    path, _, anchor = name.partition("#")
    page = opened(watched, site, f"#{anchor}") if path == "browser.html" else watched.open(site / path)
    if "open=" in anchor:
        page.wait_for_selector("#fs-record[open]")
    return [
        (one["id"], node["target"], node["html"][:120])
        for one in axe.run(page).response["violations"]
        if one["impact"] in ("serious", "critical")
        for node in one["nodes"][:3]
    ]


@pytest.mark.parametrize("name", KINDS)
def test_nothing_serious_stands_in_the_way_of_a_screen_reader(site, watched, axe, name):
    assert not serious(site, watched, axe, name)


@pytest.mark.parametrize("name", DARK)
def test_light_on_dark_is_read_as_easily(site, dark, axe, name):
    assert not serious(site, dark, axe, name)
    assert dark.page.evaluate("document.documentElement.dataset.theme") == "dark"


class Links(HTMLParser):
    """What a page links to and loads, and the anchors that it offers."""

    def __init__(self, path):
        super().__init__()
        self.linked, self.loaded, self.anchors = set(), set(), set()
        self.feed(path.read_text("utf-8"))

    def handle_starttag(self, tag, attrs):
        held = dict(attrs)
        self.anchors |= {held.get("id"), held.get("name")}
        if tag == "a" and held.get("href"):
            self.linked.add(held["href"])
        if tag in ("script", "img", "link", "iframe", "source") and held.get("rel") != "canonical":
            self.loaded |= {held.get("src"), held.get("href")} - {None}


@pytest.fixture(scope="session")
def pages(site):
    """Every page with its links."""
    return {path: Links(path) for path in sorted(site.rglob("*.html")) if "_static" not in path.parts}


def test_no_page_weighs_a_megabyte_of_its_own(site, pages):
    """Counted: the HTML, and the scripts and styles that it loads, as they lie in the folder. Not counted: pictures.

    What every page loads (the theme) comes on top, and has a limit of its own; a browser keeps it from page to page.
    """
    loaded = {
        path: {
            (path.parent / urlsplit(one).path).resolve() for one in held.loaded if re.search(r"\.(js|css)(\?|$)", one)
        }
        for path, held in pages.items()
    }
    shared = set.intersection(*loaded.values())
    own = {
        path.relative_to(site).as_posix(): path.stat().st_size + sum(one.stat().st_size for one in files - shared)
        for path, files in loaded.items()
    }
    assert max(own.values()) < 1_000_000, max(own, key=own.__getitem__)
    assert own["browser.html"] > 600_000  # the data are among what was counted
    assert sum(one.stat().st_size for one in shared) < 800_000


def test_no_link_within_the_site_is_dead_and_nothing_is_loaded_from_outside(site, pages):
    dead, outside = [], []
    for path, held in pages.items():
        outside += [(path.name, url) for url in held.loaded if url.startswith(("http:", "https:", "//"))]
        for url in held.linked | held.loaded:
            parts = urlsplit(url)
            if parts.scheme or parts.netloc:
                continue
            target = (path.parent / unquote(parts.path)).resolve() if parts.path else path
            known = target in pages and parts.fragment and target.name != "browser.html"
            if not target.is_file() or (known and unquote(parts.fragment) not in pages[target].anchors):
                dead.append((path.relative_to(site).as_posix(), url))
    assert not dead
    assert not outside
