"""Documents say what is so."""

import os
import re
import subprocess
import sys
from itertools import takewhile
from pathlib import Path
from shutil import which

import pytest

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
        assert command in README


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


def test_every_file_that_documents_name_is_there() -> None:
    """Names in capitals stand for what a reader is to write."""
    pages = [*PROJECT.glob("*.md"), *(PROJECT / "docs").glob("*.md")]
    path = re.compile(r"\b(?:tests|heal_cli|docs|benchmarks)/[\w/.-]+\w")
    named = {each for page in pages for each in path.findall(page.read_text("utf-8"))}
    assert "heal_cli/views/frame.py" in named
    gone = {each for each in named if not (PROJECT / each).exists() and "NAME" not in each}
    assert gone == set()


def test_every_key_of_a_topic_is_explained_to_writers() -> None:
    from heal_cli.loading.content_format import TOPIC

    guide = (PROJECT / "docs" / "writing-topics.md").read_text("utf-8")
    for key in TOPIC.fields:
        assert f"| `{key}` |" in guide


def recipes() -> list[str]:
    """Return the recipes of the README, without their remarks."""
    recipes = README.partition("## Recipes")[2]
    (block,) = re.findall(r"```sh\n(.*?)```", recipes, re.DOTALL)
    return [line.split("  #")[0].strip() for line in block.splitlines()]


@pytest.mark.parametrize("recipe", recipes())
def test_a_recipe_works_as_it_is_written(recipe: str, tmp_path: Path) -> None:
    """Where a program is missing, or needs a person at it, the part before it is tried."""
    surroundings = dict(os.environ)
    surroundings["PATH"] = f"{Path(sys.executable).parent}:{surroundings['PATH']}"
    programs = [part.strip() for part in recipe.split(" | ")]
    parts = list(
        takewhile(
            lambda part: (
                which(part.split()[0], path=surroundings["PATH"]) and "fzf" not in part
            ),
            programs,
        )
    )
    done = subprocess.run(
        ["sh", "-c", " | ".join(parts)],
        cwd=tmp_path,
        env=surroundings,
        capture_output=True,
        text=True,
        check=False,
    )
    assert done.returncode == 0
    assert re.sub(r"heal: wrote \S+\n", "", done.stderr) == ""
    assert done.stdout or list(tmp_path.iterdir())


@pytest.mark.skipif(not which("man"), reason="no manual reader here")
def test_the_manual_page_is_clean() -> None:
    page = str(PROJECT / "docs" / "heal.1")
    done = subprocess.run(
        ["man", "--warnings", "-l", page], capture_output=True, text=True, check=False
    )
    assert done.stderr == ""
    assert "heal - read what a health site claims" in done.stdout


def test_the_readme_counts_claims_and_works_right() -> None:
    from tests.test_bundled_content import IDS, shared, topic

    claims = sum(len(topic(name).benefits) for name in IDS)
    assert f"{claims} claims, {len(shared().sources)} works" in README
