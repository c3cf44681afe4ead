"""What every format that has no columns says of a topic, and JSON exactly."""

import json

from heal_cli.models import Surroundings, Topic
from tests.conftest import Heal
from tests.whole_pages.read_through import READERS, missing
from tests.whole_pages.record import expected_record
from tests.whole_pages.statements import Statements


def assert_says_all(heal: Heal, format_name: str, page: Topic, around: Surroundings) -> None:
    """Fail unless a format without columns says all of a topic, and JSON exactly that."""
    answer = heal("show", page.id, "--format", format_name)
    assert answer.code == 0, answer.err
    if format_name == "json":
        assert json.loads(answer.out)["topics"] == [expected_record(page, around)]
        return
    shown = READERS[format_name](answer.out)
    statements = Statements(page, around, format_name)
    assert missing(shown, statements) == "", (format_name, page.id)
