"""Cut the shipped subset of Noto Sans CJK SC (SIL Open Font License) to the characters that figures can need.

Usage: python tools/subset_font.py NotoSansCJK-Regular.ttc NotoSansCJK-Bold.ttc
The fonts are in Debian's package fonts-noto-cjk. Run it again when a test names a character that is missing.
"""

import sys
from pathlib import Path

from fontTools import subset
from fontTools.ttLib import TTCollection

import fraudstats as fs

FOLDER = Path(__file__).parents[1] / "src/fraudstats/style/fonts"


def characters():
    """Every character beyond Latin in the columns that figures draw from."""
    ds = fs.load()
    columns = [ds.observations["value_text"], ds.indicators["name_zh"], ds.areas["name_zh"], ds.issuers["name_zh"]]
    return sorted({c for column in columns for text in column.dropna() for c in text if ord(c) > 0x2E7F})


def main(collection):
    font = next(f for f in TTCollection(collection).fonts if f["name"].getDebugName(1).startswith("Noto Sans CJK SC"))
    options = subset.Options(layout_features=[], name_IDs=[0, 1, 2, 3, 4, 5, 6, 13, 14], notdef_outline=True)
    options.recalc_timestamp = False
    subsetter = subset.Subsetter(options)
    subsetter.populate(text="".join(characters()))
    subsetter.subset(font)
    weight = font["name"].getDebugName(2)
    target = FOLDER / f"NotoSansCJKsc-{weight}-subset.otf"
    font.save(target)
    print(f"{target.name}: {len(characters())} characters, {target.stat().st_size:,} bytes")


if __name__ == "__main__":
    for path in sys.argv[1:]:
        main(path)
