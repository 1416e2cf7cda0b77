"""The colours can be told apart: by everybody, on paper, in grey; and what is written in them can be read."""

from itertools import combinations

import numpy as np
import pytest

from fraudstats.style import (
    FAINT,
    GREY,
    INK,
    MARKERS,
    PALE,
    PALETTE,
    VERDICT_COLOURS,
    VERDICT_SIGNS,
    contrast,
    letters_on,
)

#: Linear RGB as seen with a full deficiency: the matrices for severity 1.0 of Machado, Oliveira and Fernandes (2009),
#: "A Physiologically-based Model for Simulation of Color Vision Deficiency", IEEE TVCG 15(6), table 1.
MACHADO = {
    "protanopia": [
        [0.152286, 1.052583, -0.204868],
        [0.114503, 0.786281, 0.099216],
        [-0.003882, -0.048116, 1.051998],
    ],
    "deuteranopia": [
        [0.367322, 0.860646, -0.227968],
        [0.280085, 0.672501, 0.047413],
        [-0.011820, 0.042940, 0.968881],
    ],
    "tritanopia": [
        [1.255528, -0.076749, -0.178779],
        [-0.078411, 0.930809, 0.147602],
        [0.004733, 0.691367, 0.303900],
    ],
}
SEEN = {"normal vision": np.eye(3), **{name: np.array(matrix) for name, matrix in MACHADO.items()}}
#: From linear sRGB to CIE XYZ, IEC 61966-2-1.
XYZ = np.array(
    [[0.4124564, 0.3575761, 0.1804375], [0.2126729, 0.7151522, 0.0721750], [0.0193339, 0.1191920, 0.9503041]]
)


def linear(colour):
    parts = np.array([int(colour[i : i + 2], 16) / 255 for i in (1, 3, 5)])
    return np.where(parts <= 0.04045, parts / 12.92, ((parts + 0.055) / 1.055) ** 2.4)


def lab(rgb):
    """CIE L*a*b* of linear RGB."""
    relative = XYZ @ np.clip(rgb, 0, 1) / XYZ.sum(axis=1)
    x, y, z = np.where(relative > 216 / 24389, np.cbrt(relative), (24389 / 27 * relative + 16) / 116)
    return np.array([116 * y - 16, 500 * (x - y), 200 * (y - z)])


def difference(one, other, seen):
    """CIE 1976 colour difference; 2.3 is just noticeable."""
    return np.linalg.norm(lab(seen @ linear(one)) - lab(seen @ linear(other)))


@pytest.mark.parametrize("seen", SEEN.values(), ids=SEEN)
def test_every_two_colours_differ_for_everybody(seen):
    assert min(difference(*pair, seen) for pair in combinations(PALETTE, 2)) > 20


def test_every_two_colours_differ_in_grey_print():
    lightness = sorted(lab(linear(colour))[0] for colour in PALETTE)
    assert min(np.diff(lightness)) > 8


def test_each_colour_has_a_marker_of_its_own():
    assert len(set(MARKERS)) == len(MARKERS) == len(PALETTE)


@pytest.mark.parametrize("colour", PALETTE)
def test_lines_and_marks_stand_out_from_the_paper(colour):
    assert contrast(colour) >= 3  # WCAG 2.2, 1.4.11, graphical objects


@pytest.mark.parametrize("ground", ["#ffffff", FAINT, PALE])
def test_letters_can_be_read(ground):
    assert contrast(INK, ground) >= 4.5  # WCAG 2.2, 1.4.3
    assert ground == PALE or contrast(GREY, ground) >= 4.5


def test_the_red_in_which_claims_are_written_can_be_read():
    assert contrast(PALETTE[1]) >= 4.5


@pytest.mark.parametrize("verdict", VERDICT_COLOURS)
def test_a_verdict_can_be_read_on_its_colour(verdict):
    colour = VERDICT_COLOURS[verdict]
    assert contrast(letters_on(colour), colour) >= 4.5


def test_verdicts_are_told_apart_by_sign_as_well_as_by_colour():
    assert len(set(VERDICT_SIGNS.values())) == len(VERDICT_SIGNS) == len(set(VERDICT_COLOURS.values()))


@pytest.mark.parametrize("seen", SEEN.values(), ids=SEEN)
def test_support_and_contradiction_differ_for_everybody_and_in_grey(seen):
    bad = [VERDICT_COLOURS[name] for name in ("contradicted", "impossible")]
    assert min(difference(VERDICT_COLOURS["supported"], other, seen) for other in bad) > 20
    good, error = (VERDICT_COLOURS[name] for name in ("supported", "internal_error"))
    lightness = [lab(linear(colour))[0] for colour in (good, *bad, error)]
    assert min(np.diff(sorted(lightness))) > 10


def test_contrast_is_that_of_the_guidelines():
    # #767676 is the lightest grey of 4.5 to 1 on white (WebAIM's contrast checker: 4.54).
    assert contrast("#767676") == pytest.approx(4.54, abs=0.005)
    assert contrast("#767676", "#767676") == 1
