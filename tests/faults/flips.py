"""One byte changed, somewhere in the processed tables, the releases or their register; and who finds it."""

import random
import shutil
from pathlib import Path

import fraudstats as fs
from fraudstats.dataset import loader
from fraudstats.dataset.register import release_numbers
from fraudstats.errors import FraudstatsError

SHIPPED = loader.data_folder()


def copied(folder: Path) -> Path:
    """A copy of the shipped data, to be damaged."""
    for part in ("processed", "releases"):
        shutil.copytree(SHIPPED / part, folder / part)
    return folder


def files(folder: Path) -> list[Path]:
    """All files of a copy, in their order."""
    return sorted(path for part in ("processed", "releases") for path in (folder / part).rglob("*") if path.is_file())


def places(folder: Path, number: int, seed: int) -> list[tuple[Path, int]]:
    """A file and a byte of it: every file at least once, then by size."""
    chance, listed = random.Random(seed), files(folder)
    sizes = [path.stat().st_size for path in listed]
    chosen = [*listed, *chance.choices(listed, sizes, k=max(0, number - len(listed)))][:number]
    return [(path, chance.randrange(path.stat().st_size)) for path in chosen]


def found(folder: Path, path: Path, place: int, mask: int) -> str:
    """What opening the data says while one byte is changed; empty if nothing does. Other errors than ours pass."""
    content = path.read_bytes()
    path.write_bytes(content[:place] + bytes([content[place] ^ mask]) + content[place + 1 :])
    try:
        return said(folder, path)
    finally:
        path.write_bytes(content)


def said(folder: Path, path: Path) -> str:
    """The error of opening what a file is part of: the tables, a release, or for the register every release."""
    real, loader.data_folder = loader.data_folder, lambda: folder
    try:
        if path.parent.name == "processed":
            fs.load()
        for number in release_numbers(folder / "releases"):
            if path.parent.name in (number, "releases"):
                fs.load(release=number)
    except FraudstatsError as error:
        return str(error)
    finally:
        loader.data_folder = real
    return ""
