"""What the tests of odd machines share."""

from pathlib import Path

import pytest


@pytest.fixture(scope="package")
def warm(session_cache: Path) -> Path:
    """A cache folder with the index of the bundled library, for what asks nothing of it."""
    return session_cache


@pytest.fixture
def locked(tmp_path: Path) -> Path:
    """A folder that cannot be written to."""
    return folder_with_mode(tmp_path / "locked", 0o555)


@pytest.fixture
def forbidden(tmp_path: Path) -> Path:
    """A folder that may not even be entered."""
    return folder_with_mode(tmp_path / "forbidden", 0o000)


def folder_with_mode(path: Path, mode: int) -> Path:
    path.mkdir()
    path.chmod(mode)
    return path
