"""What is said of each picture: every number of its description is in its data, and the picture bears its sources."""

import re
from itertools import chain

import numpy as np
import pandas as pd
import pytest
from scipy.stats import beta

from fraudstats.figures.labels import _WORDS
from fraudstats.figures.registry import NAMES
from fraudstats.reconciliation.estimate.components import DAYS_PER_MONTH

NUMBERS = [name[:2] for name in NAMES]
#: Levels of bands and intervals.
LEVELS = {90, 95}
WORDS = {"million": 1e6, "billion": 1e9}


def numbers(text):
    """(number, half a unit of its last digit) for each number of a text."""
    for sign, digits, word in re.findall(r"(?<![\w.])([-+]?)(\d[\d,]*(?:\.\d+)?)(?: (million|billion))?", text):
        scale = WORDS.get(word, 1)
        plain = digits.replace(",", "")
        step = 10.0 ** -len(plain.partition(".")[2])
        yield (-1 if sign == "-" else 1) * float(plain) * scale, 0.5 * step * scale


def without_days(text, data):
    """The text without the days that the data hold; other days are numbers that the data must hold."""
    days = pd.concat([column for _, column in data.select_dtypes("datetime").items()] or [pd.Series(dtype="object")])
    for one in sorted(set(days.dropna()), key=lambda one: one.day, reverse=True):
        for written in (f"{one.day} {one:%b %Y}", f"{one.day} {one:%B %Y}"):
            text = re.sub(rf"(?<!\d){written}", "", text)
    return text


def in_cells(data):
    """Every number that a cell holds, a share also as a per cent, in a text, or as the year of a date."""
    columns = data.drop(columns="ids", errors="ignore")
    for column in (columns[name] for name in columns):
        if pd.api.types.is_datetime64_any_dtype(column):
            yield from column.dropna().dt.year
        elif pd.api.types.is_bool_dtype(column):
            yield from column.value_counts()
        elif pd.api.types.is_numeric_dtype(column):
            yield from column.dropna().astype(float)
            if column.abs().max() < 10:
                yield from 100 * column.dropna().astype(float)
        else:
            yield from column.value_counts(dropna=False)
            yield from (
                float(one) for text in column.dropna().astype(str) for one in re.findall(r"\d+(?:\.\d+)?", text)
            )
            yield column.nunique()
    yield len(data)


