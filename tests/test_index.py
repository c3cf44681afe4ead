"""The index is only a catalogue: always fresh, never in the way."""

import os
import sqlite3
import subprocess
import sys
import time
from pathlib import Path
from typing import Any

import pytest

from heal_cli import index, marks
from heal_cli.errors import HealError
from heal_cli.formats.terminal import draw
from heal_cli.index import Index, parallel
from heal_cli.index.filling import Filling
from heal_cli.models import TopicEntry
from heal_cli.views.topics import topics_page
from tests.conftest import Heal, write_topic


@pytest.fixture
def cache(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    monkeypatch.setenv("XDG_CACHE_HOME", str(tmp_path / "cache"))
    return tmp_path / "cache" / "heal"


@pytest.fixture(autouse=True)
def settled(monkeypatch: pytest.MonkeyPatch) -> None:
    """Take files as old enough for their times to be trusted, as they soon are."""
    monkeypatch.setattr(index, "UNSETTLED", 0)


def ids(root: Path) -> list[str]:
    rows = Index([root]).rows("SELECT id FROM topics ORDER BY id")
    return [identifier for (identifier,) in rows]


def test_it_is_one_private_file_in_the_cache(library: Path, cache: Path) -> None:
    assert ids(library) == ["cold-milk", "green-tea"]
    (file,) = cache.iterdir()
    assert file.suffix == ".sqlite"
    assert file.stat().st_mode & 0o077 == 0


def test_a_fresh_index_is_not_built_again(
    library: Path, cache: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    ids(library)
    monkeypatch.setattr(Index, "_build", lambda _: pytest.fail("built again"))
    assert len(ids(library)) == 2


def test_an_added_topic_is_found_at_once(library: Path, cache: Path) -> None:
    ids(library)
    write_topic(library, "Red wine")
    assert "red-wine" in ids(library)


def test_a_removed_topic_is_gone_at_once(library: Path, cache: Path) -> None:
    ids(library)
    (library / "topics/drinks/green-tea.yaml").unlink()
    assert ids(library) == ["cold-milk"]


def test_a_renamed_topic_has_only_its_new_name(library: Path, cache: Path) -> None:
    ids(library)
    tea = library / "topics/drinks/green-tea.yaml"
    tea.rename(tea.with_stem("black-tea"))
    assert ids(library) == ["black-tea", "cold-milk"]


def test_an_edit_in_the_same_second_and_of_the_same_size_is_seen(
    library: Path, cache: Path, heal: Heal
) -> None:
    tea = library / "topics/drinks/green-tea.yaml"
    assert "Green tea" in heal("search", "tea").out
    moment = tea.stat().st_mtime_ns
    tea.write_text(tea.read_text().replace("Green tea", "Black tea"))
    os.utime(tea, ns=(moment, moment))
    assert "Black tea" in heal("search", "tea").out


def test_a_new_version_of_heal_has_an_index_of_its_own(
    library: Path, cache: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    ids(library)
    monkeypatch.setattr(index, "__version__", "99.0.0")
    ids(library)
    assert len(list(cache.iterdir())) == 2


@pytest.mark.parametrize(
    "damage", [b"", b"not a database", None], ids=["empty", "text", "torn"]
)
def test_a_damaged_index_is_built_anew(
    library: Path, cache: Path, damage: bytes | None, heal: Heal
) -> None:
    ids(library)
    (file,) = cache.iterdir()
    data = file.read_bytes()
    # Torn: the first page, which says that all is well, and noughts after it.
    file.write_bytes(data[:4096] + bytes(len(data) - 4096) if damage is None else damage)
    answer = heal("show", "green tea")
    assert (answer.code, answer.err) == (0, "")
    assert "Green tea" in answer.out


def test_without_a_writable_cache_everything_still_works(
    library: Path, tmp_path: Path, monkeypatch: pytest.MonkeyPatch, heal: Heal
) -> None:
    blocked = tmp_path / "blocked"
    blocked.write_text("a file where a folder should be")
    monkeypatch.setenv("XDG_CACHE_HOME", str(blocked))
    assert heal("show", "green-tea").code == 0


def test_an_index_without_full_text_search_is_one_clear_error(
    library: Path, cache: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    class Lean(sqlite3.Connection):
        def execute(self, sql: str, *values: object) -> sqlite3.Cursor:
            if "fts5" in sql:
                raise sqlite3.OperationalError("no such module: fts5")
            return super().execute(sql, *values)  # type: ignore[arg-type]

    connect = sqlite3.connect
    monkeypatch.setattr(
        sqlite3, "connect", lambda *a, **k: connect(*a, **{**k, "factory": Lean})
    )
    with pytest.raises(HealError, match="no full-text search"):
        Index([library])


@pytest.fixture
def read_files(monkeypatch: pytest.MonkeyPatch) -> list[str]:
    """The names of the topic files that are read, as they are read."""
    from heal_cli.loading.loader import load_topic

    names: list[str] = []
    load = load_topic

    def note(path: Path) -> object:
        names.append(path.name)
        return load(path)

    monkeypatch.setattr(parallel, "load_topic", note)
    return names


@pytest.mark.usefixtures("cache")
def test_only_the_topic_that_changed_is_read_again(
    library: Path, read_files: list[str]
) -> None:
    write_topic(library, "Old ale")
    ids(library)
    tea = library / "topics/drinks/green-tea.yaml"
    tea.write_text(tea.read_text().replace("Green tea", "Mint tea"))
    write_topic(library, "Red wine")
    (library / "topics/drinks/cold-milk.yaml").unlink()
    read_files.clear()
    assert ids(library) == ["green-tea", "old-ale", "red-wine"]
    assert sorted(read_files) == ["green-tea.yaml", "red-wine.yaml"]


@pytest.mark.usefixtures("cache")
def test_a_change_of_what_topics_share_has_them_all_read_again(
    library: Path, read_files: list[str]
) -> None:
    ids(library)
    (library / "conditions.yaml").write_text("hiccups: {title: Hiccoughs}\n")
    read_files.clear()
    ids(library)
    assert sorted(read_files) == ["cold-milk.yaml", "green-tea.yaml"]


CHANGES = [
    ("write", "Red wine", "mint"),
    ("write", "Green tea", "leaves"),
    ("break", "Cold milk", ""),
    ("remove", "Green tea", ""),
    ("write", "Cold milk", "cream"),
    ("write", "Green tea", "again"),
]


def everything(root: Path) -> list[object]:
    """Return what an index answers, whatever numbers it keeps it under."""
    index = Index([root])
    tables = {
        "topics": "id, title, summary, path",
        "names": "key, kind, id, rank",
        "claims": "topic, position, claim",
        "citations": "source, topic",
        "faults": "path, line, message",
        "files": "path, stamp",
        "passages": "text, section",
    }
    asked = [f"SELECT {columns} FROM {table}" for table, columns in tables.items()]
    found: list[object] = [sorted(index.rows(sql)) for sql in asked]
    sql = (
        "SELECT t.id FROM topic_text x JOIN topics t ON t.position = x.rowid "
        "WHERE topic_text MATCH ?"
    )
    words = ("mint", "leaves", "cream", "again", "helps")
    found += [sorted(index.rows(sql, word)) for word in words]
    index.close()
    return found


def test_after_any_change_the_index_is_as_if_built_anew(
    library: Path, cache: Path, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    everything(library)
    for change, title, word in CHANGES:
        path = library / f"topics/drinks/{title.lower().replace(' ', '-')}.yaml"
        if change == "remove":
            path.unlink()
        elif change == "break":
            path.write_text("title: [\n")
        else:
            write_topic(library, title, text=("Some did better", f"{word} did better"))
        updated = everything(library)
        monkeypatch.setenv("XDG_CACHE_HOME", str(tmp_path / f"fresh-{change}-{word}"))
        assert updated == everything(library), (change, title)
        monkeypatch.setenv("XDG_CACHE_HOME", str(tmp_path / "cache"))


@pytest.fixture
def helped(monkeypatch: pytest.MonkeyPatch) -> None:
    """Have other processes read even a tiny library, a topic at a time."""
    monkeypatch.setattr(parallel, "FEWEST", 1)
    monkeypatch.setattr(parallel, "BATCH", 1)
    monkeypatch.setattr(os, "cpu_count", lambda: 3)


def test_what_other_processes_read_is_what_this_one_would(
    library: Path, cache: Path, monkeypatch: pytest.MonkeyPatch, tmp_path: Path, helped: None
) -> None:
    write_topic(library, "Red wine", verdict=("mixed", "maybe"))
    write_topic(library, "Old ale")
    monkeypatch.setattr(parallel, "load_topic", lambda _: pytest.fail("was read here"))
    together = everything(library)
    monkeypatch.undo()
    monkeypatch.setenv("XDG_CACHE_HOME", str(tmp_path / "alone"))
    assert together == everything(library)


@pytest.mark.parametrize(
    "start",
    ["raise SystemExit", "import os; os.write(1, (99).to_bytes(8) + bytes(9))"],
    ids=["at once", "in the middle"],
)
def test_a_reading_process_that_ends_early_costs_nothing_but_time(
    library: Path, cache: Path, monkeypatch: pytest.MonkeyPatch, helped: None, start: str
) -> None:
    monkeypatch.setattr(parallel, "_START", start)
    assert ids(library) == ["cold-milk", "green-tea"]


def test_where_no_process_can_be_started_topics_are_read_all_the_same(
    library: Path, cache: Path, monkeypatch: pytest.MonkeyPatch, helped: None
) -> None:
    monkeypatch.setattr(sys, "executable", "/no/such/python")
    assert ids(library) == ["cold-milk", "green-tea"]


def test_no_reading_process_outlives_the_build(
    library: Path, cache: Path, monkeypatch: pytest.MonkeyPatch, helped: None
) -> None:
    started: list[subprocess.Popen[bytes]] = []
    start = subprocess.Popen

    def note(*arguments: Any, **options: Any) -> "subprocess.Popen[bytes]":
        started.append(start(*arguments, **options))
        return started[-1]

    monkeypatch.setattr(subprocess, "Popen", note)
    monkeypatch.setattr(
        Filling, "add_topic", lambda *_: (_ for _ in ()).throw(KeyboardInterrupt)
    )
    with pytest.raises(KeyboardInterrupt):
        ids(library)
    assert len(started) == 3
    assert all(process.poll() is not None for process in started)


def test_a_long_list_is_drawn_as_it_is_read(monkeypatch: pytest.MonkeyPatch) -> None:
    drawn: list[str] = []

    def note(text: str) -> str:
        drawn.append(text)
        return text

    monkeypatch.setattr(marks, "strip", note)
    entries = [TopicEntry(f"t-{n}", f"c-{n // 10}", "T", "Summary.") for n in range(1000)]
    lines = draw(topics_page(entries, {}), 80)
    for _ in range(5):
        next(lines)
    assert len(drawn) == 10


def test_files_too_young_for_their_times_to_be_trusted_are_looked_at_again(
    library: Path, cache: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(index, "UNSETTLED", 10**12)
    assert Index([library]).stamp != Index([library]).stamp


def heal_process(cache: Path, *arguments: str) -> "subprocess.Popen[str]":
    environment = {"PATH": os.environ["PATH"], "XDG_CACHE_HOME": str(cache)}
    return subprocess.Popen(
        [sys.executable, "-m", "heal_cli", *arguments],
        env=environment,
        stdout=subprocess.PIPE,
        stderr=subprocess.PIPE,
        text=True,
    )


def test_many_processes_on_a_cold_cache_all_give_the_right_answer(tmp_path: Path) -> None:
    running = [heal_process(tmp_path, "search", "charley horse") for _ in range(50)]
    for process in running:
        out, err = process.communicate(timeout=120)
        assert (process.returncode, err) == (0, "")
        assert "muscle-spasms" in out
    assert len(list((tmp_path / "heal").iterdir())) == 1


def test_a_process_that_is_killed_leaves_nothing_that_harms(tmp_path: Path) -> None:
    for delay in range(40, 400, 24):
        process = heal_process(tmp_path, "topics")
        time.sleep(delay / 1000)
        process.kill()
        process.communicate()
    after = heal_process(tmp_path, "show", "crp")
    out, err = after.communicate(timeout=60)
    assert (after.returncode, err) == (0, "")
    assert "C-reactive protein" in out


def test_what_killed_processes_left_is_swept_away_in_time(library: Path, cache: Path) -> None:
    cache.mkdir(parents=True)
    left = cache / "building-left"
    left.write_text("half an index")
    os.utime(left, (0, 0))
    young = cache / "building-young"
    young.write_text("an index in the making")
    ids(library)
    assert not left.exists()
    assert young.exists()
