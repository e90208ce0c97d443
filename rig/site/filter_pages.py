"""The catalogue as pages: one for all, one for each group, one for each processor."""

from __future__ import annotations

import html
import os
from collections.abc import Iterable, Mapping
from urllib.parse import quote, urlencode

from rig.site.library_call import TAUGHT, command_line, library_call
from rig.site.pictures import LARGE, SMALL, Gallery, Strip
from rig.site.words import as_html, as_markdown
from vision.catalogue import catalogue
from vision.explain import explain
from vision.processor import Processor
from vision.recipe import Recipe, Step

BOOTH_URL = os.environ.get("BOOTH_URL", "http://localhost:8501").rstrip("/")
"""Where the links open the booth."""

_PACKAGED = (
    "It needs [a learned model's file](../../models.md), which was not here when this page was made: the second "
    "picture is the preview that comes along. What its settings do is seen in the booth."
)
_NOT_TAUGHT = (
    "Nothing was taught when this page was made. On the page [Teach](../../using/teach.md) it takes some seconds; the "
    "model that is saved there is the `taught.json` below."
)


def pages(galleries: Mapping[str, Gallery]) -> dict[str, str]:
    """Markdown by its path below `filters/`."""
    groups = dict.fromkeys(entry.group for entry in catalogue().values())
    by_group = {group: [e for e in catalogue().values() if e.group == group] for group in groups}
    written = {"index.md": _all(by_group)}
    for group, entries in by_group.items():
        written[f"{group}/index.md"] = _group(group, entries)
        written |= {f"{group}/{entry.name}.md": _page(entry, galleries[entry.name]) for entry in entries}
    return written


def booth_link(step: Step) -> str:
    """The address that opens the booth with this step."""
    return f"{BOOTH_URL}/?{urlencode({'recipe': str(Recipe((step,)))}, quote_via=quote)}"


def _all(by_group: Mapping[str, list[Processor]]) -> str:
    parts = [
        "# All filters",
        f"{sum(map(len, by_group.values()))} filters and finders, each with pictures of what it does. Every page says "
        "it in plain words, shows what each setting changes, and opens the filter in the booth.",
    ]
    for group, entries in by_group.items():
        parts += [f"## [{_title(group)}]({group}/index.md)", _cards(entries, f"{group}/")]
    return "\n\n".join([*parts, _contents(f"{group}/index" for group in by_group)])


def _group(group: str, entries: list[Processor]) -> str:
    return "\n\n".join([f"# {_title(group)}", _cards(entries, ""), _contents(entry.name for entry in entries)])


def _title(group: str) -> str:
    return group.replace("_", " ").capitalize()


def _contents(pages: Iterable[str]) -> str:
    return "\n".join(["```{toctree}", ":hidden:", "", *pages, "```", ""])


def _cards(entries: Iterable[Processor], below: str) -> str:
    size = f'width="{SMALL[0]}" height="{SMALL[1]}"'
    up = "../" if below else "../../"
    cards = (
        f'<a class="card" href="{below}{e.name}.html"><img src="{up}pictures/{e.name}/small.webp" alt="" {size} '
        f'loading="lazy"><b>{as_html(e.label)}</b><span>{as_html(e.help)}</span></a>'
        for e in entries
    )
    return "\n".join(['<div class="cards">', *cards, "</div>"])


def _page(entry: Processor, gallery: Gallery) -> str:
    told = explain(entry)
    step = gallery.step
    parts = [
        f"# {as_markdown(entry.label)}",
        as_markdown(told.summary),
        _pair(entry, gallery),
        f'<p class="open"><a class="button" href="{html.escape(booth_link(step))}">Open it in the booth</a></p>',
    ]
    if gallery.packaged:
        parts.append(_PACKAGED)
    if entry.group == TAUGHT:
        parts.append(_NOT_TAUGHT)
    parts += ["## In words", as_markdown(told.words)]
    if told.used_for:
        parts.append(f"**Where it is used.** {as_markdown(told.used_for)}")
    if entry.params:
        strips = {strip.param.name: strip for strip in gallery.strips}
        parts.append("## What its settings do")
        for param in entry.params:
            default = param.format(param.default) or "none"
            parts += [
                f"### {as_markdown(param.label)}",
                f"{as_markdown(param.help)} In a recipe: `{param.name}`, {as_markdown(param.expected)}; `{default}` "
                "where nothing is said.",
            ]
            if param.name in strips:
                parts.append(_strip(entry, strips[param.name]))
    if told.formula:
        parts += ["## The formula", f"```{{math}}\n{told.formula}\n```"]
    parts += ["## From Python", f"```python\n{library_call(step)}\n```"]
    parts += ["## From the command line", f"```shell\n{command_line(step)}\n```"]
    if told.notes:
        parts += ["## For engineers", as_markdown(told.notes)]
    module = entry.function.__module__.replace(".", "/")
    parts += ["## The code", f"`{module}.py`", f"```{{code-block}} python\n\n{told.source}\n```"]
    return "\n\n".join(parts) + "\n"


def _pair(entry: Processor, gallery: Gallery) -> str:
    words = "" if gallery.step == Step.of(entry.name) else f": {gallery.step}"
    shown = (("Before", gallery.before, "before"), (f"After{words}", gallery.after, f"after {entry.label}"))
    figures = (_figure(file, caption, f"The photograph {alt}", LARGE) for caption, file, alt in shown)
    return "\n".join(['<div class="pair">', *figures, "</div>"])


def _strip(entry: Processor, strip: Strip) -> str:
    if not strip.pictures:
        return "Here it makes no difference."
    usual = Step.of(entry.name)
    others = {name: value for name, value in strip.beside.values if name != strip.param.name}
    changed = [f"`{n}={entry.param(n).format(v)}`" for n, v in others.items() if v != usual.params[n]]
    said = f"With {' and '.join(changed)}:\n\n" if changed else ""
    figures = (
        _figure(file, caption, f"{entry.label}, {strip.param.label}: {caption}", SMALL)
        for caption, file in strip.pictures
    )
    return said + "\n".join(['<div class="strip">', *figures, "</div>"])


def _figure(file: str, caption: str, alt: str, size: tuple[int, int]) -> str:
    return (
        f'<figure><img src="../../pictures/{file}" alt="{html.escape(alt)}" width="{size[0]}" height="{size[1]}" '
        f'loading="lazy"><figcaption>{html.escape(caption)}</figcaption></figure>'
    )
