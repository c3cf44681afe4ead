"""Readers of YAML nodes: each checks one shape and reports what is wrong, and where.

A reader never raises: it adds faults to the `Reading` and returns a stand-in, so
that one pass finds every fault of a file.
"""

import re
from collections.abc import Callable, Iterator
from datetime import date
from difflib import get_close_matches
from enum import Enum
from typing import Any, Generic, NamedTuple, Protocol, TypeVar

from heal_cli.errors import Fault

Member = TypeVar("Member", bound=Enum)
Model = TypeVar("Model")

MOST_FAULTS = 100
"""Faults of one file that are kept: a file that is no content at all could have any number."""

PLAIN_TAGS = {
    "scalar": "tag:yaml.org,2002:str",
    "sequence": "tag:yaml.org,2002:seq",
    "mapping": "tag:yaml.org,2002:map",
}
"""The tag that a node of each shape has where none is written."""

_SHAPES = {"scalar": "text", "sequence": "a list", "mapping": "keys with values"}
_REMEDIES = {
    "scalar": "; put it in quotes if it holds a colon or brackets",
    "sequence": "; write [one, two], or [] for none",
}


_LONGEST_MESSAGE = 500


def short(message: str) -> str:
    """Return a message that can be stored and is not very long, whatever it quotes."""
    # Without LibYAML a quoted text may hold half a letter, which UTF-8 has no bytes for.
    message = message.encode("utf-8", "backslashreplace").decode()
    if len(message) <= _LONGEST_MESSAGE:
        return message
    half = _LONGEST_MESSAGE // 2
    return f"{message[:half]} ... {message[-half:]}"


class Node(Protocol):
    """What we use of a YAML node: the parser's own class satisfies it."""

    id: str
    tag: str
    value: Any
    start_mark: Any


class Reader(Protocol):
    """Reads one shape of value."""

    def read(self, node: Node, reading: "Reading") -> Any:
        """Return the value of `node`, or a stand-in after adding a fault."""


class Reading:
    """One file being read, and the faults found in it so far.

    `has_escapes` says whether its quoted texts may hold what the file itself does not show;
    `is_passing` that the system could not read the file, which may be otherwise next time.
    """

    def __init__(self, path: str) -> None:
        self.path = path
        self.faults: list[Fault] = []
        self.has_escapes = False
        self.is_passing = False

    def fault(self, node: Node, message: str) -> None:
        """Add a fault at the place of `node`; a file with very many needs no more."""
        if len(self.faults) >= MOST_FAULTS:
            return
        mark = node.start_mark
        self.faults.append(Fault(self.path, mark.line + 1, mark.column + 1, short(message)))

    def accept(self, node: Node, shape: str) -> bool:
        """Say whether `node` has the shape, with a fault if it has not."""
        if node.tag != PLAIN_TAGS[node.id]:
            self.fault(node, f"the tag {node.tag} is not allowed; write plain text")
        elif node.id != shape:
            is_empty = node.id == "scalar" and not str(node.value).strip()
            found = "empty" if is_empty else _SHAPES[node.id]
            self.fault(
                node, f"should be {_SHAPES[shape]}, is {found}{_REMEDIES.get(shape, '')}"
            )
        else:
            return True
        return False


class Text:
    """Text that is not empty and, if limits are given, keeps them."""

    def __init__(self, pattern: str = "", hint: str = "", longest: int = 0) -> None:
        self.pattern = pattern
        self.hint = hint
        self.longest = longest

    def read(self, node: Node, reading: Reading) -> str:
        """Return the text as it stands, without space around it."""
        if not reading.accept(node, "scalar"):
            return ""
        text = str(node.value).strip()
        if not text:
            reading.fault(node, "is empty; write a value, or take the key away if it may be")
        elif self.pattern and not re.fullmatch(self.pattern, text):
            reading.fault(node, f'"{text}" should be {self.hint}')
        elif self.longest and len(text) > self.longest:
            message = f"has {len(text)} characters; {self.longest} is the most"
            reading.fault(node, message)
        return text


