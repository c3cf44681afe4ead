"""Whatever the machine says of home, folders and time zone: the right answer, in quiet."""

import os
from pathlib import Path

import pytest

from tests.limits import without_rights
from tests.processes import (
    assert_right,
    assert_told,
    command,
    make_library,
    run,
    surroundings,
)

pytestmark = pytest.mark.slow

FOLDER_VARIABLES = ["HOME", "XDG_CACHE_HOME", "XDG_DATA_HOME"]

NO_USER = "import pwd\ndef nobody(_): raise KeyError\npwd.getpwuid = nobody"
"""Makes a machine that knows nothing of the user, as a container may."""


def homeless() -> dict[str, str]:
    """Return surroundings that name no folder."""
    return {"PATH": os.environ["PATH"], "PYTHONDONTWRITEBYTECODE": "1"}


def home(path: Path | str) -> dict[str, str]:
    """Return surroundings whose cache and data folders are those of a home."""
    return homeless() | {"HOME": str(path)}


def test_without_a_home_everything_is_answered_and_new_asks_for_a_place() -> None:
    assert_right(homeless(), before=NO_USER)
    answer = run(command("new", "ginger", before=NO_USER), homeless())
    assert_told(answer, 2, "there is no home folder; say --content DIR")


def test_in_a_home_that_cannot_be_made_all_is_answered_but_nothing_made(
    tmp_path: Path, locked: Path
) -> None:
    limit = without_rights(tmp_path)
    assert_right(home(locked / "gone"), limit)
    answer = run(command("new", "ginger"), home(locked / "gone"), limit)
    assert_told(answer, 1, "cannot be written: Permission denied")


@pytest.mark.parametrize("name", FOLDER_VARIABLES)
def test_a_folder_of_another_user_that_may_not_be_entered(
    tmp_path: Path, forbidden: Path, name: str
) -> None:
    assert_right(home(tmp_path) | {name: str(forbidden)}, without_rights(tmp_path))


@pytest.mark.parametrize("name", FOLDER_VARIABLES)
def test_a_folder_with_too_long_a_name(tmp_path: Path, name: str) -> None:
    assert_right(home(tmp_path) | {name: "/" + "a" * 300})


def test_a_home_that_is_no_whole_path_makes_no_folder_where_one_stands(tmp_path: Path) -> None:
    answer = run(command("topics"), home("somewhere"), folder=tmp_path)
    assert (answer.code, answer.err) == (0, "")
    assert list(tmp_path.iterdir()) == []


def test_a_path_to_check_that_may_not_be_looked_at_is_a_clear_error(
    tmp_path: Path, forbidden: Path
) -> None:
    asked = command("check", str(forbidden / "in"))
    answer = run(asked, surroundings(tmp_path), without_rights(tmp_path))
    assert_told(answer, 2, "there is no file or folder")


def test_a_path_to_check_that_is_too_long_is_a_clear_error(tmp_path: Path) -> None:
    answer = run(command("check", str(tmp_path / ("a" * 300))), surroundings(tmp_path))
    assert_told(answer, 2, "there is no file or folder")


def test_where_nothing_at_all_can_be_written(tmp_path: Path) -> None:
    bare = tmp_path / "bare"
    bare.mkdir()
    for name in (".cache", ".local", "tmp", "heal"):
        (bare / name).touch()
    bare.chmod(0o555)
    environment = home(bare) | {"TMPDIR": str(bare), "PYTHONPYCACHEPREFIX": str(bare)}
    assert_right(environment, without_rights(tmp_path))


def test_a_cache_folder_for_heal_that_this_user_cannot_write_to(tmp_path: Path) -> None:
    folder = tmp_path / "cache" / "heal"
    folder.mkdir(parents=True)
    folder.chmod(0o555)
    assert_right(surroundings(tmp_path / "cache"), without_rights(tmp_path))
    assert list(folder.iterdir()) == []


@pytest.mark.parametrize(
    "zone", ["Pacific/Kiritimati", "garbage", "", ":", "XXX+99", "Etc/GMT+12"]
)
def test_an_odd_time_zone_changes_no_answer(warm: Path, tmp_path: Path, zone: str) -> None:
    assert_right(surroundings(warm, TZ=zone))
    root = make_library(tmp_path / "content")
    checked = run(command("check", str(root)), surroundings(warm, TZ=zone))
    assert (checked.code, checked.err) == (0, "")
