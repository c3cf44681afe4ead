"""No file costs more than a little memory, time or room on the page."""

import json
from pathlib import Path

import pytest

from heal_cli.loading.loader import LARGEST_FILE
from heal_cli.loading.node_readers import MOST_FAULTS
from tests.conftest import Heal, write_topic
from tests.content_safety.attacks import odd
from tests.content_safety.bounds import LONGEST_WARNING, ask
from tests.invariants import But
from tests.processes import make_library

GREEDY = {
    "many-items": b"a: [" + b"x," * 1_000_000 + b"]",
    "many-lists": b"a: [" + b"[]," * 600_000 + b"]",
    "many-keys": b"{" + b"a," * 1_000_000 + b"}",
    "many-anchors": b"".join(b"- &a%d x\n" % number for number in range(140_000)),
    "many-quotes": b"'" * 2_000_000,
    "many-commas": b"{" + b"," * 2_000_000 + b"}",
    "many-blanks": b" " * 2_000_000 + b"a",
    "many-lines": b"\n" * 2_000_000,
    "many-pages": b"---\n" * 500_000,
    "many-directives": b"%TAG ! x\n" * 200_000,
    "long-key": b"x" * 2_000_000 + b": 1\n",
    "long-text": b"a: |\n" + b" x\n" * 600_000,
    "deep-lists": b"[" * 100_000 + b"]" * 100_000,
    "deep-dashes": b"- " * 1_000_000,
    "deep-maps": b"{a: " * 100_000 + b"}" * 100_000,
    "deep-questions": b"? " * 100_000,
    "deep-in-a-topic": odd("[doe-2020]", "[" * 100_000 + "]" * 100_000),
}
"""Files of up to the largest size, each made to cost as much as it can."""


@pytest.fixture
def root(tmp_path: Path) -> Path:
    """A library of two good topics, read by processes of bounded means."""
    return make_library(tmp_path / "content")


@pytest.mark.slow
def test_greedy_files_are_faults_and_the_topics_beside_them_are_shown(
    root: Path, tmp_path: Path
) -> None:
    for name, data in GREEDY.items():
        assert len(data) <= LARGEST_FILE
        (root / "topics/drinks" / f"{name}.yaml").write_bytes(data)
    answer = ask(root, tmp_path, "show", "green-tea")
    assert answer.code == 0
    assert "Plain words on Green tea." in answer.out
    checked = ask(root, tmp_path, "check", str(root), "--format", "json")
    messages = {
        Path(found["path"]).stem: found["message"]
        for found in json.loads(checked.out)["findings"]
        if found["is_fault"]
    }
    assert set(messages) == set(GREEDY)
    deep = {message for name, message in messages.items() if name.startswith("deep-")}
    assert deep == {"nested too deeply"}
    assert messages["many-keys"] == "has more than 200000 values; split it"


@pytest.mark.parametrize(
    ("file", "size"),
    [
        ("topics/drinks/huge", LARGEST_FILE + 1),
        ("sources", LARGEST_FILE + 1),
        ("conditions", 100_000_000_000),
    ],
)
def test_a_file_larger_than_the_bound_is_a_fault_and_costs_nothing(
    root: Path, tmp_path: Path, file: str, size: int
) -> None:
    path = root / f"{file}.yaml"
    with path.open("wb") as sparse:
        sparse.truncate(size)
    shown = ask(root, tmp_path, "show", "green-tea")
    assert shown.code == 0
    assert f"{path}:1:1: cannot be read: it has more than {LARGEST_FILE} bytes" in shown.err
    checked = ask(root, tmp_path, "check", str(root))
    assert checked.code == 3
    assert f"{path}:1:1: F01 cannot be read: it has more than" in checked.out


@pytest.mark.slow
def test_five_thousand_faulty_files_at_once(root: Path, tmp_path: Path) -> None:
    for number in range(5_000):
        text = "title: [\n" if number % 2 else "a: b\n"
        (root / f"topics/drinks/bad-{number}.yaml").write_text(text)
    shown = ask(root, tmp_path, "show", "green-tea")
    assert shown.code == 0
    assert "Plain words on Green tea." in shown.out
    # Of each file with the wrong key, nine keys are missing; the first three faults are told.
    assert f"heal: and {2_500 + 2_500 * 10 - 3} more\n" in shown.err
    checked = ask(root, tmp_path, "check", str(root))
    assert checked.code == 3
    assert checked.out.count("not valid YAML") == 2_500


@pytest.mark.parametrize(
    "text",
    [
        "\n".join(f"k{number}: &a{number} x" for number in range(5_000)),
        "{" + ",".join(f"k{number}: v" for number in range(20_000)) + "}",
    ],
    ids=["anchors", "keys"],
)
def test_of_one_file_a_bounded_number_of_faults_is_told(
    heal: Heal, library: Path, text: str
) -> None:
    (library / "topics/drinks/odd.yaml").write_text(text)
    page = heal("check", str(library)).out
    assert page.count("odd.yaml:") == MOST_FAULTS == 100


def test_a_fault_of_a_long_text_is_short(heal: Heal, library: Path) -> None:
    write_topic(library, "Odd", day=("2026-11-22", "9" * 1_000_000))
    answer = heal("show", "green-tea", but=But.WARNED)
    assert answer.code == 0
    assert "odd.yaml:4:11: " in answer.err
    assert len(answer.err) < LONGEST_WARNING


@pytest.mark.slow
@pytest.mark.parametrize(
    ("command", "text"),
    [
        ("check", "[@" * 200_000),
        ("check", "[[" * 200_000),
        ("show", "é" * 1_000_000),
        ("show", "[[a]]" * 200_000),
    ],
    ids=["open citations", "open links", "one long word", "many links"],
)
def test_a_text_made_to_take_long_takes_no_more_than_others(
    root: Path, tmp_path: Path, command: str, text: str
) -> None:
    whole = json.dumps(text, ensure_ascii=False)
    path = write_topic(root, "Odd", text=("Plain words on Odd.", whole))
    wanted = str(path) if command == "check" else "odd"
    assert ask(root, tmp_path, command, wanted).code == 0
