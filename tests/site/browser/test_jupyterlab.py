"""JupyterLab as a reader has it: the server starts, the first notebook runs to its end, its last picture is seen."""

import json
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


def emptied(path):
    """The notebook without results, so that what is seen was made now."""
    held = json.loads(path.read_text("utf-8"))
    for cell in held["cells"]:
        if cell["cell_type"] == "code":
            cell |= {"execution_count": None, "outputs": []}
    path.write_text(json.dumps(held), encoding="utf-8")


@pytest.fixture
def lab(chromium, tmp_path):
    """The address of a server on a copy of the notebooks."""
    shutil.copytree(ROOT / "notebooks", tmp_path / "notebooks", ignore=shutil.ignore_patterns("*.py", ".*"))
    emptied(tmp_path / "notebooks" / NOTEBOOK)
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


def test_the_first_notebook_runs_to_its_last_picture(lab, chromium, tmp_path):
    with chromium.new_context(viewport={"width": 1280, "height": 900}) as context:
        page, outside = context.new_page(), []
        page.on("request", lambda one: one.url.startswith((lab, "data:", "blob:")) or outside.append(one.url))
        page.goto(f"{lab}/lab/tree/{NOTEBOOK}?token={TOKEN}", timeout=120_000)
        page.wait_for_selector(".jp-Notebook-ExecutionIndicator[data-status=idle]", timeout=120_000)
        page.click('.lm-MenuBar-itemLabel:text-is("Run")')
        page.click('.lm-Menu-itemLabel:text-is("Run All Cells")')
        wait_until_run(page, tmp_path / "notebooks" / NOTEBOOK)
        page.click(".jp-Notebook")
        page.keyboard.press("Escape")
        page.keyboard.press("Control+End")
        picture = page.locator(".jp-OutputArea-output img").last
        picture.scroll_into_view_if_needed()
        assert picture.is_visible()
        assert picture.bounding_box()["width"] > 200
        assert not outside


def wait_until_run(page, path):
    """Save until the file holds a result of every cell; what a cell raised is the failure."""
    for _ in range(100):
        page.wait_for_timeout(3000)
        page.keyboard.press("Control+s")
        cells = [cell for cell in json.loads(path.read_text("utf-8"))["cells"] if cell["cell_type"] == "code"]
        assert not [out for cell in cells for out in cell["outputs"] if out["output_type"] == "error"]
        if all(cell["execution_count"] for cell in cells):
            return
    raise AssertionError("the notebook did not run to its end within five minutes")
