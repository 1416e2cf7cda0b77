"""Small results, of which the tables are known by heart."""

import fraudstats as fs
from fraudstats.paper_table import Column, PaperTable

COUNTS, YEARS = [255, 270, 262, 301, 310, 342], [2014, 2015, 2016, 2017, 2018, 2019]
#: What strangers may type: markup, TeX, a pipe, a formula, Chinese.
NASTY = PaperTable(
    title="<script>alert(1)</script> & 50%",
    columns=(Column("Name_1"), Column("Cost", "$"), Column("Said", is_text=True)),
    rows=(
        ('=HYPERLINK("http://x")', "1,000*", "a | b"),
        ("37万余起", "−5.0", r"\input{/etc/passwd} #1 {x} ~ ^"),
    ),
    notes=("* p < 0.05.", "<img src=x onerror=alert(1)>"),
    sources=("A & B.",),
    state="fraudstats, release 2026.1.0.",
)


def trend():
    """A joinpoint model without a joinpoint, whose numbers the other tests compare with R and NCI's program."""
    return fs.trends.joinpoint(COUNTS, YEARS, max_joinpoints=0, select="bic")
