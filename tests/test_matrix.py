"""Nothing that can be typed, set or broken takes the notice or the disclaimer away."""

import json
import re
import shutil
import string
from collections.abc import Callable
from html import unescape
from itertools import cycle, dropwhile
from pathlib import Path
from pkgutil import resolve_name
from xml.etree import ElementTree

import pytest
from hypothesis import example, given
from hypothesis import strategies as st

from heal_cli import index
from heal_cli.commands import COMMANDS
from heal_cli.disclaimer import DISCLAIMER, DISCLAIMER_TITLE, NOTICE
from heal_cli.document import Document, Paragraph, plain
from heal_cli.formats.terminal import draw
from heal_cli.screen import framed
from heal_cli.settings import ENDINGS, FORMATS, SETTINGS
from heal_cli.subjects import SUBJECTS
from tests.conftest import Answer, Heal, write_topic
from tests.fuzzing import examples
from tests.test_disclaimer import CASES
from tests.test_screen import on_terminal

EXIT_PATHS = [
    ["topics"],
    ["show", "crp", "nothing"],
    ["search", "chest pain"],
    ["for", "xyzzy"],
    ["shw"],
    ["topics", "--width", "x"],
]
"""Command lines that end in different ways: answered, in part, not found, not understood."""

EDGES = [10, 11, 13, 15, 16, 17, 20, 40, 59, 60, 69, 70, 95, 96, 97, 300]
"""Widths at which the drawing changes its ways, with their neighbours."""

STEPS = [
    "heal_cli.session.resolve",
    "heal_cli.session.bundled_root",
    "heal_cli.index._whole_stamp",
    "heal_cli.index.Index._open",
    "heal_cli.index.Index.rows",
    "heal_cli.library.Library.topic",
    "heal_cli.loading.loader.load_topic",
    "heal_cli.views.topic.topic_page",
    "heal_cli.screen.framed",
    "heal_cli.screen.draw",
    "heal_cli.screen.Screen.answer",
    "heal_cli.formats.terminal._Drawer.box",
]
"""The steps that showing a topic takes, each of which may fail or be interrupted."""


def letters(text: str) -> str:
    """Return the letters and figures of a text alone: its words, however they are set."""
    return re.sub(r"[\W_]", "", text)


def words_of(page: str) -> str:
    """Return the letters of a page, whichever format it is in, without the format's own."""
    if page.startswith("<svg"):
        drawn = ElementTree.fromstring(page)
        page = "".join(text for part in drawn.iter() for text in [part.text or ""])
    elif page.startswith("<!DOCTYPE"):
        body = re.sub(r"<style>.*?</style>", "", page, flags=re.DOTALL)
        page = unescape(re.sub(r"<[^>]+>", " ", body))
    return letters(bare(page))


def bare(page: str) -> str:
    """Return a page without the codes for colours and links."""
    return re.sub(r"\x1b\[[0-9;]*m|\x1b\]8;[^\x1b]*\x1b\\", "", page)


def assert_has_both(page: str) -> None:
    """Fail unless a page in any format has the notice above and the disclaimer below."""
    if page.startswith("{"):
        assert json.loads(page)["disclaimer"] == DISCLAIMER
        return
    said = words_of(page)
    assert said.count(letters(NOTICE)) == 1
    assert letters(DISCLAIMER) in said
    if not page.startswith("<"):
        assert said.endswith(letters(DISCLAIMER_TITLE + DISCLAIMER))
        is_emergency = bare(page).lstrip("*").startswith("!")
        assert is_emergency or said.startswith(letters(NOTICE))


def assert_whole(answer: Answer, file: Path | None = None) -> None:
    """Fail unless everything that was printed or written has both, and something was."""
    written = file.read_text("utf-8") if file and file.exists() else ""
    pages = [page for page in (answer.out, written) if page]
    if answer.code:
        # Broken files of the content are named before anything is answered.
        lines = answer.err.splitlines(keepends=True)
        pages.append("".join(dropwhile(lambda line: line.startswith("heal: "), lines)))
    assert pages, "nothing at all was said"
    for page in pages:
        assert_has_both(page)


@pytest.mark.parametrize("format_name", FORMATS)
@pytest.mark.parametrize("arguments", [line for line in CASES if line], ids=" ".join)
def test_every_command_has_both_in_every_format_in_colour(
    heal: Heal, arguments: list[str], format_name: str
) -> None:
    options = ["--format", format_name, "--color", "always", "--width", "47"]
    assert_whole(heal(*options, *arguments))


