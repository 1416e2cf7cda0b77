"""Jobs without a network: what a namespace holds, and the page."""

import subprocess

import pytest

offline = pytest.importorskip("tools.offline", reason="Linux alone has network namespaces", exc_type=ImportError)


def test_only_the_loopback_is_there(tmp_path):
    may = subprocess.run(["unshare", "--map-root-user", "--net", "true"], capture_output=True)
    if may.returncode:
        pytest.skip("this machine gives no namespaces")
    listen = "import socket; s = socket.create_server(('127.0.0.1', 0)); socket.create_connection(s.getsockname())"
    found = offline.run("a job", ("-c", f"{listen}; print('=== 3 passed in 4.10s ===')"), tmp_path)
    assert found.interfaces == "lo"
    assert found.elsewhere == "Network is unreachable"
    assert (found.status, found.last, found.changed) == (0, "3 passed", 0)


def test_a_job_that_fails_is_said():
    line = offline.page([offline.Run("tests", "python run.py test", "lo", "refused", 1, "1 failed", 2)]).splitlines()[
        -1
    ]
    assert line == "| tests | `python run.py test` | lo | refused | 1 | 1 failed | 2 |"
