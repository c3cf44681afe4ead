"""Each format says the same, in the way that suits its reader."""

import json
import re
from pathlib import Path
from types import ModuleType

import html5lib
import jsonschema
import pytest

from heal_cli.formats import html, markdown, plain, terminal
from heal_cli.views.document import Block
from tests.conftest import Heal, write_topic
from tests.test_bundled_content import topic

SCHEMA = json.loads((Path(__file__).parent.parent / "docs/answers.schema.json").read_text())
EVERY = [
    ["topics"],
    ["show", "crp", "pemf"],
    ["search", "leg", "cramps"],
    ["search", "chest pain"],
    ["benefits"],
    ["benefits", "ces"],
    ["for", "insomnia"],
    ["why", "ces", "depression"],
    ["define", "CRP"],
    ["sources", "crp"],
    ["about"],
    ["disclaimer"],
    ["help", "formats"],
    ["help", "show"],
    [],
]


def test_json_keeps_its_contract(heal: Heal) -> None:
    for arguments in EVERY:
        answer = json.loads(heal(*arguments, "--format", "json").out)
        jsonschema.validate(answer, SCHEMA)


@pytest.mark.parametrize(
    ("arguments", "name"),
    [
        (["show", "ginger"], "topics"),
        (["search", '"qqqq"'], "results"),
        (["for", "xyzzy"], "claims"),
        (["why", "ces", "xyzzy"], "claims"),
        (["benefits", "ginger"], "claims"),
        (["define", "xyzzy"], "terms"),
        (["sources", "ginger"], "sources"),
        (["topics", "--category", "cars"], "topics"),
    ],
)
def test_nothing_found_is_an_empty_list_and_exit_4(
    heal: Heal, arguments: list[str], name: str
) -> None:
    answer = heal(*arguments, "--format", "json")
    assert answer.code == 4
    assert json.loads(answer.out)[name] == []
    jsonschema.validate(json.loads(answer.out), SCHEMA)


def test_json_is_the_same_each_time(heal: Heal) -> None:
    first = heal("show", "crp", "--format", "json").out
    assert heal("show", "crp", "--format", "json").out == first


def test_html_is_valid_and_asks_nothing_of_the_network(heal: Heal) -> None:
    for arguments in EVERY:
        page = heal(*arguments, "--format", "html").out
        html5lib.HTMLParser(strict=True).parse(page)
        assert '<html lang="en-GB">' in page
        assert re.search(r"<title>[^<]+</title>", page)
        assert not re.search(r"<script|<link|<img|<iframe|@import|url\(| on\w+=", page)


def test_html_tables_name_their_columns_and_rows(heal: Heal) -> None:
    page = heal("show", "ces", "--format", "html").out
    assert page.count('<th scope="col">') >= 4
    assert page.count('<th scope="row"') >= len(topic("ces").benefits)


def test_html_citations_lead_to_their_source(heal: Heal) -> None:
    page = heal("show", "crp", "pemf", "--format", "html").out
    targets = re.findall(r'href="#([^"]+)"', page)
    anchors = re.findall(r'id="([^"]+)"', page)
    assert targets
    assert set(targets) <= set(anchors)
    assert len(anchors) == len(set(anchors))


def test_content_cannot_smuggle_html(heal: Heal, library: Path) -> None:
    write_topic(
        library, "Red wine", words=("some did not", "<script>alert(1)</script> & so on")
    )
    page = heal("show", "red-wine", "--format", "html").out
    assert "<script" not in page
    assert "&lt;script&gt;alert(1)&lt;/script&gt; &amp; so on" in page


def test_content_cannot_smuggle_markdown(heal: Heal, library: Path) -> None:
    write_topic(library, "Red wine", words=("some did not", "[x](http://y) | `z`#_w_"))
    page = heal("show", "red-wine", "--format", "markdown").out
    assert r"\[x\](http\://y) \| \`z\`\#\_w\_" in page


def test_markdown_footnotes_all_have_a_text(heal: Heal) -> None:
    page = heal("show", "crp", "pemf", "--format", "markdown").out
    used = set(re.findall(r"\[\^([\d-]+)\](?!:)", page))
    defined = re.findall(r"^\[\^([\d-]+)\]:", page, re.MULTILINE)
    assert used == set(defined)
    assert len(defined) == len(set(defined))


def test_markdown_tables_have_a_cell_for_every_column(heal: Heal) -> None:
    page = heal("show", "magnesium-safety", "--format", "markdown").out
    for table in re.findall(r"(?:^\|.*\n)+", page, re.MULTILINE):
        rows = [len(re.findall(r"(?<!\\)\|", row)) for row in table.splitlines()]
        assert len(set(rows)) == 1, table


def test_plain_has_no_boxes_no_columns_and_one_statement_a_line(heal: Heal) -> None:
    page = heal("show", "muscle-spasms", "--format", "plain").out
    assert not re.search(r"[│╭╮╰╯─█░▒▓●◐○✕]", page)
    assert not re.search(r"\S {2,}\S", page)
    claims = [line for line in page.splitlines() if line.startswith("Claim ")]
    assert len(claims) == 2 * len(topic("muscle-spasms").benefits), "at a glance and in full"
    assert re.fullmatch(
        r"Claim 1 of 7\. Magnesium tablets stop night leg cramps\. Evidence: not supported, "
        r"for ordinary cramps\. What studies found: .* Sources \d+, \d+ and \d+\.",
        claims[len(claims) // 2],
    )


def test_a_variable_makes_another_format_the_default(
    heal: Heal, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setenv("HEAL_FORMAT", "plain")
    assert heal("about").out == heal("about", "--format", "plain").out
    assert heal("about", "--format", "rich").out != heal("about").out


def test_names_come_from_standard_input(heal: Heal) -> None:
    page = heal("show", "-", "--section", "cautions", typed="crp\n\npemf\n").out
    assert "C-reactive protein (CRP)" in page
    assert "PEMF (pulsed electromagnetic field therapy)" in page


def test_no_names_on_standard_input_is_said(heal: Heal) -> None:
    answer = heal("show", "-")
    assert answer.code == 4
    assert "standard input names no topic" in answer.err


@pytest.mark.parametrize("module", [terminal, plain, markdown, html])
def test_every_format_can_draw_every_block(module: ModuleType) -> None:
    for block in Block.__args__:
        assert hasattr(module._Drawer, block.__name__.lower())
