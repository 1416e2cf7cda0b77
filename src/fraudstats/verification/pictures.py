"""Two PNG pictures, by their pixels."""

from __future__ import annotations

import io

from fraudstats.verification.verdict import DIFFERENT, EQUAL, IDENTICAL, Comparison

__all__ = ["LEVELS", "compare_pictures"]

#: How far a channel of a pixel (0 to 255) may be off where another machine rounds an edge otherwise.
LEVELS = 8


def compare_pictures(stored: bytes, new: bytes) -> Comparison:
    """The verdict on two PNG files: equal if no channel of a pixel is off by more than `LEVELS` of 255."""
    if stored == new:
        return Comparison(IDENTICAL)
    before, after = _pixels(stored), _pixels(new)
    if before is None or after is None:
        return Comparison(DIFFERENT, f"the {'stored' if before is None else 'new'} one is no picture")
    if before.shape != after.shape:
        return Comparison(DIFFERENT, f"{_size(before)} pixels, now {_size(after)}")
    if _told(stored) != _told(new):
        return Comparison(DIFFERENT, "other words")
    off = abs(before.astype(int) - after.astype(int)).max(axis=2)
    if off.max() > LEVELS:
        wrong = off > LEVELS
        row, column = divmod(int(wrong.argmax()), wrong.shape[1])
        first = f"first at ({column}, {row}): {_colour(before, row, column)}, now {_colour(after, row, column)}"
        return Comparison(DIFFERENT, f"{wrong.sum():,} of {wrong.size:,} pixels differ, {first}")
    if off.max() > 0:
        return Comparison(EQUAL, f"pixels differ by at most {off.max()} of 255")
    return Comparison(EQUAL, "the same pixels, written otherwise")


def _pixels(png):
    import numpy as np
    from PIL import Image, UnidentifiedImageError

    try:
        return np.asarray(Image.open(io.BytesIO(png)).convert("RGBA"))
    except (UnidentifiedImageError, OSError, ValueError):
        return None


def _told(png):
    """The words in the file: title, description and sources."""
    from PIL import Image

    picture = Image.open(io.BytesIO(png))
    picture.load()
    return {key: value for key, value in picture.info.items() if isinstance(value, str)}


def _size(pixels):
    return f"{pixels.shape[1]} x {pixels.shape[0]}"


def _colour(pixels, row, column):
    return "#" + "".join(f"{level:02x}" for level in pixels[row, column][:3])
