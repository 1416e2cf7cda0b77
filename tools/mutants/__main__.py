"""Put small changes into the rules one by one, and see whether a test fails of each: docs/evidence/mutants.md.

    python -m tools.mutants [--in FOLDER] [--workers 2] [MODULE ...]

Needs `pip install cosmic-ray`. tools/mutants/plan.yaml names the modules, the tests that should catch their mutants, a
wider set for those that these let pass, and holds a judgement on every survivor. Outcomes are kept in FOLDER, so that
a run which was broken off goes on; a mutant that was killed is not run again.
"""

import argparse
import sys
import tempfile
from collections.abc import Iterable
from pathlib import Path

from tools.mutants.changes import ROOT, judgements, mutants_of, rules
from tools.mutants.page import page
from tools.mutants.trials import Trials

PAGE = ROOT / "docs/evidence/mutants.md"


def main(modules: Iterable[str], folder: Path, workers: int) -> int:
    """Run all mutants; write the page if no module was named. 1 if a survivor is not judged."""
    folder.mkdir(parents=True, exist_ok=True)
    wanted = set(modules)
    chosen = [rule for rule in rules() if not wanted or rule.module in wanted]
    trials, judged, found = Trials(folder, workers), judgements(), []
    for rule in chosen:
        mutants = list(mutants_of(rule))
        trials.decide(rule, rule.tests, "narrow", mutants)
        trials.decide(rule, rule.all_tests, "wider", [one for one in mutants if one.change not in judged])
        left = [one for one in mutants if not trials.outcomes[one.key]["killed"]]
        print(f"{rule.module}: {len(mutants)} mutants, {len(left)} survive", flush=True)
        for one in left:
            print(f"    {one.place}: {one.was}\n        -> {one.now}", flush=True)
        found.append((rule, mutants))
    text, unjudged = page(found, trials.outcomes)
    if not wanted:
        PAGE.write_text(text, encoding="utf-8")
    print(f"{unjudged} survivors are not judged")
    return int(unjudged > 0)


if __name__ == "__main__":
    parser = argparse.ArgumentParser(description=__doc__.partition("\n")[0])
    parser.add_argument("modules", nargs="*", metavar="MODULE", help="such as fraudstats/interval.py; else all")
    parser.add_argument("--in", dest="folder", type=Path, default=Path(tempfile.gettempdir()) / "fraudstats-mutants")
    parser.add_argument("--workers", type=int, default=2)
    asked = parser.parse_args()
    sys.exit(main(asked.modules, asked.folder, asked.workers))
