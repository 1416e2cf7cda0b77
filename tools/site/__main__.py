"""``python -m tools.site``: build the site into ``build/site``; every warning is an error."""

from __future__ import annotations

import sys
from pathlib import Path

from sphinx.cmd.build import main as sphinx_build

import fraudstats as fs
from tools.site.paths import DOCTREES, ROOT, SOURCE, TARGET
from tools.site.source import site_source, write_source


def main(target: Path = TARGET) -> int:
    """Write the source, and let Sphinx make the pages; the status is Sphinx's."""
    write_source(site_source(ROOT, fs.load()), SOURCE)
    options = ["-W", "--keep-going", "-q", "-b", "html", "-j", "auto", "-c", str(ROOT / "docs"), "-d", str(DOCTREES)]
    status = sphinx_build([*options, str(SOURCE), str(target)])
    if not status:
        print(f"The site is in {target.relative_to(ROOT) if target.is_relative_to(ROOT) else target}: open index.html")
    return status


if __name__ == "__main__":
    sys.exit(main())
