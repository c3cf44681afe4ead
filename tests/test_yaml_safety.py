"""Everything YAML can do beyond plain data is a fault with its place, at a bounded cost."""

import json
import os
import socket
from collections.abc import Iterator
from pathlib import Path
from typing import Any, NamedTuple

import pytest
import yaml

from heal_cli.disclaimer import DISCLAIMER
from heal_cli.loading.loader import LARGEST_FILE
from tests.conftest import SHARED, TOPIC, Heal, write_topic
from tests.processes import (
    command,
    has_disclaimer,
    is_clear,
    make_library,
    memory,
    no_core_dump,
    run,
    surroundings,
)
from tests.test_disclaimer import words

MOST_MEMORY = 512 * 1024 * 1024
"""Bytes of address space that any answer must do with, whatever lies in the library."""

LONGEST_WARNING = 8 * 1024
"""Characters that the warnings beside an answer may take, whatever lies in the library."""

HAS_C_PARSER = hasattr(yaml, "CBaseLoader")

ODD = TOPIC.format(title="Odd")


def odd(old: str = "", new: str = "") -> bytes:
    """Return a topic in which one text is replaced."""
    assert old in ODD
    return ODD.replace(old, new, 1).encode()


class Attack(NamedTuple):
    """What a file holds, and where its fault is to be named."""

    data: bytes
    line: int
    column: int
    says: str


TAG = "is not allowed; write plain text"
ANCHOR = "anchors and aliases are not allowed"
YAML = "not valid YAML"
CONTROL = "control character"

