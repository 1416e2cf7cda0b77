"""Everything from a clone, with nothing but Python 3.11 or newer.

    python run.py        install, build the tables, run the notebooks, draw the figures
    python run.py test   install, check style and types, run the tests and validate the notebooks
    python run.py fast   the tests without notebooks, figures, wheel and long simulations
    python run.py lint   style and types alone
    python run.py lab    install, open JupyterLab on the notebooks
    python run.py verify install, make everything again beside what is stored, and report what differs
    python run.py site   install, build the site with the data browser into build/site

Further arguments of `test` and `fast` go to pytest (`python run.py fast -k window`), those of `verify` to the command.
With `--browser`, `test` also opens the site and JupyterLab in Chromium, if it is installed.
What is installed goes into .venv, at the versions of requirements.lock, each checked by its hash.
"""

import hashlib
import os
import shutil
import subprocess
import sys
import venv
from pathlib import Path

HERE = Path(__file__).resolve().parent
VENV = HERE / ".venv"
BIN = VENV / ("Scripts" if os.name == "nt" else "bin")
PYTHON = BIN / ("python.exe" if os.name == "nt" else "python")
#: Installed from exactly these files; the mark is their hash.
INPUTS = [HERE / "requirements.lock", HERE / "pyproject.toml"]
MARK = VENV / "installed.sha256"

#: Each check of style and types, and what mends it.
LINT = {
    ("ruff", "check", "."): "most of it is mended by: ruff check --fix .",
    ("ruff", "format", "--check", "."): "mended by: ruff format .",
    ("basedpyright", "--level", "error"): "each line above names a file, a line and a rule",
}
#: On all cores, at most four; a file stays in one worker, so that the cells of a notebook run in their order.
PARALLEL = ["--numprocesses", "auto", "--maxprocesses", "4", "--dist", "loadfile"]
NBVAL = ["--nbval", "--nbval-current-env", "--nbval-cell-timeout", "600", "notebooks"]
FAST = ["-m", "not slow and not reproduces", "--ignore", "tests/test_notebooks.py"]
JOBS = {
    "reproduce": [["fraudstats", "reproduce"]],
    "test": [*LINT, ["pytest", *PARALLEL, "tests", "src", *NBVAL]],
    "fast": [["pytest", *PARALLEL, *FAST, "tests", "src"]],
    "lint": [*LINT],
    "verify": [["fraudstats", "verify"]],
    "lab": [["jupyterlab", "--notebook-dir", "notebooks"]],
    "site": [["tools.site"]],
}
#: What `test --browser` gives to pytest; the marks replace those of pyproject.toml.
BROWSER = ["-m", "not slow"]


def fingerprint():
    content = b"".join(path.read_bytes() for path in INPUTS) + sys.version.encode() + str(HERE).encode()
    return hashlib.sha256(content).hexdigest()


def call(*command, **options):
    """Run a command in the clone; its failure ends this program with its status."""
    status = subprocess.run([str(part) for part in command], cwd=HERE, **options).returncode
    if status:
        sys.exit(status)


def install():
    """Make .venv as locked, unless it is so already."""
    if MARK.exists() and MARK.read_bytes() == fingerprint().encode():
        return
    print("Installing into .venv (once; a few minutes with pip, seconds with uv) ...", flush=True)
    MARK.unlink(missing_ok=True)
    uv = shutil.which("uv")
    venv.create(VENV, with_pip=uv is None, clear=True)
    pip = [uv, "pip"] if uv else [PYTHON, "-m", "pip"]
    target = ["--python", PYTHON, "--compile-bytecode"] if uv else ["--disable-pip-version-check"]
    call(*pip, "install", "--quiet", *target, "--require-hashes", "-r", INPUTS[0])
    call(*pip, "install", "--quiet", *target, "--no-deps", "--no-build-isolation", "--editable", HERE)
    MARK.write_text(fingerprint())


def run(job, further):
    """Run all modules of a job, also after a failure, so that one run shows everything; the status is 0 or 1.

    Failed checks of style and types are named last; without any, the last lines are those of the last module.
    """
    environment = os.environ | {"PYTHONHASHSEED": "0", "PATH": f"{BIN}{os.pathsep}{os.environ['PATH']}"}
    environment.pop("PYTHONPATH", None)
    failed = []
    for module in job:
        command = [*module, *(further if module is job[-1] else [])]
        print(f"$ {' '.join(command)}", flush=True)
        if subprocess.run([str(PYTHON), "-m", *command], cwd=HERE, env=environment).returncode:
            failed.append(tuple(module))
    for check in LINT:
        if check in failed:
            print(f"FAILED: {' '.join(check)} ({LINT[check]})", file=sys.stderr, flush=True)
    return int(bool(failed))


def main():
    arguments = sys.argv[1:] or ["reproduce"]
    if sys.version_info < (3, 11):
        sys.exit(f"fraudstats needs Python 3.11 or newer; this is {sys.version.split()[0]}")
    if arguments[0] not in JOBS:
        sys.exit(__doc__)
    job, further = arguments[0], arguments[1:]
    if "--browser" in further:
        if job != "test":
            sys.exit(f"--browser belongs to 'python run.py test', not to '{job}'")
        further = [word for one in further for word in (BROWSER if one == "--browser" else [one])]
    install()
    sys.exit(run(JOBS[job], further))


if __name__ == "__main__":
    main()
