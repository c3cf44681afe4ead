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


def translation(stream: TextIO) -> dict[int, str]:
    """Return stand-ins for the letters that a stream cannot take, for `str.translate`."""
    name = stream.encoding or "ascii"
    return {ord(letter): put for letter, put in _STAND_INS.items() if not _fits(letter, name)}


def is_unicode(stream: TextIO) -> bool:
    """Say whether a stream takes every letter."""
    try:
        return codecs.lookup(stream.encoding or "ascii").name.startswith("utf")
    except LookupError:
        return False


def prepare(stream: TextIO) -> None:
    """Make a stream show a stand-in for what it cannot encode, instead of failing."""
    codecs.register_error("heal", _replace)
    reconfigure = getattr(stream, "reconfigure", None)
    if reconfigure:
        reconfigure(errors="heal")


def _replace(error: UnicodeError) -> tuple[str, int]:
    if not isinstance(error, UnicodeEncodeError):
        raise error
    lost = error.object[error.start : error.end]
    return "".join(map(stand_in, lost)), error.end


def _fits(letter: str, name: str) -> bool:
    try:
        letter.encode(name)
    except (UnicodeEncodeError, LookupError):
        return False
    return True
