"""A table as Markdown."""

from paper_table.results import NASTY


def test_pipes_and_markup_are_escaped():
    assert NASTY.to_markdown() == "\n".join(
        [
            r"**\<script\>alert(1)\</script\> & 50%**",
            "",
            r"| Name\_1 | Cost (\$) | Said |",
            "| --- | ---: | --- |",
            r'| =HYPERLINK("http://x") | 1,000\* | a \| b |',
            r"| 37万余起 | −5.0 | \\input{/etc/passwd} \#1 {x} \~ ^ |",
            "",
            r"Note: \* p \< 0.05.",
            "",
            r"\<img src=x onerror=alert(1)\>",
            "",
            r"Sources: \[1\] A & B.",
            "",
            "Data: fraudstats, release 2026.1.0.",
        ]
    )
    assert repr(NASTY) == NASTY.to_markdown()