@pytest.mark.parametrize("width", EDGES)
@pytest.mark.parametrize("arguments", EXIT_PATHS, ids=" ".join)
def test_every_way_to_end_has_both_at_every_edge_of_width(
    heal: Heal, arguments: list[str], width: int, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setenv("COLUMNS", str(width))
    assert_whole(heal(*arguments))


def test_both_stand_whole_at_every_width_there_is() -> None:
    for width in range(1, 301):
        page = framed(Document("A page", (Paragraph(plain("Words.")),)), [("Fire", "Run.")])
        lines = ["".join(span.text for span in line) for line in draw(page, width)]
        text = letters("".join(lines))
        assert text.startswith(letters(f"FireRun{NOTICE}Words")), width
        assert text.endswith(letters(DISCLAIMER_TITLE + DISCLAIMER)), width
        assert max(map(len, lines)) <= min(width, 96)


@pytest.mark.parametrize("subject", [*SUBJECTS, *COMMANDS])
@pytest.mark.parametrize("format_name", FORMATS)
def test_every_help_page_has_both_in_every_format(
    heal: Heal, subject: str, format_name: str
) -> None:
    answer = heal("help", subject, "--format", format_name)
    assert answer.code == 0
    assert_whole(answer)


@pytest.mark.parametrize("ending", ENDINGS)
@pytest.mark.parametrize("arguments", [*EXIT_PATHS, ["help"], ["disclaimer"]], ids=" ".join)
def test_a_file_in_any_format_has_both(
    heal: Heal, tmp_path: Path, arguments: list[str], ending: str
) -> None:
    file = tmp_path / f"page{ending}"
    answer = heal(*arguments, "--output", str(file), "--width", "60")
    assert_whole(answer, file)
    assert file.exists() or answer.code


@pytest.mark.parametrize("format_name", FORMATS)
def test_a_file_that_cannot_be_written_takes_neither_away(
    heal: Heal, tmp_path: Path, format_name: str
) -> None:
    taken = tmp_path / "taken.md"
    taken.write_text("mine")
    for place in (taken, tmp_path, tmp_path / "no/folder.md", tmp_path / ("x" * 300)):
        answer = heal("about", "--format", format_name, "--output", str(place))
        assert answer.code in {1, 2}
        assert_whole(answer)


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


BROKEN = {
    "empty": b"",
    "not a mapping": b"- a\n- b\n",
    "not YAML": b"a: [\n",
    "not text": b"\xff\xfe\x00",
    "a tag": b"a: !!python/name:os.system\n",
    "its own disclaimer": b"disclaimer: {title: None needed}\nnotice: ''\n",
}


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
@pytest.mark.parametrize("arguments", [line for line in CASES if line], ids=" ".join)
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
    monkeypatch.setattr(index, "UNSETTLED", 0)
    monkeypatch.setenv("XDG_CACHE_HOME", str(tmp_path / "cache"))
    assert heal("topics").code == 0
    (file,) = (tmp_path / "cache/heal").glob("*.sqlite")
    return file


@examples(60)
@given(
    places=st.lists(st.floats(0, 1, exclude_max=True), min_size=1, max_size=30),
    put=st.binary(min_size=1, max_size=600),
    arguments=st.sampled_from(
        [
            [*line, "--format", name]
            for line in (["show", "green-tea"], ["topics"], ["search", "hiccups"])
            for name in FORMATS
        ]
    ),
)
def test_no_damage_to_the_index_takes_them_away(
    heal: Heal, kept_index: Path, places: list[float], put: bytes, arguments: list[str]
) -> None:
    good = kept_index.read_bytes()
    torn = bytearray(good)
    for place in places:
        start = int(place * len(good))
        torn[start : start + len(put)] = put
    kept_index.write_bytes(torn[: len(good)])
    answer = heal(*arguments)
    kept_index.write_bytes(good)
    assert "Traceback" not in answer.err
    assert_whole(answer)


@pytest.mark.parametrize(
    ("arguments", "around"),
    [
        (["show", "crp"], {}),
        (["show", "crp"], {"COLUMNS": "30", "NO_COLOR": "1"}),
        (["show", "crp", "--format", "plain"], {"TERM": "screen"}),
        (["show", "crp", "--format", "markdown"], {"FORCE_COLOR": "1"}),
        (["show", "crp"], {"HEAL_FORMAT": "html"}),
        (["topics", "--format", "plain"], {"TERM": "unset"}),
        (["show", "crp", "nothing"], {"COLUMNS": "120"}),
        (["help"], {"LINES": "0"}),
    ],
    ids=str,
)
def test_what_reaches_the_pager_has_both(
    tmp_path: Path, arguments: list[str], around: dict[str, str]
) -> None:
    variables = {"HEAL_PAGER": f"tee '{tmp_path / 'what was paged'}'"} | around
    shown = on_terminal(tmp_path, *arguments, rows=20, around=variables)
    paged = (tmp_path / "what was paged").read_text("utf-8")
    assert_has_both(paged)
    shown = shown.replace("\r\n", "\n")
    assert shown.startswith(paged)
    assert words_of(shown).endswith(letters(DISCLAIMER)) or paged.startswith(("{", "<"))


@pytest.mark.parametrize("pager", ["no-such-program", "'", "{tmp}/broken", " ", "cat"])
def test_a_pager_that_cannot_start_takes_neither_away(tmp_path: Path, pager: str) -> None:
    broken = tmp_path / "broken"
    broken.write_bytes(b"\x7fELF, but no program")
    broken.chmod(0o755)
    variables = {"HEAL_PAGER": pager.format(tmp=tmp_path)}
    shown = on_terminal(tmp_path, "show", "crp", rows=20, around=variables)
    assert_has_both(shown.replace("\r\n", "\n"))


GOOD_AND_BAD = {
    "NO_COLOR": ["", "0", "1"],
    "FORCE_COLOR": ["", "0", "1", "no"],
    "CLICOLOR_FORCE": ["", "0", "1"],
    "TERM": ["", "dumb", "xterm-256color", "\x1b[31m"],
    "COLUMNS": ["", "0", "-7", "1", "10", "59", "300", "99999", "wide", "9" * 5000],
    "LINES": ["", "0", "1", "-1", "many"],
    "LANG": ["", "C", "tlh_QQ"],
    "PAGER": ["", "cat", "false", "no-such-program", "'"],
    "LESS": ["", "-X"],
    "HEAL_PAGER": ["", "cat", "true", "'"],
    "HEAL_FORMAT": ["", *FORMATS, "svg", "pdf", "RICH", "none"],
    "HEAL_WIDTH": ["", "10", "96", "1000", "9", "1001", "-1", "wide", "٣٠"],
    "HEAL_COLOR": ["", "auto", "always", "never", "sometimes"],
    "HEAL_USE_PAGER": ["", "no", "yes", "0"],
    "HEAL_CONTENT": ["", ":", ".", "/nowhere", "/dev/null", "\udcff"],
    "HEAL_DISCLAIMER": ["", "0", "no"],
    "HEAL_NOTICE": ["0"],
    "HEAL_QUIET": ["1"],
    "TERMINAL_WIDTH": ["5"],
    "JUPYTER_COLUMNS": ["5"],
    "XDG_DATA_HOME": ["", "/nowhere", "relative"],
    "XDG_CACHE_HOME": ["", "/dev/null", "relative"],
    "HOME": ["", "/nowhere"],
}
"""Every variable that the program or a library below it heeds or might, with its values."""

WORDS = [
    "crp",
    "green-tea",
    "tea",
    "hiccups",
    "singultus",
    "water",
    "helps",
    "xyzzy",
    "cannot breathe",
    "sources",
    "environment",
    "disclaimer",
    "-",
    "--",
    "",
    "-1",
    "\udcff",
]
OPTIONS = [
    *(["--format", name] for name in (*FORMATS, "svg", "pdf", "")),
    *(["--width", width] for width in ("10", "16", "40", "96", "1000", "9", "wide", "")),
    *(["--color", when] for when in ("auto", "always", "never", "sometimes")),
    ["--no-pager"],
    ["--force"],
    ["--content", "/nowhere"],
    ["--content", "/dev/null"],
    ["--help"],
    ["-h"],
    ["--section", "sources"],
    ["--section", "recipes"],
    ["--category", "drinks"],
    ["--from", "bundled"],
    ["--in", "title"],
    ["--in", "nowhere"],
    ["--limit", "1"],
    ["--limit", "0"],
    ["--limit", "9" * 30],
    ["--explain"],
    ["--evidence", "mixed"],
    ["--evidence", "proven"],
    ["--condition", "hiccups"],
    ["--annotate"],
    ["--no-disclaimer"],
    ["--quiet"],
    ["-q"],
    ["--disclaimer=no"],
    ["--format"],
]


def surroundings_of_a_run() -> st.SearchStrategy[dict[str, str]]:
    """Return variables as they might be set, well or badly, and some that nobody reads."""
    chosen = st.sampled_from(sorted(GOOD_AND_BAD)).flatmap(
        lambda name: st.tuples(st.just(name), st.sampled_from(GOOD_AND_BAD[name]))
    )
    named = st.text(string.ascii_uppercase + "_", min_size=1, max_size=12)
    invented = st.tuples(
        named.map("HEAL_{}".format), st.sampled_from(["", "0", "1", "no", "none"])
    )
    return st.lists(chosen | invented, max_size=5).map(dict)


def command_lines() -> st.SearchStrategy[list[str]]:
    """Return command lines: options on both sides of a command, and words that may fit."""
    option = st.sampled_from(OPTIONS)
    word = st.sampled_from(WORDS).map(lambda text: [text]) | st.text(max_size=8).map(
        lambda text: [text.replace("\0", "")]
    )
    command = st.sampled_from([*(name for name in COMMANDS if name != "check"), "shw"])
    return st.tuples(
        st.lists(option, max_size=2), command, st.lists(option | word, max_size=4)
    ).map(lambda line: [part for parts in (*line[0], [line[1]], *line[2]) for part in parts])


def is_exempt(arguments: list[str]) -> bool:
    """Say whether a line may have asked for the version, which is one line and no more."""
    return any(word.startswith("--v") for word in arguments)


@examples(250)
@given(
    arguments=command_lines(),
    around=surroundings_of_a_run(),
    ending=st.sampled_from(["", "", "", *ENDINGS, ".docx"]),
)
@example(arguments=["show", "crp", "--help"], around={"HEAL_FORMAT": "pdf"}, ending="")
@example(arguments=["topics"], around={"HEAL_FORMAT": "svg"}, ending="")
@example(arguments=["show", "tea"], around={"COLUMNS": "1"}, ending=".svg")
@pytest.mark.usefixtures("library")
def test_no_option_no_word_and_no_variable_takes_the_disclaimer_away(
    heal: Heal,
    tmp_path: Path,
    arguments: list[str],
    around: dict[str, str],
    ending: str,
) -> None:
    if is_exempt(arguments):
        return
    file = tmp_path / f"page{ending}"
    file.unlink(missing_ok=True)
    shutil.rmtree(tmp_path / "data", ignore_errors=True)
    if ending:
        arguments = ["--output", str(file), *arguments]
    with pytest.MonkeyPatch.context() as patch:
        patch.setenv("XDG_DATA_HOME", str(tmp_path / "data"))
        patch.chdir(tmp_path)
        for name, value in around.items():
            patch.setenv(name, value)
        answer = heal(*arguments, typed="green-tea\n")
    assert "Traceback" not in answer.err
    assert_whole(answer, file if ending else None)


def test_an_emergency_above_the_notice_opens_with_its_name_in_plain(heal: Heal) -> None:
    page = heal("search", "chest pain", "--format", "plain").out
    assert page.splitlines()[0].startswith("! Chest pain: ")


@pytest.mark.parametrize(
    ("name", "value"),
    [(name, value) for name, values in GOOD_AND_BAD.items() for value in values],
    ids=lambda value: ascii(value)[:20],
)
@pytest.mark.usefixtures("library")
def test_no_variable_alone_takes_them_away(
    heal: Heal,
    name: str,
    value: str,
    tmp_path: Path,
    monkeypatch: pytest.MonkeyPatch,
) -> None:
    monkeypatch.chdir(tmp_path)
    monkeypatch.setenv(name, value)
    for arguments in (["show", "green-tea"], ["show", "xyzzy"], ["--bad"], []):
        assert_whole(heal(*arguments))


@pytest.mark.parametrize(
    "name", sorted({setting.variable for setting in SETTINGS.values() if setting.variable})
)
def test_every_variable_of_ours_is_among_those_that_are_tried(name: str) -> None:
    assert name in GOOD_AND_BAD


def test_own_content_cannot_write_over_them(heal: Heal, library: Path, tmp_path: Path) -> None:
    write_topic(library, "Disclaimer", words=("Some did better", "No disclaimer is needed"))
    for name in FORMATS:
        for arguments in (["disclaimer"], ["show", "disclaimer"], ["define", "disclaimer"]):
            assert_whole(heal(*arguments, "--format", name))


@pytest.mark.parametrize(
    "arguments",
    [
        ["--version"],
        ["--version", "--format", "json"],
        ["--width", "20", "--version"],
        ["--version", "topics"],
    ],
    ids=" ".join,
)
def test_only_the_version_is_without_them(heal: Heal, arguments: list[str]) -> None:
    answer = heal(*arguments)
    assert answer.code == 0
    assert re.fullmatch(r"heal [\d.]+\n", answer.out)


@pytest.mark.parametrize("arguments", [["topics", "--version"], ["version"], ["-v"], ["-V"]])
def test_the_version_asked_for_in_the_wrong_way_has_both(
    heal: Heal, arguments: list[str]
) -> None:
    answer = heal(*arguments)
    assert answer.code == 2
    assert_whole(answer)
