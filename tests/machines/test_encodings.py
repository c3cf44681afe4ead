"""In any encoding, of streams and of file names: no letter is lost that can be kept."""

import html
import json
import re
from pathlib import Path

import pytest

from tests.conftest import Heal, write_topic
from tests.invariants import But
from tests.processes import (
    assert_told,
    command,
    index_of,
    make_library,
    run,
    surroundings,
)

C_LOCALE = {"LC_ALL": "C", "PYTHONUTF8": "0", "PYTHONCOERCECLOCALE": "0"}
NARROW = {
    "C": (C_LOCALE, "ascii"),
    "LANG=C": ({"LANG": "C", "PYTHONUTF8": "0", "PYTHONCOERCECLOCALE": "0"}, "ascii"),
    "unknown": ({"LC_ALL": "xx_XX.nonsense"}, "utf-8"),
    "ascii": ({"PYTHONIOENCODING": "ascii"}, "ascii"),
    "latin-1": ({"PYTHONIOENCODING": "latin-1"}, "latin-1"),
    "cp1252": ({"PYTHONIOENCODING": "cp1252"}, "cp1252"),
    "cp437": ({"PYTHONIOENCODING": "cp437"}, "cp437"),
}
"""Variables that say which letters a machine can show, and the encoding they amount to."""


def narrow(*names: str) -> pytest.MarkDecorator:
    """Return what tries a test with some of those encodings."""
    tried = [NARROW[name] for name in names]
    return pytest.mark.parametrize(("variables", "encoding"), tried, ids=names)


@narrow(*NARROW)
def test_letters_that_a_machine_cannot_show_are_stood_in_for(
    warm: Path, variables: dict[str, str], encoding: str
) -> None:
    name = "markdown" if encoding in {"latin-1", "cp437"} else "rich"
    asked = command("show", "electrotherapy", "--format", name)
    answer = run(asked, surroundings(warm, **variables), encoding=encoding)
    assert (answer.code, answer.err) == (0, "")
    assert ("uA" if encoding == "ascii" else "µA") in answer.out


@pytest.mark.parametrize("name", ["rich", "plain"])
def test_no_letter_becomes_a_question_mark(warm: Path, name: str) -> None:
    asked = command("show", "electrotherapy", "--format", name)
    whole = run(asked, surroundings(warm)).out
    shown = run(asked, surroundings(warm, PYTHONIOENCODING="ascii")).out
    assert shown.count("?") == whole.count("?")


@narrow("C", "unknown", "latin-1")
def test_an_error_in_letters_that_cannot_be_shown_is_told(
    warm: Path, variables: dict[str, str], encoding: str
) -> None:
    answer = run(command("show", "µé"), surroundings(warm, **variables), encoding=encoding)
    assert_told(answer, 4, 'no topic "')


# Letters whose nearest in ASCII mean something in JSON and in HTML.
SLY = (
    "He says \u201cso\u201d, \uff02so\uff02 and \uff3cso, "
    "\uff1cb\uff1eso\uff1c/b\uff1e \uff06amp; \ufe64i\ufe65"
)


@pytest.fixture
def sly(tmp_path: Path) -> Path:
    root = make_library(tmp_path / "content")
    write_topic(root, "Odd", text=("Plain words on Odd.", SLY))
    return root


@narrow("C", "latin-1")
def test_json_says_every_letter_in_every_encoding(
    tmp_path: Path, sly: Path, variables: dict[str, str], encoding: str
) -> None:
    asked = command("show", "odd", "--format", "json", root=sly)
    answer = run(asked, surroundings(tmp_path, **variables), encoding=encoding)
    assert json.loads(answer.out)["topics"][0]["explanation"][0]["text"] == SLY


@narrow("C", "unknown", "cp1252")
def test_html_says_every_letter_in_the_encoding_it_names_and_none_becomes_a_tag(
    tmp_path: Path, sly: Path, variables: dict[str, str], encoding: str
) -> None:
    asked = command("show", "odd", "--format", "html", root=sly)
    page = run(asked, surroundings(tmp_path, **variables), encoding=encoding).out
    named = re.search('charset="([^"]+)"', page)
    assert named is not None
    assert SLY in html.unescape(page.encode(encoding).decode(named[1]))
    assert "<b>" not in page
    assert "<i>" not in page


@pytest.mark.parametrize("ending", [".html", ".json", ".txt"])
def test_a_file_has_every_letter_whatever_the_terminal_can_show(
    tmp_path: Path, sly: Path, ending: str
) -> None:
    written = []
    for name, variables in (("utf-8", {}), ("ascii", {"PYTHONIOENCODING": "ascii"})):
        file = tmp_path / f"{name}{ending}"
        asked = command("show", "odd", "--output", str(file), root=sly)
        assert run(asked, surroundings(tmp_path / "cache", **variables)).code == 0
        written.append(file.read_text("utf-8"))
    assert written[0] == written[1]


@pytest.mark.usefixtures("library")
def test_a_cache_folder_of_any_name_holds_the_index(
    heal: Heal, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    for name in ("é", "\udcff", "a b", "50%", "a#b?c", "\U0001f375"):
        monkeypatch.setenv("XDG_CACHE_HOME", str(tmp_path / name))
        assert "Green tea" in heal("topics").out
        assert index_of(tmp_path / name).read_bytes().startswith(b"SQLite format 3\0")


@pytest.mark.parametrize("name", ["é", "\udcff"])
def test_a_cache_folder_holds_the_index_where_its_name_is_no_text(
    tmp_path: Path, name: str
) -> None:
    cache = tmp_path / name
    asked = command("topics", root=make_library(tmp_path / "content"))
    answer = run(asked, surroundings(cache, **C_LOCALE))
    assert (answer.code, answer.err) == (0, "")
    assert "Green tea" in answer.out
    assert index_of(cache).read_bytes().startswith(b"SQLite format 3\0")


@pytest.mark.usefixtures("library")
def test_a_library_in_a_folder_of_any_name_is_read(heal: Heal, tmp_path: Path) -> None:
    for number, name in enumerate(("a b", "50%", "a#b?c", "é")):
        own = make_library(tmp_path / name)
        (own / "topics/drinks/green-tea.yaml").rename(own / f"topics/drinks/tea-{number}.yaml")
        page = heal("show", f"tea-{number}", "--content", str(own), but=But.WARNED).out
        assert "Plain words on Green tea." in page


# In the C locale, as Python reads it, no letter beyond ASCII is UTF-8.
@pytest.mark.parametrize(
    ("name", "variables"), [("\udcff", {}), ("é", C_LOCALE)], ids=["utf-8", "C"]
)
def test_a_library_in_a_folder_whose_name_is_not_utf_8_is_left_out_with_a_word(
    tmp_path: Path, name: str, variables: dict[str, str]
) -> None:
    own = make_library(tmp_path / name)
    asked = command("show", "crp", "--content", str(own))
    answer = run(asked, surroundings(tmp_path / "cache", **variables), but=But.WARNED)
    assert answer.code == 0
    assert "C-reactive protein" in answer.out
    assert "is not UTF-8" in answer.err
    assert "rename it" in answer.err
