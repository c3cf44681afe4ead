"""`heal new` begins a topic, and a library where there is none yet."""

import re
import shlex
from pathlib import Path

import pytest

from tests.conftest import Heal
from tests.invariants import But
from tests.test_own_content import MARK


@pytest.mark.parametrize("name", ["later", "notes: mine"])
@pytest.mark.usefixtures("library")
def test_a_library_that_comes_into_being_is_read(heal: Heal, tmp_path: Path, name: str) -> None:
    root = str(tmp_path / name)
    assert heal("topics", "--content", root, but=But.WARNED).code == 0
    assert heal("new", "tea", "--category", "lifestyle", "--content", root).code == 0
    assert MARK in heal("show", "tea", "--content", root).out


def test_the_step_after_a_new_topic_works_as_it_is_printed(heal: Heal, tmp_path: Path) -> None:
    page = heal("new", "tea", "--content", str(tmp_path), "--format", "plain").out
    (step,) = re.findall(r"heal (show .*)", page)
    assert heal(*shlex.split(step)).code == 0


def test_a_new_category_goes_on_a_line_of_its_own(heal: Heal, own: Path) -> None:
    categories = own / "categories.yaml"
    categories.write_text("drinks: {title: Drinks}")
    assert heal("new", "ginger", "--category", "spices").code == 0
    lines = categories.read_text().splitlines()
    assert lines == ["drinks: {title: Drinks}", "spices:", "  title: Spices"]
    assert "ginger" in heal("topics", "--category", "spices").out
