"""The house around the code: what is declared, locked, checked by workflows, and numbered."""

import re
import runpy
import tomllib
from importlib.metadata import packages_distributions
from pathlib import Path

import pytest
import yaml
from packaging.requirements import Requirement
from packaging.utils import canonicalize_name

import fraudstats as fs
from fraudstats.cli import main
from fraudstats.dataset.loader import processed_folder

ROOT = processed_folder().parents[1]
PROJECT = tomllib.loads((ROOT / "pyproject.toml").read_text("utf-8"))["project"]
EXTRAS = PROJECT["optional-dependencies"]
#: Peers of the benchmarks are measured against and never needed.
LOCKED = EXTRAS.keys() - {"benchmarks"}
RUN = runpy.run_path(str(ROOT / "run.py"))
HOOKS = ROOT / ".pre-commit-config.yaml"
WORKFLOWS = sorted((ROOT / ".github/workflows").glob("*.yml"))
TEMPLATES = sorted((ROOT / ".github/ISSUE_TEMPLATE").glob("*.yml"))


def requirements(*extras):
    """Name -> requirement of the package with some extras, extras within extras included."""
    lines, waiting = [*PROJECT["dependencies"]], list(extras)
    while waiting:
        for line in EXTRAS[waiting.pop()]:
            if line.startswith(f"{PROJECT['name']}["):
                waiting += Requirement(line).extras
            else:
                lines.append(line)
    return {canonicalize_name(Requirement(line).name): Requirement(line) for line in lines}


def locked():
    """Name -> its blocks in the lock: the pinned line and the lines of its hashes."""
    blocks = re.split(r"\n(?=\S)", (ROOT / "requirements.lock").read_text("utf-8").strip())
    found = {}
    for block in blocks:
        found.setdefault(canonicalize_name(re.match(r"[\w.-]+", block).group()), []).append(block)
    return found


# What is declared


def test_every_requirement_has_a_lower_bound():
    without = [str(r) for r in requirements(*EXTRAS).values() if ">=" not in str(r.specifier)]
    assert not without


def test_what_the_test_command_runs_is_in_the_extra_that_it_installs():
    modules = {command[0] for job in ("test", "fast", "lint") for command in RUN["JOBS"][job]}
    assert modules == {"ruff", "basedpyright", "pytest"}
    assert modules | {"nbval"} <= set(requirements("test"))
    assert {"ruff", "basedpyright"} <= set(requirements("lint"))


def test_the_dev_extra_brings_everything_that_the_hooks_run():
    assert set(requirements("test")) | {"pre-commit"} <= set(requirements("dev"))


def test_whoever_runs_the_notebooks_can_validate_them():
    assert {"jupyterlab", "nbclient", "nbformat", "nbval"} <= set(requirements("notebooks"))


def test_every_package_that_the_source_imports_is_declared():
    source = Path(fs.__file__).parent
    pattern = re.compile(r"^\s*(?:from|import) (\w+)", re.MULTILINE)
    imported = {name for path in source.rglob("*.py") for name in pattern.findall(path.read_text("utf-8"))}
    owners = packages_distributions()
    outside = {canonicalize_name(owner) for name in imported for owner in owners.get(name, ())}
    assert outside - {"fraudstats"} <= set(requirements("notebooks", "excel", "tables", "dask"))


def test_tables_can_be_written_as_latex_without_an_extra():
    assert "jinja2" in requirements()


def test_the_description_calls_numbers_numbers():
    assert "figures" not in PROJECT["description"]


def test_the_supported_pythons_are_those_that_the_workflow_tests():
    said = [c.rpartition(" ")[2] for c in PROJECT["classifiers"] if re.search(r":: 3\.\d+$", c)]
    tests = yaml.safe_load((ROOT / ".github/workflows/tests.yml").read_text("utf-8"))
    assert tests["jobs"]["pythons"]["strategy"]["matrix"]["python"] == said
    assert PROJECT["requires-python"] == f">={said[0]}"


# What is locked


