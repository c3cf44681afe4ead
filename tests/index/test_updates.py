"""An update reads what changed and nothing else, and leaves what building anew would."""

import shutil
from pathlib import Path

import pytest

from tests.conftest import SHARED, Heal, write_topic
from tests.index.snapshot import everything, ids, tables
from tests.invariants import But
from tests.processes import index_of, make_library


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
    ("write", "Cold milk", "Ménière’s disease and don’t"),
    ("write", "Green tea", "in Ménière don't"),
    ("write", "Cold milk", "nothing"),
    ("break", "Cold milk", ""),
    ("remove", "Green tea", ""),
    ("write", "Cold milk", "cream"),
    ("write", "Green tea", "again"),
]


JOINED = {"('dont',)", "('menieres',)"}
"""Words with an apostrophe, which an update never forgets."""


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
        known = set(tables(index_of(tmp_path / "cache"))["words"])
        stand = set(tables(index_of(tmp_path / f"fresh-{change}-{word}"))["words"])
        assert stand <= known <= stand | JOINED, title


OWN_FILES = {
    "categories": "drinks: {title: Liquids}\nsweets: {title: Sweets}\n",
    "glossary": "singultus: {definition: Taken.}\nmint: {definition: A plant.}\n",
    "sources": SHARED["sources"] + SHARED["sources"].replace("doe-2020", "roe-2021"),
    "urgent": "burns: {title: Burns, rules: [<hot> + mint], advice: Cool it.}\n",
    "synonyms": "mint: {same_as: [spearmint]}\n",
}


def test_an_index_that_starts_from_the_bundled_one_is_as_if_built_anew(
    heal: Heal,
    library: Path,
    tmp_path: Path,
    monkeypatch: pytest.MonkeyPatch,
    read_files: list[str],
) -> None:
    (library / "classes.yaml").write_text("hot:\n  words: [hot, boiling]\n")
    own = make_library(tmp_path / "own")
    write_topic(own, "Red wine", text=("doe-2020", "roe-2021"))
    for name, text in OWN_FILES.items():
        (own / f"{name}.yaml").write_text(text)
    line = ["topics", "--content", str(own)]
    heal("topics")
    bundled = index_of(tmp_path / "cache")
    (library / "topics/drinks/cold-milk.yaml").unlink()
    tea = library / "topics/drinks/green-tea.yaml"
    tea.write_text(tea.read_text().replace("Plain words", "Leaves"))
    read_files.clear()
    heal(*line, but=But.WARNED)
    read = ["cold-milk.yaml", "green-tea.yaml", "green-tea.yaml", "red-wine.yaml"]
    assert sorted(read_files) == read
    (extended,) = set(bundled.parent.iterdir()) - {bundled}
    monkeypatch.setenv("XDG_CACHE_HOME", str(tmp_path / "other"))
    heal(*line, but=But.WARNED)
    assert tables(extended) == tables(index_of(tmp_path / "other"))
    assert any("boil" in row for row in tables(extended)["urgent"])


def test_beside_the_bundled_index_only_one_s_own_topics_are_read(
    heal: Heal, library: Path, tmp_path: Path, read_files: list[str]
) -> None:
    own = make_library(tmp_path / "own")
    for topic in (own / "topics/drinks").iterdir():
        topic.unlink()
    write_topic(own, "Red wine")
    ids(heal)
    read_files.clear()
    line = ["topics", "--content", str(own)]
    assert "red-wine" in heal(*line, but=But.WARNED).out
    assert read_files == ["red-wine.yaml"]
    (own / "glossary.yaml").write_text("mint: {definition: A plant.}\n")
    heal(*line, but=But.WARNED)
    assert read_files == ["red-wine.yaml", "red-wine.yaml"]


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
