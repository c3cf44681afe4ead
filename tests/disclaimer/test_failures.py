"""Whatever fails or is broken, the notice and the disclaimer are on what is said of it."""

from collections.abc import Callable
from itertools import cycle
from pathlib import Path
from pkgutil import resolve_name
from random import Random

import pytest
from hypothesis import given
from hypothesis import strategies as st

from heal_cli.command_line.settings import FORMATS
from tests.command_lines import CASES
from tests.conftest import Heal, write_topic
from tests.disclaimer.assertions import assert_has_both, assert_whole
from tests.fuzzing import examples
from tests.processes import is_clear

BROKEN = {
    "empty": b"",
    "not a mapping": b"- a\n- b\n",
    "not YAML": b"a: [\n",
    "not text": b"\xff\xfe\x00",
    "a tag": b"a: !!python/name:os.system\n",
    "its own disclaimer": b"disclaimer: {title: None needed}\nnotice: ''\n",
}

STEPS = [
    "heal_cli.command_line.session.resolve",
    "heal_cli.command_line.session.bundled_root",
    "heal_cli.index.index.whole_stamp",
    "heal_cli.index.index.Index._open",
    "heal_cli.index.index.Index.rows",
    "heal_cli.library.library.Library.topic",
    "heal_cli.loading.loader.load_topic",
    "heal_cli.views.topic.topic_page",
    "heal_cli.screen.screen.framed",
    "heal_cli.screen.screen.draw",
    "heal_cli.screen.screen.Screen.answer",
    "heal_cli.formats.terminal._Drawer.box",
]
"""The steps that showing a topic takes, each of which may fail or be interrupted."""


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


@pytest.mark.parametrize(
    "failure",
    [
        (KeyboardInterrupt(), 130),
        (MemoryError(), 1),
        (RecursionError("too deep"), 1),
        (OSError(5, "Input/output error"), 1),
        (EOFError(), 1),
        (UnicodeDecodeError("utf-8", b"\xff", 0, 1, "invalid start byte"), 1),
    ],
    ids=lambda failure: type(failure[0]).__name__,
)
@pytest.mark.parametrize("step", STEPS)
@pytest.mark.usefixtures("library")
def test_no_failure_and_no_interrupt_at_any_step_takes_them_away(
    heal: Heal,
    step: str,
    failure: tuple[BaseException, int],
    monkeypatch: pytest.MonkeyPatch,
) -> None:
    error, code = failure
    failing = Once(error, resolve_name(step))
    monkeypatch.setattr(step, failing)
    answer = heal("show", "green-tea")
    assert failing.error is None, "the step was never taken"
    assert answer.code == code
    assert "Traceback" not in answer.err
    assert_has_both(answer.err)


@pytest.mark.parametrize("damage", BROKEN)
def test_no_broken_file_takes_them_away(heal: Heal, library: Path, damage: str) -> None:
    formats = cycle(FORMATS)
    for file in [*library.glob("*.yaml"), library / "topics/drinks/green-tea.yaml"]:
        good = file.read_bytes()
        file.write_bytes(BROKEN[damage])
        for arguments in (
            ["show", "green-tea"],
            ["topics"],
            ["for", "hiccups"],
            ["sources"],
            ["why", "cold-milk", "helps"],
        ):
            assert_whole(heal(*arguments, "--format", next(formats)))
        file.write_bytes(good)


@pytest.mark.parametrize("format_name", ["rich", "json"])
@pytest.mark.parametrize("arguments", CASES, ids=" ".join)
def test_no_content_at_all_takes_neither_away(
    heal: Heal,
    tmp_path: Path,
    arguments: list[str],
    format_name: str,
    monkeypatch: pytest.MonkeyPatch,
) -> None:
    for name in ("session", "authoring"):
        monkeypatch.setattr(f"heal_cli.{name}.bundled_root", lambda: tmp_path / "nowhere")
    assert_whole(heal(*arguments, "--format", format_name))


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


@examples(60)
@given(
    # A number from which the damage is made: places that are drawn lie mostly at the start.
    damage=st.integers(0, 2**32).map(Random),
    question=st.sampled_from(QUESTIONS),
    format_name=st.sampled_from(FORMATS),
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
    answer = heal(*question, "--format", format_name)
    kept_index.write_bytes(good)
    assert is_clear(answer), answer.err
    assert_whole(answer)


def test_own_content_cannot_write_over_them(heal: Heal, library: Path) -> None:
    write_topic(library, "Disclaimer", words=("Some did better", "No disclaimer is needed"))
    for name in FORMATS:
        for arguments in (["disclaimer"], ["show", "disclaimer"], ["define", "disclaimer"]):
            assert_whole(heal(*arguments, "--format", name))
