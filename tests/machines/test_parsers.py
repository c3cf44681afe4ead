"""With LibYAML's parser and without it: the same answers, and the same faults in content."""

import json
from pathlib import Path

import pytest
import yaml

from tests.answer import Answer
from tests.command_lines import EVERY_COMMAND
from tests.conftest import TOPIC, write_topic
from tests.content_safety.attacks import ATTACKS
from tests.invariants import But
from tests.processes import command, make_library, run, surroundings

pytestmark = pytest.mark.slow

WITHOUT_C_PARSER = (
    "sys.modules['yaml._yaml'] = None; import yaml; assert not hasattr(yaml, 'CBaseLoader')"
)

needs_c_parser = pytest.mark.skipif(
    not hasattr(yaml, "CBaseLoader"), reason="this PyYAML has no C parser to compare with"
)

LINES = [line for lines in EVERY_COMMAND.values() for line in lines if line[0] != "new"]

# Prints the answers to many command lines, one after another, and its own end to none.
ALL = """
import json
from heal_cli.command_line.app import main
for line in json.loads(sys.argv.pop(1)):
    try:
        main([*line, "--format", "json"])
    except SystemExit as ended:
        print("exit code", ended.code, file=sys.stderr)
sys.exit()
"""


def answers(cache: Path, before: str = "") -> Answer:
    """Return what all commands print, on one cache."""
    asked = command(json.dumps(LINES), before=f"{before}\n{ALL}")
    return run(asked, surroundings(cache), but=But.NO_PAGE)


@needs_c_parser
def test_every_answer_is_the_same_without_the_c_parser(tmp_path: Path) -> None:
    fast = answers(tmp_path / "fast")
    assert (fast.code, fast.err.count("exit code ")) == (0, len(LINES))
    assert answers(tmp_path / "slow", WITHOUT_C_PARSER) == fast


Found = dict[str, set[tuple[int, int, str]]]
"""What is wrong in each file: line, column and message."""


def findings(root: Path, cache: Path, before: str = "") -> Found:
    """Return what `heal check` finds in a library."""
    asked = command("check", str(root), "--format", "json", root=root, before=before)
    answer = run(asked, surroundings(cache))
    assert answer.code in {0, 3}, answer.err[-1000:]
    found: Found = {}
    for each in json.loads(answer.out)["findings"]:
        places = found.setdefault(Path(each["path"]).stem, set())
        places.add((each["line"], each["column"], each["message"]))
    return found


@pytest.fixture(scope="module")
def both(tmp_path_factory: pytest.TempPathFactory) -> tuple[Found, Found]:
    """What is wrong in each file of the attacks, with and without the C parser."""
    folder = tmp_path_factory.mktemp("both")
    root = make_library(folder / "content")
    for name, attack in ATTACKS.items():
        # How deep is too deep differs.
        if not name.startswith("nested-"):
            (root / "topics/drinks" / f"{name}.yaml").write_bytes(attack.data)
    return findings(root, folder), findings(root, folder, WITHOUT_C_PARSER)


@needs_c_parser
def test_every_fault_of_content_is_the_same_without_the_c_parser(
    both: tuple[Found, Found],
) -> None:
    fast, slow = (
        {
            name: places
            for name, places in found.items()
            if not any("not valid YAML" in message for _, _, message in places)
        }
        for found in both
    )
    assert len(fast) > 50
    assert slow == fast


@needs_c_parser
@pytest.mark.xfail(
    raises=AssertionError, reason="the parsers name the places of some faults differently"
)
def test_every_fault_of_syntax_is_the_same_without_the_c_parser(
    both: tuple[Found, Found],
) -> None:
    fast, slow = both
    assert slow == fast


APART = {
    "tab-after-a-colon": TOPIC.format(title="Odd").replace("title: ", "title:\t"),
    "unknown-directive": "%FOO bar\n---\n" + TOPIC.format(title="Odd"),
    "half-a-pair": TOPIC.format(title="Odd").replace("title: Odd", 'title: "\\ud800"'),
}


@needs_c_parser
@pytest.mark.xfail(
    raises=AssertionError,
    reason="the parsers differ in what they take after a colon and a percent sign",
)
@pytest.mark.parametrize("text", APART.values(), ids=APART)
def test_a_file_is_valid_with_both_parsers_or_with_none(tmp_path: Path, text: str) -> None:
    root = make_library(tmp_path / "content")
    (root / "topics/drinks/odd.yaml").write_text(text)
    fast, slow = (
        # One says where a control character stands, the other that it is no letter.
        {place[:2] for place in findings(root, tmp_path, before).get("odd", ())}
        for before in ("", WITHOUT_C_PARSER)
    )
    assert slow == fast


def test_a_letter_that_does_not_exist_is_a_fault_without_the_c_parser(tmp_path: Path) -> None:
    root = make_library(tmp_path / "content")
    write_topic(root, "Odd", name=("title: Odd", 'title: "\\U00110000"'))
    asked = command("show", "green-tea", root=root, before=WITHOUT_C_PARSER)
    answer = run(asked, surroundings(tmp_path), but=But.WARNED)
    assert answer.code == 0
    assert "odd.yaml:1:" in answer.err
