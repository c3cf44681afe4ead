"""Documents say what is so."""

import re
import sys
from pathlib import Path

from heal_cli.commands import COMMANDS
from heal_cli.errors import ContentError, HealError, NotFound, UsageMistake

PROJECT = Path(__file__).parent.parent
sys.path.insert(0, str(PROJECT / "docs"))

import refresh  # noqa: E402 - it lies beside the documents

README = (PROJECT / "README.md").read_text("utf-8")


def test_examples_show_what_the_commands_print() -> None:
    assert list(refresh.stale()) == [], "run: make docs"


def test_the_readme_runs_the_three_commands() -> None:
    for command in ("heal topics", "heal show magnesium", "heal search spasms"):
        assert f"$ {command}" in README


def test_every_command_is_in_the_readme() -> None:
    for name in COMMANDS:
        assert f"heal {name}" in README or name in {"disclaimer", "help"}


def test_the_readme_tells_every_exit_code() -> None:
    for error in (HealError, UsageMistake, ContentError, NotFound):
        assert re.search(rf"\b{error.exit_code} \w+", README)


def test_every_make_target_has_a_line_of_help() -> None:
    makefile = (PROJECT / "Makefile").read_text("utf-8")
    targets = set(re.findall(r"^\.PHONY: (.+)$", makefile, re.MULTILINE))
    helped = set(re.findall(r"^([a-z-]+):.*## ", makefile, re.MULTILINE))
    assert targets == helped


def test_every_key_of_a_topic_is_explained_to_writers() -> None:
    from heal_cli.loader import _TOPIC

    guide = (PROJECT / "docs" / "writing-topics.md").read_text("utf-8")
    for key in _TOPIC.fields:
        assert f"| `{key}` |" in guide
