"""A page for a browser speaks to a reader, and no file that heal writes calls anybody."""

import re
import stat
import webbrowser
from html import unescape
from pathlib import Path
from urllib.request import url2pathname

import html5lib
import pytest

from heal_cli import formats
from heal_cli.commands import COMMANDS
from heal_cli.formats.html_style import on_paper
from heal_cli.models import Evidence
from heal_cli.views.document import Document, Heading, Paragraph, Span
from tests.command_lines import EVERY_COMMAND, OTHERS
from tests.conftest import Heal, write_topic
from tests.invariants import But

READ = [
    ["topics"],
    ["topics", "--long"],
    ["show", "crp", "pemf"],
    ["search", "leg", "cramps"],
    ["benefits"],
    ["benefits", "ces"],
    ["for", "insomnia"],
    ["why", "ces"],
    ["why", "ces", "1"],
    ["define", "CRP"],
    ["sources", "crp"],
    ["compare", "ces", "pemf"],
    ["cautions", "kidney", "disease"],
    ["about"],
]
"""Pages of the library itself; those of help are about commands."""

HALF_UNDERSTOOD = [
    ["magnesium"],
    ["muscle", "cramp"],
    ["show", "magnesum"],
    ["define"],
    ["search", "magnesum", "cramps"],
    ["search", "magnesium", "xyzzy"],
    ["search", "xyzzy"],
    ["search", "chest", "pain"],
]
"""Pages that say beside what was asked what it was taken for, or that there is nothing."""

UNANSWERED = [
    *(line for name, lines in EVERY_COMMAND.items() if name != "search" for line in lines),
    *OTHERS,
]
"""Lines of every command, among them those that have no answer."""


def drawn(document: Document) -> str:
    """Return a document as HTML."""
    return "\n".join(formats.lines("html", document, 80, colored=False))


LOADED = re.compile(
    r"<(?:script|link|img|image|iframe|object|embed|audio|video|source|use|foreignObject)\b"
    r"|\b(?:src|srcset|poster|background|action|xlink:href|data)="
    r"|@import|@font-face|url\((?!#)|!\[",
    re.IGNORECASE,
)
"""What a viewer fetches by itself; a link is only followed by who clicks it."""


@pytest.mark.parametrize("name", formats.FORMATS)
def test_no_file_that_heal_writes_has_an_address_that_is_loaded(
    heal: Heal, tmp_path: Path, name: str
) -> None:
    for number, arguments in enumerate(READ):
        file = tmp_path / f"{number}.page"
        heal(*arguments, "--format", name, "--output", str(file), but=But.NO_PAGE)
        page = file.read_text("utf-8")
        assert not LOADED.search(page), (arguments, LOADED.search(page))


def test_the_picture_of_the_front_page_loads_nothing() -> None:
    picture = (Path(__file__).parent.parent / "docs" / "heal-show.svg").read_text("utf-8")
    assert not LOADED.search(picture)


@pytest.mark.parametrize("arguments", [*READ, *HALF_UNDERSTOOD])
def test_a_page_says_no_command_and_is_valid(heal: Heal, arguments: list[str]) -> None:
    page = heal(*arguments, "--format", "html").out
    html5lib.HTMLParser(strict=True).parse(page)
    body = unescape(page.partition("<body")[2])
    assert not re.search(
        rf"\bheal (?:{'|'.join(COMMANDS)})\b|<code|Read one|quote a word", body
    )
    assert page.count("<h1") >= 1
    anchors = re.findall(r' id="([^"]+)"', page)
    assert len(anchors) == len(set(anchors))
    assert set(re.findall(r'href="#([^"]+)"', page)) <= set(anchors)


@pytest.mark.parametrize("arguments", UNANSWERED)
def test_an_error_is_told_at_the_terminal_and_makes_no_page(
    heal: Heal, arguments: list[str]
) -> None:
    answer = heal(*arguments, "--format", "html")
    assert (answer.out == "") == (answer.code != 0)
    assert "<" not in answer.err


def test_a_search_that_finds_nothing_is_a_page_that_says_so(heal: Heal) -> None:
    answer = heal("search", "xyzzy", "--format", "html")
    assert answer.code == 4
    assert "<p>Nothing found for &quot;xyzzy&quot;." in answer.out
    assert 'nothing found for "xyzzy"' in answer.err


def test_what_to_read_on_is_named_by_its_title(heal: Heal) -> None:
    page = heal("show", "muscle-spasms", "--format", "html").out
    read_on = page.partition("Read on</h2>")[2].partition("</ul>")[0]
    assert "<li>Magnesium" in read_on


def test_verdicts_are_explained_where_they_stand(heal: Heal) -> None:
    page = unescape(heal("show", "ces", "--format", "html").out)
    (legend,) = re.findall(r'<details class="legend">.*?</details>', page, re.DOTALL)
    for each in Evidence:
        assert each.meaning in legend


def test_a_word_of_the_glossary_carries_its_meaning(heal: Heal) -> None:
    page = heal("show", "muscle-spasms", "--format", "html").out
    found = re.findall(r'<a class="term" href="#(word-\d+)" title="([^"]+)">', page)
    assert found
    for anchor, meaning in found:
        assert f'id="{anchor}"' in page
        assert page.count(meaning) >= 2
    assert page.index("Words on this page") < page.index("<strong>Disclaimer.")


