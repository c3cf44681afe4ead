"""A fault in a file that topics share has its place, and the topics stand."""

import json
from pathlib import Path
from typing import NamedTuple

import pytest

from tests.conftest import SHARED, Heal
from tests.invariants import But


class Attack(NamedTuple):
    """What a shared file holds, and where its fault is to be named."""

    file: str
    text: str | bytes
    line: int
    column: int


ATTACKS = {
    "tag": Attack("glossary", "singultus: {definition: !!python/name:os.x ''}\n", 1, 25),
    "anchor": Attack("sources", "doe-2020: &a {authors: Doe J}\n", 1, 11),
    "id-twice": Attack("conditions", SHARED["conditions"] * 2, 2, 1),
    "key-twice": Attack("conditions", "hiccups: {title: Hiccups, title: Other}\n", 1, 27),
    "merge-key": Attack("therapies", "<<: {water: {title: Water}}\n", 1, 1),
    "list": Attack("categories", "[drinks]\n", 1, 1),
    "null": Attack("urgent", "choking: ~\n", 1, 10),
    "complex-key": Attack("synonyms", "? [a]\n: {same_as: [b]}\n", 1, 3),
    "two-pages": Attack("glossary", SHARED["glossary"] + "---\n" + SHARED["glossary"], 2, 1),
    "utf-16": Attack("sources", SHARED["sources"].encode("utf-16-le"), 1, 2),
    "not-utf-8": Attack("conditions", b"a: {title: \xff}\n", 1, 12),
    "not-utf-8-in-sources": Attack("sources", b"a: {title: \xff}\n", 1, 12),
    "deep": Attack("sources", "[" * 10_000 + "]" * 10_000, 1, 51),
    "control-in-an-id": Attack("glossary", '"sip\\x1b": {definition: A sip.}\n', 1, 1),
    "empty": Attack("sources", "", 1, 1),
}


@pytest.mark.parametrize("name", ATTACKS)
def test_an_attack_in_a_shared_file_is_a_fault_and_the_topics_stand(
    heal: Heal, library: Path, name: str
) -> None:
    file, text, line, column = ATTACKS[name]
    path = library / f"{file}.yaml"
    path.write_bytes(text if isinstance(text, bytes) else text.encode())
    checked = heal("check", str(library), "--format", "json")
    assert checked.code == 3
    places = [
        (found["path"], found["line"], found["column"])
        for found in json.loads(checked.out)["findings"]
        if found["code"] == "F01"
    ]
    assert (str(path), line, column) in places
    answer = heal("show", "green-tea", but=But.WARNED)
    assert answer.code == 0
    assert f"{file}.yaml:{line}:{column}: " in answer.err


def test_a_topic_can_be_begun_beside_a_categories_file_that_is_not_utf_8(
    heal: Heal, library: Path
) -> None:
    (library / "categories.yaml").write_bytes(b"\xff\n")
    answer = heal("new", "ginger", "--content", str(library))
    assert (answer.code, answer.err) == (0, "")
    assert (library / "topics/notes/ginger.yaml").is_file()
