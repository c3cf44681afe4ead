"""Change the program in small ways and see which changes no test notices: `make mutants`.

Each mutant is one change of one place: a comparison turned, `and` made `or`, a condition
turned round, a number raised by one. The tests that are nearest to the module run on a copy;
a mutant that they all pass is printed as a survivor.
"""

import argparse
import ast
import random
import shutil
import subprocess
import sys
import tempfile
from collections.abc import Iterator
from concurrent.futures import ThreadPoolExecutor
from functools import partial
from pathlib import Path
from typing import Any

PROJECT = Path(__file__).parent.parent
NEAREST = {
    "heal_cli/loading/loader.py": [
        "test_loader",
        "test_file_limits",
        "attacks/test_passing_errors",
        "content_safety/test_attacks",
        "content_safety/test_bounds",
        "content_safety/test_odd_files",
        "content_safety/test_plain_yaml",
        "content_safety/test_shared_files",
    ],
    "heal_cli/index/index.py": [
        "index/test_freshness",
        "index/test_stale_files",
        "index/test_updates",
        "machines/test_disks",
        "machines/test_environment",
        "machines/test_pythons",
        "machines/test_stale_index",
        "side_effects/test_index_file",
        "test_regressions",
        "test_command_line",
    ],
    "heal_cli/index/questions.py": [
        "test_library",
        "test_own_is_marked",
        "test_search",
        "test_completion",
        "test_several_libraries",
    ],
    "heal_cli/index/freshness.py": [
        "index/test_freshness",
        "index/test_stale_files",
        "index/test_updates",
        "test_regressions",
    ],
    "heal_cli/interrupt.py": ["test_interrupt", "machines/test_streams"],
    "heal_cli/screen/pager.py": ["test_pager", "test_screen", "machines/test_streams"],
    "heal_cli/views/claims.py": ["test_claims", "test_own_is_marked", "test_quoted_commands"],
    "heal_cli/views/frame.py": ["test_invariants", "test_own_is_marked", "test_regressions"],
    "heal_cli/library/library.py": [
        "test_library",
        "test_claims",
        "test_own_content",
        "test_topic_pages",
        "test_search",
        "test_search_any_text",
        "test_check",
        "test_several_libraries",
    ],
    "heal_cli/screen/screen.py": [
        "test_screen",
        "test_formats",
        "test_output",
        "disclaimer/test_outputs",
        "machines/test_encodings",
        "machines/test_streams",
        "test_command_line",
    ],
}
"""The modules that are changed, with the tests that should notice."""

HANGS = 300
"""Seconds after which tests that a change has made endless are stopped."""

TURNED: dict[type, type] = {
    ast.Eq: ast.NotEq,
    ast.NotEq: ast.Eq,
    ast.Lt: ast.LtE,
    ast.LtE: ast.Lt,
    ast.Gt: ast.GtE,
    ast.GtE: ast.Gt,
    ast.Is: ast.IsNot,
    ast.IsNot: ast.Is,
    ast.In: ast.NotIn,
    ast.NotIn: ast.In,
    ast.And: ast.Or,
    ast.Or: ast.And,
}


def mutants(source: str) -> Iterator[tuple[int, str, str]]:
    """Yield (line, what was changed, the changed source) for every place."""
    for number, _ in enumerate(ast.walk(ast.parse(source))):
        tree = ast.parse(source)
        node: Any = list(ast.walk(tree))[number]
        before = ast.unparse(node) if isinstance(node, ast.expr) else ""
        if isinstance(node, ast.Compare):
            node.ops[0] = TURNED[type(node.ops[0])]()
        elif isinstance(node, ast.BoolOp):
            node.op = TURNED[type(node.op)]()
        elif isinstance(node, ast.If | ast.While | ast.IfExp):
            before = ast.unparse(node.test)
            node.test = ast.UnaryOp(ast.Not(), node.test)
        elif isinstance(node, ast.Constant) and type(node.value) is int:
            node.value += 1
        else:
            continue
        changed = ast.unparse(ast.fix_missing_locations(tree))
        yield getattr(node, "lineno", 0), f"{type(node).__name__}: {before}", changed


def outcome(module: str, changed: str) -> str:
    """Say whether a change is noticed, survives, or makes the tests run out of time."""
    with tempfile.TemporaryDirectory() as name:
        copy = Path(name) / "project"
        shutil.copytree(
            PROJECT, copy, ignore=shutil.ignore_patterns(".git", ".venv", "__pycache__", ".*")
        )
        (copy / module).write_text(changed, "utf-8")
        tests = [f"tests/{test}.py" for test in NEAREST[module]]
        call = [sys.executable, "-m", "pytest", "-q", "-x", "-p", "no:cacheprovider", *tests]
        try:
            done = subprocess.run(
                call, cwd=copy, capture_output=True, timeout=HANGS, check=False
            )
        except subprocess.TimeoutExpired:
            return "out of time"
        return "noticed" if done.returncode else "survives"


def main() -> int:
    """Try a sample of the mutants of each module and print those that no test notices."""
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("modules", nargs="*", default=list(NEAREST), help="which to change")
    parser.add_argument("--each", type=int, default=20, help="mutants of each module")
    parser.add_argument("--seed", type=int, default=1)
    options = parser.parse_args()
    chosen = random.Random(options.seed)
    for module in options.modules:
        found = list(mutants((PROJECT / module).read_text("utf-8")))
        sample = chosen.sample(found, min(options.each, len(found)))
        with ThreadPoolExecutor(2) as pool:
            answers = list(pool.map(partial(outcome, module), [each[2] for each in sample]))
        left = [
            (line, what, answer)
            for (line, what, _), answer in zip(sample, answers, strict=True)
            if answer != "noticed"
        ]
        sys.stdout.write(f"{module}: {len(sample)} of {len(found)}, {len(left)} not noticed\n")
        for line, what, answer in sorted(left):
            sys.stdout.write(f"  line {line}: {what}: {answer}\n")
        sys.stdout.flush()
    return 0


if __name__ == "__main__":
    sys.exit(main())
