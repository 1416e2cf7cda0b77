"""The pages: their Python runs, their links and pictures are right, their words are defined once.

docs/trends and the recipes have tests of their own for their code.
"""

import re
import runpy
from itertools import pairwise

import pytest

from fraudstats import vocabulary
from fraudstats.dataset.loader import processed_folder

ROOT = processed_folder().parents[1]
ELSEWHERE = ("recipes.md",)
PAGES = [
    path
    for path in [ROOT / "README.md", *sorted((ROOT / "docs").glob("*.md"))]
    if "```python" in path.read_text("utf-8") and path.name not in ELSEWHERE
]
LINKING = [*sorted(ROOT.glob("*.md")), *sorted((ROOT / "docs").rglob("*.md"))]


def name_of(path):
    return path.relative_to(ROOT).as_posix()


def prose(path):
    """A page without its code, which may hold what looks like a link."""
    return re.sub(r"```.*?```|`[^`\n]*`", "", path.read_text("utf-8"), flags=re.DOTALL)


def anchors(path):
    """What may follow a # in a link to a page: its headings, as GitHub writes them."""
    headings = re.findall(r"^#+ (.+)$", path.read_text("utf-8"), flags=re.MULTILINE)
    return {re.sub(r"[^\w\- ]", "", heading.lower()).replace(" ", "-") for heading in headings}


def block(path, language):
    return re.search(rf"```{language}\n(.*?)```", path.read_text("utf-8"), flags=re.DOTALL).group(1)


def closure(edges):
    """What each node reaches, directly or through others."""
    reached = {node: set(targets) for node, targets in edges.items()}
    for _ in reached:
        for targets in reached.values():
            targets |= {beyond for target in targets for beyond in reached[target]}
    return reached


def graph_of(mermaid):
    """Node -> what it imports, with an arrow from or to a subgraph as one from or to each of its nodes."""
    members, arrows, inside = {}, [], None
    for line in mermaid.splitlines()[1:]:
        words = line.split()
        if words[0] == "subgraph":
            inside = words[1]
            members[inside] = set()
        elif words[0] == "end":
            inside = None
        else:
            chain = line.replace("-->", " ").split()
            arrows += pairwise(chain)
            if inside:
                members[inside] |= set(chain)
    edges = {node: set() for group in members.values() for node in group}
    for start, target in arrows:
        for node in members.get(start, {start}):
            edges[node] |= members.get(target, {target})
    return edges


@pytest.mark.parametrize("page", PAGES, ids=lambda page: page.name)
def test_the_code_of_the_page_runs(page, tmp_path, monkeypatch):
    monkeypatch.chdir(tmp_path)
    names = {}
    for code in re.findall(r"```python\n(.*?)```", page.read_text("utf-8"), flags=re.DOTALL):
        exec(compile(code, page.name, "exec"), names)


@pytest.mark.parametrize("page", LINKING, ids=name_of)
def test_every_link_to_another_file_resolves(page):
    broken = []
    for link in re.findall(r"\]\((?!\w+:)([^)\s]+)\)", prose(page)):
        target, _, anchor = link.partition("#")
        path = (page.parent / target).resolve() if target else page
        if not path.exists() or (anchor and anchor not in anchors(path)):
            broken.append(link)
    assert not broken


def test_the_index_leads_to_every_page_and_notebook():
    index = (ROOT / "docs/index.md").read_text("utf-8")
    linked = {(ROOT / "docs" / link).resolve() for link in re.findall(r"\]\((?!\w+:)([^)#\s]+)\)", index)}
    wanted = {*(ROOT / "docs").rglob("*.md"), *(ROOT / "notebooks").glob("*.ipynb")} - {ROOT / "docs/index.md"}
    assert not {name_of(path) for path in wanted - linked}


def test_the_readme_names_both_commands():
    text = (ROOT / "README.md").read_text("utf-8")
    assert "python run.py " in text
    assert "python run.py test" in text


def test_the_picture_of_the_readme_is_that_of_the_architecture():
    assert block(ROOT / "README.md", "text") == block(ROOT / "docs/architecture.md", "text")


def test_the_graph_of_the_architecture_is_the_rule_that_is_enforced():
    rule = runpy.run_path(str(ROOT / "tests/test_package.py"))["MAY_IMPORT"]
    assert closure(graph_of(block(ROOT / "docs/architecture.md", "mermaid"))) == {k: set(v) for k, v in rule.items()}


def test_an_arrow_of_a_subgraph_holds_for_all_its_nodes():
    picture = "flowchart TD\nsubgraph upper\na --> b\nend\nsubgraph lower\nc\nend\nupper --> lower"
    assert graph_of(picture) == {"a": {"b", "c"}, "b": {"c"}, "c": set()}


def test_the_picture_and_the_table_of_the_architecture_name_every_part():
    rule = runpy.run_path(str(ROOT / "tests/test_package.py"))["MAY_IMPORT"]
    table = (ROOT / "docs/architecture.md").read_text("utf-8")
    drawn = set(re.findall(r"\w+", block(ROOT / "docs/architecture.md", "text")))
    assert set(rule) <= drawn
    assert not [part for part in rule if f"| `{part}` |" not in table]


def glossary():
    return re.findall(r"^\| \*\*(.+?)\*\* \| (.+) \|$", (ROOT / "docs/glossary.md").read_text("utf-8"), re.MULTILINE)


def test_the_glossary_defines_each_term_once_in_a_sentence():
    terms = [term for term, _ in glossary()]
    assert len(terms) > 40
    assert len(set(terms)) == len(terms)
    for term, meaning in glossary():
        assert re.fullmatch(r"[^.]+(?:\.\w[^.]*)*\.", meaning), f"{term}: one sentence, please: {meaning}"


@pytest.mark.parametrize(
    ("term", "codes"),
    [
        ("qualifier", vocabulary.QUALIFIERS),
        ("convention", vocabulary.CONVENTIONS),
        ("tier", vocabulary.TIERS),
        ("basis", vocabulary.BASES),
        ("confidence", vocabulary.CONFIDENCES),
        ("verdict", vocabulary.VERDICTS),
    ],
)
def test_the_glossary_lists_the_codes_of_the_vocabulary_in_their_order(term, codes):
    found = re.findall(r"`(\w+)`", dict(glossary())[term])
    assert found == list(codes)