def test_sources_lead_back_to_where_they_are_cited(heal: Heal) -> None:
    page = heal("show", "crp", "--format", "html").out
    cited = set(re.findall(r'<a id="(cited-[^"]+)"', page))
    assert cited
    assert cited == set(re.findall(r'class="back" href="#([^"]+)"', page))


def test_contents_list_the_headings_of_a_page(heal: Heal) -> None:
    page = heal("show", "crp", "--format", "html").out
    contents = page.partition('class="contents"')[2].partition("</nav>")[0]
    assert contents.count("<li>") == page.count("<h2 id=") - ("Words on this page" in page)
    assert 'class="contents"' not in heal("define", "CRP", "--format", "html").out


def test_warnings_stand_above_the_claims(heal: Heal) -> None:
    page = heal("show", "pemf", "--format", "html").out
    places = [page.index(text) for text in ("In short.", "Get help now", "Claims at a glance")]
    assert places == sorted(places)
    assert re.search(r"20 claims: .*supported", page)


def test_the_grid_scrolls_within_reach_of_the_keyboard(heal: Heal) -> None:
    page = heal("benefits", "--format", "html").out
    assert '<div class="scroll dense" role="region" tabindex="0" aria-label="' in page
    assert 'data-name="Magnesium"' in page
    assert not re.search(r'data-name="[^"]*"></td>', page)


def test_paper_repeats_title_and_day_whatever_they_say() -> None:
    sly = '"; } </style><script>alert(1)</script> \\'
    rule = on_paper(sly, sly)
    assert "<" not in rule
    assert rule.count('"') == 6
    page = drawn(Document(sly, (Heading(sly, 1, sly),), day=sly))
    html5lib.HTMLParser(strict=True).parse(page)
    assert "<script" not in page


@pytest.mark.parametrize(
    "arguments", [["show", "crp"], ["benefits"], ["topics"], ["for", "pain"]]
)
def test_paper_has_a_day_of_review(heal: Heal, arguments: list[str]) -> None:
    page = heal(*arguments, "--format", "html").out
    assert re.search(r'@top-right \{ content: "[^"]*reviewed \d+ [A-Z][a-z]+ \d{4}"', page)


def test_a_link_of_hostile_content_is_text(heal: Heal, library: Path) -> None:
    (library / "urgent.yaml").unlink()
    write_topic(library, "Red wine", words=("some did not", "javascript:alert(1) [[a<b]]"))
    page = heal("show", "red-wine", "--format", "html").out
    assert 'href="javascript' not in page
    assert "a&lt;b" in page
    spans = (Span('"><b onclick=x>', 'no"<'),)
    assert "<b onclick" not in drawn(Document("x", (Paragraph(spans),)))


def test_open_writes_a_private_page_and_opens_it(
    heal: Heal, monkeypatch: pytest.MonkeyPatch, tmp_path: Path
) -> None:
    opened: list[str] = []
    monkeypatch.setattr("tempfile.tempdir", str(tmp_path))

    def opens(url: str) -> bool:
        opened.append(url)
        return True

    monkeypatch.setattr(webbrowser, "open", opens)
    answer = heal("show", "crp", "--open", but=But.NO_PAGE)
    assert (answer.out, answer.code) == ("", 0)
    (url,) = opened
    page = Path(url2pathname(url.removeprefix("file://")))
    assert answer.err == f"heal: opened {page}\n"
    assert page.read_text("utf-8").startswith("<!DOCTYPE html>")
    assert stat.S_IMODE(page.parent.stat().st_mode) == 0o700


def test_open_says_the_path_where_no_browser_is(
    heal: Heal, monkeypatch: pytest.MonkeyPatch, tmp_path: Path
) -> None:
    monkeypatch.setattr("tempfile.tempdir", str(tmp_path))
    monkeypatch.setattr(webbrowser, "open", lambda _: False)
    answer = heal("benefits", "--open", but=But.NO_PAGE)
    assert answer.code == 0
    assert "no browser can be opened here" in answer.err
    assert str(next(tmp_path.glob("heal-page-*/page.html"))) in answer.err


def test_open_shows_that_a_search_found_nothing_and_leaves_errors_to_the_terminal(
    heal: Heal, monkeypatch: pytest.MonkeyPatch, tmp_path: Path
) -> None:
    monkeypatch.setattr("tempfile.tempdir", str(tmp_path))
    monkeypatch.setattr(webbrowser, "open", lambda _: True)
    assert heal("show", "xyzzy", "--open").code == 4
    assert not list(tmp_path.glob("heal-page-*"))
    assert heal("search", "xyzzy", "--open", but=But.NO_PAGE).code == 4
    (page,) = tmp_path.glob("heal-page-*/page.html")
    assert "Nothing found for" in page.read_text("utf-8")


def test_open_takes_no_other_format(heal: Heal) -> None:
    answer = heal("show", "crp", "--open", "--format", "json")
    assert answer.code == 2
    assert "--format json" in answer.err


def test_old_pages_are_swept_away(
    heal: Heal, monkeypatch: pytest.MonkeyPatch, tmp_path: Path
) -> None:
    monkeypatch.setattr("tempfile.tempdir", str(tmp_path))
    monkeypatch.setattr(webbrowser, "open", lambda _: True)
    monkeypatch.setattr("heal_cli.screen.browser._KEPT", -1)
    for _ in range(3):
        heal("about", "--open", but=But.NO_PAGE)
    assert len(list(tmp_path.glob("heal-page-*"))) == 1
