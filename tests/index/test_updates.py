"""An update reads what changed and nothing else, and leaves what building anew would."""

import shutil
from pathlib import Path

import pytest

from tests.conftest import Heal, write_topic
from tests.index.snapshot import everything, ids
from tests.invariants import But
from tests.processes import make_library


def test_only_the_topic_that_changed_is_read_again(
    heal: Heal, library: Path, read_files: list[str]
) -> None:
    write_topic(library, "Old ale")
    ids(heal)
    tea = library / "topics/drinks/green-tea.yaml"
    tea.write_text(tea.read_text().replace("Green tea", "Mint tea"))
    write_topic(library, "Red wine")
    (library / "topics/drinks/cold-milk.yaml").unlink()
    read_files.clear()
    assert ids(heal) == ["green-tea", "old-ale", "red-wine"]
    assert sorted(read_files) == ["green-tea.yaml", "red-wine.yaml"]


def test_a_change_of_what_topics_share_has_them_all_read_again(
    heal: Heal, library: Path, read_files: list[str]
) -> None:
    ids(heal)
    (library / "conditions.yaml").write_text("hiccups: {title: Hiccoughs}\n")
    read_files.clear()
    ids(heal)
    assert sorted(read_files) == ["cold-milk.yaml", "green-tea.yaml"]


CHANGES = [
    ("write", "Red wine", "mint"),
    ("write", "Green tea", "leaves"),
    ("break", "Cold milk", ""),
    ("remove", "Green tea", ""),
    ("write", "Cold milk", "cream"),
    ("write", "Green tea", "again"),
]


@pytest.mark.usefixtures("cache")
def test_after_any_change_the_index_is_as_if_built_anew(
    heal: Heal, library: Path, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    everything(heal)
    for change, title, word in CHANGES:
        path = library / f"topics/drinks/{title.lower().replace(' ', '-')}.yaml"
        if change == "remove":
            path.unlink()
        elif change == "break":
            path.write_text("title: [\n")
        else:
            write_topic(library, title, text=("Some did better", f"{word} did better"))
        updated = everything(heal)
        with monkeypatch.context() as anew:
            anew.setenv("XDG_CACHE_HOME", str(tmp_path / f"fresh-{change}-{word}"))
            assert updated == everything(heal), (change, title)


def test_a_library_that_is_gone_is_gone_from_the_index(
    heal: Heal, library: Path, cache: Path, tmp_path: Path
) -> None:
    own = make_library(tmp_path / "own")
    write_topic(own, "Red wine")
    asked = ["topics", "--content", str(own)]
    assert "red-wine" in heal(*asked, but=But.WARNED).out
    shutil.rmtree(own)
    answer = heal(*asked, but=But.WARNED)
    assert "green-tea" in answer.out
    assert "red-wine" not in answer.out


def test_an_index_that_cannot_be_put_in_its_place_leaves_nothing_behind(
    heal: Heal, library: Path, cache: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    def full(*_: object) -> None:
        raise OSError(28, "No space left on device")

    monkeypatch.setattr(Path, "replace", full)
    assert "green-tea" in heal("topics").out
    assert list(cache.iterdir()) == []
