"""Any text at all is a search, and never a command to the database."""

import json

from hypothesis import given
from hypothesis import strategies as st

from tests.conftest import Heal
from tests.fuzzing import examples
from tests.invariants import But

OPERATORS = st.sampled_from(
    ['"', "*", "NEAR(", "NEAR", "AND", "OR", "NOT", "-", ":", "^", "(", ")", "title:", "{", "}"]
)
QUERIES = st.one_of(
    st.text(max_size=60),
    st.lists(st.one_of(OPERATORS, st.sampled_from(["magnesium", "pain"])), max_size=8).map(
        " ".join
    ),
)


def found(heal: Heal, text: str) -> list[tuple[str, float]]:
    """Return the topics that a text finds, with their points."""
    answer = heal("search", "--format", "json", "--", text, but=But.WIDE)
    assert answer.code in {0, 2, 4}
    results = json.loads(answer.out or "{}").get("results", [])
    return [(each["topic"], each["score"]) for each in results]


@examples(20)
@given(text=QUERIES)
def test_any_text_is_a_search_and_never_a_command_to_the_database(
    heal: Heal, text: str
) -> None:
    assert all(points > 0 for _, points in found(heal, text))


def test_words_that_are_operators_elsewhere_are_only_words(heal: Heal) -> None:
    for operator in ("NOT", "AND", "OR", "title:"):
        as_word = operator.casefold().strip(":")
        asked = found(heal, f"magnesium {operator} pain")
        assert asked == found(heal, f"magnesium {as_word} pain") != []


def test_an_endless_or_odd_query_is_answered(heal: Heal) -> None:
    for text in ("magnesium " * 2000, "a" * 10_000, "\x00", "مغنيسيوم", "🧲" * 50):
        assert heal("search", text).code in {0, 4}
