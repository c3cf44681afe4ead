"""Folders within libraries, and libraries by two paths: nothing twice, nothing taken down."""

import os
from pathlib import Path

import pytest

from heal_cli.loading.libraries import bundled_root
from tests.conftest import SHARED, Heal, write_topic
from tests.invariants import But
from tests.processes import assert_told, command, make_library, run, surroundings

MAY = But.WARNED
"""What is attacked here has faults, which are named beside every answer."""

BELONG = "the topics here are those of the library"


def words(text: str) -> str:
    return " ".join(text.split())


@pytest.mark.parametrize("place", ["topics", "topics/drinks", "topics/drinks/deeper"])
@pytest.mark.parametrize("first", [True, False], ids=["before", "after"])
def test_a_folder_of_a_library_s_topics_is_one_fault_that_names_both(
    heal: Heal, own: Path, monkeypatch: pytest.MonkeyPatch, place: str, first: bool
) -> None:
    inner = own / place
    inner.mkdir(exist_ok=True)
    both = [inner, own] if first else [own, inner]
    monkeypatch.setenv("HEAL_CONTENT", os.pathsep.join(map(str, both)))
    for _ in range(2):
        answer = heal("search", "crushing chest pain", "--width", "1000")
        assert answer.code == 0
        assert "Call your local emergency number now." in answer.out
        assert answer.err.count(BELONG) == 1
        assert f'{inner}:1:1: {BELONG} "{own}"' in answer.err
        assert "leave this folder out" in answer.err
    assert heal("show", "green-tea").code == 0


def test_a_folder_of_the_bundled_topics_is_one_fault_too(heal: Heal) -> None:
    inner = bundled_root() / "topics" / "lifestyle"
    answer = heal("show", "crp", "--content", str(inner), "--width", "1000")
    assert answer.code == 0
    assert f'{inner}:1:1: {BELONG} "{bundled_root()}"' in answer.err


