"""The audit of each paper as a page: those in the dataset, and the examples that lie beside it."""

from __future__ import annotations

from pathlib import Path

import fraudstats as fs
from fraudstats.claims.reports.entries import entries
from fraudstats.claims.result import Audit
from fraudstats.dataset import Dataset
from fraudstats.vocabulary import VERDICTS
from tools.site.markup import Markup, element, heading, link, raw, record_link, table, text

__all__ = ["pages"]


def pages(dataset: Dataset, examples: Path) -> dict[str, str]:
    """``audits/PAPER.md`` for each audited paper, and ``audits/index.md``."""
    audited = [*dataset.claims["paper"].unique(), *map(str, sorted(examples.glob("*.yaml")))]
    audits = [fs.audit(dataset, claims) for claims in audited]
    numbers = set(dataset.observations["observation_id"])
    made = {f"audits/{audit.papers[0].paper_id}.md": _page(audit, numbers) for audit in audits}
    return made | {"audits/index.md": _index(audits)}


def _page(audit: Audit, numbers):
    paper = audit.papers[0]
    about = element(
        "p", Markup(f"{link('All audits', '../audits/index.html')} · {link('the text audited', paper.url)}")
    )
    tally = element("p", f"{audit.heading}: {audit.tally}.")
    cells = [
        (entry.number, entry.said, _verdict(entry.verdict), _why(entry), _sources(entry, numbers))
        for entry in entries(audit)
    ]
    head = ("Claim", "It says", "Verdict", "Why", "Rests on")
    said = [heading(audit.title), raw(about + tally + table(head, cells, f"The claims of {audit.title}"))]
    for name, notes in (("Problems", audit.problems), ("Notes", audit.notes)):
        if notes:
            said += [heading(name, 2), raw(element("ul", Markup("".join(element("li", str(one)) for one in notes))))]
    return "".join(said)


def _verdict(verdict):
    return element("span", verdict, class_=f"fs-verdict fs-{verdict.replace(' ', '-')}")


def _why(entry):
    caveats = "".join(f"<br>{element('em', caveat)}" for caveat in entry.caveats)
    return Markup(text(entry.why) + caveats)


def _sources(entry, numbers):
    """What a verdict rests on: a number in the data browser, anything else at its source."""
    links = (record_link(name, name, "../") if name in numbers else link(name, url) for name, url in entry.sources)
    return Markup("<br>".join(links))


def _index(audits):
    given = [verdict for verdict in VERDICTS if any(verdict in audit.counts() for audit in audits)]
    cells = [
        (
            link(audit.title, f"../audits/{audit.papers[0].paper_id}.html"),
            len(audit.verdicts),
            *(sum(one.verdict == verdict for one in audit.verdicts) for verdict in given),
        )
        for audit in audits
    ]
    head = ("Paper", "Claims", *(verdict.replace("_", " ").capitalize() for verdict in given))
    listed = "\n".join(f"{audit.papers[0].paper_id}" for audit in audits)
    contents = f"\n```{{toctree}}\n:hidden:\n\n{listed}\n```\n"
    intro = "\nThe claims of papers and articles, each decided by [rules](../docs/audit.md) from the data.\n"
    return heading("Audits") + intro + raw(table(head, cells, "Verdicts by paper")) + contents
