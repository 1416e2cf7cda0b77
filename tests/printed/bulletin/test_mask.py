"""What looks like a number and counts nothing is hidden; what counts is not."""

import pytest

from fraudstats.printed.bulletin.mask import LABEL, NOISE, masked


@pytest.mark.parametrize(
    "noise",
    [
        "刑法第266条", "第3次", "section 420", "no. 5", "14至89岁", "45-year-old", "aged 14 to 89", "in their 20s",
        "covid-19", "5g", "ic3", "18:30", "1:48", "24/7", "https://example.org/2023/5", "拨打96110", "96110专线",
        "一些", "十分", "万一", "千方百计", "两国", "one of", "two-way", "top 10", "十大诈骗", "“4·01”专案", "[3]",
    ],
)  # fmt: skip
def test_it_is_hidden(noise):
    left = masked(f"甲 {noise} 乙", ()).replace(NOISE, "")
    assert not any(character.isdigit() or character in "一二两三十百千万" for character in left), left


@pytest.mark.parametrize(
    "kept", ["37万余起", "1.2 million", "hk$5 million", "rm35.6mil", "三千三百余人", "44,690名", "b$2 million"]
)
def test_it_is_kept(kept):
    assert NOISE not in masked(kept, ())


def test_a_label_is_masked_apart_and_the_length_stays():
    text = "2021年破获5起"
    hidden = masked(text, [(0, 5)])
    assert hidden == f"{LABEL * 5}破获5起" and len(hidden) == len(text)
