"""Text for streams that cannot take all of it, and text that may hold control characters."""

import codecs
import re
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

# C0 and C1 controls, and the characters that reorder or hide text (Unicode TR 36).
_UNSAFE = (
    r"\x00-\x08\x0b\x0c\x0e-\x1f\x7f-\x9f\u061c\u200b-\u200f\u2028-\u202e\u2060-\u2069\ufe00-\ufe0e\ufeff"
    r"\ud800-\udfff"
    # Letters that show nothing and take no room, and can carry a text that nobody sees.
    r"\u00ad\u034f\u115f\u1160\u17b4\u17b5\u180b-\u180f\u206a-\u206f\u3164\uffa0\ufff9-\ufffb"
    r"\U0001bca0-\U0001bca3\U0001d173-\U0001d17a\U000e0000-\U000e0fff"
)
HIDDEN = rf"[\t\n\r{_UNSAFE}]"
UNSAFE_IN_FILES = f"[{_UNSAFE}]"
"""What is hidden, less the white space that every text file has."""


def stand_in(letter: str) -> str:
    """Return what stands for a letter where it cannot be shown: µ becomes u, é becomes e."""
    if letter in _STAND_INS:
        return _STAND_INS[letter]
    plain = unicodedata.normalize("NFKD", letter).encode("ascii", "ignore").decode()
    return plain or "?"


def visible(text: str) -> str:
    r"""Return `text` with everything a terminal would obey written out: ESC becomes \x1b."""
    if text.isascii() and text.isprintable():
        return text
    return re.sub(HIDDEN, lambda match: match.group().encode("unicode_escape").decode(), text)


def escaped(text: str) -> str:
    """Return JSON text with what hides or reorders letters as its own escapes."""
    return re.sub(
        HIDDEN, lambda found: found[0] if found[0] == "\n" else f"\\u{ord(found[0]):04x}", text
    )


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
