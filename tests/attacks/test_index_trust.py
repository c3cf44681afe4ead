"""An index is believed only if it is one's own, as it was sealed, and of our tables."""

import os
import random
import sqlite3
from collections.abc import Callable, Iterator
from contextlib import closing
from pathlib import Path
from typing import Any

import pytest

from heal_cli.index.index import Index
from heal_cli.index.questions import Questions
from heal_cli.index.seal import is_sound, seal, unseal
from heal_cli.library.library import Library
from heal_cli.library.search import search
from tests.conftest import Heal, write_topic
from tests.invariants import But
from tests.processes import index_of

DAMAGES = 60
"""Damaged indexes that are tried; by hand, some thousands were."""


pytestmark = pytest.mark.usefixtures("cache")


@pytest.fixture
def index(library: Path, cache: Path) -> Path:
    """The index of a tiny library."""
    Index([library]).close()
    return index_of(cache)


def change(index: Path, *statements: str) -> None:
    """Change what an index holds, and seal it as heal would."""
    unseal(index)
    with closing(sqlite3.connect(index, isolation_level=None)) as database:
        database.execute("PRAGMA writable_schema = ON")
        for statement in statements:
            database.execute(statement)
    seal(index)


POISON = "UPDATE topics SET title = 'Poison'"


def was_poisoned(heal: Heal) -> bool:
    """Say whether a command believes an index that was changed."""
    answer = heal("topics")
    assert (answer.code, answer.err) == (0, "")
    return "Poison" in answer.out


def test_a_change_that_is_sealed_is_believed_so_that_the_rest_of_these_prove_something(
    heal: Heal, index: Path
) -> None:
    change(index, POISON)
    assert was_poisoned(heal)


@pytest.mark.skipif(os.geteuid() != 0, reason="only root can give files away")
@pytest.mark.parametrize("place", ["file", "folder"])
def test_an_index_of_another_user_is_not_read(heal: Heal, index: Path, place: str) -> None:
    change(index, POISON)
    os.chown(index if place == "file" else index.parent, 65534, 65534)
    assert not was_poisoned(heal)


@pytest.mark.parametrize("mode", [0o660, 0o606, 0o622], ids=oct)
def test_an_index_that_others_may_write_to_is_replaced(
    heal: Heal, index: Path, mode: int
) -> None:
    change(index, POISON)
    index.chmod(mode)
    assert not was_poisoned(heal)
    assert index.stat().st_mode & 0o777 == 0o600


@pytest.mark.parametrize("mode", [0o770, 0o707, 0o777, 0o1777], ids=oct)
def test_in_a_folder_that_others_may_write_to_no_index_is_read_or_written(
    heal: Heal, index: Path, mode: int
) -> None:
    change(index, POISON)
    before = index.read_bytes()
    index.parent.chmod(mode)
    assert not was_poisoned(heal)
    assert index_of(index.parent.parent).read_bytes() == before
    index.unlink()
    assert not was_poisoned(heal)
    assert list(index.parent.iterdir()) == []


def test_an_update_does_not_start_from_an_index_that_is_not_trusted(
    heal: Heal, library: Path, index: Path
) -> None:
    change(index, POISON)
    index.chmod(0o666)
    write_topic(library, "Red wine")
    assert not was_poisoned(heal)
    assert index.stat().st_mode & 0o777 == 0o600


ENDLESS = "WITH RECURSIVE n(i) AS (SELECT 1 UNION ALL SELECT i + 1 FROM n) SELECT"
COLUMNS = "id INTEGER PRIMARY KEY, title, advice, library, topic, rules"
FOREIGN = {
    "a view that never ends": ["DROP TABLE meta", f"CREATE VIEW meta AS {ENDLESS} i, i FROM n"],
    "a table less": ["DROP TABLE urgent"],
    "a table more": ["CREATE TABLE more (text)"],
    "a trigger": ["CREATE TRIGGER t AFTER INSERT ON files BEGIN DELETE FROM urgent; END"],
    "another column": [
        "ALTER TABLE urgent RENAME TO old",
        f"CREATE TABLE urgent ({COLUMNS} DEFAULT '')",
        "INSERT INTO urgent SELECT * FROM old",
    ],
    "a view in a table's place": [
        "ALTER TABLE urgent RENAME TO old",
        "ALTER TABLE old RENAME COLUMN advice TO was",
        "CREATE VIEW urgent AS SELECT *, 'All is well.' AS advice FROM old",
    ],
    "a virtual table": [
        "DROP TABLE urgent",
        "CREATE VIRTUAL TABLE urgent USING fts5 (id, title, advice, library, topic, rules)",
    ],
}


