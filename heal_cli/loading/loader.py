"""YAML files to models: the only reader of YAML.

Files are composed into nodes and walked, not constructed into objects: it is the
fastest way PyYAML offers, every scalar stays the text that was written, and every
node knows its line and column.
"""

import re
from collections.abc import Iterator, Mapping
from itertools import accumulate
from pathlib import Path
from typing import Any, NamedTuple, cast

import yaml

from heal_cli.errors import ContentError, Fault
from heal_cli.loading.content_format import ID, SHARED, TOPIC, UNSAFE
from heal_cli.loading.node_readers import (
    MOST_FAULTS,
    PLAIN_TAGS,
    Node,
    Reading,
    Record,
    entries,
)
from heal_cli.loading.texts import LARGEST_FILE as LARGEST_FILE  # noqa: PLC0414 - beside the other limits
from heal_cli.loading.texts import place_in, read_text
from heal_cli.models import Shared, Topic

DEEPEST = 50
"""Collections that may stand in one another; a topic needs six."""

MOST_VALUES = 200_000
"""Values that a file may hold; the bundled ones have up to 8,000."""

_BRACKET = re.compile(r"[\[{\]}]")
_DEEP_LINE = re.compile(r"^(?: {50}|(?:[-?][ \t]+){25})", re.MULTILINE)

_Base: Any = getattr(yaml, "CBaseLoader", yaml.BaseLoader)


class _Loader(_Base):  # type: ignore[misc]
    """Composes nodes with the tag of their shape; PyYAML would look for rules to guess by."""

    def resolve(self, kind: Any, _value: Any, _implicit: Any) -> str:
        """Return the tag of a node that was written without one."""
        return PLAIN_TAGS[kind.id]

    def descend_resolver(self, *_: Any) -> None:
        """Enter a node: there is nothing to look for."""

    def ascend_resolver(self) -> None:
        """Leave a node."""


def load_topic(path: Path) -> Topic:
    """Read one topic; its id is the file's name, its category the folder's.

    Raises:
        ContentError: With every fault of the file.
    """
    reading = Reading(str(path))
    node = _compose(path, reading)
    identifier, category = path.stem, path.parent.name
    if node is not None:
        for name in (identifier, category):
            if not re.fullmatch(ID, name):
                message = f'the name "{name}" should be lower-case words joined by hyphens'
                reading.fault(node, message)
        topic = TOPIC.read(node, reading, id=identifier, category=category)
        if topic is not None and not reading.faults:
            return topic
    raise ContentError(sorted(reading.faults), is_passing=reading.is_passing)


class Loaded(NamedTuple):
    """What topics share, the faults of its files, and which the system could not read.

    `lines` has the line of each entry, by its file's name without ending and its id.
    """

    shared: Shared
    faults: list[Fault]
    unread: frozenset[str]
    lines: Mapping[tuple[str, str], int]


def read_shared(root: Path) -> Loaded:
    """Read the files beside `topics/`; an entry with faults is left out, the rest stands.

    A file that is not there is one that could not be read.
    """
    values: dict[str, tuple[Any, ...]] = {}
    faults: list[Fault] = []
    unread: set[str] = set()
    lines: dict[tuple[str, str], int] = {}
    for name, (record, key_pattern) in SHARED.items():
        path = root / f"{name}.yaml"
        reading = Reading(str(path))
        node = _compose(path, reading)
        if node is not None:
            named = list(_named(node, record, key_pattern, reading))
            values[name] = tuple(value for value, _ in named)
            lines |= {(name, value.id): line for value, line in named}
        if reading.is_passing:
            unread.add(str(path))
        faults += reading.faults
    return Loaded(Shared(**values), faults, frozenset(unread), lines)


def entries_of(name: str, text: str) -> tuple[list[str], list[Fault]]:
    """Return the ids that a file beside `topics/` would have with a text, and its faults."""
    reading = Reading(f"{name}.yaml")
    node = _composed(text, reading)
    found = [] if node is None else list(_named(node, *SHARED[name], reading))
    return [entry.id for entry, _ in found], reading.faults


def _named(
    node: Node, record: Record[Any], pattern: str, reading: Reading
) -> Iterator[tuple[Any, int]]:
    """Yield each entry of a file, and its line."""
    for key, key_node, value_node in entries(node, reading):
        if not re.fullmatch(pattern, key) or UNSAFE.search(key):
            reading.fault(
                key_node, f'"{key}" cannot be an id; use lower-case words and hyphens'
            )
            continue
        value = record.read(value_node, reading, id=key)
        if value is not None:
            yield value, key_node.start_mark.line + 1


