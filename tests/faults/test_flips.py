"""One byte changed anywhere in the shipped data is found, and said in words."""

import random

from faults import flips


def test_every_file_is_covered(tmp_path):
    folder, chance = flips.copied(tmp_path / "data"), random.Random(13)
    files = flips.files(folder)
    for path in (folder / "processed" / "SHA256SUMS", folder / "releases" / "register.json"):
        assert path in files
        assert flips.said(folder, path) == ""
    for path, place in flips.places(folder, len(files), seed=13):
        said = flips.found(folder, path, place, chance.randrange(1, 256))
        assert path.name in said or "register" in said or "built data" in said, f"{path} at {place}: {said!r}"
