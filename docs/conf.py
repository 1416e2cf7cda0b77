"""How Sphinx makes the site of what `tools.site` puts together; built by ``python run.py site``."""

import sys
from pathlib import Path

sys.path.insert(0, str(Path(__file__).resolve().parents[1]))

import fraudstats
from tools.site.paths import SOURCE

project = "fraudstats"
author = "The fraudstats developers"
copyright = f"{author}; code MIT, data CC BY 4.0"
release = version = fraudstats.__version__
language = "en"

extensions = [
    "myst_nb", "sphinx.ext.autodoc", "sphinx.ext.autosummary", "numpydoc", "sphinx_design", "tools.site.extension",
]  # fmt: skip
root_doc = "index"
templates_path = [str(Path(__file__).resolve().parents[1] / "tools/site/templates")]
exclude_patterns = []

nb_execution_mode = "off"
nb_merge_streams = True
myst_enable_extensions = ["colon_fence", "dollarmath"]
myst_dmath_allow_space = False
myst_heading_anchors = 4
html_math_renderer = "mathml"

autosummary_generate = False
autodoc_typehints = "none"
autodoc_preserve_defaults = True
numpydoc_show_class_members = False
numpydoc_class_members_toctree = False

html_theme = "pydata_sphinx_theme"
html_title = "fraudstats"
html_static_path = [str(SOURCE / "_static")]
html_css_files = ["site.css"]
html_js_files = ["page.js"]
html_copy_source = False
html_show_sourcelink = False
html_context = {"default_mode": "auto"}
html_sidebars = {page: [] for page in ("index", "browser", "dataset", "pictures", "indicators/**", "areas/**")}
html_theme_options = {
    "header_links_before_dropdown": 6,
    "navbar_end": ["theme-switcher"],
    "show_nav_level": 1,
    "navigation_depth": 2,
    "secondary_sidebar_items": ["page-toc"],
    "footer_start": ["copyright"],
    "footer_end": [],
}
