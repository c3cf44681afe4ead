"""The trials, small enough to run every time."""

from pathlib import Path

import pytest

from tests.load.commands import all_at_once, in_one_process, one_after_another
from tests.load.edits import edited_meanwhile
from tests.load.kills import killed_at_random

pytestmark = pytest.mark.slow


def test_many_processes_on_a_cold_cache_all_give_the_right_answer(tmp_path: Path) -> None:
    assert all_at_once(tmp_path, 16)


def test_commands_leave_one_index_behind_and_nothing_anywhere_else(tmp_path: Path) -> None:
    assert one_after_another(tmp_path, 4)


def test_one_process_answers_many_commands_and_grows_no_larger(tmp_path: Path) -> None:
    assert in_one_process(tmp_path, rounds=2)


def test_a_library_that_is_edited_meanwhile_is_read_whole(tmp_path: Path) -> None:
    assert edited_meanwhile(tmp_path, processes=14, rounds=2)


def test_builds_that_are_killed_at_random_moments_leave_nothing_that_harms(
    tmp_path: Path,
) -> None:
    assert killed_at_random(tmp_path, kills=8, topics=40, seed=1)
