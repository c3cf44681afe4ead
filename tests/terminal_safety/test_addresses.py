"""A link leads to https and nowhere else, and is made of the letters of addresses."""

import re
from html import unescape
from pathlib import Path
from urllib.parse import unquote

import pytest
from markdown_it import MarkdownIt

from tests.conftest import SHARED, Heal, write_topic
from tests.invariants import But
from tests.terminal_safety.hostile_library import as_yaml

REFUSED = {
    "url": [
        *("file:///etc/passwd", "javascript:alert(1)", "http://example.org", "data:,x", "//x"),
        *("HTTPS://example.org", "https://a\x1b\\b", "https://a b", "https://a\x07"),
        *("https://a\u200b.org", "https://a\x9cb", "https://a\\b", 'https://a"b', "https://"),
        *(
            "https://ex\u00e4mple.org",
            "https://example.org/\u00e9",
            "https://me:pw@example.org",
        ),
        *("https://example.org:8/", "https://localhost/"),
    ],
    "doi": ["10.1000/a\x1b]8;;file:///x\x07", "10.1000/a\u202eb", "10.1000/\x9c", "../../x"],
    "pmid": ["1\x1b[31m", "../x", "\uff11"],
    "pmcid": ["PMC1/../../x", "PMC1\x07", "PMC1\x1b", "PMC\u0661"],
    "isbn": ["978\x1b[31m", "\uff11" * 10],
    "year": ["20\x1b[m", "\u0662" * 4],
}
"""Addresses that lead elsewhere or are more than an address, and figures of other scripts."""

FAULT = r"sources\.yaml:{line}:\d+: F01 (?:\".*\" should be |holds the \w+ character U)"

PRESENT = {"doi": "doi: 10.1000/1", "year": "year: 2020"}
"""What stands in the source where it has a field already; others take the place of the DOI."""


def source(field: str, value: str) -> str:
    """Return the one source of the tiny library with a value in a field."""
    present = PRESENT.get(field, PRESENT["doi"])
    assert present in SHARED["sources"]
    return SHARED["sources"].replace(present, f"{field}: {as_yaml(value)}")


def links(page: str) -> list[str]:
    """Return where the links of a page lead, on a terminal or in HTML, but those within it."""
    found = re.findall(r"\x1b\]8;[^;]*;([^\x1b]+)\x1b", page)
    return found + [unescape(link) for link in re.findall(r'href="([^#"][^"]*)"', page)]


def test_a_source_that_could_lead_elsewhere_is_a_fault_and_no_link(
    heal: Heal, library: Path
) -> None:
    wrong = [(field, value) for field, values in REFUSED.items() for value in values]
    names = [f"doe-{number}" for number in range(len(wrong))]
    lines = [
        source(*each).replace("doe-2020", name) for name, each in zip(names, wrong, strict=True)
    ]
    (library / "sources.yaml").write_text("".join(lines), "utf-8")
    write_topic(library, "Green tea", cited=("[doe-2020]", f"[{', '.join(names)}]"))
    found = heal("check", str(library), but=But.WARNED).out
    for number, each in enumerate(wrong, start=1):
        assert re.search(FAULT.format(line=number), found), each
    for command in (["show", "green-tea"], ["sources"]):
        for options in (["--color", "always"], ["--format", "html"]):
            assert links(heal(*command, *options, but=But.WARNED).out) == []


@pytest.mark.parametrize(
    ("field", "value", "address"),
    [
        ("doi", "10.1000/1", "https://doi.org/10.1000/1"),
        ("pmid", "7", "https://pubmed.ncbi.nlm.nih.gov/7/"),
        ("pmcid", "PMC7", "https://pmc.ncbi.nlm.nih.gov/articles/PMC7/"),
        ("url", "https://a.org/b'c?d=[e]#f", "https://a.org/b'c?d=[e]#f"),
    ],
)
def test_a_source_that_leads_to_https_is_one_link(
    heal: Heal, library: Path, field: str, value: str, address: str
) -> None:
    (library / "sources.yaml").write_text(source(field, value), "utf-8")
    assert links(heal("show", "green-tea", "--color", "always").out) == [address]
    assert links(heal("show", "green-tea", "--format", "html").out) == [address]


@pytest.mark.parametrize(
    "doi", ["10.1002/(SICI)1097-0258(19980815)17:15<1661::AID-SIM968>3.0.CO;2-2", "10.1000/é"]
)
def test_a_link_is_made_of_the_letters_that_links_are_made_of(
    heal: Heal, library: Path, doi: str
) -> None:
    (library / "sources.yaml").write_text(source("doi", doi), "utf-8")
    heal("show", "green-tea", "--color", "always")
    page = heal("show", "green-tea", "--format", "markdown").out
    tokens = [child for token in MarkdownIt().parse(page) for child in token.children or ()]
    (link,) = [str(token.attrGet("href")) for token in tokens if token.type == "link_open"]
    assert re.fullmatch(r"[A-Za-z0-9:/.%()_~;-]+", link)
    assert unquote(link) == f"https://doi.org/{doi}"
