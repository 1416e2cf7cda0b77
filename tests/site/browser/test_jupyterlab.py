"""JupyterLab as a reader has it: the server starts, the first notebook runs to its end, its last picture is seen."""

import shutil
import socket
import subprocess
import sys
import time

import pytest

from tools.site.paths import ROOT

pytestmark = [pytest.mark.browser, pytest.mark.reproduces]

TOKEN = "fraudstats-test"
NOTEBOOK = "01_reproducing_the_paper.ipynb"


def free_port():
    with socket.socket() as found:
        found.bind(("127.0.0.1", 0))
        return found.getsockname()[1]


def wait_for(server, port):
    """Until the server answers; its end before that is a failure."""
    for _ in range(600):
        assert server.poll() is None, "JupyterLab ended before it answered"
        with socket.socket() as tried:
            if tried.connect_ex(("127.0.0.1", port)) == 0:
                return
        time.sleep(0.2)
    raise AssertionError("JupyterLab did not answer within two minutes")


@pytest.fixture
def lab(chromium, tmp_path):
    """The address of a server on a copy of the notebooks."""
    shutil.copytree(ROOT / "notebooks", tmp_path / "notebooks", ignore=shutil.ignore_patterns("*.py", ".*"))
    port = free_port()
    command = [sys.executable, "-m", "jupyterlab", "--no-browser", "--allow-root", f"--port={port}"]
    command += ["--ServerApp.port_retries=0", f"--IdentityProvider.token={TOKEN}", "--notebook-dir", "notebooks"]
    settings = ["--LabApp.news_url=None", "--LabApp.check_for_updates_class=jupyterlab.NeverCheckForUpdate"]
    with subprocess.Popen(
        command + settings, cwd=tmp_path, stdout=subprocess.DEVNULL, stderr=subprocess.DEVNULL
    ) as server:
        wait_for(server, port)
        yield f"http://127.0.0.1:{port}"
        server.terminate()
        server.wait(30)


def test_the_first_notebook_runs_to_its_last_picture(lab, chromium):
    with chromium.new_context(viewport={"width": 1280, "height": 900}) as context:
        page, outside = context.new_page(), []
        page.on(
            "request", lambda one: outside.append(one.url) if not one.url.startswith((lab, "data:", "blob:")) else None
        )
        page.goto(f"{lab}/lab/tree/{NOTEBOOK}?token={TOKEN}", timeout=120_000)
        page.wait_for_selector(".jp-Notebook-ExecutionIndicator[data-status=idle]", timeout=120_000)
        page.click("text=Kernel")
        page.click("text=Restart Kernel and Run All Cells")
        page.click(".jp-Dialog-button.jp-mod-accept")
        page.wait_for_selector(".jp-Notebook-ExecutionIndicator[data-status=busy]", timeout=60_000)
        page.wait_for_selector(".jp-Notebook-ExecutionIndicator[data-status=idle]", timeout=300_000)
        page.keyboard.press("Escape")
        page.locator(".jp-Notebook .jp-Cell").last.scroll_into_view_if_needed()
        picture = page.locator(
            ".jp-RenderedImage img, .jp-RenderedSVG img, .jp-OutputArea svg, .jp-OutputArea img"
        ).last
        picture.scroll_into_view_if_needed()
        assert picture.is_visible()
        assert picture.bounding_box()["width"] > 200
        assert page.locator(".jp-RenderedText[data-mime-type='application/vnd.jupyter.error']").count() == 0
        assert not outside
