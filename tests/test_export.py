"""The whole library as a folder of pages: whole, every link works, nothing calls or runs."""

import json
import os
import re
import stat
from html import unescape
from pathlib import Path
from urllib.parse import unquote, urlsplit

import html5lib
import pytest

from heal_cli.commands import COMMANDS
from heal_cli.disclaimer import DISCLAIMER, NOTICE
from heal_cli.export.folder import MARKER
from heal_cli.export.search_index import data
from heal_cli.index.index import Index
from heal_cli.index.rows import passages
from heal_cli.library.library import Library
from heal_cli.loading.libraries import bundled_root
from heal_cli.text.word_rules import FILLERS, stem, telling_words
from tests.answer import letters
from tests.conftest import Heal, write_topic
from tests.invariants import words_of
from tests.processes import command, run, surroundings

SLY = "</script><script>alert(1)</script><img src=x onerror=alert(1)> javascript:alert(1)"


@pytest.fixture(autouse=True)
def here(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    """Stand in an empty folder, so that paths are short."""
    monkeypatch.chdir(tmp_path)


@pytest.fixture
def site(heal: Heal, tmp_path: Path) -> Path:
    """The bundled library as a folder of pages."""
    answer = heal("export", "pages")
    assert (answer.code, answer.err) == (0, "")
    assert "index.html" in answer.out
    return tmp_path / "pages"


@pytest.fixture(scope="module")
def exported(session_cache: Path, tmp_path_factory: pytest.TempPathFactory) -> Path:
    """The same, written once for all tests that only read it."""
    folder = tmp_path_factory.mktemp("exported")
    answer = run(command("export", "pages"), surroundings(session_cache), folder=folder)
    assert answer.code == 0
    return folder / "pages"


def pages(folder: Path) -> dict[str, str]:
    return {
        path.relative_to(folder).as_posix(): path.read_text("utf-8")
        for path in sorted(folder.rglob("*.html"))
    }


def entries(site: Path) -> list[list[str]]:
    """Return the rows that the search within the pages looks in."""
    script = (site / "search-index.js").read_text("utf-8")
    index = json.loads(script.removeprefix("window.healIndex = ").rstrip(";\n"))
    return [row for row in index["entries"] if row]


def stems_of(text: str) -> list[str]:
    return [stem(word) for word in telling_words(text)]


def sly_topic(library: Path, sly: str = SLY) -> None:
    """Write a topic that tries to be carried out wherever its words are shown."""
    write_topic(
        library,
        "Red wine",
        named=("title: Red wine", f"title: 'Title {sly}'\nkeywords: ['keyword {sly}']"),
        summary=("What the page says of Red wine", f"Summary {sly}"),
        heading=("How it works", f"'Heading {sly}'"),
        text=("Plain words on Red wine.", f"'Text {sly}'"),
        claim=("It helps with Red wine", f"'Claim {sly}'"),
        finding=("some did not", sly),
    )


def test_every_link_leads_to_a_page_and_a_place_that_is_there(exported: Path) -> None:
    written = pages(exported)
    anchors = {name: set(re.findall(r' id="([^"]+)"', page)) for name, page in written.items()}
    assert len(written) > 80
    for name, page in written.items():
        for link in map(unescape, re.findall(r'(?:href|src)="([^"]+)"', page)):
            if link.startswith("https://"):
                continue
            assert not link.startswith("/")
            assert not urlsplit(link).scheme
            file, _, anchor = unquote(link).partition("#")
            aim = (exported / name).parent / file if file else exported / name
            assert aim.resolve().is_file(), (name, link)
            if anchor:
                assert anchor in anchors[aim.resolve().relative_to(exported).as_posix()], link


def test_every_page_is_valid_and_has_notice_and_disclaimer(exported: Path) -> None:
    for name, page in pages(exported).items():
        html5lib.HTMLParser(strict=True).parse(page)
        said = letters(words_of(page, "html"))
        assert said.startswith(letters(NOTICE)), name
        assert said.endswith(letters(f"Disclaimer{DISCLAIMER}")), name
        assert page.count("<h1>") == 1, name


def test_a_page_says_no_command(exported: Path) -> None:
    for name, page in pages(exported).items():
        assert not re.search(rf"\bheal (?:{'|'.join(COMMANDS)})\b", page), name


def test_every_page_has_its_day_on_paper(exported: Path) -> None:
    for name, page in pages(exported).items():
        assert re.search(r'@top-right \{ content: "[^"]*reviewed \d+ ', page), name


def test_every_topic_and_condition_can_be_reached_from_the_start(exported: Path) -> None:
    written, seen, queue = pages(exported), set(), ["index.html"]
    while queue:
        name = queue.pop()
        if name in seen:
            continue
        seen.add(name)
        links = re.findall(r'href="([^"#:]+\.html)', written[name])
        queue += [os.path.normpath(Path(name).parent / link) for link in links]
    assert seen == set(written)


def test_pages_are_the_same_however_few_rows_are_held_at_once(
    heal: Heal, site: Path, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr("heal_cli.index.walk.STEP", 3)
    assert heal("export", "again").code == 0
    again = tmp_path / "again"
    assert pages(again) == pages(site)
    name = "search-index.js"
    assert (again / name).read_text("utf-8") == (site / name).read_text("utf-8")


def test_the_script_is_short_and_of_ours(exported: Path) -> None:
    script = (exported / "search.js").read_text("utf-8")
    assert len(script.splitlines()) < 300
    assert not re.search(r"https?:|innerHTML|eval\(|Function\(|fetch\(|XMLHttp|import ", script)


def test_own_topics_are_marked_in_list_and_page(heal: Heal, own: Path, tmp_path: Path) -> None:
    assert heal("export", "pages").code == 0
    written = pages(tmp_path / "pages")
    assert "from clinic, not part of the reviewed library" in written["index.html"]
    assert "Not part of the reviewed library" in unescape(written["topics/green-tea.html"])
    assert own.name == "clinic"


def test_the_search_has_every_word_of_a_topic_and_each_stem_of_its_text_once(
    exported: Path,
) -> None:
    library = Library(Index([bundled_root()]))
    for kind, address, *shown, body in entries(exported):
        if kind == "Topic":
            topic = library.whole_topic(Path(address).stem)
            texts = "\n".join(text for text, *_ in passages(topic))
            known = stems_of("\n".join(shown))
            alone = [stem(word) for word in body.split()]
            assert set(stems_of(texts)) <= {*known, *alone, *map(stem, FILLERS)}, topic.id
            assert len({*alone, *known}) == len(alone) + len(set(known)), topic.id


def test_hostile_content_stays_text(heal: Heal, library: Path, tmp_path: Path) -> None:
    sly_topic(library)
    (library / "urgent.yaml").unlink()
    (library / "glossary.yaml").write_text(f'"{SLY}": {{definition: "{SLY}"}}\n')
    (library / "conditions.yaml").write_text(f'hiccups: {{title: "{SLY}"}}\n')
    assert heal("export", "pages").code == 0
    for name, page in pages(tmp_path / "pages").items():
        tree = html5lib.HTMLParser(strict=True, namespaceHTMLElements=False).parse(page)
        for part in tree.iter():
            assert part.tag not in {"img", "iframe", "object", "embed"}, name
            assert part.tag != "script" or part.get("src", "").startswith("search"), name
            assert not any(str(key).startswith("on") for key in part.attrib), name
            assert not str(part.get("href", "")).lower().startswith("javascript"), name
    index = (tmp_path / "pages" / "search-index.js").read_text("utf-8")
    assert "<" not in index
    assert "alert(1)" in index


def test_data_of_a_script_cannot_end_it() -> None:
    assert not re.search(r"[<>&\u2028\u2029]", data(f"{SLY}\u2028\u2029 & <!--"))


def test_a_folder_is_only_written_anew_if_forced(heal: Heal, site: Path) -> None:
    (site / "index.html").write_text("old")
    answer = heal("export", "pages")
    assert answer.code == 2
    assert "--force" in answer.err
    assert (site / "index.html").read_text() == "old"
    assert heal("export", "pages", "--force").code == 0
    assert (site / "index.html").read_text("utf-8") != "old"
    assert [path.name for path in site.parent.iterdir() if "heal-" in path.name] == []


@pytest.mark.parametrize("force", [(), ("--force",)])
@pytest.mark.parametrize(
    ("kind", "says"),
    [
        ("file", "is a file"),
        ("foreign", "did not write"),
        ("note", 'holds "note.txt"'),
        ("link", "is a link"),
    ],
)
def test_what_heal_did_not_write_is_never_touched(
    heal: Heal, tmp_path: Path, kind: str, says: str, force: tuple[str, ...]
) -> None:
    aim = tmp_path / "pages"
    if kind == "file":
        aim.write_text("mine")
    elif kind == "link":
        (tmp_path / "real").mkdir()
        aim.symlink_to(tmp_path / "real")
    else:
        aim.mkdir()
        (aim / "note.txt").write_text("mine")
        if kind == "note":
            (aim / MARKER).write_text("This folder was written by heal export 1.0.0\n")
    before = sorted(tmp_path.rglob("*"))
    answer = heal("export", "pages", *force)
    assert answer.code == 2
    assert letters(says) in letters(answer.err)
    assert sorted(tmp_path.rglob("*")) == before


def test_an_empty_folder_is_filled(heal: Heal, tmp_path: Path) -> None:
    aim = tmp_path / "pages"
    aim.mkdir()
    assert heal("export", "pages").code == 0
    assert (aim / "index.html").is_file()


def test_a_folder_in_no_folder_is_an_error(heal: Heal, tmp_path: Path) -> None:
    answer = heal("export", "no/pages")
    assert answer.code == 1
    assert "cannot be written" in answer.err
    assert list(tmp_path.iterdir()) == []


def test_a_disk_that_is_full_half_way_leaves_nothing(
    heal: Heal, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    from heal_cli.export import site as writing

    written = []

    def full(path: Path, lines: object) -> None:
        written.append(path)
        if len(written) > 20:
            raise OSError(28, "No space left on device")
        path.write_text("part")

    monkeypatch.setattr(writing, "_write", full)
    answer = heal("export", "pages")
    assert answer.code == 1
    assert letters("No space left on device") in letters(answer.err)
    assert list(tmp_path.iterdir()) == []


def test_an_old_folder_stays_where_a_new_one_fails(
    heal: Heal, site: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    from heal_cli.export import site as writing

    def full(path: Path, lines: object) -> None:
        raise OSError(28, "No space left on device")

    monkeypatch.setattr(writing, "_write", full)
    assert heal("export", "pages", "--force").code == 1
    assert (site / "topics" / "crp.html").is_file()
    assert [path.name for path in site.parent.iterdir()] == [site.name]


def test_a_new_folder_has_the_mode_of_any_other(site: Path, tmp_path: Path) -> None:
    (tmp_path / "other").mkdir()
    modes = [stat.S_IMODE((tmp_path / name).stat().st_mode) for name in ("other", "pages")]
    assert modes[0] == modes[1]
