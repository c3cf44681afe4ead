"""Streams that cannot take every letter, and what stands for those they cannot."""

import codecs
import unicodedata
from typing import TextIO

_STAND_INS = {
    "●": "@", "◐": "%", "○": "o", "✕": "x", "█": "#", "▓": "#", "▒": "+", "░": ".",
    "▏": "|", "▎": "|", "▍": "|", "▌": "|", "▋": "#", "▊": "#", "▉": "#", "•": "*", "·": "-",
    "─": "-", "│": "|", "╭": "+", "╮": "+", "╰": "+", "╯": "+", "–": "-", "—": "-", "−": "-",
    "‘": "'", "’": "'", "“": '"', "”": '"', "µ": "u", "μ": "u", "≥": ">=", "≤": "<=", "×": "x",
    "→": "->", "±": "+/-", "°": " deg", "½": "1/2", "α": "alpha", "β": "beta",
    "γ": "gamma", "ω": "omega",
}  # fmt: skip


def stand_in(letter: str) -> str:
    """Return what stands for a letter where it cannot be shown: µ becomes u, é becomes e."""
    if letter in _STAND_INS:
        return _STAND_INS[letter]
    plain = unicodedata.normalize("NFKD", letter).encode("ascii", "ignore").decode()
    return plain or "?"


def is_unicode(stream: TextIO) -> bool:
    """Say whether a stream takes every letter."""
    try:
        return codecs.lookup(stream.encoding or "ascii").name.startswith("utf")
    except LookupError:
        return False


def prepare(stream: TextIO, stand_ins: str) -> None:
    """Make a stream show stand-ins for what it cannot encode, instead of failing.

    Args:
        stream: Where text will go.
        stand_ins: The name of an error handler of codecs: one of `HANDLERS`, or Python's own.
    """
    register()
    reconfigure = getattr(stream, "reconfigure", None)
    if reconfigure:
        reconfigure(errors=stand_ins)


def register() -> None:
    """Tell Python of the error handlers of `HANDLERS`."""
    for name, handler in HANDLERS.items():
        codecs.register_error(name, handler)


def _letters(error: UnicodeError) -> tuple[str, int]:
    lost, end = _lost(error)
    return "".join(map(stand_in, lost)), end


def _json(error: UnicodeError) -> tuple[str, int]:
    lost, end = _lost(error)
    units = lost.encode("utf-16-be", "surrogatepass").hex()
    return "".join(f"\\u{units[n : n + 4]}" for n in range(0, len(units), 4)), end


def _lost(error: UnicodeError) -> tuple[str, int]:
    if not isinstance(error, UnicodeEncodeError):
        raise error
    return error.object[error.start : error.end], error.end


HANDLERS = {"heal-letters": _letters, "heal-json": _json}
"""What stands for letters that a stream cannot take: in text, and in JSON (RFC 8259, 7)."""
