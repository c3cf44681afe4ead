"""Files that say one thing and hold another: letters nobody sees, half letters, any amount."""

import os
from pathlib import Path

import pytest
import yaml

from heal_cli.errors import ContentError
from heal_cli.loading import loader
from heal_cli.loading.loader import LARGEST_FILE, load_topic
from heal_cli.loading.texts import text_of
from tests.conftest import TOPIC, Heal, write_topic
from tests.invariants import But

MAY = But.WARNED
"""What is attacked here has faults, which are named beside every answer."""


def fault(path: Path) -> str:
    """Return the first fault of a topic."""
    with pytest.raises(ContentError) as found:
        load_topic(path)
    return found.value.faults[0].message


@pytest.mark.parametrize(
    ("letter", "kind"),
    [
        ("\x1b", "control"),
        ("\x85", "control"),
        ("\u200c", "invisible"),
        ("\u200d", "invisible"),
        ("\u00ad", "invisible"),
        ("\u202e", "invisible"),
        ("\ufeff", "invisible"),
        ("\ufffe", "invisible"),
        ("\uffff", "invisible"),
        ("\ufdd0", "invisible"),
        ("\ufff0", "invisible"),
        ("\ufff8", "invisible"),
        ("\U000e0041", "invisible"),
    ],
)
@pytest.mark.parametrize("is_escape", [False, True], ids=["itself", "escape"])
def test_a_letter_that_nobody_sees_is_named_as_what_it_is(
    library: Path, letter: str, kind: str, is_escape: bool
) -> None:
    written = f'"a\\U{ord(letter):08x}b"' if is_escape else f"a{letter}b"
    path = write_topic(library, "Tea", changed=("title: Tea", f"title: {written}"))
    assert fault(path) == f"holds the {kind} character U+{ord(letter):04X}; take it out"


def test_a_second_document_is_said_to_be_one(library: Path) -> None:
    path = write_topic(library, "Tea")
    for ending in ("---\n", "---\ntitle: Other\n"):
        path.write_text(TOPIC.format(title="Tea") + ending)
        assert "a second --- starts another document; take it out" in fault(path)


HALF = '"\\ud800"'
HALVES = {
    "a key": ("topics/drinks/tea.yaml", TOPIC.format(title="Tea") + f"{HALF}: 1\n"),
    "a choice": (
        "topics/drinks/tea.yaml",
        TOPIC.format(title="Tea").replace("evidence: mixed", f"evidence: {HALF}"),
    ),
    "a date": (
        "topics/drinks/tea.yaml",
        TOPIC.format(title="Tea").replace("2026-11-22", HALF),
    ),
    "an id": ("glossary.yaml", f"{HALF}: {{definition: A word.}}\n"),
    "a source": ("sources.yaml", f"{HALF}: {{}}\n"),
    "a key twice": ("synonyms.yaml", f"{HALF}: {{same_as: [a]}}\n{HALF}: {{same_as: [a]}}\n"),
    "a key of an entry": ("categories.yaml", f"drinks: {{title: Drinks, {HALF}: 1}}\n"),
}


@pytest.mark.parametrize(("name", "text"), HALVES.values(), ids=HALVES)
def test_half_a_letter_is_a_fault_that_takes_nothing_else_down(
    heal: Heal, library: Path, monkeypatch: pytest.MonkeyPatch, name: str, text: str
) -> None:
    """PyYAML without LibYAML makes one of an escape; UTF-8 has no bytes for it."""

    kept = ("resolve", "descend_resolver", "ascend_resolver")
    methods = {method: getattr(loader._Loader, method) for method in kept}
    plain = type("Plain", (yaml.BaseLoader,), methods)
    monkeypatch.setattr(loader, "_Loader", plain)
    (library / name).write_text(text)
    for line in (["show", "cold-milk"], ["topics"], ["search", "milk"]):
        answer = heal(*line)
        assert answer.code == 0
        assert str(library / name) in "".join(answer.err.split())
        assert "d800" in answer.err
    assert heal("check", str(library)).code == 3


def test_a_file_that_says_it_is_empty_is_read_to_the_bound_and_no_further(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    """As the files of /proc say it."""
    path = tmp_path / "tea.yaml"
    path.write_bytes(b"#" * (LARGEST_FILE + 10**6))
    stat, fstat, read, asked = os.stat, os.fstat, os.read, [0]

    def empty(status: os.stat_result) -> os.stat_result:
        return os.stat_result((*status[:6], 0, *status[7:]))

    def count(descriptor: int, size: int) -> bytes:
        data = read(descriptor, size)
        asked[0] += len(data)
        return data

    with monkeypatch.context() as patched:
        patched.setattr(Path, "stat", lambda self: empty(stat(self)))
        patched.setattr(os, "fstat", lambda descriptor: empty(fstat(descriptor)))
        patched.setattr(os, "read", count)
        assert "it has more than" in fault(path)
    assert asked[0] < LARGEST_FILE + 10**5


def test_a_file_that_becomes_a_pipe_before_it_is_opened_holds_nobody_up(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    path = tmp_path / "tea.yaml"
    path.write_text("title: Tea\n")
    status = path.stat()
    path.unlink()
    os.mkfifo(path)
    monkeypatch.setattr(Path, "stat", lambda _: status)
    with pytest.raises(ContentError, match="it is not a regular file"):
        text_of(path)


@pytest.mark.skipif(not Path("/proc/kallsyms").exists(), reason="there is no /proc")
def test_a_link_to_a_large_file_of_the_system_is_a_fault(heal: Heal, own: Path) -> None:
    (own / "topics" / "drinks" / "odd.yaml").symlink_to("/proc/kallsyms")
    answer = heal("show", "green-tea")
    assert answer.code == 0
    assert "odd.yaml" in answer.err
