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
    settings += ["--LabApp.expose_app_in_browser=True"]
    with subprocess.Popen(
        command + settings, cwd=tmp_path, stdout=subprocess.DEVNULL, stderr=subprocess.DEVNULL
    ) as server:
        wait_for(server, port)
        yield f"http://127.0.0.1:{port}"
        server.terminate()
        server.wait(30)


#: The notebook that is open, as JupyterLab holds it: of what is out of sight the page has no elements.
OPEN = "window.jupyterapp?.shell?.currentWidget"
CONNECTED = f"{OPEN}?.sessionContext?.session?.kernel?.connectionStatus === 'connected'"
CELLS = f"{OPEN}.content.model.sharedModel.toJSON().cells"


def until(page, done, seconds):
    """Until a condition holds. A slow server may not have named its kernels yet: then the one it offers is taken."""
    for _ in range(seconds):
        if (offered := page.locator(".jp-Dialog button.jp-mod-accept")).count():
            offered.first.click()
        if done():
            return
        page.wait_for_timeout(1000)
    raise AssertionError(f"not within {seconds} seconds; the page says: {page.inner_text('body')[:500]}")


def all_run(page):
    """Whether every cell has a result; what a cell raised is the failure."""
    code = [cell for cell in page.evaluate(CELLS) if cell["cell_type"] == "code"]
    assert not [out for cell in code for out in cell["outputs"] if out["output_type"] == "error"]
    return all(cell["execution_count"] for cell in code)


def test_the_first_notebook_runs_to_its_last_picture(lab, chromium):
    with chromium.new_context(viewport={"width": 1280, "height": 900}) as context:
        page, outside = context.new_page(), []
        page.on("request", lambda one: one.url.startswith((lab, "data:", "blob:")) or outside.append(one.url))
        page.goto(f"{lab}/lab/tree/{NOTEBOOK}?token={TOKEN}", timeout=120_000)
        until(page, lambda: page.evaluate(CONNECTED), 180)
        page.click('.lm-MenuBar-itemLabel:text-is("Run")')
        page.click('.lm-Menu-itemLabel:text-is("Run All Cells")')
        until(page, lambda: all_run(page), 900)
        drawn = [place for place, cell in enumerate(page.evaluate(CELLS)) if "image/png" in str(cell.get("outputs"))]
        page.evaluate(f"{OPEN}.content.scrollToItem({drawn[-1]}, 'start')")
        picture = page.locator(".jp-OutputArea-output img").last
        picture.scroll_into_view_if_needed()
        assert picture.is_visible()
        assert picture.bounding_box()["width"] > 200
        assert "In words" in page.locator(".fraudstats-caption").last.inner_text(), "JupyterLab itself keeps no alt"
        assert not outside
