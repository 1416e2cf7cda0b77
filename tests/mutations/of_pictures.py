"""Faults in what is drawn, although the data are right."""

import re
from functools import partial

import numpy as np
from mutations.mutation import Mutation
from stored import redrawn, unlike_the_file

from fraudstats.figures.registry import NAMES

CAUGHT_BY = "tests/figures/test_redrawn.py, and nbval's run (notebooks/conftest.py)"


def _complaints(name, figure):
    return unlike_the_file(name, "svg", figure._rendered("svg"))


def _artists(figure):
    return [one for axes in figure.picture.axes for one in (*axes.lines, *axes.collections, *axes.patches)]


def _points(artist):
    """How many points an artist draws, of its own."""
    if hasattr(artist, "get_ydata"):
        return len(artist.get_ydata())
    if hasattr(artist, "get_paths"):
        return sum(len(path.vertices) for path in artist.get_paths())
    return 4


def _scaled(artist, factor):
    """Draw the values of an artist times a factor."""
    if hasattr(artist, "set_ydata"):
        artist.set_ydata(np.asarray(artist.get_ydata(), float) * factor)
    elif hasattr(artist, "set_segments"):
        artist.set_segments([segment * [1, factor] for segment in artist.get_segments()])
    elif hasattr(artist, "get_paths"):
        for path in artist.get_paths():
            path.vertices = path.vertices * [1, factor]
        artist.set_offsets(np.asarray(artist.get_offsets()) * [1, factor])
    else:
        artist.set_height(artist.get_height() * factor)


def _largest(factor, figure):
    _scaled(max(_artists(figure), key=_points), factor)
    return figure


def _line(label, axis, factor, figure):
    """The line of a label, or of a part of it, with its numbers times a factor."""
    lines = [one for axes in figure.picture.axes for one in axes.lines]
    (line, *_) = [one for one in lines if label in str(one.get_label())] or [max(lines, key=_points)]
    get, put = getattr(line, f"get_{axis}data"), getattr(line, f"set_{axis}data")
    put(np.asarray(get(), float) * factor)
    return figure


def _dots(factor, figure):
    """All dots of the first panel with dots, their values times a factor."""
    for axes in figure.picture.axes:
        dots = [one for one in axes.lines if one.get_marker() not in ("None", None, "", "|")]
        if dots:
            for one in dots:
                one.set_xdata(np.asarray(one.get_xdata(), float) * factor)
            return figure
    raise AssertionError("no dots")


def _words(change, figure):
    change(figure.picture)
    return figure


def _mutation(what, name, change):
    return Mutation(what, f"figure {name}", CAUGHT_BY, partial(redrawn, name), change, partial(_complaints, name))


def _relabelled(picture):
    label = next(axes.xaxis.label for axes in picture.axes if axes.get_xlabel())
    label.set_text(label.get_text().replace(" ", "  ", 1) + "s")


def _retitled(picture):
    picture._suptitle.set_text(picture._suptitle.get_text().replace("Solved", "Saved"))


def _retold(picture):
    text = next(one for axes in picture.axes for one in axes.texts if any(map(str.isdigit, one.get_text())))
    text.set_text(re.sub(r"\d", lambda found: str((int(found[0]) + 1) % 10), text.get_text(), count=1))


MUTATIONS = [
    _mutation("the plotted series halved", "12-solved-cases-trend", partial(_line, "published full-year", "y", 0.5)),
    _mutation("the fitted line times 1.1", "12-solved-cases-trend", partial(_line, "joinpoint", "y", 1.1)),
    _mutation("the fitted line halved", "15-jurisdictions", partial(_line, "fitted", "y", 0.5)),
    _mutation("the median times 1.2", "14-interventions", partial(_line, "median", "y", 1.2)),
    _mutation("all dots times 1.5", "13-what-survives", partial(_dots, 1.5)),
    _mutation("the dots doubled", "11-revisions", partial(_dots, 2.0)),
    _mutation("the label of an axis", "13-what-survives", partial(_words, _relabelled)),
    _mutation("a word of the title", "12-solved-cases-trend", partial(_words, _retitled)),
    _mutation("a number written beside a line", "12-solved-cases-trend", partial(_words, _retold)),
    *(_mutation("the artist of most points 1% higher", name, partial(_largest, 1.01)) for name in NAMES),
]
