"""Whatever fails or is broken, the notice and the disclaimer are on what is said of it.

The fixture `heal` holds every answer to that; here is what breaks.
"""

from collections.abc import Callable
from itertools import cycle
from pathlib import Path
from pkgutil import resolve_name
from random import Random

import pytest
from hypothesis import given
from hypothesis import strategies as st

from heal_cli.formats import SHOWN
from tests.command_lines import CASES
from tests.conftest import Heal, write_topic
from tests.fuzzing import examples
from tests.invariants import But

BROKEN = [
    b"",
    b"- a\n- b\n",
    b"a: [\n",
    b"\xff\xfe\x00",
    b"a: !!python/name:os.system\n",
    b"disclaimer: {title: None needed}\nnotice: ''\n",
]
"""Files: empty, no mapping, no YAML, no text, with a tag, with a disclaimer of their own."""

ERRORS: list[Exception] = [
    MemoryError(),
    RecursionError("too deep"),
    OSError(5, "Input/output error"),
    EOFError(),
    UnicodeDecodeError("utf-8", b"\xff", 0, 1, "invalid start byte"),
]

STEPS = [
    "heal_cli.command_line.session.resolve",
    "heal_cli.command_line.session.bundled_root",
    "heal_cli.index.index.Index",
    "heal_cli.index.catalogue.load_topic",
    "heal_cli.index.questions.Questions.whole_topic",
    "heal_cli.views.topic.topic_page",
    "heal_cli.screen.screen.framed",
    "heal_cli.formats.terminal._Drawer.box",
]
"""The steps that showing a topic takes, each of which may fail; the last half-way through."""

AFTER_THE_INDEX = STEPS[STEPS.index("heal_cli.index.questions.Questions.whole_topic") :]
"""The steps that are taken when the index is open."""


class Once:
    """Fails with an error the first time it is called, and works from then on."""

    def __init__(self, error: BaseException, then: Callable[..., object]) -> None:
        self.error: BaseException | None = error
        self.then = then

    def __get__(self, owner: object, _: type | None = None) -> Callable[..., object]:
        return lambda *values, **named: self(*((owner, *values) if owner else values), **named)

    def __call__(self, *values: object, **named: object) -> object:
        if self.error:
            error, self.error = self.error, None
            raise error
        return self.then(*values, **named)


@pytest.mark.parametrize("step", STEPS)
@pytest.mark.usefixtures("library")
def test_no_failure_at_any_step_takes_them_away(
    heal: Heal, step: str, monkeypatch: pytest.MonkeyPatch
) -> None:
    # With no file of an index, none can be taken for damaged, and nothing is asked again.
    monkeypatch.setenv("XDG_CACHE_HOME", "/dev/null")
    for error in ERRORS:
        failing = Once(error, resolve_name(step))
        with monkeypatch.context() as patch:
            patch.setattr(step, failing)
            answer = heal("show", "green-tea", but=But.FAILED)
        assert failing.error is None, "the step was never taken"
        assert answer.code == 1
        assert "Traceback" not in answer.err


@pytest.mark.parametrize("step", AFTER_THE_INDEX)
def test_what_fails_once_over_a_whole_index_is_told_and_answered_the_next_time(
    heal: Heal, kept_index: Path, step: str, monkeypatch: pytest.MonkeyPatch
) -> None:
    whole = heal("show", "green-tea")
    assert kept_index.exists()
    monkeypatch.setattr(step, Once(MemoryError(), resolve_name(step)))
    assert heal("show", "green-tea", but=But.FAILED).code == 1
    assert heal("show", "green-tea") == whole


def test_no_broken_file_keeps_a_command_from_its_answer(heal: Heal, library: Path) -> None:
    formats, damages = cycle(SHOWN), cycle(BROKEN)
    for file in [*library.glob("*.yaml"), library / "topics/drinks/green-tea.yaml"]:
        good = file.read_bytes()
        file.write_bytes(next(damages))
        for arguments in (
            ["show", "green-tea"],
            ["topics"],
            ["for", "hiccups"],
            ["sources"],
            ["why", "cold-milk", "helps"],
        ):
            heal(*arguments, "--format", next(formats), but=But.WARNED)
        file.write_bytes(good)


@pytest.mark.parametrize("format_name", ["rich", "json"])
def test_no_content_at_all_keeps_no_command_from_an_answer(
    heal: Heal, tmp_path: Path, format_name: str, monkeypatch: pytest.MonkeyPatch
) -> None:
    for module in ("heal_cli.command_line.session", "heal_cli.authoring.new_topic"):
        monkeypatch.setattr(f"{module}.bundled_root", lambda: tmp_path / "nowhere")
    for arguments in CASES:
        heal(*arguments, "--format", format_name)


@pytest.fixture
def kept_index(
    library: Path, tmp_path: Path, heal: Heal, monkeypatch: pytest.MonkeyPatch
) -> Path:
    """The index of a tiny library, taken for fresh for as long as its file is whole."""
    monkeypatch.setattr("heal_cli.index.freshness.UNSETTLED", 0)
    monkeypatch.setenv("XDG_CACHE_HOME", str(tmp_path / "cache"))
    assert heal("topics").code == 0
    (file,) = (tmp_path / "cache/heal").glob("*.sqlite")
    return file


QUESTIONS = [["show", "green-tea"], ["topics"], ["search", "hiccups"]]


@examples(20)
@given(
    # A number from which the damage is made: places that are drawn lie mostly at the start.
    damage=st.integers(0, 2**32).map(Random),
    question=st.sampled_from(QUESTIONS),
    format_name=st.sampled_from(SHOWN),
)
def test_no_damage_to_the_index_takes_them_away(
    heal: Heal, kept_index: Path, damage: Random, question: list[str], format_name: str
) -> None:
    good = kept_index.read_bytes()
    torn = bytearray(good)
    for _ in range(damage.randint(1, 30)):
        put = damage.randbytes(damage.randint(1, 600))
        start = damage.randrange(len(good))
        torn[start : start + len(put)] = put
    kept_index.write_bytes(torn[: len(good)])
    heal(*question, "--format", format_name)
    kept_index.write_bytes(good)


def test_own_content_cannot_write_over_them(heal: Heal, library: Path) -> None:
    write_topic(library, "Disclaimer", words=("Some did better", "No disclaimer is needed"))
    for name in SHOWN:
        for arguments in (["disclaimer"], ["show", "disclaimer"], ["define", "disclaimer"]):
            heal(*arguments, "--format", name)