def test_a_library_that_holds_another_among_its_topics_is_read_and_the_other_is_not(
    heal: Heal, own: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    inner = make_library(own / "topics" / "spices")
    monkeypatch.setenv("HEAL_CONTENT", f"{inner}{os.pathsep}{own}")
    answer = heal("show", "green-tea", "--width", "1000")
    assert answer.code == 0
    assert f'{inner}:1:1: {BELONG} "{own}"' in answer.err


@pytest.mark.usefixtures("own")
def test_an_edit_beside_a_folder_that_is_left_out_is_found(
    heal: Heal, own: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setenv("HEAL_CONTENT", f"{own}{os.pathsep}{own / 'topics' / 'drinks'}")
    heal("topics")
    write_topic(own, "Red wine")
    answer = heal("show", "red-wine")
    assert answer.code == 0
    assert words(answer.err).count(BELONG) == 1


def test_an_update_beside_a_library_that_cannot_be_read_reads_only_what_changed(
    heal: Heal, own: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr("heal_cli.index.freshness.UNSETTLED", 0)
    nested = own / "topics" / "drinks"
    monkeypatch.setenv("HEAL_CONTENT", os.pathsep.join(map(str, [own, nested, own / "gone"])))
    heal("topics")
    write_topic(own, "Red wine")
    monkeypatch.setattr("heal_cli.index.catalogue.fill", lambda *_: pytest.fail("read all"))
    assert heal("show", "red-wine").code == 0


def two_paths(own: Path) -> dict[str, str]:
    """Return ways to name one library twice."""
    link = own.with_name("link")
    link.symlink_to(own)
    return {
        "link": f"{own}{os.pathsep}{link}",
        "link first": f"{link}{os.pathsep}{own}",
        "back and forth": f"{own}{os.pathsep}{own}/topics/..",
        "slash": f"{own}{os.pathsep}{own}/",
        "relative": f"{own}{os.pathsep}.",
    }


@pytest.mark.parametrize("way", ["link", "link first", "back and forth", "slash", "relative"])
def test_one_library_by_two_paths_is_read_once(
    heal: Heal, own: Path, monkeypatch: pytest.MonkeyPatch, way: str
) -> None:
    monkeypatch.setenv("HEAL_CONTENT", two_paths(own)[way])
    monkeypatch.chdir(own)
    answer = heal("topics")
    assert (answer.code, answer.err) == (0, "")
    assert answer.out.count("green-tea") == 1


def test_the_usual_library_and_the_folder_that_it_is_a_link_to_are_one(
    heal: Heal, own: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    usual = Path(os.environ["XDG_DATA_HOME"]) / "heal" / "content"
    usual.parent.mkdir(parents=True)
    usual.symlink_to(own)
    monkeypatch.chdir(own)
    monkeypatch.delenv("HEAL_CONTENT")
    answer = heal("show", "green-tea", "--content", ".")
    assert (answer.code, answer.err) == (0, "")


def test_the_bundled_library_by_another_path_is_not_read_again(
    heal: Heal, tmp_path: Path
) -> None:
    (tmp_path / "link").symlink_to(bundled_root())
    answer = heal("show", "crp", "--content", str(tmp_path / "link"))
    assert (answer.code, answer.err) == (0, "")


def test_two_libraries_that_share_their_topics_are_one_fault(
    heal: Heal, own: Path, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    other = tmp_path / "other"
    other.mkdir()
    (other / "topics").symlink_to(own / "topics")
    monkeypatch.setenv("HEAL_CONTENT", f"{own}{os.pathsep}{other}")
    answer = heal("topics", "--width", "1000")
    assert answer.code == 0
    assert answer.err.count(":1:1: ") == 1
    assert f'{other}:1:1: {BELONG} "{own}"' in answer.err


def test_a_current_folder_that_is_gone_is_a_library_that_cannot_be_read(
    tmp_path: Path, session_cache: Path
) -> None:
    gone = "import os; os.mkdir('gone'); os.chdir('gone'); os.rmdir('../gone')"
    around = surroundings(session_cache, HEAL_CONTENT="relative")
    asked = command("show", "crp", before=gone)
    answer = run(asked, around, folder=tmp_path, but=But.WARNED)
    assert answer.code == 0, answer.err
    assert "C-reactive protein" in answer.out
    assert "relative:1:1: the content folder cannot be read" in answer.err
    for line in (["check"], ["check", "x.yaml"], ["new", "tea", "--content", "mine"]):
        answer = run(command(*line, before=gone), around, folder=tmp_path)
        assert answer.code in {1, 2}, answer
        assert "something went wrong" not in answer.err


HIDDEN = [
    "topics/drinks/.#tea.yaml",
    "topics/drinks/._green-tea.yaml",
    "topics/drinks/.hidden.yaml",
    "topics/.git/x.yaml",
    "topics/.ipynb_checkpoints/green-tea.yaml",
    ".sources.yaml",
    ".git/x.yaml",
]


@pytest.mark.usefixtures("bundled_read_once")
@pytest.mark.parametrize("name", HIDDEN)
def test_what_begins_with_a_dot_is_passed_by(heal: Heal, own: Path, name: str) -> None:
    path = own / name
    path.parent.mkdir(exist_ok=True)
    if "#" in name:
        path.symlink_to("somebody@somewhere.1234")
    else:
        path.write_text("not content: [\n")
    answer = heal("show", "green-tea")
    assert (answer.code, answer.err) == (0, "")
    answer = heal("check", str(own))
    assert answer.code == 0
    assert str(path) not in answer.out


def test_a_category_that_is_linked_is_read(heal: Heal, own: Path, tmp_path: Path) -> None:
    (own / "topics" / "drinks").rename(tmp_path / "elsewhere")
    (own / "topics" / "drinks").symlink_to("../../elsewhere")
    answer = heal("show", "green-tea")
    assert (answer.code, answer.err) == (0, "")
    answer = heal("check", str(own))
    assert answer.code == 0
    assert "not read" not in answer.out


@pytest.mark.parametrize("leads", ["drinks", ".", "..", "again", "nowhere"])
def test_a_linked_category_shows_nothing_twice(heal: Heal, own: Path, leads: str) -> None:
    (own / "topics" / "again").symlink_to(leads)
    answer = heal("topics")
    assert (answer.code, answer.err) == (0, "")
    assert answer.out.count("green-tea") == 1


def test_a_category_of_two_libraries_that_is_one_folder_shows_nothing_twice(
    heal: Heal, own: Path, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    other = make_library(tmp_path / "other")
    for path in (other / "topics" / "drinks").iterdir():
        path.unlink()
    (other / "topics" / "shared").symlink_to(own / "topics" / "drinks")
    for name in SHARED:
        (other / f"{name}.yaml").unlink()
    monkeypatch.setenv("HEAL_CONTENT", f"{own}{os.pathsep}{other}")
    answer = heal("topics")
    assert (answer.code, answer.err) == (0, "")
    assert answer.out.count("green-tea") == 1


def test_a_program_in_a_zip_file_says_that_it_does_not_run_there(
    tmp_path: Path,
) -> None:
    archive = tmp_path / "heal.pyz"
    archive.write_text("")
    inside = archive / "heal_cli" / "loading" / "libraries.py"
    before = f"from heal_cli.loading import libraries; libraries.__file__ = {str(inside)!r}"
    answer = run(command("show", "crp", before=before), surroundings(tmp_path))
    assert_told(answer, 1, "heal does not run from inside a zip file; unpack it")


@pytest.mark.parametrize("line", [["show", "crp"], ["search", "tea"], ["topics"], ["check"]])
def test_a_python_without_a_database_is_one_clear_error(
    tmp_path: Path, line: list[str]
) -> None:
    before = "sys.modules['_sqlite3'] = None"
    answer = run(command(*line, before=before), surroundings(tmp_path))
    assert_told(answer, 1, "has no database (the module _sqlite3), which heal needs")
