"""No content of a library reaches a terminal as a command."""

import re
from collections.abc import Iterator
from pathlib import Path
from typing import Any

import pytest
import yaml
from hypothesis import given

from heal_cli.command_line.settings import FORMATS
from heal_cli.loading.json_schema import schemas
from tests.conftest import Heal
from tests.fuzzing import examples
from tests.terminal_safety.attacks import ATTACKS, MARKUP
from tests.terminal_safety.generated import hostile
from tests.terminal_safety.hostile_library import BESIDE, EVERY_FIELD, fill
from tests.terminal_safety.unsafe_letters import assert_safe

SHOWN = [
    ["topics"],
    ["show", "odd", "green-tea"],
    ["search", "choking", "tea", "odd", "--explain"],
    ["benefits", "odd"],
    ["benefits"],
    ["for", "hiccups"],
    ["why", "odd", "hiccups"],
    ["sources"],
    ["about"],
]
"""Command lines that show, between them, every field of a library."""

ACCEPTED = [*MARKUP, "overwrite"]
"""Attacks that content may hold: what is only text, and a line break that is written out."""


def text_fields(schema: dict[str, Any]) -> Iterator[str]:
    """Yield the fields of a schema that take any text."""
    for name, field in schema.get("properties", {}).items():
        shape = field.get("items", field)
        if "minLength" in shape and "pattern" not in shape:
            yield name
        yield from text_fields(shape)
    for part in schema.get("allOf", ()):
        for field in part["then"]["properties"].values():
            yield from text_fields(field["items"])


def filled_fields(value: Any, name: str = "") -> Iterator[str]:
    """Yield the fields of a file that hold TEXT."""
    if value == "TEXT":
        yield name
    elif isinstance(value, list):
        for item in value:
            yield from filled_fields(item, name)
    elif isinstance(value, dict):
        for key, item in value.items():
            yield from filled_fields(item, key)


@pytest.mark.parametrize("name", [*BESIDE, "topic"])
def test_every_field_that_takes_any_text_is_filled(name: str) -> None:
    schema = schemas()[f"{name}.json"]
    text = (BESIDE | {"topic": EVERY_FIELD})[name].format(text="TEXT")
    wanted = set(text_fields(schema.get("additionalProperties") or schema))
    assert wanted
    assert wanted <= set(filled_fields(yaml.load(text, Loader=yaml.BaseLoader)))


@pytest.mark.parametrize("attack", ATTACKS)
def test_no_content_reaches_a_terminal_as_a_code(
    heal: Heal, library: Path, attack: str
) -> None:
    text = ATTACKS[attack]
    fill(library, text)
    assert heal("show", "odd").code == (0 if attack in ACCEPTED else 3)
    lines = SHOWN if attack in ACCEPTED else [["show", "odd"], ["for", "hiccups"]]
    for number, line in enumerate([*lines, ["define", text]]):
        assert_safe(heal(*line, "--color", "always"), colored=True)
        assert_safe(heal(*line, "--format", FORMATS[number % len(FORMATS)]))
    assert_safe(heal("check", str(library)))


@pytest.mark.parametrize("attack", ATTACKS)
def test_no_raw_byte_of_a_file_reaches_a_terminal(
    heal: Heal, library: Path, attack: str
) -> None:
    text = ATTACKS[attack]
    data = EVERY_FIELD.format(text=text).encode("utf-8", "surrogateescape")
    (library / "topics/drinks/odd.yaml").write_bytes(data)
    works = f"{text}: {{title: {text}}}\n".encode("utf-8", "surrogateescape")
    (library / "conditions.yaml").write_bytes(works)
    for line in (["show", "odd"], ["for", "hiccups"]):
        assert_safe(heal(*line))


@pytest.mark.parametrize("attack", MARKUP)
def test_markup_of_others_is_shown_to_the_letter(
    heal: Heal, library: Path, attack: str
) -> None:
    text = ATTACKS[attack]
    fill(library, text)
    page = re.sub(r"[\s│]", "", heal("show", "odd", "--width", "60").out)
    # Of the topic all but its keywords; its category; authors, title and place of its source.
    shown = EVERY_FIELD.count("{text}") - 1 + 1 + 3
    assert page.count(re.sub(r"\s", "", text)) == shown
    assert text in heal("topics", "--width", "1000").out
    assert text in heal("show", f"{text}x", "--width", "1000").err


@examples(40)
@given(text=hostile)
def test_no_content_at_all_reaches_a_terminal_as_a_code(
    heal: Heal, library: Path, text: str
) -> None:
    with pytest.MonkeyPatch.context() as patch:
        # Each index is made anew, so that no answer comes from the text before.
        patch.setenv("XDG_CACHE_HOME", "/dev/null")
        fill(library, text or " ")
        lines = [["show", "odd", "bad-kind"], ["topics"], ["for", "hiccups"]]
        for number, line in enumerate(lines):
            assert_safe(heal(*line, "--color", "always"), colored=True)
            assert_safe(heal(*line, "--format", FORMATS[number + 1]))
