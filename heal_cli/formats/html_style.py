"""The look of HTML pages: on light, dark and paper, from a phone to a wide window."""

import re

from heal_cli.models import Evidence

_SCREEN = """
:root { color-scheme: light dark; --ink: #1b1f24; --paper: #fff; --soft: #59636e;
  --line: #d1d9e0; --shade: #f3f5f7; --link: #0550ae; --warn: #a40e26; --edge: #6e7781; }
@media (prefers-color-scheme: dark) { :root { --ink: #e6e9ed; --paper: #14181d;
  --soft: #9aa4af; --line: #3a434d; --shade: #1f252c; --link: #6cb6ff; --warn: #ff8f8f;
  --edge: #8b949e; } }
* { box-sizing: border-box; }
body { margin: 0 auto; padding: 1rem; max-width: 46rem; color: var(--ink);
  background: var(--paper); font: 1.05rem/1.55 system-ui, sans-serif;
  overflow-wrap: break-word; }
body.wide { max-width: 78rem; }
.wide main > :not(.scroll) { max-width: 46rem; }
h1 { font-size: 1.7rem; line-height: 1.2; margin: .6em 0 .2em; }
h2 { font-size: 1.25rem; line-height: 1.3; margin: 1.6em 0 .4em; }
h3 { font-size: 1.05rem; margin: 1.2em 0 .3em; }
p { margin: .5em 0; }
a { color: var(--link); text-underline-offset: .15em; }
li a, .lines { overflow-wrap: anywhere; }
:focus-visible { outline: 3px solid var(--link); outline-offset: 2px; }
code, pre { background: var(--shade); padding: .1em .3em; border-radius: .2em; }
pre { white-space: pre-wrap; padding: .6em; }
mark { background: #ffe58a; color: #1b1f24; }
.aside, .notice, figcaption small { color: var(--soft); }
.notice { font-size: .9rem; margin: 0; }
p.urgent, p.warning { color: var(--warn); border: 2px solid; padding: .6em; }
.urgent, .warning { color: var(--warn); font-weight: 600; }
.box { border: 1px solid var(--line); border-radius: .4em; padding: .6em 1em; margin: 1em 0;
  background: var(--shade); }
.box.urgent { border: 2px solid var(--warn); }
nav.site ul, .links { list-style: none; padding: 0; margin: .3em 0; display: flex;
  flex-wrap: wrap; gap: .1em 1em; }
.links { display: block; }
details { margin: .8em 0; } summary { cursor: pointer; color: var(--link); }
.legend summary { color: inherit; }
.search { margin: .6em 0; } .search label { margin-right: .5em; }
.search input { font: inherit; padding: .3em .4em; width: min(20rem, 55vw); }
.search button { font: inherit; padding: .3em .8em; margin-left: .4em; }
.contents li { padding: .15em 0; } .contents ol { margin: .3em 0; padding-left: 1.4em; }
.term { color: inherit; text-decoration: underline dotted; }
.hidden { position: absolute; width: 1px; height: 1px; overflow: hidden;
  clip-path: inset(50%); white-space: nowrap; }
table { border-collapse: collapse; width: 100%; margin: .5em 0; }
th, td { text-align: left; vertical-align: top; padding: .4em .6em .4em 0;
  border-bottom: 1px solid var(--line); }
tbody th { font-weight: 600; }
figure { margin: 1em 0; }
.bar { border-top: .7em solid var(--link); min-width: 1px; margin-top: .4em; }
td:has(.bar) { width: 40%; }
dl { margin: .6em 0; } dl div { margin: .25em 0; }
dt { font-weight: 600; } dd { margin: 0 0 0 1em; }
dl.flow dt, dl.flow dd { display: inline; margin: 0; }
dl.flow dt { font-weight: 400; margin-right: .5em; }
dl.top dt, dl.top dd { display: inline; margin: 0; } dl.top dt { margin-right: .5em; }
.number { display: inline-block; min-width: 1.2em; color: var(--soft); }
.cautions li::marker { content: "! "; color: var(--warn); font-weight: 700; }
sup { line-height: 0; } sup a { text-decoration: none; padding: .45em .36em; margin: 0 -.2em; }
.back { padding: 0 .3em; }
.entries > li { margin: 1em 0; }
"""

