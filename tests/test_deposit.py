"""What archives read about the repository, and the tags of its releases."""

import json
import subprocess

import pytest
import yaml
from stored import ROOT

from tools.deposit import FILES
from tools.tags import main, places


@pytest.mark.parametrize("name", FILES)
def test_the_files_say_what_the_repository_says(name):
    assert (ROOT / name).read_text(encoding="utf-8") == FILES[name](), "mended by: python -m tools.deposit"


def test_a_checker_finds_every_file_of_the_manifest():
    manifest = yaml.safe_load((ROOT / "codecheck.yml").read_text(encoding="utf-8"))["manifest"]
    assert all((ROOT / one["file"]).is_file() for one in manifest)
    listed = {one["file"] for one in manifest}
    assert listed >= {path.relative_to(ROOT).as_posix() for path in (ROOT / "figures").glob("*.png")}


@pytest.fixture
def clone(tmp_path):
    """A repository with two releases, each frozen by a commit of its own."""

    def git(*words):
        identity = ("-c", "user.name=A", "-c", "user.email=a@example.org")
        return subprocess.run(
            ["git", *identity, *words], cwd=tmp_path, check=True, capture_output=True, text=True
        ).stdout

    git("init", "--quiet")
    git("config", "user.name", "A")
    git("config", "user.email", "a@example.org")
    folder, commits = tmp_path / "data/releases", {}
    for release in ("2026.1.0", "2026.2.0"):
        (folder / release).mkdir(parents=True)
        (folder / release / "observations.csv").write_text(release)
        (folder / "register.json").write_text(json.dumps(dict.fromkeys([*commits, release])))
        git("add", "--all")
        git("commit", "--quiet", "--message", release)
        commits[release] = git("rev-parse", "HEAD").strip()
    return tmp_path, commits, git


def test_each_release_is_tagged_where_it_was_committed(clone, capsys):
    root, commits, git = clone
    assert places(root) == commits
    assert main([], root) == 1 and capsys.readouterr().out.count("missing") == 2
    assert main(["--write"], root) == 0
    assert {tag: git("rev-list", "-n", "1", tag).strip() for tag in git("tag").split()} == {
        f"data-{release}": commit for release, commit in commits.items()
    }
    assert main([], root) == 0 and capsys.readouterr().out.count("stands\n") == 2


def test_a_tag_is_never_moved(clone, capsys):
    root, commits, git = clone
    git("tag", "data-2026.1.0", "HEAD")
    assert main(["--write"], root) == 1
    assert "data-2026.1.0" in capsys.readouterr().out
    assert git("rev-list", "-n", "1", "data-2026.1.0").strip() == commits["2026.2.0"]


def test_a_release_that_no_commit_holds_is_named(clone):
    root, *_ = clone
    (root / "data/releases/register.json").write_text(json.dumps({"2026.3.0": None}))
    with pytest.raises(RuntimeError, match=r"no commit holds data/releases/2026\.3\.0: commit it first"):
        places(root)


def test_the_container_builds_from_what_is_here():
    lines = [line for line in (ROOT / "Dockerfile").read_text("utf-8").splitlines() if not line.startswith("#")]
    words = {line.split()[0] for line in lines}
    assert words == {"FROM", "RUN", "USER", "WORKDIR", "COPY", "EXPOSE", "CMD"}
    assert "RUN python run.py verify --only 08" in lines and (ROOT / "run.py").exists()
    assert any((ROOT / "notebooks").glob("08_*.ipynb"))
