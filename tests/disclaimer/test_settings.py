"""No option, no word and no variable takes the notice or the disclaimer away.

The fixture `heal` holds every answer to that; here are the settings that no other test tries.
"""

import re
import shutil
import string
from itertools import chain
from pathlib import Path

import pytest
from hypothesis import example, given
from hypothesis import strategies as st

from heal_cli.commands import COMMANDS
from heal_cli.formats import ENDINGS, SHOWN
from tests.conftest import Heal
from tests.fuzzing import examples
from tests.invariants import But
from tests.terminal_safety.generated import can_be_handed_over

VARIABLES = {
    "NO_COLOR": ["", "0", "1"],
    "FORCE_COLOR": ["", "0", "1", "no"],
    "CLICOLOR_FORCE": ["", "0", "1"],
    "CLICOLOR": ["", "0", "1"],
    "TERM": ["", "dumb", "xterm-256color", "\x1b[31m"],
    "COLUMNS": ["", "0", "-7", "1", "10", "59", "300", "99999", "wide", "9" * 5000],
    "LINES": ["", "0", "1", "-1", "many"],
    "LANG": ["", "C", "tlh_QQ"],
    "PAGER": ["", "cat", "false", "no-such-program", "'"],
    "LESS": ["", "-X"],
    "HEAL_PAGER": ["", "cat", "true", "'"],
    "HEAL_FORMAT": ["", *SHOWN, "svg", "pdf", "RICH", "none"],
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
    "LOCALAPPDATA": ["", "/nowhere"],
    "HOME": ["", "/nowhere"],
}
"""Every variable that the program or a library below it heeds or might, with its values."""

_NAMES = "crp green-tea tea hiccups singultus water helps xyzzy sources environment disclaimer"
WORDS = [*_NAMES.split(), "cannot breathe", "-", "--", "", "-1", "\udcff"]
_OPTIONS = """
    --no-pager, --force, --content /nowhere, --content /dev/null, --help, -h, --section sources,
    --section recipes, --category drinks, --from bundled, --in title, --in nowhere, --limit 1,
    --limit 0, --explain, --evidence mixed, --evidence proven, --condition hiccups, --annotate,
    --no-disclaimer, --quiet, -q, --disclaimer=no, --format
"""
OPTIONS = [
    *(option.split() for option in _OPTIONS.split(",")),
    *(["--format", name] for name in (*SHOWN, "svg", "pdf", "")),
    *(["--width", width] for width in ("10", "16", "40", "96", "1000", "9", "wide", "")),
    *(["--color", when] for when in ("auto", "always", "never", "sometimes")),
    ["--limit", "9" * 30],
]


def surroundings_of_a_run() -> st.SearchStrategy[dict[str, str]]:
    """Return variables as they might be set, well or badly, and some that nobody reads."""
    chosen = st.sampled_from(sorted(VARIABLES)).flatmap(
        lambda name: st.tuples(st.just(name), st.sampled_from(VARIABLES[name]))
    )
    named = st.text(string.ascii_uppercase + "_", min_size=1, max_size=12)
    invented = st.tuples(
        named.map("HEAL_{}".format), st.sampled_from(["", "0", "1", "no", "none"])
    )
    return st.lists(chosen | invented, max_size=5).map(dict)


def command_lines() -> st.SearchStrategy[list[str]]:
    """Return command lines: options on both sides of a command, and words that may fit."""
    option = st.sampled_from(OPTIONS)
    typed = st.text(st.characters(), max_size=8).filter(can_be_handed_over)
    word = (st.sampled_from(WORDS) | typed).map(lambda text: [text])
    command = st.sampled_from([*COMMANDS, "shw"]).map(lambda name: [name])
    parts = st.tuples(
        st.lists(option, max_size=2), command, st.lists(option | word, max_size=4)
    )
    return parts.map(lambda line: [*chain(*line[0]), *line[1], *chain(*line[2])])


@examples(30)
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
        heal(*arguments, typed="green-tea\n", but=But.WARNED)


@pytest.mark.parametrize("name", VARIABLES)
@pytest.mark.usefixtures("library")
def test_no_value_of_a_variable_takes_them_away(
    heal: Heal, name: str, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.chdir(tmp_path)
    for value in VARIABLES[name]:
        monkeypatch.setenv(name, value)
        for arguments in (["show", "green-tea"], ["show", "xyzzy"], ["--bad"]):
            heal(*arguments, but=But.WARNED if name == "HEAL_CONTENT" else But.NOTHING)


def test_every_variable_that_heal_names_is_tried(heal: Heal) -> None:
    page = heal("help", "environment", "--format", "plain").out
    named = set(re.findall(r"\b[A-Z_]{4,}\b", page))
    assert named
    assert named <= set(VARIABLES)


def test_only_the_version_is_without_them(heal: Heal) -> None:
    for options in ([], ["--format", "json"], ["--width", "20"], ["--color", "always"]):
        for arguments in ([*options, "--version"], ["--version", *options, "topics"]):
            answer = heal(*arguments, but=But.NO_PAGE)
            assert (answer.err, answer.code) == ("", 0)
            assert re.fullmatch(r"heal [\d.]+\n", answer.out)


def test_the_version_asked_for_in_the_wrong_way_is_not_understood(heal: Heal) -> None:
    for arguments in (["topics", "--version"], ["-v"], ["-V"]):
        assert heal(*arguments).code == 2
