"""What is fuzzed: every reader and every model, each with sound inputs to begin from."""

import inspect
import io
import tempfile
from pathlib import Path

import pandas as pd
from faults.fuzz import Target
from faults.inputs import ODD, TEXT, mutated_bytes, mutated_table, mutated_text
from hypothesis import strategies as st
from one_series import MODELS
from raw_folder import AREAS, INDICATORS, ISSUERS, SOURCE, RawFolder

import fraudstats as fs
from fraudstats import trends
from fraudstats.disk import SUMS, sums_of

CSV = 'Year,Cases\n2019,"15,000"\n2020,16 780\n2021,37万余\n2022,n/a\n'
BULLETIN = "2021年1至11月，全国共破获电信网络诈骗案件37万余起，同比上升44.2%，抓获嫌疑人54.9万余名。"
BULLETIN += "From January to May 2023, police solved 21,000 cases, up 5.7%."
CLAIMS = pd.DataFrame(
    {
        "what": ["telecom_fraud_cases_solved"] * 3,
        "area": ["CN"] * 3,
        "when": ["2021", "2022", "2021-01..2021-11"],
        "number": ["370,000", "391,000", "37万余"],
    }
)
CLAIMS_YAML = (
    "title: A paper\npublished: 2023-12-27\nclaims:\n"
    "  - {what: telecom_fraud_cases_solved, area: CN, when: 2021, number: '370,000'}\n"
    "  - {what: telecom_fraud_cases_solved, area: CN, when: 2022, number: '391,000'}\n"
)
LABELS = ("2021年1-11月", "2017/18", "截至11月底", "1H 2021", "first ten months of 2022", "2021-01..2021-11", "Q3 2020")
NUMBERS = (
    "37万余起",
    "more than 441,000",
    "39.1万",
    "44.2%",
    "US$2.5 billion",
    "nearly 1.2 crore",
    "十二万三千",
    "1,234.5",
)
OBSERVATIONS = pd.DataFrame(
    {
        "period_start": pd.to_datetime(["2021-01-01", "2021-01-01", "2022-01-01", "2022-01-01"]),
        "period_end": pd.to_datetime(["2021-11-30", "2021-12-31", "2022-11-30", "2022-12-31"]),
        "lower": [370000.0, 441000.0, 390500.0, 463500.0],
        "upper": [380000.0, 442000.0, 391500.0, 464500.0],
    }
)
CHANGES = pd.DataFrame(
    {
        "period_start": pd.to_datetime(["2022-01-01"]),
        "period_end": pd.to_datetime(["2022-11-30"]),
        "base_start": pd.to_datetime(["2021-01-01"]),
        "base_end": pd.to_datetime(["2021-11-30"]),
        "lower": [0.04],
        "upper": [0.07],
    }
)
SERIES = pd.DataFrame({"year": range(2010, 2024), "cases": [12, 15, 13, 18, 22, 25, 24, 31, 36, 35, 44, 47, 46, 52]})
#: What models need besides a series; the others need nothing.
FEW = {"n_permutations": 19, "n_draws": 19, "n_resamples": 49}
_HELPERS = {"TimeSeries", "TrendResult", "parallel_map", "pool", "compare_joinpoints", "joinpoint_by", "backtest"}


def _records(text):
    with tempfile.TemporaryDirectory() as folder:
        raw = RawFolder(Path(folder) / "raw")
        name, content = text
        raw.write(name, content.encode("utf-8", "surrogatepass"))
        fs.dataset.from_raw(raw.path)


def _raw_files():
    files = {
        "sources/mps/a.yaml": SOURCE,
        "areas.yaml": AREAS,
        "issuers.yaml": ISSUERS,
        "indicators.yaml": INDICATORS,
        "releases.yaml": "releases: [{id: 2026.1.0, date: 2026-01-31}]\n",
        "errata.yaml": "errata: []\n",
    }
    return st.one_of(*(st.tuples(st.just(name), mutated_text(text)) for name, text in files.items()))


def _claims_file(text):
    with tempfile.TemporaryDirectory() as folder:
        path = Path(folder) / "claims.yaml"
        path.write_bytes(text.encode("utf-8", "surrogatepass"))
        fs.audit(fs.load(), path)


def _claims_csv(content):
    with tempfile.TemporaryDirectory() as folder:
        path = Path(folder) / "claims.csv"
        path.write_bytes(content)
        fs.audit(fs.load(), path)


def _built():
    with tempfile.TemporaryDirectory() as folder:
        raw = RawFolder(Path(folder) / "raw")
        fs.build(raw.path, Path(folder) / "out")
        return {path.name: path.read_bytes() for path in (Path(folder) / "out").iterdir() if path.name != SUMS}


def _opened(changed):
    """A folder of tables in which one file is another, with checksums that say it is right."""
    name, content = changed
    contents = _BUILT | {name: content}
    with tempfile.TemporaryDirectory() as folder:
        for one, held in (contents | {SUMS: sums_of(contents)}).items():
            (Path(folder) / one).write_bytes(held)
        fs.load(folder).describe()


