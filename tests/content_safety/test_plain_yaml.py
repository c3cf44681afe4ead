"""YAML that is plain data is read as what it says, to the letter."""

import json
from pathlib import Path

from tests.conftest import Heal
from tests.content_safety.attacks import odd, titled

HARMLESS = {
    "str-tag": titled("!!str Odd"),
    "plain-mark": titled("! Odd"),
    "verbatim-str": titled("!<tag:yaml.org,2002:str> Odd"),
    "page-start": b"---\n" + odd(),
    "page-end": odd() + b"...\n",
    "yaml-1.1": b"%YAML 1.1\n---\n" + odd(),
    "yaml-1.2": b"%YAML 1.2\n---\n" + odd(),
    "byte-order-mark": b"\xef\xbb\xbf" + odd(),
    "crlf": odd().replace(b"\n", b"\r\n"),
    "carriage-returns": odd().replace(b"\n", b"\r"),
    "no-line-end": odd()[:-1],
    "folded": odd("text: Plain words on Odd.", "text: >-\n      Plain words\n      on Odd."),
    "quoted-key": odd("title: Odd", '"title": Odd'),
    "question": odd("title: Odd", "? title\n: Odd"),
}
"""A topic, written in the ways that YAML allows."""


def shown(heal: Heal, library: Path, data: bytes) -> object:
    """Return what a file says to a program."""
    (library / "topics/drinks/odd.yaml").write_bytes(data)
    answer = heal("show", "odd", "--format", "json")
    assert (answer.code, answer.err) == (0, "")
    (record,) = json.loads(answer.out)["topics"]
    return record


def test_a_topic_is_the_same_however_it_is_written(heal: Heal, library: Path) -> None:
    plain = shown(heal, library, odd())
    for name, data in HARMLESS.items():
        assert shown(heal, library, data) == plain, name


def test_a_text_that_looks_like_a_value_stays_the_text(heal: Heal, library: Path) -> None:
    for text in (
        "null",
        "~",
        "Null",
        "yes",
        "012",
        "0x1F",
        "1e3",
        "2026-11-22",
        ".nan",
        "a &b *c <<",
    ):
        record = shown(heal, library, titled(text))
        assert isinstance(record, dict)
        assert record["title"] == text
