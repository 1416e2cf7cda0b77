"""The files for GitHub and GitLab that others call: sound YAML, and commands with options that exist."""

import re
import runpy

import pytest
import yaml
from stored import ROOT

from fraudstats.cli.main import command_parser

GITHUB = ROOT / ".github/workflows/verify.yml"
GITLAB = ROOT / ".ci/gitlab-verify.yml"
PAGE = ROOT / "docs/validate.md"
RUN = runpy.run_path(str(ROOT / "run.py"))


def lines_of(path):
    """Every line of shell in a file for CI."""
    content = yaml.safe_load(path.read_text(encoding="utf-8"))
    if path == GITLAB:
        return [line for job in content.values() for line in job["script"]]
    return [step["run"] for job in content["jobs"].values() for step in job["steps"] if "run" in step]


@pytest.mark.parametrize("path", [GITHUB, GITLAB], ids=lambda path: path.parent.name)
def test_a_file_for_ci_runs_the_command_with_options_that_it_has(path):
    (line,) = [one for one in lines_of(path) if one.startswith("python run.py verify")]
    assert "verify" in RUN["JOBS"]
    known = {option for action in command_parser()[1]["verify"]._actions for option in action.option_strings}
    assert set(re.findall(r"--\w+", line)) <= known


def test_the_workflow_can_be_called_and_uses_only_inputs_that_it_declares():
    text = GITHUB.read_text(encoding="utf-8")
    declared = yaml.safe_load(text)[True]["workflow_call"]["inputs"]  # YAML reads the key "on" as true
    assert set(re.findall(r"inputs\.(\w+)", text)) == set(declared)
    assert all(one["type"] == "string" and one["description"] for one in declared.values())
    assert not [line for line in lines_of(GITHUB) if "${{" in line], "an input reaches the shell as a variable only"


def test_the_report_is_kept_also_when_something_differs():
    (job,) = yaml.safe_load(GITHUB.read_text("utf-8"))["jobs"].values()
    assert job["steps"][-1]["if"] == "always()"
    (job,) = yaml.safe_load(GITLAB.read_text("utf-8")).values()
    assert job["artifacts"]["when"] == "always"


def test_the_page_shows_how_to_call_them():
    github, gitlab = (
        yaml.safe_load(one) for one in re.findall(r"```yaml\n(.*?)```", PAGE.read_text("utf-8"), re.DOTALL)
    )
    call = github["jobs"]["verify"]
    assert call["uses"].partition("/fraudstats/")[2].partition("@")[0] == GITHUB.relative_to(ROOT).as_posix()
    assert set(call["with"]) <= set(yaml.safe_load(GITHUB.read_text("utf-8"))[True]["workflow_call"]["inputs"])
    assert gitlab["include"][0]["file"] == f"/{GITLAB.relative_to(ROOT).as_posix()}"
    (job,) = yaml.safe_load(GITLAB.read_text("utf-8")).values()
    assert set(gitlab["variables"]) <= set(job["variables"])
