"""The index is only a catalogue: always fresh, never in the way."""

import os
import sqlite3
from pathlib import Path

import pytest

from heal_cli import index
from heal_cli.errors import HealError
from heal_cli.index import Index
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
