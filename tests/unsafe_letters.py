"""Finds what a terminal would obey, or nobody could see, in what heal prints."""

import re
import unicodedata

_SHADE = r"(?:1\d\d|2[0-4]\d|25[0-5]|[1-9]?\d)"
_ONE_LOOK = rf"(?:[1-4]|38;5;{_SHADE})"
_LOOK = rf"\x1b\[(?:0|{_ONE_LOOK}(?:;{_ONE_LOOK})*)m"
_LINK = rf"\x1b\]8;;(https://[!-~]+)\x1b\\(?:{_LOOK})*\1(?:{_LOOK})*\x1b\]8;;\x1b\\"
_OF_OURS = re.compile(f"{_LINK}|{_LOOK}")
"""The codes heal writes itself: looks and colours, and links that show where they lead."""

_SEEN_FORMATS = frozenset(
    "\u0600\u0601\u0602\u0603\u0604\u0605\u06dd\u070f\u0890\u0891\u08e2\U000110bd\U000110cd"
) | frozenset(map(chr, range(0x13430, 0x13439)))
"""Letters of the class Cf that show, or that shape the signs beside them."""

_UNSEEN = frozenset(
    [
        *"\u034f\u115f\u1160\u17b4\u17b5\u180b\u180c\u180d\u180f\u3164\uffa0",
        *map(chr, range(0xFE00, 0xFE0F)),
        *map(chr, range(0xE0100, 0xE01F0)),
    ]
)
"""Letters of other classes that do not show."""


def unsafe(text: str, colored: bool = False) -> str:
    """Return the first letter that a terminal may obey or nobody can see, or nothing."""
    for letter in sorted(set(_OF_OURS.sub("", text) if colored else text)):
        kind = unicodedata.category(letter)
        is_control = kind in {"Cc", "Cs", "Zl", "Zp"} and letter != "\n"
        if is_control or letter in _UNSEEN or (kind == "Cf" and letter not in _SEEN_FORMATS):
            return f"{letter!a} in {text[max(0, text.index(letter) - 40) :][:80]!a}"
    return ""
