"""RO-Crate 1.3: the rules of its chapters on structure, root data entity and data entities; and the library rocrate."""

import hashlib
import json
from pathlib import Path
from urllib.parse import unquote

import nbformat
import pytest

import fraudstats as fs
from fraudstats.exports.crate import METADATA, WHOLE, crate, write_rocrate
from fraudstats.exports.crate_runs import PROFILE
from fraudstats.exports.formats import export

ROOT = Path(fs.__file__).parents[2]


#: What a crate names and does not describe.
STANDARD = {
    "https://w3id.org/ro/crate/1.3",
    "http://schema.org/CompletedActionStatus",
    "http://schema.org/FailedActionStatus",
}


def breaches(document, folder):
    """The rules of the specification that a metadata document breaks."""
    entities = {entity["@id"]: entity for entity in document["@graph"]}
    descriptor, root = entities.get(METADATA, {}), entities.get("./", {})
    types = {key: list(values({"@type": entity["@type"]})) for key, entity in entities.items()}
    parts = {part["@id"] for part in root.get("hasPart", [])}
    rules = {
        "context": document["@context"] == "https://w3id.org/ro/crate/1.3/context",
        "ids are unique": len(entities) == len(document["@graph"]),
        "descriptor": descriptor.get("@type") == "CreativeWork",
        "descriptor about": descriptor.get("about") == {"@id": "./"},
        "descriptor conformsTo": descriptor.get("conformsTo") == {"@id": "https://w3id.org/ro/crate/1.3"},
        "root": "Dataset" in types.get("./", []),
        "root properties": all(root.get(name) for name in ("name", "description", "datePublished", "license")),
        "licence is described": {"name", "description"} <= set(entities.get(root.get("license", {}).get("@id"), {})),
        "data entities are linked": {k for k, t in types.items() if {"File", "Dataset"} & set(t)} - {"./"} == parts,
        "files exist": all((folder / unquote(k)).is_file() for k in parts if "File" in types[k]),
        "directories exist": all((folder / k).is_dir() and k.endswith("/") for k in parts if "Dataset" in types[k]),
        "sizes": all(entities[k]["contentSize"] == size(folder, k) for k in parts if "File" in types[k]),
        "checksums": all(entities[k]["sha256"] == digest(folder, k) for k in parts if "File" in types[k]),
        "actions are mentioned": {k for k, t in types.items() if "CreateAction" in t} == actions(root),
        "instruments are software": all(
            "SoftwareSourceCode" in types[entities[k]["instrument"]["@id"]] for k in actions(root)
        ),
        "runs conform": (root.get("conformsTo") == {"@id": PROFILE["@id"]}) == bool(actions(root)),
        "names, descriptions": all({"name", "description"} <= set(entities[k]) for k in parts),
        "references resolve": references(document["@graph"]) - STANDARD <= set(entities),
        "flat": not any(nested(entity) for entity in entities.values()),
    }
    return {rule for rule, holds in rules.items() if not holds}


def size(folder, identity):
    path = folder / unquote(identity)
    return str(path.stat().st_size) if path.exists() else None


def digest(folder, identity):
    path = folder / unquote(identity)
    return hashlib.sha256(path.read_bytes()).hexdigest() if path.exists() else None


def actions(root):
    return {one["@id"] for one in root.get("mentions", [])}


def values(entity):
    for value in entity.values():
        yield from value if isinstance(value, list) else [value]


def references(graph):
    return {value["@id"] for entity in graph for value in values(entity) if isinstance(value, dict)}


def nested(entity):
    return [value for value in values(entity) if isinstance(value, dict) and set(value) != {"@id"}]


@pytest.fixture
def folder(small, tmp_path):
    """Exported files and, beside them, things that are no part of the crate."""
    export(small, tmp_path / "out", ("csv", "bibtex", "sdmx"))
    (tmp_path / "out/figures").mkdir()
    (tmp_path / "out/figures/a b 100%.png").write_bytes(b"picture")
    (tmp_path / "out/figures/a b 100%.txt").write_text("What is seen.\n", encoding="utf-8")
    for name in (".venv", "src/__pycache__", "src/fraudstats", "__pycache__", "data/raw/sources"):
        (tmp_path / "out" / name).mkdir(parents=True)
        (tmp_path / "out" / name / "x.py").write_text("x")
    (tmp_path / "out/.hidden").write_text("x")
    return tmp_path / "out"