@pytest.mark.parametrize("statements", FOREIGN.values(), ids=FOREIGN)
def test_an_index_of_other_tables_than_ours_is_not_read(
    heal: Heal, library: Path, index: Path, statements: list[str]
) -> None:
    change(index, POISON, *statements)
    assert not was_poisoned(heal)
    change(index, POISON, *statements)
    write_topic(library, "Red wine")
    assert not was_poisoned(heal)


def damaged(sound: bytes, chance: random.Random) -> bytes:
    """Return a file with a bit flipped, a byte changed, or pages that are lost or swapped."""
    data = bytearray(sound)
    place = chance.randrange(len(data))
    pages = len(data) // 4096
    one, other = (4096 * page for page in chance.sample(range(pages), 2))
    match chance.randrange(5):
        case 0:
            data[place] ^= 1 << chance.randrange(8)
        case 1:
            data[place] = (data[place] + chance.randrange(1, 256)) % 256
        case 2:
            data[one : one + 4096] = bytes(4096)
        case 3:
            part = bytes(data[one : one + 4096])
            data[one : one + 4096] = data[other : other + 4096]
            data[other : other + 4096] = part
        case _:
            del data[place:]
    return bytes(data)


def test_no_damage_changes_a_word_or_takes_a_warning_away(
    heal: Heal, library: Path, index: Path
) -> None:
    sound = index.read_bytes()
    lines = (["search", "i cannot breathe", "tea"], ["show", "green-tea"], ["sources"])
    right = [heal(*line) for line in lines]
    chance = random.Random(8)
    for number in range(DAMAGES):
        index.write_bytes(damaged(sound, chance))
        line = number % len(lines)
        assert heal(*lines[line]) == right[line], number
        if number % 10 == 0:
            assert is_sound(index), "it was not mended"


def large(monkeypatch: pytest.MonkeyPatch) -> None:
    """Take any index for one that is too large to be checked whole at every start."""
    monkeypatch.setattr("heal_cli.index.index.MOST_CHECKED", 0)
    monkeypatch.setattr(
        "heal_cli.index.index.is_sound",
        lambda path, most=0: is_sound(path, most),
    )


GRAVE = {
    "an emergency": (b"Call for help.", ["search", "i cannot breathe"]),
    "its words": (b"cannot breath", ["search", "i cannot breathe"]),
    "a page": (b"Plain words on Green tea.", ["show", "green-tea"]),
    "a finding": (b"Some did better on Green tea", ["benefits", "green-tea"]),
    "a verdict": (b'"mixed"', ["benefits", "green-tea"]),
    "a source": (b"Half got better.", ["sources"]),
}


@pytest.mark.parametrize(("text", "line"), GRAVE.values(), ids=GRAVE)
def test_in_a_large_index_no_damage_changes_what_is_grave(
    heal: Heal,
    index: Path,
    monkeypatch: pytest.MonkeyPatch,
    text: bytes,
    line: list[str],
) -> None:
    large(monkeypatch)
    right = heal(*line)
    data = index.read_bytes()
    assert text in data
    index.write_bytes(data.replace(text, text.swapcase()))
    assert heal(*line) == right


