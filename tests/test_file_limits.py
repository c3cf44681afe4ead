"""What a content file may have: refused just above each limit, taken at it."""

from collections.abc import Iterator
from pathlib import Path

import pytest

from heal_cli.errors import ContentError
from heal_cli.loading.loader import load_topic
from tests.conftest import TOPIC

TEA = TOPIC.format(title="Tea")


@pytest.fixture
def path(tmp_path: Path) -> Path:
    (tmp_path / "drinks").mkdir()
    return tmp_path / "drinks" / "tea.yaml"


def faults(path: Path, text: str) -> list[str]:
    path.write_text(text, "utf-8")
    try:
        load_topic(path)
    except ContentError as error:
        return [str(fault).removeprefix(f"{path}:") for fault in error.faults]
    return []


def test_a_file_has_two_mebibytes_at_the_most(path: Path) -> None:
    whole = TEA + "#" * (2_097_152 - len(TEA.encode()))
    assert faults(path, whole) == []
    assert faults(path, f"{whole}#") == [
        "1:1: cannot be read: it has more than 2097152 bytes; split it"
    ]


@pytest.mark.parametrize("opening", ["[", "\n"], ids=["brackets", "lines"])
def test_fifty_collections_may_stand_in_one_another(path: Path, opening: str) -> None:
    # The topic itself is the first, and one more is let pass where nothing looks suspicious.
    for depth, is_refused in ((50, False), (52, True)):
        inner = nested(depth - 1, opening)
        found = faults(path, TEA.replace("cautions: [Ask first about Tea.]", inner))
        assert found
        assert ("nested too deeply" in found[0]) is is_refused


def nested(depth: int, opening: str) -> str:
    if opening == "[":
        return f"cautions: {'[' * depth}x{']' * depth}"
    return "\n".join(["cautions:", *deeper(depth)])


def deeper(depth: int) -> Iterator[str]:
    yield from (f"{' ' * number}-" for number in range(1, depth))
    yield f"{' ' * depth}- x"


def test_two_hundred_thousand_values_are_too_many(path: Path) -> None:
    items = ", ".join(["x"] * 200_000)
    found = faults(path, TEA.replace("[Ask first about Tea.]", f"[{items}]"))
    assert found[0].endswith("has more than 200000 values; split it")
    items = ", ".join(["x"] * 199_000)
    assert faults(path, TEA.replace("[Ask first about Tea.]", f"[{items}]")) == []


def test_a_hundred_faults_of_one_file_are_enough(path: Path) -> None:
    for wrong in ("&a x", "''"):
        items = ", ".join([wrong] * 150)
        found = faults(path, TEA.replace("[Ask first about Tea.]", f"[{items}]"))
        assert len(found) == 100


@pytest.mark.parametrize(
    ("text", "place"),
    [
        ("a: 'b", "1:6"),
        ("a: 'b\n", "1:6"),
        ("first: x\na: [b", "2:6"),
        ("a: {b", "1:6"),
        ("a:\n  - 'b\n\n", "3:1"),
    ],
)
def test_what_is_never_closed_is_told_of_at_the_end_of_the_text(
    path: Path, text: str, place: str
) -> None:
    (found,) = faults(path, text)
    assert found.startswith(f"{place}: not valid YAML: a ")


@pytest.mark.parametrize(
    ("old", "new", "fault"),
    [
        (
            "\norigin:",
            "\n\torigin:",
            "3:1: not valid YAML: indent with spaces, not with tabs",
        ),
        (
            "title: Tea",
            "title:\n\tTea",
            "2:1: not valid YAML: indent with spaces, not with tabs",
        ),
        (
            "title: Tea",
            "title: @tea",
            "1:8: not valid YAML: text that starts with @ needs quotes",
        ),
        (
            "reviewed: 2026",
            "reviewed: `2026",
            "4:11: not valid YAML: text that starts with ` needs quotes",
        ),
    ],
    ids=["tab-before-a-key", "tab-before-a-value", "at", "backtick"],
)
def test_a_letter_that_yaml_keeps_for_itself_is_named(
    path: Path, old: str, new: str, fault: str
) -> None:
    assert old in TEA
    assert faults(path, TEA.replace(old, new, 1)) == [fault]