def test_a_folder_of_exports_keeps_every_rule(small, folder):
    document = crate(small, folder)
    assert breaches(document, folder) == set()
    parts = {unquote(part["@id"]) for part in document["@graph"][1]["hasPart"]}
    tables = {f"{name}.csv" for name in small.names} | {"CITATION.txt"}
    files = {
        "sources.bib",
        "sdmx-observations.csv",
        "sdmx-structure.xml",
        "figures/a b 100%.png",
        "figures/a b 100%.txt",
    }
    assert parts == tables | files | {"src/", "data/raw/"}


def test_a_figure_carries_its_caption(small, folder):
    entities = {entity["@id"]: entity for entity in crate(small, folder)["@graph"]}
    assert entities["figures/a%20b%20100%25.png"]["description"] == "What is seen."
    assert entities["observations.csv"]["name"] == "Numbers as printed: one row is one number in one source"


def test_the_compendium_keeps_every_rule(shipped):
    if not (ROOT / "data/raw").is_dir():
        pytest.skip("needs a clone")
    document = crate(shipped, ROOT)
    assert breaches(document, ROOT) == set()
    parts = {part["@id"] for part in document["@graph"][1]["hasPart"]}
    assert {"data/raw/", "src/", "README.md", "data/processed/observations.csv"} <= parts
    assert any(part.startswith("figures/") for part in parts)
    assert any(part.endswith(".ipynb") for part in parts)
    assert {f"{name}/" for name in WHOLE if (ROOT / name).is_dir()} <= parts
    runs = {one["instrument"]["@id"]: one for one in document["@graph"] if one["@type"] == "CreateAction"}
    assert set(runs) == {f"notebooks/{path.name}" for path in (ROOT / "notebooks").glob("*.ipynb")}
    drawn = {one["@id"] for run in runs.values() for one in run["result"] if one["@id"].startswith("figures/")}
    assert drawn == {f"figures/{path.name}" for path in (ROOT / "figures").iterdir()}


def test_a_run_says_from_what_by_what_and_how_it_ended(small, folder):
    (folder / "notebooks").mkdir()
    picture = nbformat.v4.new_code_cell('draw("a b 100%")', outputs=[nbformat.v4.new_output("stream", text="done")])
    stopped = nbformat.v4.new_code_cell("1 / 0", outputs=[nbformat.v4.new_output("error", ename="E", evalue="e")])
    for name, cell in (("01 drawn", picture), ("02", stopped), ("03", nbformat.v4.new_code_cell("1"))):
        nbformat.write(nbformat.v4.new_notebook(cells=[cell]), folder / f"notebooks/{name}.ipynb")
    document = crate(small, folder)
    assert breaches(document, folder) == set()
    first, second = (one for one in document["@graph"] if one["@type"] == "CreateAction")
    assert first["instrument"] == {"@id": "notebooks/01%20drawn.ipynb"}
    assert [one["@id"] for one in first["result"][1:]] == ["figures/a%20b%20100%25.png", "figures/a%20b%20100%25.txt"]
    assert [one["actionStatus"]["@id"].rpartition("/")[2] for one in (first, second)] == [
        "CompletedActionStatus",
        "FailedActionStatus",
    ]


@pytest.mark.parametrize(
    ("spoil", "rules"),
    [
        (lambda graph, folder: (folder / "sources.bib").unlink(), {"files exist", "sizes", "checksums"}),
        (lambda graph, folder: (folder / "sources.bib").write_text("x"), {"sizes", "checksums"}),
        (lambda graph, folder: graph[1].pop("license"), {"root properties", "licence is described"}),
        (lambda graph, folder: graph[0].update(about={"@id": "x"}), {"descriptor about", "references resolve"}),
        (lambda graph, folder: graph[1]["hasPart"].pop(), {"data entities are linked"}),
        (lambda graph, folder: graph.append(graph[-1]), {"ids are unique"}),
        (lambda graph, folder: graph[1].update(author={"name": "x", "@id": "#developers"}), {"flat"}),
    ],
)
def test_the_check_can_fail(small, folder, spoil, rules):
    document = crate(small, folder)
    spoil(document["@graph"], folder)
    assert breaches(document, folder) == rules


def test_writing_twice_gives_the_same_bytes(small, folder):
    one, two = (write_rocrate(small, folder)[0].read_bytes() for _ in range(2))
    assert one == two


def test_the_library_rocrate_reads_it(small, folder):
    ROCrate = pytest.importorskip("rocrate.rocrate").ROCrate
    write_rocrate(small, folder)
    read = ROCrate(folder)
    assert read.root_dataset["version"] == small.state.version
    assert read.root_dataset["license"]["name"].startswith("Creative Commons")
    assert len(read.data_entities) == len(
        json.loads((folder / METADATA).read_text(encoding="utf-8"))["@graph"][1]["hasPart"]
    )
