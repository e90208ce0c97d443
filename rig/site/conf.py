"""Sphinx's settings; all that the site shows comes along with it, nothing is fetched from elsewhere."""

from __future__ import annotations

import tomllib
from pathlib import Path
from typing import Any

_TOP = Path(__file__).parents[2]

project = "Vision Booth"
author = "the makers of Vision Booth"
release = version = tomllib.loads((_TOP / "pyproject.toml").read_text())["project"]["version"]
extensions = ["myst_parser", "sphinx.ext.autodoc", "rig.site.extension"]

suppress_warnings = ["myst.header"]  # what a benchmark prints may leave a level of headings out
default_role = "code"
myst_heading_anchors = 4
myst_enable_extensions = ["attrs_inline"]
autodoc_member_order = "bysource"
autodoc_typehints_format = "short"

html_theme = "furo"
html_title = project
html_math_renderer = "mathml"
html_static_path = ["static"]
html_css_files = ["site.css"]
html_favicon = str(_TOP / "assets" / "icon.png")
html_logo = str(_TOP / "assets" / "icon.svg")
html_copy_source = False
html_show_sourcelink = False
html_show_copyright = False
pygments_style = "a11y-high-contrast-light"
pygments_dark_style = "a11y-high-contrast-dark"
html_theme_options: dict[str, Any] = {
    "top_of_page_buttons": [],
    "light_css_variables": {
        "color-brand-primary": "#0f6b5c",
        "color-brand-content": "#0f6b5c",
        "color-brand-visited": "#0f6b5c",
        "color-background-primary": "#fbfaf6",
        "color-background-secondary": "#f0eee5",
        "color-background-hover": "#e6e3d6",
        "color-background-border": "#dcd8ca",
        "color-foreground-primary": "#101412",
        "color-foreground-secondary": "#454b47",
        "color-foreground-muted": "#565c58",
        "booth-button": "#0f6b5c",
        "booth-button-text": "#ffffff",
    },
    "dark_css_variables": {
        "color-brand-primary": "#6fd6bd",
        "color-brand-content": "#6fd6bd",
        "color-brand-visited": "#6fd6bd",
        "color-background-primary": "#14181a",
        "color-background-secondary": "#1e2427",
        "color-background-hover": "#2a3236",
        "color-background-border": "#333c40",
        "color-foreground-primary": "#e9ece6",
        "color-foreground-secondary": "#b9c0bb",
        "color-foreground-muted": "#a3aba6",
        "booth-button": "#4fc3a8",
        "booth-button-text": "#0b1f1a",
    },
}
