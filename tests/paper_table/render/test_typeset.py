"""A table as HTML and LaTeX."""

import re
import sys
from dataclasses import replace
from html.parser import HTMLParser

import pytest
from paper_table.results import NASTY

from fraudstats.errors import PaperTableError


class Seen(HTMLParser):
    """The tags of a page, the scopes of its headings, and the text of its cells."""

    def __init__(self, text):
        super().__init__()
        self.tags, self.scopes, self.cells, self.inside = [], [], [], False
        self.feed(text)

    def handle_starttag(self, tag, attrs):
        self.tags.append(tag)
        self.inside = tag in ("td", "th", "span")
        if tag in ("td", "th"):
            self.cells.append("")
            self.scopes += [value for name, value in attrs if name == "scope"]

    def handle_endtag(self, tag):
        self.inside = False

    def handle_data(self, data):
        if self.inside:
            self.cells[-1] += data


@pytest.mark.parametrize("render", [type(NASTY).to_html, type(NASTY)._repr_html_], ids=["paper", "notebook"])
def test_every_cell_is_in_the_page_and_nothing_of_it_is_markup(render):
    page = render(NASTY)
    seen = Seen(page)
    assert not {"script", "img", "a"} & set(seen.tags)
    assert seen.scopes == ["col"] * 3 + ["row"] * 2
    cells = [cell for row in NASTY.rows for cell in row]
    assert set(cells) <= set(seen.cells)
    assert "&lt;script&gt;alert(1)&lt;/script&gt; &amp; 50%" in page
    assert render(NASTY) == page, "the same table gives the same bytes"


def test_the_notebook_shows_this():
    table = replace(NASTY, title="Cases", rows=NASTY.rows[:1], notes=("A.",), sources=())
    left, right = ' style="text-align:left"', ' style="text-align:right"'
    assert table._repr_html_() == (
        '<table><caption style="caption-side:top;text-align:left;font-weight:bold">Cases</caption><thead><tr>'
        f'<th scope="col"{left}>Name_1</th><th scope="col"{right}>Cost ($)</th><th scope="col"{left}>Said</th></tr>'
        f'</thead>\n<tbody>\n<tr><th scope="row"{left}>=HYPERLINK(&quot;http://x&quot;)</th><td{right}>1,000*</td>'
        f"<td{left}>a | b</td></tr>\n</tbody></table>\n<p>Note: A.</p>\n<p>Data: fraudstats, release 2026.1.0.</p>"
    )


def test_latex_is_this():
    assert (
        NASTY.to_latex()
        == r"""% needs \usepackage{booktabs, xeCJK}
\begin{table}[!t]
\caption{\textless{}script\textgreater{}alert(1)\textless{}/script\textgreater{} \& 50\%}

\small

\begin{tabular*}{\linewidth}{@{\extracolsep{\fill}}lrp{0.57\linewidth}}
\toprule
Name\_1 & Cost (\$) & Said \\
\midrule\addlinespace[2.5pt]
=HYPERLINK("http://x") & 1,000* & a | b \\
37万余起 & $-$5.0 & \textbackslash{}input\{/etc/passwd\} \#1 \{x\} \textasciitilde{} \textasciicircum{} \\
\bottomrule
\end{tabular*}
\begin{minipage}{\linewidth}
\footnotesize
Note: * p \textless{} 0.05.\\
\textless{}img src=x onerror=alert(1)\textgreater{}\\
Sources: [1] A \& B.\\
Data: fraudstats, release 2026.1.0.\\
\end{minipage}
\end{table}
"""
    )


def plain(text):
    """LaTeX without what a compiler would take for commands."""
    return re.sub(r"\\[a-zA-Z]+\*?(\[[^]]*\])?|\\[\\&%$#_{}]", "", text.partition("\n")[2])


@pytest.mark.parametrize("rows", [1, 2, 50])
def test_latex_is_well_formed(rows):
    """There is no TeX here; what a compiler would trip over first is counted instead."""
    text = replace(NASTY, rows=(NASTY.rows * 25)[:rows]).to_latex()
    for name in re.findall(r"\\begin\{(\w+\*?)\}", text):
        assert text.count(rf"\begin{{{name}}}") == text.count(rf"\end{{{name}}}")
    bare = plain(text)
    assert bare.count("{") == bare.count("}")
    assert not set("%#_~^\\") & set(bare.replace("\\", ""))
    body = text.partition(r"\midrule\addlinespace[2.5pt]")[2].partition(r"\bottomrule")[0]
    lines = [line for line in body.splitlines() if line.strip()]
    assert len(lines) == rows
    assert {len(re.findall(r"(?<!\\)&", line)) for line in lines} == {2}
    assert ("longtable" in text) == (rows > 40)


def test_a_small_number_and_an_infinite_one_are_mathematics():
    table = replace(NASTY, rows=(("a", "8.40 × 10⁻³⁰¹", "–"), ("b", "∞", "x")))
    assert r"a & 8.40 $\times$ 10$^{-301}$ & -- \\" in table.to_latex()
    assert r"b & $\infty$ & x \\" in table.to_latex()


def test_without_the_library_the_install_line_is_given(monkeypatch):
    monkeypatch.setitem(sys.modules, "great_tables", None)
    with pytest.raises(PaperTableError, match=r"pip install 'fraudstats\[tables\]'"):
        NASTY.to_html()
    with pytest.raises(PaperTableError, match=r"pip install 'fraudstats\[tables\]'"):
        NASTY.to_latex()
    assert NASTY.to_markdown() and NASTY._repr_html_()
