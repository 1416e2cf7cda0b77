"""Claims of the papers in the dataset."""

import pytest

import fraudstats as fs
from fraudstats.errors import DatasetError


def test_a_paper_that_is_not_in_the_dataset(raw):
    with pytest.raises(DatasetError, match=r"no claims of a paper 'x'.*ends in \.yaml or \.csv"):
        fs.audit(raw.dataset(), "x")


def test_the_papers_day_and_title_are_those_of_its_source():
    (paper,) = fs.audit(fs.load()).papers
    assert (paper.paper_id, str(paper.published)[:4]) == ("paper-bing-jiang-2023", "2023")
    assert paper.title and paper.url.startswith("http")