_GRID = """
.scroll.dense { overflow-x: auto; border: 1px solid var(--edge); border-radius: .3em;
  margin: .8em 0; width: fit-content; max-width: 100%; }
.dense table { margin: 0; width: auto; font-size: .95rem; }
.dense th, .dense td { padding: .3em .5em; white-space: nowrap; }
.dense tbody th { position: sticky; left: 0; background: var(--paper); font-weight: 400;
  border-right: 1px solid var(--edge); white-space: normal; min-width: 10rem; }
.dense thead th:first-child { position: sticky; left: 0; background: var(--paper);
  border-right: 1px solid var(--edge); }
@media (min-width: 44.01rem) { .dense .word { position: absolute; width: 1px; height: 1px;
  overflow: hidden; clip-path: inset(50%); } .dense td { position: relative; } }
"""

_PHONE = """
@media (max-width: 44rem) {
  table.stack, .stack tbody, .stack tr, .stack th, .stack td { display: block; border: 0;
    padding: .1em 0; }
  .stack thead { position: absolute; width: 1px; height: 1px; overflow: hidden;
    clip-path: inset(50%); }
  .stack tr { border-bottom: 1px solid var(--line); padding: .6em 0; }
  .stack td:empty { display: none; }
  .stack [data-name]::before { content: attr(data-name) ": "; color: var(--soft); }
  .stack td:has(.bar) { width: auto; }
  .scroll.dense { border: 0; overflow: visible; }
  .dense tbody th { position: static; font-weight: 600; border: 0; }
  .dense th, .dense td { white-space: normal; }
  .counts td { display: inline-block; margin-right: 1em; }
}
@media (max-width: 34rem) {
  body { font-size: .98rem; line-height: 1.38; padding: .5rem .8rem; }
  h1 { font-size: 1.3rem; margin: .35em 0 .1em; }
  h2 { font-size: 1.1rem; margin: 1.2em 0 .3em; }
  .short + h2 { margin-top: .5em; } p { margin: .3em 0; } .notice { font-size: .8rem; }
  nav.site { font-size: .88rem; } h1 + .aside { font-size: .85rem; margin: 0; }
  .box { padding: .4em .7em; margin: .4em 0; }
  dl { margin: .3em 0; } dl div { margin: .15em 0; } dd { margin-left: .6em; }
  .search input { width: 48vw; }
  dl.flow, dl.top { font-size: .86rem; line-height: 1.26; } dl.top div { margin: .1em 0; }
  h1 ~ .box { font-size: .92rem; line-height: 1.3; }
}
"""

_PAPER = """
@media print {
  :root { --ink: #000; --paper: #fff; --soft: #444; --line: #999; --shade: #fff;
    --link: #000; --warn: #000; --edge: #000; color-scheme: light; }
  body, body.wide { max-width: none; padding: 0; font-size: 10.5pt; line-height: 1.4; }
  h1, h2, h3, figcaption, dt { break-after: avoid; }
  tr, figure, .box, li, dl div { break-inside: avoid; }
  p { orphans: 3; widows: 3; } thead { display: table-header-group; }
  .contents, nav.site, .back, .search { display: none; }
  .scroll.dense { overflow: visible; border: 0; } .dense table { font-size: 8pt; }
  .dense th, .dense td { white-space: normal; padding: .2em; position: static; }
  .dense tbody th { min-width: 0; position: static; }
  details::details-content { content-visibility: visible; block-size: auto; }
  .bar { border-top-color: #555; }
}
"""


def _verdicts() -> str:
    """Return the look of each verdict, on light and on dark ground."""
    light = "".join(f".{e.style} {{ color: {e.look.on_light}; }}\n" for e in Evidence)
    dark = "".join(f".{e.style} {{ color: {e.look.on_dark}; }}\n" for e in Evidence)
    names = ", ".join(f".{e.style}" for e in Evidence)
    return (
        f"{names} {{ font-weight: 600; }}\n{light}"
        f"@media screen and (prefers-color-scheme: dark) {{ {dark} }}\n"
    )


STYLE = f"{_SCREEN}{_GRID}{_PHONE}{_verdicts()}{_PAPER}"
"""The style sheet of every page."""


def on_paper(title: str, day: str) -> str:
    """Return what repeats on every sheet of a printed page: its title, its day, numbers."""
    return (
        "@page { margin: 18mm 15mm; "
        f"@top-left {{ content: {_string(title)}; font: 9pt sans-serif; }} "
        f"@top-right {{ content: {_string(day)}; font: 9pt sans-serif; }} "
        '@bottom-right { content: counter(page) " / " counter(pages); '
        "font: 9pt sans-serif; } }\n"
    )


def _string(text: str) -> str:
    """Return text as a string of CSS, in which no sign means anything to CSS or HTML."""
    said = re.sub(r"[^A-Za-z0-9 .,·-]", lambda found: f"\\{ord(found[0]):x} ", text)
    return f'"{said}"'
