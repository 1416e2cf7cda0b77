"""Runs of tests over mutants: in forked processes, several at a time, with limits, their outcomes kept in a folder.

A run is forked off a process that has imported all libraries, and the changed module is handed to the import system,
so that it costs little more than the tests themselves and nothing is written into the tree.
"""

import contextlib
import gc
import hashlib
import importlib.abc
import importlib.machinery
import importlib.util
import json
import os
import resource
import shutil
import subprocess
import sys
import tempfile
import time
from collections import deque
from collections.abc import Mapping, Sequence
from pathlib import Path

import pytest
from hypothesis import Phase, settings

from tools.mutants.changes import ROOT, Mutant, Rule

__all__ = ["Trials"]

_SECONDS, _TIMES, _MEMORY = 20, 5, 12 * 2**30
#: How many examples of a property are tried; the wider set tries as many as its tests say.
_EXAMPLES: Mapping[str, Mapping[str, int]] = {"narrow": {"max_examples": 15}, "wider": {}}
#: So many tests that killed a mutant of the module lately are run first.
_LATELY = 6
#: Plugins that are imported already are not rewritten, which is of no account here.
_OPTIONS = (
    "-x", "-q", "-p", "_hypothesis_pytestplugin", "-p", "no:cacheprovider", "-p", "no:unraisableexception",
    "-W", "ignore::pytest.PytestAssertRewriteWarning",
)  # fmt: skip
#: Exit codes of pytest: all passed, some failed, interrupted by an error (also one that kept a test from loading).
_PASSED, _FAILED = 0, {1, 2}


class _Changed(importlib.abc.MetaPathFinder, importlib.machinery.SourceFileLoader):
    """Gives the source of a mutant where its module is imported."""

    def __init__(self, mutant: Mutant, path: Path):
        super().__init__(mutant.rule.name, str(path))
        self._mutant = mutant

    def find_spec(self, fullname, path=None, target=None):
        if fullname == self.name:
            return importlib.util.spec_from_file_location(fullname, self.path, loader=self)
        return None

    def get_code(self, fullname):
        return compile(self._mutant.source, self.path, "exec")


class _Plugin:
    """Runs some tests first, and notes which failed first.

    Properties try the same examples in each run and do not look for simpler ones.
    """

    def __init__(self, first: Sequence[str], examples: Mapping[str, int]):
        self.failed = ""
        self._first, self._examples = first, examples

    def pytest_sessionstart(self):
        phases = (Phase.explicit, Phase.generate)
        same = {"phases": phases, "database": None, "derandomize": True}
        settings.register_profile("mutants", settings(), **same, **self._examples)
        settings.load_profile("mutants")

    def pytest_collection_modifyitems(self, items):
        items.sort(key=lambda item: item.nodeid not in self._first)

    def pytest_runtest_logreport(self, report):
        if report.failed and not self.failed:
            self.failed = report.nodeid