#: What a model cannot be called without, and tests/one_series.py does not have.
_NEEDED = {"standardised_rate": {"population": [1000] * 14, "standard": [1] * 14}}


def _called(name):
    model = getattr(trends, name)
    known = inspect.signature(model).parameters
    always = MODELS.get(name, _NEEDED.get(name, {})) | {key: value for key, value in FEW.items() if key in known}

    def call(case):
        data, options = case
        model(data, **(always | options))

    return call


def _series():
    listed = st.lists(ODD, max_size=8) | st.lists(st.floats() | st.integers(), min_size=3, max_size=14)
    return mutated_table(SERIES) | listed | st.lists(st.integers(0, 100), min_size=8, max_size=14) | ODD


def _model(name):
    known = inspect.signature(getattr(trends, name)).parameters
    free = [key for key in known if key not in ("data", "n_jobs", *FEW)]
    options = st.dictionaries(st.sampled_from(free), ODD, max_size=1) if free else st.just({})
    return Target(st.tuples(_series(), options), _called(name))


def _public(case):
    name, argument = case
    ds = fs.load()
    calls = {
        "load": lambda: fs.load(argument) if isinstance(argument, str) and "/" not in argument else None,
        "release": lambda: fs.load(release=argument),
        "fingerprint": lambda: fs.load(fingerprint=argument),
        "select": lambda: ds.select(argument),
        "area": lambda: ds.select(ref_area=argument),
        "start": lambda: ds.select(start=argument),
        "as_of": lambda: ds.as_of(argument),
        "series": lambda: ds.series(argument, "CN"),
        "freq": lambda: ds.series("telecom_fraud_cases_solved", "CN", freq=argument),
        "interval": lambda: ds.interval(argument),
        "window": lambda: ds.window(argument),
        "sources_of": lambda: ds.sources_of(argument),
        "with_convention": lambda: ds.with_convention(argument),
        "diff": lambda: fs.diff(argument),
        "cite": lambda: fs.cite(argument),
        "Window": lambda: fs.Window(argument),
        "Interval": lambda: fs.Interval(argument, argument),
        "Interval.divided": lambda: fs.Interval(1, 2) / fs.Interval(argument),
        "revisions": lambda: ds.revisions(argument),
    }
    calls[name]()


_PUBLIC = (
    *("load", "release", "fingerprint", "select", "area", "start", "as_of", "series", "freq", "interval", "window"),
    *("sources_of", "with_convention", "diff", "cite", "Window", "Interval", "Interval.divided", "revisions"),
)
_BUILT = _built()
TARGETS = {
    "printed numbers": Target(TEXT | mutated_text(*NUMBERS) | ODD, fs.parse_printed),
    "labels of periods": Target(
        st.tuples(TEXT | mutated_text(*LABELS) | ODD, st.none() | ODD), lambda case: fs.period(*case)
    ),
    "tables as bytes": Target(
        mutated_bytes(CSV.encode(), CSV.encode("gb18030"), CSV.encode("utf-16")) | st.binary(max_size=200),
        lambda raw: fs.tidy(io.BytesIO(raw)),
    ),
    "tables as frames": Target(mutated_table(SERIES.astype(object)), fs.tidy),
    "announcements": Target(
        st.tuples(TEXT | mutated_text(BULLETIN) | ODD, st.none() | ODD), lambda case: fs.read_bulletin(*case)
    ),
    "raw records (YAML)": Target(_raw_files(), _records),
    "claims as frames": Target(mutated_table(CLAIMS), lambda table: fs.audit(fs.load(), table)),
    "claims as lists": Target(
        st.lists(
            st.dictionaries(st.sampled_from([*CLAIMS.columns, "test", "base"]) | TEXT, ODD, max_size=5), max_size=3
        )
        | ODD,
        lambda given: fs.audit(fs.load(), given) if not isinstance(given, str) else None,
    ),
    "claims as YAML": Target(mutated_text(CLAIMS_YAML), _claims_file),
    "claims as CSV": Target(mutated_bytes(CLAIMS.to_csv(index=False).encode()), _claims_csv),
    "tables of a build": Target(
        st.sampled_from(sorted(_BUILT)).flatmap(lambda name: st.tuples(st.just(name), mutated_bytes(_BUILT[name]))),
        _opened,
    ),
    "public calls": Target(st.tuples(st.sampled_from(_PUBLIC), ODD | st.lists(ODD, max_size=2)), _public),
    "reconcile": Target(
        st.one_of(
            st.tuples(mutated_table(OBSERVATIONS), st.none()),
            st.tuples(st.just(OBSERVATIONS), mutated_table(CHANGES)),
            st.tuples(ODD, ODD),
        ),
        lambda case: fs.reconcile(*case),
    ),
    **{f"trends.{name}": _model(name) for name in trends.__all__ if name not in _HELPERS},
}
