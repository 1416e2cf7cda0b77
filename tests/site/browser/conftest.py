"""The site as it is built, and Chromium; where there is none, its tests are skipped and say so.

With FRAUDSTATS_BROWSER=required they fail instead: in CI a browser that is missing must not look like a pass.
"""

import os
import shutil
import subprocess
import sys
from importlib.util import find_spec
from pathlib import Path

import pytest

from tools.site.paths import ROOT, TARGET

ARGUMENTS = [
    "--headless", "--no-sandbox", "--disable-gpu", "--disable-quic", "--no-first-run",
    "--disable-background-networking", "--disable-component-update", "--disable-sync",
]  # fmt: skip


def missing(what):
    """Skip, or fail where a browser is required."""
    (pytest.fail if os.environ.get("FRAUDSTATS_BROWSER") == "required" else pytest.skip)(what)


@pytest.fixture(scope="session")
def chromium():
    if find_spec("playwright") is None:
        missing("playwright is not installed: pip install 'fraudstats[browser]'")
    from playwright import sync_api as playwright

    program = os.environ.get("FRAUDSTATS_CHROMIUM") or shutil.which("chromium") or shutil.which("chromium-browser")
    if program is None:
        missing("no chromium: install it, or name it in FRAUDSTATS_CHROMIUM")
    with playwright.sync_playwright() as started:
        browser = started.chromium.launch(executable_path=program, args=ARGUMENTS)
        yield browser
        browser.close()


@pytest.fixture(scope="session")
def axe():
    if find_spec("axe_playwright_python") is None:
        missing("axe is not installed: pip install 'fraudstats[browser]'")
    from axe_playwright_python.sync_playwright import Axe

    return Axe()


@pytest.fixture(scope="session")
def site(chromium):
    """The folder of the site: that of FRAUDSTATS_SITE, else built as `python run.py site` builds it."""
    if "FRAUDSTATS_SITE" in os.environ:
        return Path(os.environ["FRAUDSTATS_SITE"]).resolve()
    built = subprocess.run([sys.executable, "-m", "tools.site"], cwd=ROOT, capture_output=True, text=True)
    assert built.returncode == 0, built.stdout + built.stderr
    return TARGET


class Watched:
    """A page, and what went wrong on it: errors, and requests to anywhere but the files of the site."""

    def __init__(self, context):
        self.page = context.new_page()
        self.faults = []
        self.page.on("console", lambda said: said.type in ("error", "warning") and self._note(said.text))
        self.page.on("pageerror", lambda error: self._note(str(error)))
        self.page.on("requestfailed", self._failed)
        self.page.on("request", self._request)

    def _note(self, fault):
        self.faults.append(f"{self.page.url}: {fault}")

    def _failed(self, request):
        if request.failure != "net::ERR_ABORTED":  # left before a picture further down had come
            self._note(f"not found: {request.url} ({request.failure})")

    def _request(self, request):
        if not request.url.startswith(("file://", "data:", "blob:")):
            self._note(f"asks outside: {request.url}")

    def open(self, path, anchor=""):
        if self.page.url.partition("#")[0] == path.as_uri():
            self.page.goto("about:blank")  # a change of the anchor alone would load nothing
        self.page.goto(path.as_uri() + anchor)
        return self.page


@pytest.fixture
def watched(chromium):
    """A page as on a desk."""
    with chromium.new_context(viewport={"width": 1280, "height": 900}, accept_downloads=True) as context:
        yield Watched(context)


@pytest.fixture
def dark(chromium):
    """A page for whoever reads light on dark."""
    with chromium.new_context(viewport={"width": 1280, "height": 900}, color_scheme="dark") as context:
        yield Watched(context)


@pytest.fixture
def phone(chromium):
    """A page as on a telephone."""
    with chromium.new_context(viewport={"width": 390, "height": 844}, has_touch=True, is_mobile=True) as context:
        yield Watched(context)