ATTACKS = {
    "tag-python-object": Attack(
        odd("title: Odd", "title: !!python/object:os.system x"), 1, 8, TAG
    ),
    "tag-python-name": Attack(odd("title: Odd", "title: !!python/name:os.x ''"), 1, 8, TAG),
    "tag-python-tuple": Attack(
        odd("related: []", "related: !!python/tuple []"), 18, 10, "tuple is not allowed"
    ),
    "tag-binary": Attack(odd("title: Odd", "title: !!binary aGVhbA=="), 1, 8, TAG),
    "tag-set": Attack(odd("related: []", "related: !!set {a, b}"), 18, 10, TAG),
    "tag-omap": Attack(odd("related: []", "related: !!omap []"), 18, 10, TAG),
    "tag-pairs": Attack(odd("related: []", "related: !!pairs []"), 18, 10, TAG),
    "tag-timestamp": Attack(
        odd("reviewed: 2026", "reviewed: !!timestamp 2026"), 4, 11, "timestamp is not allowed"
    ),
    "tag-int": Attack(odd("title: Odd", "title: !!int 7"), 1, 8, TAG),
    "tag-null": Attack(odd("title: Odd", "title: !!null ~"), 1, 8, TAG),
    "tag-merge": Attack(odd("title: Odd", "title: !!merge <<"), 1, 8, TAG),
    "tag-local": Attack(odd("title: Odd", "title: !x Odd"), 1, 8, TAG),
    "tag-verbatim": Attack(odd("title: Odd", "title: !<tag:x.org,2026:y> Odd"), 1, 8, TAG),
    "tag-verbatim-local": Attack(odd("title: Odd", "title: !<!x> Odd"), 1, 8, TAG),
    "tag-on-a-key": Attack(odd("title:", "!!python/name:os.system title:"), 1, 1, TAG),
    "tag-on-the-page": Attack(b"--- !!python/object:os.x\n" + odd(), 1, 5, TAG),
    "tag-in-a-list": Attack(odd("[Ask", "[!!binary Ask"), 15, 12, TAG),
    "tag-handle-unknown": Attack(odd("title: Odd", "title: !e!x Odd"), 1, 8, YAML),
    "tag-directive": Attack(
        b"%TAG ! tag:yaml.org,2002:python/\n---\n" + odd("title: Odd", "title: !name:x ''"),
        3,
        8,
        TAG,
    ),
    "anchor": Attack(odd("title: Odd", "title: &a Odd"), 1, 8, ANCHOR),
    "anchor-on-a-key": Attack(odd("title:", "&a title:"), 1, 1, ANCHOR),
    "anchor-on-the-page": Attack(b"--- &a\n" + odd(), 1, 5, ANCHOR),
    "anchor-after-a-tag": Attack(odd("title: Odd", "title: !!str &a Odd"), 1, 8, ANCHOR),
    "anchor-on-a-list": Attack(odd("related: []", "related: &a []"), 18, 10, ANCHOR),
    "anchor-in-a-list": Attack(odd("[doe-2020]", "[&a doe-2020]"), 14, 15, ANCHOR),
    "anchor-at-once-in-a-list": Attack(odd("[doe-2020]", "[x,&a doe-2020]"), 14, 17, ANCHOR),
    "anchor-in-a-map": Attack(odd("{when:", "{&a when:"), 17, 6, ANCHOR),
    "anchor-on-a-block": Attack(odd("text: Plain", "text: &a |\n      Plain"), 7, 11, ANCHOR),
    "anchor-on-a-complex-key": Attack(odd("title: Odd", "? &a title\n: Odd"), 1, 3, ANCHOR),
    "anchor-that-is-used": Attack(
        odd("related: []", "related: []\nkeywords: &a [x]\nalso_called: *a"), 19, 11, ANCHOR
    ),
    "alias-unknown": Attack(odd("title: Odd", "title: *a"), 1, 8, YAML),
    "merge-key": Attack(odd("title: Odd", "<<: {title: Odd}\ntitle: Odd"), 1, 1, "unknown key"),
    "merge-key-alone": Attack(odd("title: Odd", "<<: {title: Odd}"), 1, 1, "missing"),
    "nested-lists": Attack(b"[" * 10_000 + b"]" * 10_000, 1, 51, "nested too deeply"),
    "nested-dashes": Attack(b"- " * 10_000, 1, 101, "nested too deeply"),
    "nested-maps": Attack(b"{a: " * 10_000 + b"}" * 10_000, 1, 201, "nested too deeply"),
    "nested-questions": Attack(b"? " * 10_000, 1, 101, "nested too deeply"),
    "nested-block-maps": Attack(
        b"\n".join(b" " * depth + b"a:" for depth in range(2_000)), 51, 51, "nested too deeply"
    ),
    "nested-in-a-topic": Attack(
        odd("[doe-2020]", "[" * 9_000 + "x" + "]" * 9_000), 14, 61, "nested too deeply"
    ),
    "never-closed": Attack(b"{a: " * 10_000, 1, 201, "nested too deeply"),
    "one-line": Attack(b"[" + b"a, " * 20_000 + b"]", 1, 1, "should be keys"),
    "nul-alone": Attack(b"\0", 1, 1, CONTROL),
    "nul-escaped": Attack(odd("title: Odd", 'title: "\\0"'), 1, 8, CONTROL),
    "escape-escaped": Attack(odd("title: Odd", 'title: "\\x1b[31m"'), 1, 8, CONTROL),
    "bidi-escaped": Attack(odd("title: Odd", 'title: "\\u202E"'), 1, 8, CONTROL),
    "line-separator": Attack(odd("title: Odd", "title: O\u2028dd"), 1, 9, CONTROL),
    "paragraph-separator": Attack(odd("title: Odd", "title: O\u2029dd"), 1, 9, CONTROL),
    "next-line": Attack(odd("title: Odd", "title: O\x85dd"), 1, 9, CONTROL),
    "byte-order-mark-inside": Attack(odd("summary: W", "summary: \ufeffW"), 2, 10, CONTROL),
    "utf-16-le": Attack(ODD.encode("utf-16-le"), 1, 2, CONTROL),
    "utf-16-be": Attack(ODD.encode("utf-16-be"), 1, 1, CONTROL),
    "utf-32": Attack(ODD.encode("utf-32"), 1, 1, "not UTF-8"),
    "utf-32-be": Attack(ODD.encode("utf-32-be"), 1, 1, CONTROL),
    "latin-1": Attack(odd().replace(b"Odd", b"\xd6dd", 1), 1, 8, "not UTF-8"),
    "surrogate": Attack(odd().replace(b"Odd", b"\xed\xa0\x80", 1), 1, 8, "not UTF-8"),
    "overlong": Attack(odd().replace(b"Odd", b"\xc0\xaf", 1), 1, 8, "not UTF-8"),
    "cut-off": Attack(odd() + b"\xe2\x82", 19, 1, "not UTF-8"),
    "no-character": Attack(odd("title: Odd", "title: O\uffffdd"), 1, 9, YAML),
    "bad-utf-8-after-letters": Attack(
        odd().replace(b"Odd", "éé".encode() + b"\xff", 1), 1, 10, "not UTF-8"
    ),
    "control-after-carriage-returns": Attack(b"a: b\rc: d\re: \x07\r", 3, 4, CONTROL),
    "fault-after-crlf": Attack(
        odd("mixed", "maybe").replace(b"\n", b"\r\n"), 12, 15, "should be one of"
    ),
    "fault-after-carriage-returns": Attack(
        odd("mixed", "maybe").replace(b"\n", b"\r"), 12, 15, "should be one of"
    ),
    "fault-after-wide-letters": Attack(
        odd("[Ask first about Odd.]", "[茶😀é, {a: b}]"), 15, 17, "should be text"
    ),
    "tab-as-indent": Attack(odd("summary:", "\tsummary:"), 2, 1, YAML),
    "tab-before-an-item": Attack(odd("  - heading", "\t- heading"), 6, 1, YAML),
    "key-twice": Attack(odd() + b"title: Other\n", 19, 1, "appears twice, first on line 1"),
    "key-twice-in-a-record": Attack(
        odd("    text: Plain", "    heading: Again\n    text: Plain"), 7, 5, "first on line 6"
    ),
    "key-twice-in-braces": Attack(odd("{when:", "{when: soon, when:"), 17, 18, "twice"),
    "key-twice-in-two-spellings": Attack(odd() + b'"title": x\n', 19, 1, "appears twice"),
    "yaml-of-the-future": Attack(b"%YAML 9.9\n---\n" + odd(), 1, 1, YAML),
    "two-pages": Attack(odd() + b"---\n" + odd(), 19, 1, YAML),
    "an-empty-second-page": Attack(odd() + b"---\n", 19, 1, YAML),
    "text-after-the-end": Attack(odd() + b"...\nx: y\n", 20, 1, YAML),
    "value-empty": Attack(odd("title: Odd", "title:"), 1, 7, "is empty"),
    "value-quoted-empty": Attack(odd("title: Odd", 'title: ""'), 1, 8, "is empty"),
    "value-of-blanks": Attack(odd("title: Odd", 'title: "  "'), 1, 8, "is empty"),
    "list-null": Attack(odd("related: []", "related: null"), 18, 10, "should be a list"),
    "list-tilde": Attack(odd("related: []", "related: ~"), 18, 10, "should be a list"),
    "list-empty": Attack(odd("related: []", "related:"), 18, 9, "should be a list"),
    "item-tilde": Attack(odd("related: []", "related: [~]"), 18, 11, "should be lower-case"),
    "item-empty": Attack(odd("related: []", "related:\n  -\n"), 19, 4, "is empty"),
    "record-null": Attack(odd("get_help:\n  -", "get_help:\n  - ~\n  -"), 17, 5, "is text"),
    "date-null": Attack(odd("reviewed: 2026-11-22", "reviewed: null"), 4, 11, "date"),
    "only-null": Attack(b"~\n", 1, 1, "should be keys"),
    "only-a-comment": Attack(b"# nothing\n", 1, 1, "is empty"),
    "key-a-list": Attack(b"? [a]\n: b\n" + odd(), 1, 3, "should be text"),
    "key-a-list-of-a-map": Attack(b"? [a]: b\n" + odd(), 1, 3, "should be text"),
    "key-a-map": Attack(odd("{when:", "{{a: b}: c, when:"), 17, 6, "should be text"),
    "key-empty": Attack(b'"": x\n' + odd(), 1, 1, 'unknown key ""'),
    "key-missing": Attack(odd("title: Odd", ": Odd"), 1, 1, YAML),
}  # fmt: skip

