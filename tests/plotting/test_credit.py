"""Who is behind the numbers of a picture."""

import pandas as pd
import pytest

import fraudstats as fs
from fraudstats.plotting import credit


@pytest.fixture(scope="module")
def ds():
    return fs.load(release="2026.11.1")


def test_issuers_are_named_and_documents_counted(ds):
    solved = ds.select("telecom_fraud_cases_solved", ref_area="CN").observations
    words = credit(ds, pd.DataFrame({"ids": [" ".join(solved["observation_id"])]}))
    documents = solved["source_id"].nunique()
    assert words == (
        f"Source: Ministry of Public Security of China ({documents} documents). fraudstats data, release 2026.11.1."
    )


def test_many_issuers_are_counted(ds):
    words = credit(ds, pd.DataFrame({"ids": ds.observations["observation_id"]}))
    assert words.startswith("Sources: ") and " more issuers (" in words and words.count(";") == 2


def test_without_ids_the_release_alone_is_named(ds):
    assert credit(ds, pd.DataFrame({"a": [1]})) == "fraudstats data, release 2026.11.1."


def test_the_rows_of_a_selection_are_credited_as_their_ids(ds):
    solved = ds.select("telecom_fraud_cases_solved", ref_area="CN").observations
    assert credit(ds, solved) == credit(ds, pd.DataFrame({"ids": solved["observation_id"]}))
