"""Text made safe to show: what a terminal would obey, or nobody could see, is written out."""

import re

# C0 and C1 controls, and the characters that reorder or hide text (Unicode TR 36).
_UNSAFE = (
    r"\x00-\x08\x0b\x0c\x0e-\x1f\x7f-\x9f\u061c\u200b-\u200f\u2028-\u202e\u2060-\u2069\ufe00-\ufe0e\ufeff"
    r"\ud800-\udfff"
    # Letters that show nothing and take no room, and can carry a text that nobody sees.
    r"\u00ad\u034f\u115f\u1160\u17b4\u17b5\u180b-\u180f\u206a-\u206f\u3164\uffa0\ufdd0-\ufdef\ufff0-\ufffb\ufffe\uffff"
    r"\U0001bca0-\U0001bca3\U0001d173-\U0001d17a\U000e0000-\U000e0fff"
)
HIDDEN = rf"[\t\n\r{_UNSAFE}]"
UNSAFE_IN_FILES = f"[{_UNSAFE}]"
"""What is hidden, less the white space that every text file has."""


def visible(text: str) -> str:
    r"""Return `text` with everything a terminal would obey written out: ESC becomes \x1b."""
    if text.isascii() and text.isprintable():
        return text
    return re.sub(HIDDEN, lambda match: match.group().encode("unicode_escape").decode(), text)


def escaped(text: str) -> str:
    """Return JSON text with what hides or reorders letters as its own escapes."""

    def units(match: re.Match[str]) -> str:
        code = match[0].encode("utf-16-be", "surrogatepass").hex()
        return "".join(f"\\u{code[n : n + 4]}" for n in range(0, len(code), 4))

    return re.sub(HIDDEN, lambda match: "\n" if match[0] == "\n" else units(match), text)
