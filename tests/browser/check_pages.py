"""Pages in a real browser: sizes, colours, paper, keyboard, and no violation of level AA."""

from itertools import product
from pathlib import Path

import pytest

from tests.browser.chromium import Browser

WIDTHS = (320, 360, 600, 720, 800, 1400)
OF_SITE = (
    "index.html",
    "topics/muscle-spasms.html",
    "topics/pemf.html",
    "conditions/back-pain.html",
    "conditions.html",
    "grid.html",
    "glossary.html",
    "sources.html",
    "emergencies.html",
)


OPENED_AND_SHORT = """
document.querySelectorAll("details").forEach((each) => { each.open = true; });
document.querySelectorAll("ol, ul, dl, tbody").forEach((list) =>
  [...list.children].slice(8).forEach((item) => item.remove()));
"""
"""Of a long list the first items show what axe may find; hundreds are drawn like them."""


def every(site: Path, alone: dict[str, Path]) -> list[Path]:
    """Return the pages that are looked at."""
    return [*alone.values(), *(site / name for name in OF_SITE)]


@pytest.mark.parametrize("part", range(4))
def test_axe_finds_nothing(
    browser: Browser, site: Path, alone: dict[str, Path], part: int
) -> None:
    for page in every(site, alone)[part::4]:
        browser.open(page)
        browser.ask(OPENED_AND_SHORT)
        browser.load_axe()
        for width, scheme in product((1400, 360), ("light", "dark")):
            browser.resize(width)
            browser.look(color_scheme=scheme)
            # In the dark nothing but the colours is another.
            rules = ["color-contrast"] if scheme == "dark" else []
            assert browser.violations(*rules) == [], (page.name, scheme, width)


def test_no_page_is_wider_than_its_window(
    browser: Browser, site: Path, alone: dict[str, Path]
) -> None:
    for page in every(site, alone):
        browser.open(page)
        for width in WIDTHS:
            browser.resize(width)
            wide = browser.ask("return document.documentElement.scrollWidth")
            assert wide <= width, (page.name, width)


def test_nothing_is_loaded_and_nothing_complains(
    browser: Browser, site: Path, alone: dict[str, Path]
) -> None:
    for page in every(site, alone):
        browser.open(page)
        loaded = browser.ask(
            "return performance.getEntriesByType('resource').map((each) => each.name)"
        )
        folder = page.parent.as_uri()
        assert all(each.startswith(folder) for each in loaded), (page.name, loaded)
        assert browser.complaints() == [], page.name


def test_a_phone_shows_what_matters_on_its_first_screen(browser: Browser, site: Path) -> None:
    script = """
      const bottom = (each) => each ? Math.round(each.getBoundingClientRect().bottom) : 0;
      const urgent = document.querySelector("dl.top .urgent");
      const glance = [...document.querySelectorAll("h2")].find((each) =>
        each.textContent === "Claims at a glance");
      return [bottom(document.querySelector(".box")), bottom(urgent && urgent.closest("div")),
        bottom(glance && glance.nextElementSibling.closest("dl, p").firstElementChild)];
    """
    for page in sorted((site / "topics").iterdir()):
        browser.open(page, 360, 740)
        assert max(browser.ask(script)) <= 740, page.name


def test_the_grid_is_scrolled_by_keyboard_and_keeps_its_first_column(
    browser: Browser, alone: dict[str, Path]
) -> None:
    browser.open(alone["grid"], 720)
    region = browser.driver.find_element("css selector", ".scroll.dense")
    # All therapies of today fit this window; a library with more of them is wider.
    browser.ask("arguments[0].style.maxWidth = '420px'", region)
    head = browser.driver.find_element("css selector", "tbody th")
    before = head.rect["x"]
    assert browser.ask("return arguments[0].scrollWidth > arguments[0].clientWidth", region)
    browser.ask("arguments[0].focus()", region)
    assert browser.driver.switch_to.active_element == region
    outline = browser.ask("return getComputedStyle(arguments[0]).borderRightWidth", region)
    assert outline != "0px"
    for _ in range(5):
        region.send_keys("\ue014")  # The arrow to the right.
    browser.ask("return new Promise((done) => setTimeout(done, 400))")
    assert browser.ask("return arguments[0].scrollLeft", region) > 0
    assert head.rect["x"] == before


def test_on_a_phone_the_grid_is_a_list_without_empty_labels(
    browser: Browser, alone: dict[str, Path]
) -> None:
    browser.open(alone["grid"], 360)
    shown = browser.ask(
        "return [...document.querySelectorAll('.dense td')].filter((each) => "
        "each.getClientRects().length).map((each) => each.textContent)"
    )
    assert shown
    assert all(shown)


def test_contents_open_and_lead_to_their_part(browser: Browser, alone: dict[str, Path]) -> None:
    browser.open(alone["topic"])
    browser.driver.find_element("css selector", ".contents summary").click()
    links = browser.driver.find_elements("css selector", ".contents a")
    assert len(links) > 5
    aim = links[-1].get_attribute("href").partition("#")[2]
    links[-1].click()
    place = browser.ask(f"return document.getElementById('{aim}').getBoundingClientRect().top")
    assert -5 <= place <= 900


def test_a_source_leads_back_to_its_citation(browser: Browser, alone: dict[str, Path]) -> None:
    browser.open(alone["topic"])
    browser.driver.find_element("css selector", ".back").click()
    assert "#cited-" in browser.driver.current_url


def test_paper_shows_meanings_and_bars_and_no_navigation(
    browser: Browser, alone: dict[str, Path], site: Path
) -> None:
    browser.look(media="print")
    browser.open(alone["figures"], 800)
    bars = browser.ask(
        "return [...document.querySelectorAll('.bar')].map((each) => each.offsetHeight)"
    )
    assert bars
    assert min(bars) > 3
    told = "return document.querySelector('.legend dd').getBoundingClientRect().height"
    assert browser.ask(told) > 0
    browser.open(site / "topics" / "pemf.html", 800)
    browser.look(media="print")
    hidden = "return getComputedStyle(document.querySelector('nav.site')).display"
    assert browser.ask(hidden) == "none"
    printed = browser.driver.execute_cdp_cmd("Page.printToPDF", {"preferCSSPageSize": True})
    assert len(printed["data"]) > 10_000
