"""Content made to harm: each file is a fault with its place, and nothing else is touched."""

import os
import re
from pathlib import Path

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from heal_cli.disclaimer import DISCLAIMER
from tests.conftest import Heal
from tests.test_disclaimer import words

CONTROL = re.compile(
    "[\x00-\x09\x0b-\x1f\x7f-\x9f\u200b-\u200f\u2028-\u202e\u2060-\u2069\ufeff]"
)

ATTACKS = {
    "deep-list": b"a: " + b"[" * 10_000,
    "deep-map": "\n".join(" " * depth + "a:" for depth in range(1000)).encode(),
    "alias-bomb": b"a: &a [x, x]\nb: &b [*a, *a]\nc: [*b, *b]\n",
    "alias-circle": b"a: &x\n  b: *x\n",
    "python-object": b"title: !!python/object/apply:os.system [touch pwned]\n",
    "merge-key": b"<<: {title: x}\ntitle: y\n",
    "nul": b"title: a\x00b\n",
    "utf-16": "title: x\n".encode("utf-16"),
    "byte-order-mark": b"\xef\xbb\xbftitle: x\n",
    "bad-utf-8": b"title: \xff\xfe\n",
    "tab": b"title:\tx\n\tsummary: y\n",
    "huge": b"a: " + b"x" * 3_000_000,
    "one-line": b"{" + b",".join(b"k%d: v" % number for number in range(20_000)) + b"}",
    "two-documents": b"title: x\n---\ntitle: y\n",
    "carriage-returns": b"title: x\r\nsummary: y\r\n",
    "escape-code": b'title: "\\e[31mred"\n',
    "bidi": "title: abc\u202edef\n".encode(),
}


@pytest.fixture
def broken(library: Path) -> Path:
    """A library of two good topics beside one file for each attack."""
    for name, data in ATTACKS.items():
        (library / "topics/drinks" / f"{name}.yaml").write_bytes(data)
    return library


def test_every_attack_is_a_fault_with_its_place(heal: Heal, broken: Path) -> None:
    answer = heal("check", str(broken))
    assert answer.code == 3
    for name in ATTACKS:
        assert re.search(rf"{name}\.yaml:\d+:\d+: F01 ", answer.out), name


def test_the_other_topics_are_untouched(heal: Heal, broken: Path) -> None:
    answer = heal("show", "green tea")
    assert answer.code == 0
    assert "Green tea" in answer.out
    assert words(answer.out).endswith(DISCLAIMER)


def test_no_code_of_a_file_is_carried_out(
    heal: Heal, broken: Path, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.chdir(tmp_path)
    heal("check", str(broken))
    assert not (tmp_path / "pwned").exists()


def test_a_file_of_any_size_has_a_bounded_number_of_faults(heal: Heal, broken: Path) -> None:
    page = heal("check", str(broken)).out
    assert page.count("one-line.yaml") <= 100


@pytest.mark.parametrize("kind", ["fifo", "circle", "nowhere", "device", "folder"])
def test_what_is_no_file_is_a_fault_and_blocks_nothing(
    heal: Heal, library: Path, kind: str
) -> None:
    path = library / "topics/drinks/odd.yaml"
    if kind == "fifo":
        os.mkfifo(path)
    elif kind == "folder":
        path.mkdir()
    else:
        targets = {"circle": str(path), "nowhere": "gone.yaml", "device": "/dev/zero"}
        path.symlink_to(targets[kind])
    answer = heal("show", "green-tea")
    assert answer.code == 0
    assert "odd.yaml:1:1: cannot be read" in answer.err


def test_folders_in_a_circle_end(heal: Heal, library: Path) -> None:
    (library / "topics" / "again").symlink_to(library / "topics" / "drinks")
    assert heal("topics").out.count("green-tea") == 1


@pytest.mark.parametrize("name", ["new\nline.yaml", "esc\x1b[31m.yaml", "bidi\u202e.yaml"])
def test_a_file_name_reaches_no_terminal_as_a_command(
    heal: Heal, library: Path, name: str
) -> None:
    (library / "topics/drinks" / name).write_text("title: x\n")
    for arguments in (
        ["check", str(library)],
        ["topics"],
        ["check", str(library), "-f", "json"],
    ):
        answer = heal(*arguments)
        assert not CONTROL.search(answer.out + answer.err)


@pytest.mark.parametrize(
    "name",
    [
        "../../etc/passwd",
        "/etc/passwd",
        "C:\\x",
        "~",
        "%2e%2e%2f",
        "topics/drinks/green-tea",
        "..",
    ],
)
def test_a_name_never_becomes_a_path(heal: Heal, library: Path, name: str) -> None:
    answer = heal("show", name)
    assert "root:" not in answer.out + answer.err
    assert answer.code in {0, 4}


@settings(max_examples=60, deadline=None, suppress_health_check=list(HealthCheck))
@given(text=st.text(max_size=40), format_name=st.sampled_from(["rich", "plain", "json"]))
def test_no_argument_reaches_the_terminal_as_a_command(
    heal: Heal, library: Path, text: str, format_name: str
) -> None:
    for command in ("show", "search", "for", "define"):
        answer = heal(command, "--format", format_name, "--", text)
        assert answer.code in {0, 2, 4}
        assert not CONTROL.search(answer.out + answer.err)


@settings(max_examples=60, deadline=None, suppress_health_check=list(HealthCheck))
@given(data=st.binary(max_size=200))
def test_any_bytes_are_a_topic_or_a_fault(heal: Heal, library: Path, data: bytes) -> None:
    (library / "topics/drinks/odd.yaml").write_bytes(data)
    answer = heal("show", "green-tea")
    assert answer.code == 0
    assert "odd.yaml" in answer.err