def worked_out(number, data):
    """What a description counts or adds up, worked out again from the data."""
    if number == "02":
        handed = data[data["series"] == "total handed over"].sort_values("date").iloc[-1]
        single = data[(data["series"] == "single handover") & (data["date"] <= handed["date"])]
        return [(handed["lower"] - single["value"].sum()) // 1000 * 1000]
    if number == "04":
        late = data[data["date"] >= "2023"]
        return [2022, 2023, len(late), len(data) - len(late), *late["lane"].value_counts()]
    if number == "05":
        return [len({*data["column"]})]
    if number == "07":
        months = (data["series"] == "month").groupby(data["model"]).sum().iloc[0]
        bases = data[data["series"] == "base"]
        days = (bases["period_end"] - bases["period_start"]).dt.days + 1
        totals = (bases[end] * days / DAYS_PER_MONTH for end in ("lower_bound", "upper_bound"))
        return [months, *chain(*(total.round(-2) for total in totals)), 12, 13]  # days of June, and the next
    if number == "08":
        by = data.groupby("model")["covered"]
        inside, of = np.repeat(by.sum(), 2), np.repeat(by.size(), 2)
        lower, q = np.tile([True, False], len(by)), np.tile([0.025, 0.975], len(by))
        exact = beta.ppf(q, inside + ~lower, of - inside + lower)  # Clopper and Pearson (1934)
        return [*by.sum(), *by.size(), *(100 * by.mean()), *(100 * exact)]
    if number == "10":
        return [1, 2023]  # the day since which is counted
    if number == "11":
        size = 50 * (data["revision_lower"] + data["revision_upper"])
        return [3, (size.abs() <= 3).sum(), size.max(), size.min()]
    if number == "13":
        return [((data["lower"] > 0) | (data["upper"] < 0)).sum()]
    if number == "14":
        return [data["label"].isna().sum(), (data["lower_bound"] == 0).sum()]
    return []


@pytest.mark.parametrize("number", NUMBERS)
def test_every_number_of_a_description_is_in_the_data(made, number):
    figure = made[number]
    known = np.array([*in_cells(figure.data), *worked_out(number, figure.data), *LEVELS], float)
    said = [*numbers(without_days(figure.alt, figure.data))]
    assert len(said) >= 4, "a description names the main values"
    missing = [one for one, half in said if not (np.abs(np.abs(known) - abs(one)) <= half * (1 + 1e-6)).any()]
    assert not missing, figure.alt


def test_a_wrong_number_in_a_description_is_found(made):
    known = np.array([*in_cells(made["12"].data), *LEVELS])
    (wrong,) = [one for one, half in numbers("2022 465,000") if not (np.abs(known - one) <= half).any()]
    assert wrong == 465_000


#: Numbers of captions that are a matter of definition: the months before December, the edges of the grey.
DEFINED = {"09": {11}, "10": {2}}
COUNTED = r"(?<![\w-])(" + "|".join(_WORDS[2:]) + r")(?![\w-])"


def said_in_words(text):
    return [_WORDS.index(word) for word in re.findall(COUNTED, text.lower())]


@pytest.mark.parametrize("number", NUMBERS)
def test_every_number_of_a_caption_and_a_title_is_in_the_data(made, number):
    """Digits and words alike; a number of the fit or of a picture's settings is computed where the caption is made."""
    figure = made[number]
    text = f"{figure.title}. {figure.caption}"
    known = np.array(
        [*in_cells(figure.data), *worked_out(number, figure.data), *LEVELS, *DEFINED.get(number, ())], float
    )
    said = [*numbers(without_days(text, figure.data)), *((word, 0) for word in said_in_words(text))]
    missing = [one for one, half in said if not (np.abs(np.abs(known) - abs(one)) <= half * (1 + 1e-6)).any()]
    assert not missing, text


@pytest.mark.parametrize("number", NUMBERS)
def test_title_sources_and_release_are_on_the_picture_and_below_it(made, ds, number):
    figure = made[number]
    on_it = [" ".join(one.get_text().split()) for one in (figure.picture._suptitle, figure.picture._supxlabel)]
    assert on_it == [figure.title, figure.source]
    assert f"fraudstats data, release {ds.state}" in figure.source
    assert re.search(r"\(\d+ documents?\)", figure.source)
    for part in (figure.title, figure.source, "In words: "):
        assert " ".join(part.split()) in " ".join(figure.words().split())


@pytest.mark.parametrize("number", NUMBERS)
def test_no_caption_ends_in_ids_that_no_reader_can_use(made, ds, number):
    words = set(re.findall(r"[a-z0-9-]+", made[number].words()))
    assert not words & set(ds.sources["source_id"])


def test_of_two_kinds_of_axis_none_is_without_its_unit(made):
    """An axis with numbers on it says what they count; years, names and shares of a band need no more."""
    for number, figure in made.items():
        for axes in figure.picture.axes:
            for axis in (axes.xaxis, axes.yaxis):
                ticks = [axis.get_major_formatter()(x, 0) for x in axis.get_majorticklocs()] if axes.axison else []
                if any(re.fullmatch(r"-?[\d,]{5,}", str(tick)) for tick in ticks):
                    named = axis.get_label_text() or any(
                        other.get_xlabel() for other in axes.get_shared_x_axes().get_siblings(axes)
                    )
                    assert named, f"figure {number}: {ticks}"


@pytest.mark.parametrize("number", NUMBERS)
def test_a_picture_is_as_wide_as_two_columns_and_small_enough_for_a_notebook(made, number):
    figure = made[number]
    assert figure.picture.get_size_inches()[0] * 25.4 == pytest.approx(183)
    assert figure.picture.get_size_inches()[1] * 25.4 <= 247, "a page is 247 mm high"
    assert len(figure._rendered("png")) < 150_000


@pytest.mark.parametrize("number", NUMBERS)
def test_nothing_is_written_beyond_the_edges(made, number):
    from matplotlib.backends.backend_agg import FigureCanvasAgg
    from matplotlib.text import Text

    picture = made[number].picture
    canvas = FigureCanvasAgg(picture)
    canvas.draw()  # a file may have been drawn at other dots per inch
    renderer = canvas.get_renderer()
    ticks = {id(tick) for axes in picture.axes for axis in (axes.xaxis, axes.yaxis) for tick in axis.get_ticklabels()}
    for text in picture.findobj(Text):  # ticks beyond the limits are not drawn
        if text.get_visible() and text.get_text().strip() and id(text) not in ticks:
            box = text.get_window_extent(renderer)
            assert box.x0 >= -1 and box.x1 <= picture.bbox.x1 + 1, text.get_text()
