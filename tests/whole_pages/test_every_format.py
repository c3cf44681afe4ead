"""Every format says all of a topic, in one order, and JSON has exactly its fields."""

import pytest

from heal_cli.formats import SHOWN
from tests.conftest import Heal
from tests.test_bundled_content import shared
from tests.whole_pages.bundled import TOPICS, bundled
from tests.whole_pages.formats import assert_says_all
from tests.whole_pages.read_through import READERS, missing
from tests.whole_pages.statements import told_in_detail


def test_every_format_is_read_here_but_those_with_columns_or_records() -> None:
    assert set(READERS) == set(SHOWN) - {"rich", "json"}


@pytest.mark.parametrize("format_name", [*READERS, "json"])
@pytest.mark.parametrize("name", TOPICS)
def test_every_format_says_all_of_a_topic_in_one_order(
    heal: Heal, format_name: str, name: str
) -> None:
    assert_says_all(heal, format_name, *bundled(name))


@pytest.mark.parametrize("format_name", READERS)
def test_every_format_says_all_of_every_source(heal: Heal, format_name: str) -> None:
    page = READERS[format_name](heal("sources", "--format", format_name).out)
    assert missing(page, told_in_detail(shared().sources)) == ""