class Trials:
    """Runs of tests in forked processes, several at a time, with their outcomes in a folder.

    Parameters
    ----------
    folder : Path
    workers : int
    """

    def __init__(self, folder: Path, workers: int):
        self._tree, self._kept, self._workers = folder / "tree", folder / "outcomes.jsonl", workers
        self._limits: dict[tuple[str, ...], float] = {}
        self._copy()
        lines = self._kept.read_text(encoding="utf-8").splitlines() if self._kept.exists() else []
        self.outcomes = {one["key"]: one for one in map(json.loads, lines)}
        self._preload()

    def decide(self, rule: Rule, tests: tuple[str, ...], stage: str, mutants: Sequence[Mutant]) -> None:
        """Run the tests over those mutants that have no outcome of this stage yet."""
        digest = self._digest(tests)
        open_ = [one for one in mutants if not self._is_decided(one, stage, digest)]
        if not open_:
            return
        limit, lately = self._limit(tests, stage), deque(maxlen=_LATELY)
        running: dict[int, tuple[Mutant, Path, float]] = {}
        for mutant in [*open_, *[None] * self._workers]:
            while len(running) >= self._workers or (mutant is None and running):
                ended, killed, by = self._ended(running, 3 * limit)
                self._keep(ended, killed, by, stage, digest)
                if killed and by not in lately:
                    lately.append(by)
            if mutant is not None:
                note = Path(tempfile.mkdtemp(prefix="mutant-"))
                plugin = _Plugin(tuple(lately), _EXAMPLES[stage])
                running[self._fork(mutant, tests, note, limit, plugin)] = (mutant, note, time.monotonic())

    def _copy(self):
        listed = ["git", "ls-files", "--cached", "--others", "--exclude-standard", "-z"]
        names = subprocess.run(listed, cwd=ROOT, capture_output=True, text=True, check=True).stdout.split("\0")
        shutil.rmtree(self._tree, ignore_errors=True)
        for name in filter(None, names):
            if (ROOT / name).is_file():
                (self._tree / name).parent.mkdir(parents=True, exist_ok=True)
                shutil.copy2(ROOT / name, self._tree / name)

    def _preload(self):
        """Import here what the package and its tests import of others, so that no run has to."""
        code = (
            "import sys, hypothesis, pytest, _pytest.doctest, pandas.testing, fraudstats, fraudstats.claims\n"
            "print(*(name for name in sys.modules if not name.startswith(('fraudstats', '__', '_pytest.ass'))))"
        )
        os.environ |= {"PYTHONPATH": str(self._tree / "src"), "OPENBLAS_NUM_THREADS": "1"}
        os.environ["PYTEST_DISABLE_PLUGIN_AUTOLOAD"] = "1"
        run = subprocess.run([sys.executable, "-c", code], cwd=self._tree, capture_output=True, text=True, check=True)
        for name in run.stdout.split():
            with contextlib.suppress(ImportError):
                importlib.import_module(name)
        sys.path.insert(0, str(self._tree / "src"))
        gc.freeze()

    def _digest(self, tests):
        text = hashlib.sha256()
        paths = [self._tree / one for one in tests if not one.startswith("-")]
        for path in sorted(file for one in paths for file in _files(one)):
            text.update(path.read_bytes())
        return text.hexdigest()[:20]

    def _is_decided(self, mutant, stage, digest):
        """Killed once is killed; a survivor is run again when a test is changed."""
        found = self.outcomes.get(mutant.key)
        return found is not None and (found["killed"] or found["passed"].get(stage) == digest)

    def _limit(self, tests, stage):
        """Seconds of processor time after which a run of these tests is broken off; they must pass as they are."""
        if tests not in self._limits:
            note = Path(tempfile.mkdtemp(prefix="mutant-"))
            _, status, used = os.wait4(self._fork(None, tests, note, 3600, _Plugin((), _EXAMPLES[stage])), 0)
            if os.waitstatus_to_exitcode(status):
                raise RuntimeError(f"{' '.join(tests)}: fails as it is\n{_said(note)}")
            shutil.rmtree(note)
            self._limits[tests] = _SECONDS + _TIMES * (used.ru_utime + used.ru_stime)
        return self._limits[tests]

    def _fork(self, mutant, tests, note, limit, plugin):
        process = os.fork()
        if process == 0:
            os.setsid()
            os._exit(self._run(mutant, tests, note, limit, plugin))
        return process

    def _run(self, mutant, tests, note, limit, plugin):
        """In the forked process: the exit code of pytest, and what it said in a file."""
        os.chdir(self._tree)
        resource.setrlimit(resource.RLIMIT_CPU, (int(limit), int(limit)))
        resource.setrlimit(resource.RLIMIT_AS, (_MEMORY, _MEMORY))
        os.environ["HYPOTHESIS_STORAGE_DIRECTORY"] = str(note)
        said = os.open(note / "said", os.O_WRONLY | os.O_CREAT)
        os.dup2(said, 1), os.dup2(said, 2)
        try:
            if mutant is not None:
                sys.meta_path.insert(0, _Changed(mutant, self._tree / "src" / mutant.rule.module))
                importlib.import_module(mutant.rule.name)
            options = [*_OPTIONS, "--basetemp", str(note / "files")]
            code = int(pytest.main([*options, *tests], plugins=[plugin]))
        except BaseException as error:
            plugin.failed, code = f"{type(error).__name__} at the import: {error}", 1
        sys.stdout.flush()
        (note / "failed").write_text(plugin.failed or "an error while tests were collected", encoding="utf-8")
        return code

    def _ended(self, running, patience):
        """Wait for a run: the mutant, whether it was killed, and by what."""
        while True:
            process, status = os.waitpid(-1, os.WNOHANG)
            if process:
                mutant, note, _ = running.pop(process)
                code = os.waitstatus_to_exitcode(status)
                if code not in {_PASSED, *_FAILED} and code >= 0:
                    raise RuntimeError(f"pytest ended with {code}\n{_said(note)}")
                failed = note / "failed"
                by = failed.read_text(encoding="utf-8") if failed.exists() else "the limit of time"
                shutil.rmtree(note, ignore_errors=True)
                return mutant, code != _PASSED, by
            for one, (_, _, begun) in running.items():
                if time.monotonic() - begun > patience:
                    os.killpg(one, 9)
            time.sleep(0.02)

    def _keep(self, mutant, killed, by, stage, digest):
        passed = self.outcomes.get(mutant.key, {}).get("passed", {})
        one = {"key": mutant.key, "killed": stage if killed else "", "by": by if killed else "", "passed": dict(passed)}
        if not killed:
            one["passed"][stage] = digest
        self.outcomes[mutant.key] = one
        with self._kept.open("a", encoding="utf-8") as file:
            file.write(json.dumps(one) + "\n")


def _said(note):
    return "\n".join((note / name).read_text(encoding="utf-8")[-3000:] for name in ("said", "failed"))


def _files(path):
    return [path] if path.is_file() else sorted(path.rglob("*.py"))
