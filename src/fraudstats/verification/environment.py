"""On what a verification ran: names and versions, and nothing of the user."""

from __future__ import annotations

import os
import platform
import sys
from datetime import UTC, datetime
from importlib.metadata import PackageNotFoundError, version
from pathlib import Path

from fraudstats import __version__
from fraudstats.dataset import load
from fraudstats.verification.execution import ONE_THREAD

__all__ = ["environment"]

_PACKAGES = ("numpy", "pandas", "scipy", "statsmodels", "matplotlib", "pillow", "highspy", "pyarrow", "ipykernel")
#: Variables that choose how many threads a library takes in a kernel, or which processor it computes for.
_THREADS = (*ONE_THREAD, "OPENBLAS_CORETYPE")


def environment() -> dict[str, str]:
    """What a reader of the report needs to run it again, by name, in the order of the report."""
    state, set_ = load().state, ONE_THREAD | os.environ
    return {
        "fraudstats": __version__,
        "data": f"{state}, fingerprint {state.fingerprint}",
        "date": f"{datetime.now(UTC):%Y-%m-%d %H:%M} UTC",
        "Python": f"{sys.version.split()[0]} ({platform.python_implementation()})",
        "system": f"{platform.system()} {platform.release()}, {platform.machine()}",
        "processor": f"{_processor()}, {os.cpu_count()} cores",
        "linear algebra": _blas(),
        "threads": ", ".join(f"{name}={set_[name]}" for name in _THREADS if name in set_),
        "packages": ", ".join(f"{name} {found}" for name in _PACKAGES if (found := _version(name))),
    }


def _version(name):
    try:
        return version(name)
    except PackageNotFoundError:
        return ""


def _processor():
    """Its name, where the system tells one."""
    listed = Path("/proc/cpuinfo")
    if listed.is_file():
        lines = listed.read_text(encoding="utf-8", errors="replace").splitlines()
        names = [line.partition(":")[2].strip() for line in lines if line.startswith("model name")]
        if names:
            return names[0]
    return platform.processor() or platform.machine()


def _blas():
    """The libraries that NumPy and SciPy compute with."""
    import scipy.linalg  # noqa: F401  # loads its own
    from threadpoolctl import threadpool_info

    libraries = [one for one in threadpool_info() if one["user_api"] == "blas"]
    told = {
        f"{one['internal_api']} {one['version']} for {one.get('architecture', 'any')}, {one['num_threads']} thread(s)"
        for one in libraries
    }
    return "; ".join(sorted(told)) or "unknown"
