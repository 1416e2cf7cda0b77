"""What the site needs of Sphinx beyond its settings: formulas without a server, and a name for the code of diagrams."""

from __future__ import annotations

from typing import Any

from docutils import nodes
from docutils.utils.math import latex2mathml
from pygments.lexers.special import TextLexer
from sphinx.application import Sphinx

__all__ = ["setup"]


def setup(app: Sphinx) -> dict[str, Any]:
    """Called by Sphinx."""
    app.add_html_math_renderer("mathml", inline_renderers=(_inline, None), block_renderers=(_block, None))
    app.add_lexer("mermaid", TextLexer)
    return {"parallel_read_safe": True, "parallel_write_safe": True}


def _inline(writer, node):
    writer.body.append(_formula(node, as_block=False))
    raise nodes.SkipNode


def _block(writer, node):
    writer.body.append(f"<div class='math'>{_formula(node, as_block=True)}</div>")
    raise nodes.SkipNode


def _formula(node, as_block):
    return str(latex2mathml.tex2mathml(node.astext(), as_block=as_block))
