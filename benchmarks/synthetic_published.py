"""Published synthetic controls made again: Proposition 99 and the Basque Country.

``python benchmarks/synthetic_published.py SMOKING.csv BASQUE.csv`` prints the weights beside those of the papers. The
two tables are public, and not part of this repository:

- SMOKING.csv: columns state, year, cigsale, lnincome, beer, age15to24, retprice, 39 states, 1970 to 2000 (Abadie,
  Diamond and Hainmueller, 2010; the data of Stata's `synth`);
- BASQUE.csv: columns regionname, year, gdpcap, sec.*, school.*, popdens, invest, 1955 to 1997 (Abadie and Gardeazabal,
  2003; the data of R's `Synth`).
"""

import sys

import pandas as pd

import fraudstats as fs

BASQUE = "Basque Country (Pais Vasco)"
SCHOOL = ("school.illit", "school.prim", "school.med", "school.high", "school.post.high")
PUBLISHED = {
    "California": {"Utah": 0.334, "Nevada": 0.234, "Montana": 0.199, "Colorado": 0.164, "Connecticut": 0.069},
    BASQUE: {"Cataluna": 0.85, "Madrid (Comunidad De)": 0.15},
}


def wide(path, unit):
    table = pd.read_csv(path).astype({"year": int})
    return {name: table.pivot(index="year", columns=unit, values=name) for name in table.columns.drop([unit, "year"])}


def california(path):
    """Outcome and the seven predictors of Abadie, Diamond and Hainmueller (2010), table 1."""
    given = wide(path, "state")
    sales = given["cigsale"]
    predictors = {name: given[name].loc[1980:1988].mean() for name in ("lnincome", "age15to24", "retprice")}
    predictors["beer"] = given["beer"].loc[1984:1988].mean()
    predictors |= {f"sales {year}": sales.loc[year] for year in (1975, 1980, 1988)}
    return sales, predictors


def basque(path):
    """Outcome from 1960 on, as it was fitted, and the predictors of Abadie and Gardeazabal (2003), table 3."""
    given = {name: table.drop(columns="Spain (Espana)") for name, table in wide(path, "regionname").items()}
    school = pd.DataFrame({name: given[name].loc[1964:1969].mean() for name in SCHOOL})
    school["school.high"] += school.pop("school.post.high")
    predictors = {name: 100 * school[name] / school.sum(axis=1) for name in school}
    predictors["invest"] = given["invest"].loc[1964:1969].mean()
    predictors["gdpcap"] = given["gdpcap"].loc[1960:1969].mean()
    predictors |= {name: given[name].loc[1961:1969].mean() for name in given if name.startswith("sec.")}
    predictors["popdens"] = given["popdens"].loc[1969]
    return given["gdpcap"].loc[1960:], predictors


def distance(outcome, weights, before):
    """Mean squared distance before of the unit that is not among the weights."""
    gap = outcome.drop(columns=weights.index).iloc[:, 0] - outcome[weights.index] @ weights
    return float((gap.loc[:before] ** 2).mean())


def show(unit, outcome, predictors, first):
    donors = outcome.drop(columns=unit)
    fit = fs.trends.synthetic_control(outcome[unit], donors=donors, intervention=first, predictors=predictors)
    published = pd.Series(PUBLISHED[unit]).reindex(donors.columns, fill_value=0.0)
    table = pd.DataFrame({"published": published, "here": fit.weights.round(3)})
    print(f"## {unit}\n\n{fit.summary()}\n\n{table[(table > 0).any(axis=1)].to_string()}\n")
    for name, weights in (("published", published / published.sum()), ("here", fit.weights)):
        print(f"mean squared distance before, {name}: {distance(outcome, weights, first - 1):.6f}")
    print()


if __name__ == "__main__":
    smoking, provinces = sys.argv[1:]
    show("California", *california(smoking), 1989)
    show(BASQUE, *basque(provinces), 1970)