Findings = dict[str, list[dict[str, object]]]


@pytest.fixture(scope="module")
def attacked(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """A library of two good topics beside one file for each attack."""
    root = make_library(tmp_path_factory.mktemp("attacked") / "content")
    for name, attack in ATTACKS.items():
        (root / "topics/drinks" / f"{name}.yaml").write_bytes(attack.data)
    return root


@pytest.fixture(scope="module")
def cache(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """The cache folder of those who read the library of attacks."""
    return tmp_path_factory.mktemp("cache")


@pytest.fixture(scope="module")
def found(attacked: Path, cache: Path) -> Findings:
    """What `heal check` found in each file, asked once for all."""
    asked = command("check", str(attacked), "--format", "json", root=attacked)
    answer = run(asked, surroundings(cache), memory(MOST_MEMORY))
    assert answer.code == 3, answer.err[-2000:]
    findings: Findings = {}
    for finding in json.loads(answer.out)["findings"]:
        findings.setdefault(Path(finding["path"]).stem, []).append(finding)
    return findings


def cases() -> Iterator[object]:
    for name in ATTACKS:
        yield pytest.param(name)


@pytest.mark.parametrize("name", list(cases()))
def test_an_attack_is_a_fault_with_its_very_place(found: Findings, name: str) -> None:
    attack = ATTACKS[name]
    places = [
        (finding["line"], finding["column"])
        for finding in found.get(name, [])
        if finding["code"] == "F01" and attack.says in str(finding["message"])
    ]
    assert (attack.line, attack.column) in places, found.get(name)


def test_the_topics_beside_the_attacks_have_no_fault(found: Findings) -> None:
    assert not {"green-tea", "cold-milk"} & {
        name for name, findings in found.items() if any(f["is_fault"] for f in findings)
    }


def test_every_command_answers_beside_the_attacks(attacked: Path, cache: Path) -> None:
    for arguments, says in (
        (["show", "green-tea"], "Plain words on Green tea."),
        (["topics"], "cold-milk"),
        (["search", "tea"], "Green tea"),
        (["for", "hiccups"], "It helps with Cold milk"),
    ):
        asked = command(*arguments, root=attacked)
        answer = run(asked, surroundings(cache), memory(MOST_MEMORY))
        assert answer.code == 0
        assert says in answer.out
        assert has_disclaimer(answer)
        assert len(answer.err) < LONGEST_WARNING


@pytest.mark.parametrize(
    "attack",
    [
        "merge-key",
        "tag-python-object",
        "nested-lists",
        "utf-16-le",
        "anchor-that-is-used",
        "two-pages",
    ],
)
def test_the_page_of_a_file_that_attacks_is_refused_with_the_disclaimer(
    attacked: Path, cache: Path, attack: str
) -> None:
    answer = run(command("show", attack, "--width", "1000", root=attacked), surroundings(cache))
    assert answer.code == 3
    assert answer.out == ""
    assert is_clear(answer)
    assert f"{attack}.yaml:" in answer.err
    assert has_disclaimer(answer)


HARMLESS = {
    "str-tag": odd("title: Odd", "title: !!str Odd"),
    "plain-mark": odd("title: Odd", "title: ! Odd"),
    "verbatim-str": odd("title: Odd", "title: !<tag:yaml.org,2002:str> Odd"),
    "page-start": b"---\n" + odd(),
    "page-end": odd() + b"...\n",
    "yaml-1.1": b"%YAML 1.1\n---\n" + odd(),
    "yaml-1.2": b"%YAML 1.2\n---\n" + odd(),
    "crlf": odd().replace(b"\n", b"\r\n"),
    "carriage-returns": odd().replace(b"\n", b"\r"),
    "no-line-end": odd()[:-1],
    "ampersand-in-text": odd("Plain words", "Plain &words *too* << !x {a} [b]"),
    "folded": odd("text: Plain words on Odd.", "text: >-\n      Plain words\n      on Odd."),
    "quoted-key": odd("title: Odd", '"title": Odd'),
    "question": odd("title: Odd", "? title\n: Odd"),
}


@pytest.mark.parametrize("name", HARMLESS)
def test_harmless_yaml_is_read_as_what_it_says(heal: Heal, library: Path, name: str) -> None:
    (library / "topics/drinks/odd.yaml").write_bytes(HARMLESS[name])
    answer = heal("show", "odd", "--format", "json")
    assert (answer.code, answer.err) == (0, "")
    assert json.loads(answer.out)["topics"][0]["title"] == "Odd"


@pytest.mark.parametrize(
    "text", ["null", "~", "Null", "yes", "0x1F", "1e3", "2026-11-22", ".nan"]
)
def test_a_text_that_looks_like_a_value_stays_the_text(
    heal: Heal, library: Path, text: str
) -> None:
    (library / "topics/drinks/odd.yaml").write_bytes(odd("title: Odd", f"title: {text}"))
    answer = heal("show", "odd", "--format", "json")
    assert json.loads(answer.out)["topics"][0]["title"] == text


@pytest.mark.parametrize(
    "start", ['{"title":&x Odd,', "{?&x title: Odd,", '{"title":&x !!str Odd,']
)
def test_an_anchor_is_refused_in_every_place_yaml_allows(
    heal: Heal, library: Path, start: str
) -> None:
    (library / "topics/drinks/odd.yaml").write_text(start + "}\n")
    assert _has_anchor(start + "}\n")
    assert ANCHOR in heal("check", str(library)).out


def _has_anchor(text: str) -> bool:
    events: list[Any] = list(yaml.parse(text, Loader=yaml.BaseLoader))
    return any(getattr(event, "anchor", None) for event in events)


SHARED_ATTACKS = {
    "tag": ("glossary", "singultus: {definition: !!python/name:os.x ''}\n", 1, 25),
    "anchor": ("sources", "doe-2020: &a {authors: Doe J}\n", 1, 11),
    "id-twice": ("conditions", SHARED["conditions"] * 2, 2, 1),
    "key-twice": ("conditions", "hiccups: {title: Hiccups, title: Other}\n", 1, 27),
    "merge-key": ("therapies", "<<: {water: {title: Water}}\n", 1, 1),
    "list": ("categories", "[drinks]\n", 1, 1),
    "null": ("urgent", "choking: ~\n", 1, 10),
    "complex-key": ("synonyms", "? [a]\n: {same_as: [b]}\n", 1, 3),
    "two-pages": ("glossary", SHARED["glossary"] + "---\n" + SHARED["glossary"], 2, 1),
    "utf-16": ("sources", SHARED["sources"].encode("utf-16-le").decode("latin-1"), 1, 2),
    "deep": ("sources", "[" * 10_000 + "]" * 10_000, 1, 51),
    "empty": ("sources", "", 1, 1),
}


@pytest.mark.parametrize("name", SHARED_ATTACKS)
def test_an_attack_in_a_shared_file_is_a_fault_and_the_topics_stand(
    heal: Heal, library: Path, name: str
) -> None:
    file, text, line, column = SHARED_ATTACKS[name]
    path = library / f"{file}.yaml"
    path.write_bytes(text.encode("latin-1"))
    checked = heal("check", str(library), "--format", "json")
    assert checked.code == 3
    places = [
        (found["path"], found["line"], found["column"])
        for found in json.loads(checked.out)["findings"]
        if found["code"] == "F01"
    ]
    assert (str(path), line, column) in places
    answer = heal("show", "green-tea")
    assert answer.code == 0
    assert f"{file}.yaml:{line}:{column}: " in answer.err
    assert words(answer.out).endswith(DISCLAIMER)


@pytest.mark.parametrize("name", ["conditions", "sources"])
def test_a_shared_file_that_is_not_utf_8_can_still_be_checked(
    heal: Heal, library: Path, name: str
) -> None:
    (library / f"{name}.yaml").write_bytes(b"a: {title: \xff}\n")
    answer = heal("check", str(library))
    assert answer.code == 3
    assert f"{name}.yaml:1:12: F01 not UTF-8" in answer.out


def test_a_template_beside_a_categories_file_that_is_not_utf_8(
    heal: Heal, library: Path
) -> None:
    (library / "categories.yaml").write_bytes(b"\xff\n")
    answer = heal("new", "ginger", "--content", str(library))
    assert answer.code in {0, 1, 3}
    assert "something went wrong" not in answer.err


# Files of the largest size, each made to cost as much as it can.
GREEDY = {
    "many-items": b"a: [" + b"x," * 1_000_000 + b"]",
    "many-lists": b"a: [" + b"[]," * 600_000 + b"]",
    "many-anchors": b"".join(b"- &a%d x\n" % number for number in range(140_000)),
    "many-quotes": b"'" * 2_000_000,
    "many-commas": b"{" + b"," * 2_000_000 + b"}",
    "many-blanks": b" " * 2_000_000 + b"a",
    "many-lines": b"\n" * 2_000_000,
    "many-pages": b"---\n" * 500_000,
    "many-directives": b"%TAG ! x\n" * 200_000,
    "long-key": b"x" * 2_000_000 + b": 1\n",
    "long-text": b"a: |\n" + b" x\n" * 600_000,
}


def test_large_files_take_little_memory_and_end(tmp_path: Path) -> None:
    root = make_library(tmp_path / "content")
    for name, data in GREEDY.items():
        assert len(data) <= LARGEST_FILE
        (root / "topics/drinks" / f"{name}.yaml").write_bytes(data)
    asked = command("show", "green-tea", root=root)
    answer = run(asked, surroundings(tmp_path), memory(MOST_MEMORY))
    assert answer.code == 0
    assert "Plain words on Green tea." in answer.out
    assert has_disclaimer(answer)


def test_a_file_of_keys_alone_takes_no_more_memory_than_others(tmp_path: Path) -> None:
    root = make_library(tmp_path / "content")
    (root / "topics/drinks/odd.yaml").write_bytes(b"{" + b"a," * 1_000_000 + b"}")
    asked = command("show", "green-tea", root=root)
    answer = run(asked, surroundings(tmp_path), memory(MOST_MEMORY))
    assert answer.code == 0
    assert "odd.yaml:1:200000: has more than 200000 values" in answer.err


DEEPEST = {
    "lists": b"[" * 100_000 + b"]" * 100_000,
    "dashes": b"- " * 1_000_000,
    "maps": b"{a: " * 100_000 + b"}" * 100_000,
    "questions": b"? " * 100_000,
    "in-a-topic": odd("[doe-2020]", "[" * 100_000 + "]" * 100_000),
}


@pytest.mark.parametrize("kind", DEEPEST)
def test_nesting_too_deep_for_any_reader_is_a_fault(tmp_path: Path, kind: str) -> None:
    root = make_library(tmp_path / "content")
    assert len(DEEPEST[kind]) <= LARGEST_FILE
    (root / "topics/drinks/odd.yaml").write_bytes(DEEPEST[kind])
    answer = run(command("show", "green-tea", root=root), surroundings(tmp_path), no_core_dump)
    assert answer.code == 0
    assert "nested too deeply" in answer.err
    assert has_disclaimer(answer)


def test_a_fault_of_a_long_text_is_short(heal: Heal, library: Path) -> None:
    write_topic(library, "Odd", day=("2026-11-22", "9" * 1_000_000))
    answer = heal("show", "green-tea")
    assert answer.code == 0
    assert "odd.yaml:4:11: " in answer.err
    assert len(answer.err) < LONGEST_WARNING


def test_a_sparse_file_of_any_length_costs_nothing(tmp_path: Path) -> None:
    root = make_library(tmp_path / "content")
    for name in ("topics/drinks/huge", "sources"):
        with (root / f"{name}.yaml").open("wb") as file:
            file.truncate(100_000_000)
    for arguments, code in ((["show", "green-tea"], 0), (["check", str(root)], 3)):
        asked = command(*arguments, root=root)
        answer = run(asked, surroundings(tmp_path), memory(MOST_MEMORY))
        assert answer.code == code
        for name in ("huge", "sources"):
            said = (answer.err + answer.out).replace(" F01", "")
            assert f"{name}.yaml:1:1: cannot be read: it has more than" in said
        assert has_disclaimer(answer)


def test_a_shared_file_larger_than_memory_can_be_checked(tmp_path: Path) -> None:
    root = make_library(tmp_path / "content")
    with (root / "conditions.yaml").open("wb") as file:
        file.truncate(100_000_000_000)
    asked = command("check", str(root), root=root)
    answer = run(asked, surroundings(tmp_path), memory(MOST_MEMORY))
    assert answer.code == 3
    assert "conditions.yaml:1:1: F01 cannot be read" in answer.out


def test_five_thousand_faulty_files_at_once(tmp_path: Path) -> None:
    root = make_library(tmp_path / "content")
    for number in range(5_000):
        text = "title: [\n" if number % 2 else "a: b\n"
        (root / f"topics/drinks/bad-{number}.yaml").write_text(text)
    asked = command("show", "green-tea", root=root)
    answer = run(asked, surroundings(tmp_path), memory(MOST_MEMORY))
    assert answer.code == 0
    assert "Plain words on Green tea." in answer.out
    assert "heal: and 27497 more\n" in answer.err
    assert len(answer.err) < LONGEST_WARNING
    checked = run(
        command("check", str(root), root=root), surroundings(tmp_path), memory(MOST_MEMORY)
    )
    assert checked.code == 3
    assert checked.out.count("not valid YAML") == 2_500
    assert has_disclaimer(checked)


def test_topics_that_are_related_in_a_circle_are_shown(heal: Heal, library: Path) -> None:
    write_topic(library, "Green tea", next=("related: []", "related: [cold-milk, green-tea]"))
    write_topic(library, "Cold milk", next=("related: []", "related: [green-tea]"))
    for name in ("green-tea", "cold-milk"):
        answer = heal("show", name)
        assert (answer.code, answer.err) == (0, "")
        assert words(answer.out).endswith(DISCLAIMER)
    assert heal("check", str(library)).code == 0


def test_topics_and_terms_that_link_to_each_other_in_a_circle_are_shown(
    heal: Heal, library: Path
) -> None:
    write_topic(library, "Green tea", link=("Plain words", "See [[cold-milk]] [[green-tea]]"))
    write_topic(library, "Cold milk", link=("Plain words", "See [[green-tea]] [[singultus]]"))
    (library / "glossary.yaml").write_text(
        'singultus: {definition: "A [[hic]].", also_called: [hic]}\n'
        'hiccough: {definition: "A [[singultus]] or [[hiccough]]."}\n'
    )
    (library / "synonyms.yaml").write_text("a: {same_as: [b]}\nb: {same_as: [a, b]}\n")
    for arguments in (["show", "green-tea"], ["define", "hiccough"], ["search", "a b hiccups"]):
        answer = heal(*arguments)
        assert (answer.code, answer.err) == (0, "")
    assert "Cold milk" in heal("show", "cold-milk", "-f", "html").out


@pytest.mark.parametrize("kind", ["circle", "fifo", "device", "socket", "file", "itself"])
def test_a_topics_folder_that_is_none_ends_with_a_clear_answer(
    heal: Heal, library: Path, kind: str, monkeypatch: pytest.MonkeyPatch
) -> None:
    topics = library / "topics"
    topics.rename(library / "elsewhere")
    plant(topics, kind, monkeypatch)
    for arguments in (["topics"], ["check", str(library)], ["show", "green-tea"]):
        answer = heal(*arguments)
        assert answer.code in ({0, 4} if kind == "itself" else {2, 3, 4})
        assert "something went wrong" not in answer.err
        assert words(answer.err or answer.out).endswith(DISCLAIMER)


@pytest.mark.parametrize("kind", ["circle", "fifo", "device", "socket", "file", "nowhere"])
def test_what_is_no_folder_among_the_categories_is_passed_by(
    heal: Heal, library: Path, kind: str, monkeypatch: pytest.MonkeyPatch
) -> None:
    plant(library / "topics" / "odd", kind, monkeypatch)
    plant(library / "topics" / "drinks" / "odd.yaml", kind, monkeypatch)
    answer = heal("show", "green-tea")
    assert answer.code == 0
    assert "odd.yaml:1:1: " in answer.err
    assert heal("topics").out.count("green-tea") == 1


@pytest.mark.parametrize("kind", ["circle", "fifo", "device", "socket", "nowhere", "folder"])
def test_a_shared_file_that_is_no_file_is_a_fault(
    heal: Heal, library: Path, kind: str, monkeypatch: pytest.MonkeyPatch
) -> None:
    (library / "sources.yaml").unlink()
    plant(library / "sources.yaml", kind, monkeypatch)
    answer = heal("show", "green-tea")
    assert answer.code == 0
    assert "sources.yaml:1:1: cannot be read" in answer.err


@pytest.mark.parametrize("kind", ["circle", "fifo", "device", "socket", "file", "nowhere"])
def test_an_own_library_that_is_no_folder_leaves_the_bundled_one(
    heal: Heal, library: Path, tmp_path: Path, kind: str, monkeypatch: pytest.MonkeyPatch
) -> None:
    own = tmp_path / "own"
    plant(own, kind, monkeypatch)
    answer = heal("show", "green-tea", "--content", str(own))
    assert answer.code == 0
    assert "own:1:1: the content folder cannot be read" in answer.err
    assert words(answer.out).endswith(DISCLAIMER)


def plant(path: Path, kind: str, monkeypatch: pytest.MonkeyPatch) -> None:
    """Put something that is not what it should be at a path."""
    if kind == "fifo":
        os.mkfifo(path)
    elif kind == "folder":
        path.mkdir()
    elif kind == "file":
        path.write_text("a file\n")
    elif kind == "socket":
        # The address of a socket has room for 107 bytes, so it is made from beside.
        monkeypatch.chdir(path.parent)
        with socket.socket(socket.AF_UNIX) as made:
            made.bind(path.name)
    else:
        targets = {"circle": path.name, "nowhere": "gone", "device": "/dev/zero", "itself": "."}
        path.symlink_to(targets[kind])


@pytest.mark.parametrize("name", ["new\nline", "esc\x1b[31m", "bidi\u202e", "a\rb", "UPPER"])
def test_a_category_or_library_of_any_name_is_shown_on_one_line(
    heal: Heal, library: Path, tmp_path: Path, name: str
) -> None:
    (library / "topics" / name).mkdir()
    (library / "topics" / name / "odd.yaml").write_bytes(odd())
    answer = heal("topics", "--width", "1000")
    assert answer.code == 0
    (line,) = [line for line in answer.err.splitlines() if "odd.yaml:1:1: " in line]
    assert "lower-case words" in line
    own = make_library(tmp_path / name)
    write_topic(own, "Red wine")
    for arguments in (["topics"], ["show", "red-wine"], ["about"], ["check", str(own)]):
        for format_name in ("rich", "plain", "markdown", "html", "json"):
            page = heal(*arguments, "--content", str(own), "-f", format_name)
            shown = page.out + page.err
            assert not set(shown) & set("\x1b\u202e\r"), (arguments, format_name)
            assert "something went wrong" not in page.err


GREEDY_TEXTS = {
    "citations-never-closed": "[@" * 200_000,
    "links-never-closed": "[[" * 200_000,
}


@pytest.mark.parametrize("name", GREEDY_TEXTS)
def test_checking_takes_no_more_than_a_little_time_for_any_text(
    tmp_path: Path, name: str
) -> None:
    root = make_library(tmp_path / "content")
    text = json.dumps(GREEDY_TEXTS[name])
    write_topic(root, "Odd", text=("Plain words on Odd.", text))
    answer = run(
        command("check", str(root), root=root), surroundings(tmp_path), processor_seconds
    )
    assert answer.code in {0, 3}


@pytest.mark.parametrize("text", ["é" * 500_000, "[[a]]" * 200_000], ids=["letters", "links"])
def test_drawing_takes_no_more_than_a_little_time_for_any_text(
    tmp_path: Path, text: str
) -> None:
    root = make_library(tmp_path / "content")
    whole = json.dumps(text, ensure_ascii=False)
    write_topic(root, "Odd", text=("Plain words on Odd.", whole))
    answer = run(command("show", "odd", root=root), surroundings(tmp_path), processor_seconds)
    assert answer.code == 0
    assert has_disclaimer(answer)


def processor_seconds() -> None:
    """End a process that computes for long; what is asked here takes a tenth of it."""
    import resource

    no_core_dump()
    resource.setrlimit(resource.RLIMIT_CPU, (MOST_SECONDS, MOST_SECONDS))


MOST_SECONDS = 2
"""Seconds of the processor after which a file of two megabytes is taken to hang heal."""
