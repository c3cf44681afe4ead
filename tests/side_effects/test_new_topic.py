"""`heal new` writes its template where it says, through no link, and waits for nobody."""

import os
from pathlib import Path

import pytest

from tests.conftest import Heal
from tests.limits import without_rights
from tests.processes import assert_told, command, make_library, run, surroundings
from tests.side_effects.audit import contents
from tests.side_effects.conftest import Trial


@pytest.mark.parametrize(
    "options", [[], ["ginger", "--category"]], ids=["as topic", "as category"]
)
def test_a_name_for_a_template_is_never_a_path(
    heal: Heal, tmp_path: Path, options: list[str]
) -> None:
    for name in ("../x", "a/b", "/x", "..", ".", "a\nb", "x.yaml", "~", "a\0b"):
        answer = heal("new", "--content", str(tmp_path / "mine"), *options, name)
        assert_told(answer, 2, "should be lower-case words joined by hyphens")
        assert contents(tmp_path) == set()


@pytest.fixture
def own(tmp_path: Path) -> Path:
    """A library of the reader's own."""
    return make_library(tmp_path / "own")


@pytest.mark.parametrize("kind", ["dangling", "link", "fifo"])
def test_a_template_is_written_through_no_link(
    trial: Trial, own: Path, precious: Path, kind: str
) -> None:
    template = own / "topics/drinks/ginger.yaml"
    if kind == "fifo":
        os.mkfifo(template)
    else:
        template.symlink_to(precious if kind == "link" else precious.with_name("gone"))
    before = contents(own)
    answer = trial.run("new", "ginger", "--category", "drinks", "--content", str(own))
    assert_told(answer, 2, "is taken by")
    assert contents(own) == before
    assert precious.read_text() == "precious\n"
    assert not precious.with_name("gone").exists()


def test_a_categories_file_that_is_a_pipe_does_not_hold_new_up(trial: Trial, own: Path) -> None:
    (own / "categories.yaml").unlink()
    os.mkfifo(own / "categories.yaml")
    answer = trial.run("new", "ginger", "--category", "spices", "--content", str(own))
    assert_told(answer, 1, "categories.yaml is no regular file")
    assert "topics/spices/ginger.yaml" not in contents(own)


def test_a_library_that_cannot_be_written_to_is_a_clear_error(
    trial: Trial, tmp_path: Path
) -> None:
    limit = without_rights(tmp_path)
    locked = tmp_path / "locked"
    locked.mkdir()
    locked.chmod(0o555)
    asked = command("new", "ginger", "--content", str(locked), root=trial.root)
    answer = run(asked, surroundings(trial.cache), limit)
    assert_told(answer, 1, "cannot be written: Permission denied")
    assert contents(locked) == set()