def test_every_declared_requirement_is_locked_at_an_allowed_version():
    pins = locked()
    for name, requirement in requirements(*LOCKED).items():
        assert name in pins, f"{name} is not in requirements.lock; CONTRIBUTING.md says how to renew it"
        for block in pins[name]:
            version = re.search(r"==(\S+)", block).group(1)
            assert requirement.specifier.contains(version, prereleases=True), f"{name} {version}"


def test_every_pin_is_exact_and_has_hashes():
    for name, blocks in locked().items():
        for block in blocks:
            pin, *hashes = block.replace("\\\n", "\n").split("\n")
            assert re.fullmatch(r"[\w.-]+==[\w.!+]+( ; .+?)? *", pin), name
            assert hashes and all(re.fullmatch(r" +--hash=sha256:[0-9a-f]{64} *", line) for line in hashes), name


def test_the_lock_names_no_address():
    text = (ROOT / "requirements.lock").read_text("utf-8")
    assert not re.search(r"//|--(?:extra-)?index|--find-links|file:|@", text)


# What is checked


def commands_of(text):
    """Every command of this project or its tools in lines of shell."""
    for line in text.splitlines():
        words = re.sub(r"^(?:uv run --no-sync |\.venv/bin/)", "", line.strip()).split()
        if words:
            yield words


def steps(workflow):
    content = yaml.safe_load(workflow.read_text("utf-8"))
    return [step for job in content["jobs"].values() for step in job["steps"]]


@pytest.mark.parametrize("workflow", WORKFLOWS, ids=lambda path: path.stem)
def test_a_workflow_calls_only_what_exists(workflow):
    known = {"python": _python, "fraudstats": _fraudstats, "uv": lambda words: words[0] in ("venv", "pip"), "git": bool}
    known["sudo"] = lambda words: words[0] == "apt-get"
    ran = [words for step in steps(workflow) for words in commands_of(step.get("run", ""))]
    assert ran
    for program, *words in ran:
        if program == ".ci/run":
            assert (ROOT / program).exists()
        else:
            assert known[program](words), f"{workflow.name}: {program} {' '.join(words)}"


def _python(words):
    if words[0] == "-m":
        return words[1] == "pip" or canonicalize_name(words[1]) in requirements("test")
    return words[0] == "run.py" and (len(words) == 1 or words[1] in RUN["JOBS"])


def _fraudstats(words):
    with pytest.raises(SystemExit) as end:
        main([words[0], "--help"])
    return end.value.code == 0


def test_a_workflow_uses_only_the_actions_of_the_host():
    used = {step["uses"] for workflow in WORKFLOWS for step in steps(workflow) if "uses" in step}
    assert all(re.fullmatch(r"actions/[\w-]+@v\d+", action) for action in used)


def test_one_workflow_runs_every_month_with_the_newest_versions():
    content = yaml.safe_load((ROOT / ".github/workflows/newest.yml").read_text("utf-8"))
    (schedule,) = content[True]["schedule"]  # YAML reads the key "on" as true
    minute, hour, day, month, weekday = schedule["cron"].split()
    assert (month, weekday) == ("*", "*") and all(part.isdigit() for part in (minute, hour, day))
    assert any("--upgrade" in step.get("run", "") for step in steps(ROOT / ".github/workflows/newest.yml"))


def test_one_job_tests_the_lowest_versions_that_are_allowed():
    runs = " ".join(step.get("run", "") for step in steps(ROOT / ".github/workflows/tests.yml"))
    assert "--resolution lowest-direct" in runs


def test_hooks_are_local_and_run_what_the_dev_extra_installs():
    for repository in yaml.safe_load(HOOKS.read_text("utf-8"))["repos"]:
        assert repository["repo"] == "local"
        for hook in repository["hooks"]:
            program, *words = hook["entry"].split()
            assert hook["language"] == "system"
            assert _fraudstats(words) if program == "fraudstats" else program in requirements("dev")


