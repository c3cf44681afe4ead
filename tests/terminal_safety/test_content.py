"""No content of a library reaches a terminal as a command.

The fixture `heal` holds every answer to that; here is the content.
"""

import re
from collections.abc import Iterator
from pathlib import Path
from typing import Any

import pytest
import yaml
from hypothesis import given

from heal_cli.formats import SHOWN
from heal_cli.loading.json_schema import schemas
from tests.conftest import Heal
from tests.fuzzing import examples
from tests.invariants import But
from tests.terminal_safety.attacks import ATTACKS, MARKUP
from tests.terminal_safety.generated import hostile
from tests.terminal_safety.hostile_library import BESIDE, EVERY_FIELD, as_yaml, fill

LINES = [
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

ALLOWED = But.WARNED | But.STRANGE | But.WIDE
"""Faults are named beside answers, among them those of emergencies; odd letters are wide."""


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


def test_every_field_that_takes_any_text_is_filled() -> None:
    for name, shape in (BESIDE | {"topic": EVERY_FIELD}).items():
        schema = schemas()[f"{name}.json"]
        wanted = set(text_fields(schema.get("additionalProperties") or schema))
        assert wanted
        filled = yaml.load(shape.format(text="TEXT", short="TEXT"), Loader=yaml.BaseLoader)
        assert wanted <= set(filled_fields(filled))


@pytest.mark.parametrize("attack", ACCEPTED)
def test_content_that_is_accepted_is_shown_without_a_code(
    heal: Heal, library: Path, attack: str
) -> None:
    text = ATTACKS[attack]
    fill(library, text)
    assert heal("show", "odd", but=ALLOWED).code == 0
    for number, line in enumerate([*LINES, ["define", text]]):
        heal(*line, "--color", "always", but=ALLOWED)
        heal(*line, "--format", SHOWN[number % len(SHOWN)], but=ALLOWED)


def test_all_other_content_is_refused_and_told_of_without_a_code(
    heal: Heal, library: Path
) -> None:
    refused = [text for name, text in ATTACKS.items() if name not in ACCEPTED]
    for number, text in enumerate(refused):
        quoted, raw = (EVERY_FIELD.format(text=each) for each in (as_yaml(text), text))
        drinks = library / "topics/drinks"
        (drinks / f"quoted-{number}.yaml").write_text(quoted, "utf-8")
        (drinks / f"raw-{number}.yaml").write_bytes(raw.encode("utf-8", "surrogateescape"))
    checked = heal("check", str(library), but=ALLOWED).out
    told = [text for number, text in enumerate(refused) if f"/quoted-{number}.yaml:" in checked]
    assert told == refused
    for number in range(0, len(refused), 6):
        assert heal("show", f"quoted-{number}", but=ALLOWED).code == 3
        heal("show", f"raw-{number}", "--color", "always", but=ALLOWED)


def test_what_topics_share_is_told_of_without_a_code(heal: Heal, library: Path) -> None:
    for text in ("\x1b]0;x\x07", "\u202e", "a\u200bb", "\x9b31m"):
        fill(library, text)
        for beside in BESIDE:
            raw = f"{text}: {{title: {text}}}\n".encode()
            (library / f"{beside}.yaml").write_bytes(raw)
            for line in (["show", "odd"], ["for", "hiccups"], ["define", text]):
                heal(*line, but=ALLOWED)
            checked = heal("check", str(library), but=ALLOWED)
            assert f"{beside}.yaml:1:" in checked.out


@pytest.mark.parametrize("attack", MARKUP)
def test_markup_of_others_is_shown_to_the_letter(
    heal: Heal, library: Path, attack: str
) -> None:
    text = ATTACKS[attack]
    fill(library, text)
    page = re.sub(r"[\s│]", "", heal("show", "odd", "--width", "60", but=ALLOWED).out)
    # Of the topic all but its keywords and its history; claim, qualifier and emergency twice;
    # its category; authors, title and place of its source.
    shown = EVERY_FIELD.count("{text}") - 2 + 3 + 1 + 3
    assert page.count(re.sub(r"\s", "", text)) == shown
    assert text in heal("topics", "--width", "1000", but=ALLOWED).out
    assert text in heal("show", f"{text}x", "--width", "1000", but=ALLOWED).err


@examples(15)
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
            heal(*line, "--color", "always", but=ALLOWED)
            heal(*line, "--format", SHOWN[number + 1], but=ALLOWED)