def _compose(path: Path, reading: Reading) -> Node | None:
    """Return the file's root node, or None after adding what is wrong with the file."""
    text = read_text(path, reading)
    return None if text is None else _composed(text, reading)


def _composed(text: str, reading: Reading) -> Node | None:
    """Return the root node of a text, or None after adding what is wrong with it."""
    try:
        if _needs_a_look(text):
            _look(text, reading)
            if reading.faults:
                return None
        reading.has_escapes = "\\" in text
        node = yaml.compose(text, Loader=_Loader)
        if node is not None:
            return cast("Node", node)
        problem = (1, 1, "the file is empty")
    except yaml.MarkedYAMLError as error:
        problem = _syntax_problem(text, error)
    except (yaml.YAMLError, ValueError) as error:
        # A letter that YAML does not allow: its place is given in letters, from the start.
        line, column = place_in(text, getattr(error, "position", 0))
        problem = (line, column, f"not valid YAML: {' '.join(str(error).split())}")
    reading.faults.append(Fault(reading.path, *problem))
    return None


def _syntax_problem(text: str, error: yaml.MarkedYAMLError) -> tuple[int, int, str]:
    """Return line, column and a writer's words for what the parser could not read."""
    mark: Any = error.problem_mark or error.context_mark
    line, column = mark.line + 1, mark.column + 1
    lines = text.splitlines() or [""]
    hint = _hint(str(error.problem), lines[line - 1 : line], column)
    if line > len(lines):  # The parser stood behind the end of the file.
        line, column = len(lines), len(lines[-1]) + 1
    return line, column, f"not valid YAML: {hint}"


_NO_TABS = "indent with spaces, not with tabs"

_HINTS = {
    "tab character": _NO_TABS,
    "mapping values": "a value with a colon in it needs quotes, or the line stands too far in",
    "undefined alias": "text that starts with * needs quotes",
    "alphabetic or numeric": "text that starts with * or & needs quotes",
    "'-' indicator": "the list ends here; look for a line that stands too far out, or for a "
    "quote that is not closed",
    "expected ':'": "a line without a key; text of several lines needs | and stands further in "
    "than its key",
    "unknown escape": "a backslash in double quotes is written twice; single quotes keep it",
    "end of stream": "a quote or bracket is not closed",
    "another document": "a second --- starts another document; take it out",
    "expected key": "the value ends before its line does; put the whole of it in quotes, and "
    "write '' for a ' within them",
    "block end": "the value ends before its line does; put the whole of it in quotes",
    "',' or ']'": "a bracket is not closed, or a comma is missing",
    "',' or '}'": "a brace is not closed, or a comma is missing",
}
"""What would be right, by words of the parser's own message."""


def _hint(problem: str, lines: list[str], column: int) -> str:
    """Return what is wrong in a writer's words, where they are known; else the parser's."""
    letter = lines[0][column - 1 : column] if lines else ""
    if "cannot start any token" in problem:
        return _NO_TABS if letter == "\t" else f"text that starts with {letter} needs quotes"
    return next((hint for words, hint in _HINTS.items() if words in problem), problem)


def _needs_a_look(text: str) -> bool:
    """Say whether a text may hold anchors, or be nested or divided so much that it harms.

    The parser builds a tree by recursion in C, which nothing stops, and takes 700 bytes for
    every value; so what is suspicious is looked at before, value by value.
    """
    depths = accumulate(1 if letter in "[{" else -1 for letter in _BRACKET.findall(text))
    values = text.count(",") + text.count("\n") + text.count("- ") + text.count("? ")
    return (
        "&" in text
        or values > MOST_VALUES
        or max(depths, default=0) > DEEPEST
        or bool(_DEEP_LINE.search(text))
    )


def _look(text: str, reading: Reading) -> None:
    """Add faults for anchors, and for more depth or values than content ever needs."""
    depth = 0
    for number, event in enumerate(yaml.parse(text, Loader=_Loader)):
        depth += isinstance(event, yaml.CollectionStartEvent)
        depth -= isinstance(event, yaml.CollectionEndEvent)
        message = ""
        if depth > DEEPEST:
            message = "nested too deeply"
        elif number > MOST_VALUES:
            message = f"has more than {MOST_VALUES} values; split it"
        elif getattr(event, "anchor", None):
            message = "anchors and aliases are not allowed; write the value out"
        if message:
            mark: Any = event.start_mark
            fault = Fault(reading.path, mark.line + 1, mark.column + 1, message)
            reading.faults.append(fault)
            if "anchor" not in message or len(reading.faults) >= MOST_FAULTS:
                return
