"""The folder of pages in a real browser: its search, its warnings, hostile content, servers."""

import sys
import threading
from collections.abc import Iterator
from functools import partial
from http.server import SimpleHTTPRequestHandler, ThreadingHTTPServer
from pathlib import Path
from typing import Any

import pytest

from heal_cli.index.index import Index
from heal_cli.library.emergencies import emergencies
from heal_cli.library.library import Library
from heal_cli.loading.libraries import bundled_root
from tests.browser.chromium import Browser
from tests.processes import command, make_library, run, surroundings
from tests.test_bundled_content import IDS, shared
from tests.test_export import sly_topic

sys.path.insert(0, str(Path(__file__).parent.parent.parent / "benchmarks"))

import relevance

ASKED = """
const input = document.querySelector("#search-words"), form = input.form;
return arguments[0].map((words) => {
  input.value = words;
  form.requestSubmit();
  return [[...document.querySelectorAll("[role=alert] strong")].map((e) => e.textContent),
    [...document.querySelectorAll("form li a")].map((e) => e.textContent),
    [...document.querySelectorAll("form li a")].map((e) => e.getAttribute("href"))];
});
"""


@pytest.fixture
def served(site: Path) -> Iterator[str]:
    """The address of the folder on a web server, under a path of its own."""

    class Quiet(SimpleHTTPRequestHandler):
        def log_message(self, *_: Any) -> None:
            """Say nothing."""

    handler = partial(Quiet, directory=str(site.parent))
    server = ThreadingHTTPServer(("127.0.0.1", 0), handler)
    threading.Thread(target=server.serve_forever, daemon=True).start()
    yield f"http://127.0.0.1:{server.server_address[1]}/{site.name}/"
    server.shutdown()
    server.server_close()


def results(browser: Browser, words: str) -> list[str]:
    """Return the titles that a search finds."""
    ((_, found, _),) = browser.ask(ASKED, [words])
    return list(found)


@pytest.mark.parametrize(
    ("words", "title"),
    [
        ("muscle spasms", "Muscle tension and spasms"),
        ("charley horse", "Muscle tension and spasms"),
        ("magnezium", "Magnesium"),
        ("weary", "Tiredness and chronic fatigue"),
        ("insomnia", "Sleep trouble (insomnia)"),
        ("ACh", "acetylcholine"),
    ],
)
def test_the_search_finds_what_the_program_finds(
    browser: Browser, site: Path, words: str, title: str
) -> None:
    browser.open(site / "index.html")
    found = results(browser, words)[:6]
    assert any(title.casefold() in each.casefold() for each in found), found


def test_the_search_has_a_right_topic_first_nearly_as_often_as_the_program(
    browser: Browser, site: Path
) -> None:
    queries = relevance.judged()
    browser.open(site / "index.html")
    answers = browser.ask(ASKED, [query.query for query in queries])
    found = {
        query: [Path(address).stem for address in addresses if address.startswith("topics/")]
        for query, (_, _, addresses) in zip(queries, answers, strict=True)
    }
    ranks = [
        relevance.rank(query, lambda _, topics=topics: topics)  # type: ignore[misc]
        for query, topics in found.items()
    ]
    reached = relevance.quality(ranks)
    assert reached.first >= 0.92
    assert reached.three >= 0.98


def test_a_search_is_typed_and_a_result_clicked(browser: Browser, served: str) -> None:
    browser.open(f"{served}index.html", 360, 740)
    browser.driver.find_element("id", "search-words").send_keys("restless legs\n")
    assert "result" in browser.driver.find_element("css selector", "[role=status]").text
    link = browser.driver.find_element("css selector", "form li a")
    title = link.text
    link.click()
    assert title.split()[0] in browser.driver.find_element("css selector", "h1").text
    browser.driver.find_element("css selector", "nav.site a").click()
    assert browser.driver.current_url.endswith("/pages/index.html")
    assert browser.complaints() == []


def test_nothing_found_is_said(browser: Browser, site: Path) -> None:
    browser.open(site / "index.html")
    assert results(browser, "xqzzyv") == []
    status = browser.driver.find_element("css selector", "[role=status]").text
    assert status.startswith('Nothing found for "xqzzyv"')


def examples() -> list[str]:
    """Return words that warn, words that do not, and slips: from every rule, some of each."""
    said = []
    for urgent in shared().urgent:
        said += [*urgent.warns, *urgent.stays_quiet]
        for rule in urgent.rules:
            firsts = (group.split("|")[0].strip() for group in rule.split(" + "))
            plain = " ".join(each.strip("<>").rstrip("+-") for each in firsts)
            longest = max(plain.split(), key=len)
            said += [f"my {plain} since monday", plain.replace(longest, longest[:-1])]
            said += [f"{plain} {quiet}" for quiet in urgent.quiet[:1]]
    return said + [f"does {name.replace('-', ' ')} help" for name in IDS]


@pytest.mark.parametrize("part", [0, 1])
def test_the_search_warns_as_the_program_does(browser: Browser, site: Path, part: int) -> None:
    asked = examples()[part::2]
    assert len(asked) > 500
    library = Library(Index([bundled_root()]))
    browser.open(site / "index.html")
    silent, other = [], []
    for text, (warnings, _, _) in zip(asked, browser.ask(ASKED, asked), strict=True):
        told = {each.removeprefix("! ").rstrip(". ") for each in warnings}
        wanted = {each.title for each in emergencies(library, text)}
        if wanted and not told:
            silent.append(text)
        elif wanted != told:
            other.append((text, wanted, told))
    assert silent == []
    # It knows fewer words than the program and so takes more of them for slips.
    assert len(other) < len(asked) * 0.02, other


def test_without_scripts_the_page_is_whole(browser: Browser, site: Path) -> None:
    browser.driver.execute_cdp_cmd("Emulation.setScriptExecutionDisabled", {"value": True})
    try:
        browser.open(site / "index.html")
        assert len(browser.driver.find_elements("css selector", "main a")) > 40
        assert not browser.driver.find_elements("id", "search-words")
    finally:
        browser.driver.execute_cdp_cmd("Emulation.setScriptExecutionDisabled", {"value": False})


def test_hostile_content_is_never_carried_out(browser: Browser, tmp_path: Path) -> None:
    sly = (
        "</script><script>window.hit=1</script><img src=x onerror=window.hit=1> javascript:hit"
    )
    root = make_library(tmp_path / "own")
    (root / "urgent.yaml").unlink()
    sly_topic(root, sly)
    (root / "glossary.yaml").write_text(f'"{sly}": {{definition: "{sly}"}}\n')
    around = surroundings(tmp_path / "cache", HEAL_CONTENT=str(root), PYTHONUTF8="1")
    assert run(command("export", "pages"), around, folder=tmp_path).code == 0
    for name in ("index.html", "topics/red-wine.html", "glossary.html"):
        browser.open(tmp_path / "pages" / name)
        assert browser.ask("return window.hit === undefined"), name
        assert browser.ask("return document.images.length + document.scripts.length") <= 2
    browser.open(tmp_path / "pages" / "index.html")
    assert f"Title {sly}" in results(browser, "window hit text")
    assert browser.ask("return window.hit === undefined && document.images.length === 0")
    assert browser.complaints() == []
