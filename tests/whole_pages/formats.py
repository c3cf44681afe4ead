"""What every format that has no columns says of a topic, and JSON exactly."""

import json

from heal_cli.disclaimer import DISCLAIMER, NOTICE
from heal_cli.models import Surroundings, Topic
from tests.conftest import Heal
from tests.whole_pages.read_through import READERS, missing, words
from tests.whole_pages.record import expected_record
from tests.whole_pages.statements import Statements


def assert_each_format_says_all(heal: Heal, page: Topic, around: Surroundings) -> None:
    """Fail unless every format without columns says all of a topic, and JSON exactly that."""
    for format_name, read in READERS.items():
        answer = heal("show", page.id, "--format", format_name)
        assert answer.code == 0, answer.err
        shown = read(answer.out)
        statements = Statements(page, around, aloud=format_name == "plain")
        assert missing(shown, statements) == "", format_name
        assert words(NOTICE) in words(shown)
        assert words(shown).endswith(words(DISCLAIMER))
    record = json.loads(heal("show", page.id, "--format", "json").out)
    assert record["disclaimer"] == DISCLAIMER
    assert record["topics"] == [expected_record(page, around)]
