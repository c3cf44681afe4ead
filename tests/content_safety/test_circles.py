"""Topics, terms and synonyms that lead to each other in a circle are shown all the same."""

from pathlib import Path

import pytest

from tests.conftest import Heal, write_topic


def test_topics_that_are_related_in_a_circle_are_shown(heal: Heal, library: Path) -> None:
    write_topic(library, "Green tea", next=("related: []", "related: [cold-milk, green-tea]"))
    write_topic(library, "Cold milk", next=("related: []", "related: [green-tea]"))
    for name, other in (("green-tea", "cold-milk"), ("cold-milk", "green-tea")):
        answer = heal("show", name)
        assert (answer.code, answer.err) == (0, "")
        assert f"heal show {other}" in answer.out
    assert heal("check", str(library)).code == 0


@pytest.mark.parametrize(
    ("arguments", "says"),
    [
        (["show", "green-tea"], "See cold-milk green-tea"),
        (["show", "cold-milk", "--format", "html"], "<h1>Cold milk</h1>"),
        (["define", "hiccough"], "singultus"),
        (["search", "a b hiccups"], "2  green-tea"),
    ],
    ids=["page", "html", "term", "search"],
)
def test_topics_and_terms_that_link_to_each_other_in_a_circle_are_shown(
    heal: Heal, library: Path, arguments: list[str], says: str
) -> None:
    write_topic(library, "Green tea", link=("Plain words", "See [[cold-milk]] [[green-tea]]"))
    write_topic(library, "Cold milk", link=("Plain words", "See [[green-tea]] [[singultus]]"))
    (library / "glossary.yaml").write_text(
        'singultus: {definition: "A [[hic]].", also_called: [hic]}\n'
        'hiccough: {definition: "A [[singultus]] or [[hiccough]]."}\n'
    )
    (library / "synonyms.yaml").write_text("a: {same_as: [b]}\nb: {same_as: [a, b]}\n")
    answer = heal(*arguments)
    assert (answer.code, answer.err) == (0, "")
    assert says in answer.out
