"""A git tag for each frozen release of the data, at the commit that holds it as the register does.

    python -m tools.tags            which release stands in which commit, and which tags are missing
    python -m tools.tags --write    make the missing ones: annotated, named data-VERSION

Run it after the commit that follows `fraudstats release`. A tag is never moved.
"""

import argparse
import json
import subprocess
import sys
from pathlib import Path

__all__ = ["main", "places"]

ROOT = Path(__file__).parents[1]
FOLDER = "data/releases"


def _git(root, *words):
    run = subprocess.run(["git", *words], cwd=root, capture_output=True, text=True)
    if run.returncode:
        raise RuntimeError(f"git {words[0]}: {run.stderr.strip()}")
    return run.stdout.strip()


def places(root: Path = ROOT) -> dict[str, str]:
    """The commit of each release: the last one that changed its folder.

    Raises
    ------
    RuntimeError
        If git knows no commit of a registered release: it is not committed, or the clone is shallow.
    """
    register = json.loads((root / FOLDER / "register.json").read_text(encoding="utf-8"))
    found = {}
    for release in register:
        commit = _git(root, "log", "-1", "--format=%H", "--", f"{FOLDER}/{release}")
        if not commit:
            raise RuntimeError(
                f"no commit holds {FOLDER}/{release}: commit it first; of a shallow clone, fetch the rest"
            )
        found[release] = commit
    return found


def main(arguments: list[str], root: Path = ROOT) -> int:
    """List, or make, the tags; 1 where a tag stands at another commit, or is missing and not made."""
    parser = argparse.ArgumentParser(prog="python -m tools.tags", description=__doc__.partition("\n")[0])
    parser.add_argument("--write", action="store_true", help="make the missing tags")
    write = parser.parse_args(arguments).write
    status = 0
    for release, commit in places(root).items():
        tag = f"data-{release}"
        said, there = "stands", _git(root, "tag", "--list", tag)
        if there and _git(root, "rev-list", "-n", "1", tag) != commit:
            said, status = "stands at another commit, and is left there", 1
        elif not there and write:
            _git(root, "tag", "--annotate", tag, commit, "--message", f"Data release {release}")
            said = "made"
        elif not there:
            said, status = "missing", 1
        print(f"{tag}  {commit[:12]}  {said}")
    return status


if __name__ == "__main__":
    sys.exit(main(sys.argv[1:]))
