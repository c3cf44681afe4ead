"""What any answer must do with, whatever lies in the library."""

import resource
from pathlib import Path

from tests.answer import Answer
from tests.invariants import But
from tests.processes import command, run, surroundings

MOST_MEMORY = 512 * 1024 * 1024
"""Bytes of address space that a process may take."""

MOST_SECONDS = 10
"""Seconds of the processor after which heal is taken to hang; none of these takes one."""

LONGEST_WARNING = 8 * 1024
"""Characters that the warnings beside an answer may take."""


def _bound() -> None:
    resource.setrlimit(resource.RLIMIT_AS, (MOST_MEMORY, MOST_MEMORY))
    resource.setrlimit(resource.RLIMIT_CPU, (MOST_SECONDS, MOST_SECONDS))
    resource.setrlimit(resource.RLIMIT_CORE, (0, 0))


def ask(root: Path, cache: Path, *arguments: str) -> Answer:
    """Return what a process of bounded means answers; fail if it hangs, or ends otherwise."""
    asked = command(*arguments, root=root)
    answer = run(asked, surroundings(cache), _bound, but=But.WARNED)
    assert answer.code in {0, 2, 3, 4}, answer.err[-2000:]
    assert len(answer.err) < LONGEST_WARNING
    return answer
