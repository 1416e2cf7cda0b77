"""Make pages of ``docs/evidence`` again, each by the command that it names itself.

    python -m tools.evidence                   which command makes which page: docs/evidence/commands.md
    python -m tools.evidence linear-coverage   make pages by their names, or `all` (hours on one core)

A page names its command between backticks, the first in it that begins with `pytest` or `python`.
"""

import os
import re
import subprocess
import sys
from pathlib import Path

__all__ = ["commands", "index", "make"]

ROOT = Path(__file__).parents[1]
FOLDER = ROOT / "docs" / "evidence"
INDEX = "commands.md"
#: What is no page, and cannot name its command itself.
TABLES = {"leave-one-out-solved.csv": "python benchmarks/leave_one_out_solved.py"}

_COMMAND = re.compile(r"`(?:PYTHONPATH=[a-z:]+ )?((?:pytest|python) [^`]+)`")


def commands() -> dict[str, str]:
    """The command of each page (without its suffix) and table, by name.

    Raises
    ------
    ValueError
        If a page names none.
    """
    found = dict(TABLES)
    for path in sorted(FOLDER.glob("*.md")):
        if path.name != INDEX:
            match = _COMMAND.search(path.read_text(encoding="utf-8"))
            if match is None:
                raise ValueError(f"{path.name} names no command: write `pytest ...` or `python ...` between backticks")
            found[path.stem] = " ".join(match[1].split())
    return found


def index() -> str:
    """The page that lists all others with their commands."""
    rows = [f"| {_link(name)} | `{command}` |" for name, command in commands().items()]
    head = """# Which command makes which page of evidence

Run from the root of a clone after `python run.py`, with `.venv` active and `PYTHONPATH=src:tests`.
`python -m tools.evidence NAME` does this for the page of that name, `python -m tools.evidence all` for all of them
(hours on one core). Seeds are fixed, so that a page changes only where the code does. Most simulations are tests as
well: `pytest -m slow` fails where coverage leaves what is promised.

| page | command |
|---|---|
"""
    return head + "\n".join(rows) + "\n"


def make(name: str) -> int:
    """Run the command of a page; its exit status."""
    command = commands()[name]
    print(f"$ {command}", flush=True)
    paths = os.pathsep.join(filter(None, [str(ROOT / "tests"), os.environ.get("PYTHONPATH")]))
    binaries = os.pathsep.join([str(Path(sys.executable).parent), os.environ.get("PATH", "")])
    environment = os.environ | {"PYTHONPATH": paths, "PATH": binaries, "OPENBLAS_NUM_THREADS": "1"}
    return subprocess.run(command, shell=True, cwd=ROOT, env=environment).returncode


def _link(name):
    path = FOLDER / f"{name}.md"
    if not path.exists():
        return f"[{name}]({name})"
    return f"[{path.read_text(encoding='utf-8').splitlines()[0].removeprefix('# ')}]({path.name})"


if __name__ == "__main__":
    asked = sys.argv[1:]
    if unknown := set(asked) - {"all", *commands()}:
        sys.exit(f"no page of evidence is called {', '.join(sorted(unknown))}; there are {', '.join(commands())}")
    failed = [name for name in (commands() if "all" in asked else asked) if make(name)]
    (FOLDER / INDEX).write_text(index(), encoding="utf-8")
    sys.exit(f"failed: {', '.join(failed)}" if failed else 0)
