"""`heal new` writes only into the library's own folders and files, and breaks none of them."""

import os
from collections.abc import Callable
from pathlib import Path

import pytest

from heal_cli.loading.loader import read_shared
from tests.answer import Answer
from tests.conftest import Heal
from tests.processes import assert_told, make_library
from tests.side_effects.audit import contents


@pytest.fixture
def root(tmp_path: Path) -> Path:
    """A library with a folder for spices."""
    root = make_library(tmp_path / "own")
    (root / "topics" / "spices").mkdir()
    return root


@pytest.fixture
def precious(tmp_path: Path) -> Path:
    """A folder and a file that nothing may touch."""
    folder = tmp_path / "precious"
    folder.mkdir()
    (folder / "file.yaml").write_text("precious: {title: Precious}\n")
    return folder


def new(heal: Heal, root: Path, name: str = "ginger", category: str = "spices") -> Answer:
    return heal("new", name, "--category", category, "--content", str(root))


def assert_left(answer: Answer) -> None:
    """See that a topic was written, and a reader told what to add for it."""
    assert (answer.code, answer.err) == (0, "")
    assert "is left as it is; add these two lines to it:" in " ".join(answer.out.split())
    assert "spices:\n  title: Spices\n" in answer.out
    assert "Wrote" in answer.out


def replaced(path: Path, target: Path) -> None:
    """Put a link in a path's place."""
    if path.exists():
        path.rename(path.with_name("old"))
    path.symlink_to(target)


Planting = Callable[[Path, Path], object]
LINKS: dict[str, Planting] = {
    "categories": lambda root, precious: replaced(
        root / "categories.yaml", precious / "file.yaml"
    ),
    "categories that lead nowhere": lambda root, precious: replaced(
        root / "categories.yaml", precious / "gone.yaml"
    ),
    "the category": lambda root, precious: replaced(root / "topics" / "spices", precious),
    "all topics": lambda root, precious: replaced(root / "topics", precious),
    "the schema": lambda root, precious: replaced(root / "schema", precious),
    "the topic": lambda root, precious: replaced(
        root / "topics" / "spices" / "ginger.yaml", precious / "gone.yaml"
    ),
}


@pytest.mark.parametrize("name", LINKS)
def test_nothing_is_written_through_a_link(
    heal: Heal, root: Path, precious: Path, name: str
) -> None:
    LINKS[name](root, precious)
    before = contents(precious)
    answer = new(heal, root)
    assert contents(precious) == before
    assert (precious / "file.yaml").read_text() == "precious: {title: Precious}\n"
    if name == "categories":
        assert_left(answer)
        return
    assert answer.code in {1, 2}
    assert "something went wrong" not in answer.err
    assert "ginger.yaml" not in {path.name for path in root.rglob("*") if path.is_file()}


def test_a_schema_file_that_is_a_link_is_left_alone(
    heal: Heal, root: Path, precious: Path
) -> None:
    (root / "schema").mkdir()
    (root / "schema" / "topic.json").symlink_to(precious / "gone.json")
    assert new(heal, root).code == 0
    assert contents(precious) == {"file.yaml"}


def test_a_file_with_another_name_elsewhere_is_not_written_to(
    heal: Heal, root: Path, precious: Path
) -> None:
    (root / "categories.yaml").unlink()
    os.link(precious / "file.yaml", root / "categories.yaml")
    assert_left(new(heal, root))
    assert (precious / "file.yaml").read_text() == "precious: {title: Precious}\n"


def test_a_library_that_is_a_link_itself_is_written_to(
    heal: Heal, root: Path, tmp_path: Path
) -> None:
    (tmp_path / "link").symlink_to(root)
    assert new(heal, tmp_path / "link").code == 0
    assert (root / "topics" / "spices" / "ginger.yaml").is_file()


@pytest.mark.parametrize(
    "text",
    [
        "{coffee: {title: Coffee}}",
        "coffee: {title: Coffee}\n...\n",
        "coffee: {title: Coffee}\n---\n",
        "coffee: [\n",
    ],
)
def test_categories_that_nothing_can_be_added_to_are_left_as_they_are(
    heal: Heal, root: Path, text: str
) -> None:
    (root / "categories.yaml").write_text(text)
    assert_left(new(heal, root))
    assert (root / "categories.yaml").read_text() == text


@pytest.mark.parametrize(
    "text",
    [
        "drinks: {title: Drinks}",
        "drinks:\n  title: Drinks\n",
        "drinks: {title: Drinks}\n# the end",
        "# none yet\n",
        "",
        "broken: {}\ndrinks: {title: Drinks}\n",
    ],
)
def test_a_category_is_added_to_what_stands(heal: Heal, root: Path, text: str) -> None:
    (root / "categories.yaml").write_text(text)
    before = [group.id for group in read_shared(root).shared.categories]
    assert new(heal, root).code == 0
    assert (root / "categories.yaml").read_text().startswith(text)
    assert [group.id for group in read_shared(root).shared.categories] == [*before, "spices"]


@pytest.mark.parametrize("key", ["spices", '"spices"', "'spices'", "? spices\n"])
def test_a_category_that_is_there_however_it_is_written_is_not_added(
    heal: Heal, root: Path, key: str
) -> None:
    text = f"{key}: {{title: Spices}}\n"
    (root / "categories.yaml").write_text(text)
    assert new(heal, root).code == 0
    assert (root / "categories.yaml").read_text() == text


@pytest.mark.parametrize("name", ["con", "nul", "prn", "aux", "com1", "lpt9", "com0"])
@pytest.mark.parametrize("is_category", [False, True])
def test_a_name_that_windows_keeps_for_itself_is_refused(
    heal: Heal, root: Path, name: str, is_category: bool
) -> None:
    names = ("ginger", name) if is_category else (name, "spices")
    answer = new(heal, root, *names)
    assert_told(answer, 2, f'"{name}" cannot be the name of a file on Windows')
    assert not {name, f"{name}.yaml"} & {path.name for path in root.rglob("*")}


@pytest.mark.parametrize("name", ["console", "null", "com10", "lpt", "aux-in"])
def test_a_name_that_only_begins_like_one_is_taken(heal: Heal, root: Path, name: str) -> None:
    assert new(heal, root, name).code == 0


@pytest.mark.parametrize("error", [PermissionError, OSError])
@pytest.mark.parametrize("call", ["mkdir", "open"])
def test_every_error_of_the_system_says_what_cannot_be_written(
    heal: Heal,
    tmp_path: Path,
    monkeypatch: pytest.MonkeyPatch,
    call: str,
    error: type[OSError],
) -> None:
    works = getattr(os, call)

    def fails(path: object, *more: object, **named: object) -> object:
        if "mine" in str(path):
            raise error(13, "Permission denied", str(path))
        return works(path, *more, **named)

    monkeypatch.setattr(os, call, fails)
    assert_told(new(heal, tmp_path / "mine"), 1, "cannot be written: Permission denied")


def test_150_000_names_that_do_not_exist_are_checked_in_a_moment(
    heal: Heal, root: Path
) -> None:
    """The first of each kind are named; to look for what each was meant to be takes hours."""
    tea = root / "topics" / "drinks" / "green-tea.yaml"
    names = [f"n{number}" for number in range(150_000)]
    text = tea.read_text().replace("related: []", f"related: [{', '.join(names)}]")
    assert text.count("n149999") == 1
    tea.write_text(text)
    answer = heal("check", str(root))
    assert answer.code == 3
    assert answer.out.count(" F04 ") == 100