def test_in_a_large_index_no_damage_keeps_an_emergency_from_being_found(
    heal: Heal, index: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    """The words by which it is looked up are as grave as what it says."""
    large(monkeypatch)
    right = heal("search", "i cannot breathe")
    assert "Call for help." in right.err
    change(index, "UPDATE urgent_words SET word = upper(word)")
    # It is damage, and no change that heal sealed: the checksum is another.
    data = index.read_bytes()
    index.write_bytes(data[:-1] + bytes([data[-1] ^ 1]))
    assert heal("search", "i cannot breathe") == right


def test_damage_in_a_large_index_is_not_carried_over_by_an_update(
    heal: Heal, library: Path, index: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    large(monkeypatch)
    data = index.read_bytes()
    index.write_bytes(data.replace(b"Green tea", b"Greed tea"))
    write_topic(library, "Red wine")
    answer = heal("topics")
    assert (answer.code, answer.err) == (0, "")
    assert "Green tea" in answer.out
    assert b"Greed tea" not in index.read_bytes()


def test_an_index_that_is_whole_is_not_thrown_away_when_something_else_goes_wrong(
    heal: Heal, index: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    before = index.stat().st_ino

    def fails(*_: object) -> None:
        raise ValueError("a fault of heal's own")

    monkeypatch.setattr(Questions, "topics", fails)
    assert heal("topics", but=But.FAILED).code == 1
    assert index.stat().st_ino == before


@pytest.mark.parametrize("typed", ["g" * 60_000, "%" * 60_000, "é_" * 101])
def test_no_word_that_is_completed_throws_an_index_away(
    library: Path, index: Path, typed: str
) -> None:
    before = index.stat().st_ino
    with closing(Index([library])) as opened:
        for kind in ("topic", "condition", "category", "term"):
            assert Questions(opened).completions(kind, typed) == []
        assert Questions(opened).completions("topic", "green")
    assert index.stat().st_ino == before


def test_no_lock_is_asked_for_and_nothing_is_waited_for(
    library: Path, cache: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    """A home on a network may refuse locks, after a wait of seconds for each."""
    connect: Any = sqlite3.connect
    asked: list[str] = []

    def note(address: str, *values: Any, **named: Any) -> Any:
        if address != ":memory:":
            asked.append(address)
            assert "nolock=1" in address or "immutable=1" in address
            assert named["uri"]
            assert named["timeout"] == 0
        return connect(address, *values, **named)

    monkeypatch.setattr(sqlite3, "connect", note)
    Index([library]).close()
    write_topic(library, "Red wine")
    Index([library]).close()
    assert sum("nolock=1" in address for address in asked) == 2
    assert sum("immutable=1" in address for address in asked) >= 2
    index_of(cache)


LITTER = {
    "building-plans.txt": True,
    "building-material": True,
    "building-left": True,
    "building-ab12_xyz.sqlite": False,
    "index-notes.txt": True,
    "index-of-my-books.sqlite": True,
    "index-0.9.0-7-0badcafe.sqlite": False,
    "index-0.9.0-7-0badcafe.sqlite.bak": True,
}


@pytest.mark.parametrize("kind", ["file", "link", "folder"])
def test_only_what_bears_a_name_of_heal_s_goes_and_nothing_keeps_the_rest(
    library: Path, cache: Path, tmp_path: Path, kind: str
) -> None:
    folder = cache / "heal"
    folder.mkdir(parents=True, mode=0o700)
    precious = tmp_path / "precious"
    precious.write_text("precious\n")
    for name in LITTER:
        path = folder / name
        if kind == "folder":
            path.mkdir()
        elif kind == "link":
            path.symlink_to(precious)
        else:
            path.write_text("old")
        os.utime(path, (0, 0), follow_symlinks=False)
    last = folder / "building-zzzzzzzz.sqlite"
    last.write_text("old")
    os.utime(last, (0, 0))
    Index([library]).close()
    left = {path.name for path in folder.iterdir()}
    assert {name for name in LITTER if name in left} == {
        name for name, stays in LITTER.items() if stays or kind == "folder"
    }
    assert last.name not in left
    assert precious.read_text() == "precious\n"


def test_nothing_is_swept_through_a_link(library: Path, cache: Path, tmp_path: Path) -> None:
    elsewhere = tmp_path / "elsewhere"
    elsewhere.mkdir(mode=0o700)
    old = elsewhere / "building-ab12_xyz.sqlite"
    old.write_text("old")
    os.utime(old, (0, 0))
    cache.mkdir()
    (cache / "heal").symlink_to(elsewhere)
    Index([library]).close()
    assert old.exists()


def test_one_file_that_cannot_be_removed_keeps_no_other(
    library: Path, cache: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    folder = cache / "heal"
    folder.mkdir(parents=True, mode=0o700)
    paths = [folder / f"building-0000000{number}.sqlite" for number in range(5)]
    for path in paths:
        path.write_text("old")
        os.utime(path, (0, 0))
    unlink = os.unlink

    def refuse(path: str) -> None:
        if str(path).endswith(paths[2].name):
            raise PermissionError(path)
        unlink(path)

    monkeypatch.setattr(os, "unlink", refuse)
    Index([library]).close()
    assert [path for path in paths if path.exists()] == [paths[2]]


QUERIES = ("tea", "hiccups", "plain words", "red", "doe hiccups", "milk tea wine", "singultus")


def answers(root: Path) -> Iterator[object]:
    """Yield what an index answers, in its order."""
    with closing(Index([root])) as index:
        library = Library(index)
        for query in QUERIES:
            found = search(library, query, 5)
            yield [(hit.topic, hit.passage, hit.score, hit.reasons) for hit in found.hits]
        yield library.topics()
        yield library.claims()
        yield library.counts()
        yield [library.citing(topic.id) for topic in library.topics()]
        yield [library.named(kind, "tea") for kind in ("topic", "keyword", "term")]
        yield library.names_as_long("topic", 1, 20)
        yield library.starting("topic", "g", 5)


def touch(path: Path) -> None:
    path.write_text(path.read_text())


def write_other(path: Path) -> None:
    path.write_text(path.read_text().replace("Plain", "Quite plain"))


CHANGES: list[Callable[[Path], object]] = [touch, write_other, Path.unlink, touch, write_other]


def test_after_any_update_every_answer_is_that_of_a_new_index(
    library: Path, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    chance = random.Random(3)
    names = [f"Tea {letter}" for letter in "nbxcaqzd"] + ["Red wine", "Red beer"]
    paths = [
        write_topic(library, name, also=("reviewed:", "also_called: [brew]\nreviewed:"))
        for name in names
    ]
    list(answers(library))
    for number, act in enumerate(CHANGES):
        for path in chance.sample([path for path in paths if path.exists()], 3):
            act(path)
        updated = list(answers(library))
        with monkeypatch.context() as anew:
            anew.setenv("XDG_CACHE_HOME", str(tmp_path / f"anew-{number}"))
            assert updated == list(answers(library)), (number, act)


def test_an_update_that_changes_very_many_words_makes_a_new_index(
    library: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr("heal_cli.index.catalogue.MOST_DOUBTFUL", 20)
    many = " ".join(f"word{number}x" for number in range(50))
    write_topic(library, "Red wine", text=("Plain words", many))
    Index([library]).close()
    write_topic(library, "Red wine", text=("Plain words", "Other words"))
    with closing(Index([library])) as index:
        assert index._was_filled
        assert index.rows("SELECT 1 FROM words WHERE word = 'word7x'") == []
    write_topic(library, "Red wine", text=("Plain words", "Few words"))
    with closing(Index([library])) as index:
        assert not index._was_filled


def test_a_file_whose_entries_another_library_has_is_read_once_for_all(
    library: Path, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    from heal_cli.loading.texts import _bytes

    other = tmp_path / "other"
    other.mkdir()
    terms = "".join(f"term {number}: {{definition: A word.}}\n" for number in range(50))
    for root in (library, other):
        (root / "glossary.yaml").write_text(terms)
    read: list[Path] = []

    def note(path: Path) -> bytes:
        read.append(path)
        return _bytes(path)

    monkeypatch.setattr("heal_cli.loading.texts._bytes", note)
    with closing(Index([library, other])) as index:
        faults = Questions(index).faults
    assert [fault.line for fault in faults] == list(range(1, 51))
    assert read.count(other / "glossary.yaml") == 1