@pytest.mark.parametrize("template", TEMPLATES, ids=lambda path: path.stem)
def test_a_template_asks_for_something(template):
    content = yaml.safe_load(template.read_text("utf-8"))
    if template.stem != "config":
        ids = [field["id"] for field in content["body"]]
        assert content["name"] and content["description"] and len(set(ids)) == len(ids) > 0


@pytest.mark.parametrize("page", ["README.md", "CONTRIBUTING.md"])
def test_a_page_names_only_commands_that_exist(page):
    text = (ROOT / page).read_text("utf-8")
    assert set(re.findall(r"python run\.py (\w+)", text)) <= set(RUN["JOBS"])
    for command in set(re.findall(r"`fraudstats ([a-z]+)", text)):
        assert _fraudstats([command]), command


def test_the_test_command_checks_style_then_types_and_ends_with_the_tests():
    first, second, third, last = (" ".join(command) for command in RUN["JOBS"]["test"])
    assert (first, second) == ("ruff check .", "ruff format --check .")
    assert third.startswith("basedpyright")
    assert last.startswith("pytest") and "--nbval" in last


def ran(monkeypatch, failing=()):
    """Run the test job without its programs: the exit status, and the commands in their order."""
    calls = []

    def program(command, **options):
        calls.append(command[2:])
        return type("Ended", (), {"returncode": int(command[2:4] in [list(f) for f in failing])})

    monkeypatch.setattr(RUN["subprocess"], "run", program)
    return RUN["run"](RUN["JOBS"]["test"], ["-k", "window"]), calls


def test_further_arguments_reach_pytest_alone(monkeypatch):
    status, calls = ran(monkeypatch)
    assert status == 0
    assert [call[-2:] == ["-k", "window"] for call in calls] == [False, False, False, True]


def test_the_browser_is_asked_for_by_one_word(monkeypatch):
    asked = []
    main_names = RUN["main"].__globals__
    monkeypatch.setitem(main_names, "install", lambda: None)
    monkeypatch.setitem(main_names, "run", lambda job, further: asked.append((job, further)) or 0)
    monkeypatch.setattr("sys.argv", ["run.py", "test", "--browser", "-k", "site"])
    with pytest.raises(SystemExit) as end:
        RUN["main"]()
    assert not end.value.code
    assert asked == [(RUN["JOBS"]["test"], ["-m", "not slow", "-k", "site"])]


def test_a_fault_of_style_fails_the_test_command_in_words_and_the_tests_still_run(monkeypatch, capfd):
    status, calls = ran(monkeypatch, failing=[("ruff", "format")])
    assert status == 1
    assert calls[-1][0] == "pytest"
    assert capfd.readouterr().err.splitlines()[-1] == "FAILED: ruff format --check . (mended by: ruff format .)"


def test_a_failed_test_has_the_last_word(monkeypatch, capfd):
    status, _ = ran(monkeypatch, failing=[("pytest", "--numprocesses")])
    assert status == 1
    assert capfd.readouterr().err == ""


# What is numbered


def test_the_version_is_the_same_wherever_it_is_written():
    citation = yaml.safe_load((ROOT / "CITATION.cff").read_text("utf-8"))
    releases = yaml.safe_load((ROOT / "data/raw/releases.yaml").read_text("utf-8"))["releases"]
    headings = re.findall(r"^## (\S+)", (ROOT / "CHANGELOG.md").read_text("utf-8"), flags=re.MULTILINE)
    numbered = [heading for heading in headings if heading != "Unreleased"]
    assert {citation["version"], releases[-1]["id"], numbered[0]} == {fs.__version__}
    assert citation["date-released"] == releases[-1]["date"]


def test_the_changelog_has_every_release_newest_first():
    releases = yaml.safe_load((ROOT / "data/raw/releases.yaml").read_text("utf-8"))["releases"]
    headings = re.findall(r"^## (\d\S+)", (ROOT / "CHANGELOG.md").read_text("utf-8"), flags=re.MULTILINE)
    assert headings == [release["id"] for release in reversed(releases)]