class Day:
    """A date written as 2026-11-22 (ISO 8601)."""

    def read(self, node: Node, reading: Reading) -> date:
        """Return the date."""
        if reading.accept(node, "scalar"):
            try:
                return date.fromisoformat(node.value)
            except ValueError:
                reading.fault(node, f'"{node.value}" should be a date such as 2026-11-22')
        return date.min


class Choice(Generic[Member]):
    """One of a closed set of words."""

    def __init__(self, members: type[Member]) -> None:
        self.members = members

    def read(self, node: Node, reading: Reading) -> Member:
        """Return the member that the text names."""
        members = list(self.members)
        if reading.accept(node, "scalar"):
            for member in members:
                if member.value == node.value:
                    return member
            words = [str(member.value) for member in members]
            near = get_close_matches(node.value.casefold(), words, n=1)
            maybe = f' (did you mean "{near[0]}"?)' if near else ""
            reading.fault(node, f'"{node.value}" should be one of: {", ".join(words)}{maybe}')
        return members[0]


class Many:
    """A list whose items all have one shape."""

    def __init__(self, item: Reader, fewest: int = 0) -> None:
        self.item = item
        self.fewest = fewest

    def read(self, node: Node, reading: Reading) -> tuple[Any, ...]:
        """Return the items as a tuple."""
        if not reading.accept(node, "sequence"):
            return ()
        if len(node.value) < self.fewest:
            reading.fault(node, f"needs at least {self.fewest} item; add one")
        return tuple(self.item.read(item, reading) for item in node.value)


class Raw:
    """A node kept as it is, for a reader that needs its neighbours first."""

    def read(self, node: Node, reading: Reading) -> Node:  # noqa: ARG002 - as every reader
        """Return the node itself."""
        return node


class Field(NamedTuple):
    """A key of a record; a key that is not required has the model's default."""

    reader: Reader
    required: bool = True


def entries(node: Node, reading: Reading) -> Iterator[tuple[str, Node, Node]]:
    """Yield (key, key node, value node) of a mapping; a repeated key is a fault."""
    if not reading.accept(node, "mapping"):
        return
    lines: dict[str, int] = {}
    for key_node, value_node in node.value:
        if not reading.accept(key_node, "scalar"):
            continue
        key = str(key_node.value)
        if key in lines:
            reading.fault(key_node, f'key "{key}" appears twice, first on line {lines[key]}')
            continue
        lines[key] = key_node.start_mark.line + 1
        yield key, key_node, value_node


class Record(Generic[Model]):
    """A mapping with known keys, built into a model."""

    def __init__(self, build: Callable[..., Model], fields: dict[str, Field]) -> None:
        self.build = build
        self.fields = fields

    def read(self, node: Node, reading: Reading, **given: Any) -> Model | None:
        """Return the model, or None after faults; `given` holds fields not in the file."""
        found: dict[str, Any] = {}
        before = len(reading.faults)
        for key, key_node, value_node in entries(node, reading):
            if key in self.fields:
                found[key] = self.fields[key].reader.read(value_node, reading)
            else:
                reading.fault(key_node, self._unknown(key, value_node))
        if node.id == "mapping":
            for key, field in self.fields.items():
                if field.required and key not in found:
                    reading.fault(node, f'key "{key}" is missing')
        is_whole = len(reading.faults) == before < MOST_FAULTS
        return self.build(**given, **found) if is_whole else None

    def _unknown(self, key: str, value: Node) -> str:
        if value.id == "scalar" and not value.value and not key.isidentifier():
            return f'"{key}" is no key; text with a comma needs quotes within braces'
        near = get_close_matches(key, self.fields, n=1)
        right = (
            f'did you mean "{near[0]}"?' if near else f"known keys: {', '.join(self.fields)}"
        )
        return f'unknown key "{key}"; {right}'
