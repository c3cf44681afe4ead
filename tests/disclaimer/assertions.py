"""Whether what was printed has the notice above and the whole disclaimer below."""

import json
import re
from itertools import dropwhile
from pathlib import Path
from xml.etree import ElementTree

from heal_cli.disclaimer import DISCLAIMER, DISCLAIMER_TITLE, NOTICE
from tests.conftest import Answer
from tests.processes import letters
from tests.test_bundled_content import shared
from tests.whole_pages.read_through import read_html

WARNINGS = {letters(urgent.title + urgent.advice) for urgent in shared().urgent} | {
    letters("Choking Call for help.")
}
"""The words of every emergency, of the bundled library and of the tiny one."""


def assert_has_both(page: str) -> None:
    """Fail unless a page in any format has both, and nothing but an emergency above them."""
    if page.startswith("{"):
        assert json.loads(page)["disclaimer"] == DISCLAIMER
        return
    said = letters(words_of(page))
    assert said.count(letters(NOTICE)) == 1
    above, _ = said.split(letters(NOTICE))
    assert re.fullmatch(f"(?:{'|'.join(WARNINGS)})*", above)
    assert said.endswith(letters(DISCLAIMER_TITLE + DISCLAIMER))


def words_of(page: str) -> str:
    """Return what is read of a page in any format, without the codes for colours and links."""
    if page.startswith("<!DOCTYPE"):
        return read_html(page)
    if page.startswith("<svg"):
        (lines,) = ElementTree.fromstring(page).iterfind(".//*[@class='heal-matrix']")
        return "".join(lines.itertext())
    return re.sub(r"\x1b\[[0-9;]*m|\x1b\]8;[^\x1b]*\x1b\\", "", page)


def assert_whole(answer: Answer, file: Path | None = None) -> None:
    """Fail unless everything that was printed or written has both, and something was."""
    written = file.read_text("utf-8") if file and file.exists() else ""
    pages = [page for page in (answer.out, written) if page]
    if answer.code:
        # Broken files of the content are named before anything is answered.
        lines = answer.err.splitlines(keepends=True)
        pages.append("".join(dropwhile(lambda line: line.startswith("heal: "), lines)))
    assert pages, "nothing at all was said"
    for page in pages:
        assert_has_both(page)
