"""The reference: a page for every public name, made of its docstring, and one for each public module."""

from __future__ import annotations

import inspect
from importlib import import_module
from types import ModuleType

from tools.site.markup import heading

__all__ = ["MODULES", "documented", "pages"]

#: The public modules, in the order of the site.
MODULES = ("fraudstats", "fraudstats.trends", "fraudstats.plotting", "fraudstats.figures", "fraudstats.course")


def documented(module: str) -> list[str]:
    """The public names of a module that get a page: all but the modules themselves."""
    held = import_module(module)
    return sorted((name for name in held.__all__ if not isinstance(getattr(held, name), ModuleType)), key=str.lower)


def pages() -> dict[str, str]:
    """``reference/MODULE.md``, and ``reference/MODULE.NAME.md`` for each of its names."""
    made = {}
    for module in MODULES:
        held, names = import_module(module), documented(module)
        made |= {f"reference/{module}.{name}.md": _page(module, name, getattr(held, name)) for name in names}
        made[f"reference/{module}.md"] = _index(module, names)
    return made


def _page(module, name, value):
    kind, options = _directive(value)
    lines = "".join(f"   :{option}:\n" for option in options)
    return f"{heading(f'{module}.{name}')}\n```{{eval-rst}}\n.. {kind}:: {module}.{name}\n{lines}```\n"


def _directive(value):
    if inspect.isclass(value):
        return "autoclass", ("members", "inherited-members: ValueError")
    return ("autofunction", ()) if callable(value) else ("autodata", ())


def _index(module, names):
    """The module's own words, and its names with the first line of each."""
    tree = "\n".join(f"{module}.{name}" for name in names)
    summaries = "\n".join(f"   {name}" for name in names)
    return (
        f"{heading(module)}\n```{{eval-rst}}\n.. automodule:: {module}\n\n.. autosummary::\n\n{summaries}\n```\n\n"
        f"```{{toctree}}\n:hidden:\n:titlesonly:\n\n{tree}\n```\n"
    )
