"""Texts that nobody would write: marks of programs, letters of all scripts, endless words."""

import re

from hypothesis import strategies as st
from rich.cells import get_character_cell_size

from heal_cli import marks
from heal_cli.encoding import HIDDEN
from tests.whole_pages.blocks import DRAWN

_MARKUP = r"""
    [bold] [/] [/b] [link=file:///etc/passwd]x[/link] :pill: [red \ \| a|b | || `code` `` # >
    ~~x~~ <b>x</b> <!-- --> <script>x</script> &amp; &#65; & < a<b>c </p> ]]> _x_ __x__ **x**
    a*b*c * *** ![x](y) [x](y) [x]: [^a] [12] + 1. 2) $x$ {x} {0} %s %(x)s \n \x1b[31m ~ ==
    <https://example.org> https://example.org/x?a=b&c www.example.org a@b.org ' " ” ’ ... … ?!
    -- - --- \[ [ ] [[ ]] [@ ! :
"""
"""What other programs take for their own marks."""

_OURS = "*loud* [[singultus]] [[singultus]]es [@doe-2020] ● ◐ ○ ✕ ·"

_LETTERS = """
    筋肉のけいれん マグネシウム 근육 e\u0301te\u0301 nai\u0308ve ก็ดี नमस्ते 💊 🇬🇧 ❤\ufe0f 👍🏽
    تشنج עווית ﬁ ß İ Ǆ µ ½
"""
"""Letters that take two cells, or none, or go the other way."""

_ENDLESS = ["pneumonoultramicroscopicsilicovolcanoconiosis" * 3, "筋" * 60, "x" * 150, "é" * 97]

TOKENS = [*f"{_MARKUP} {_OURS} {_LETTERS}".split(), "*two words*", *_ENDLESS]


def is_plain_letter(letter: str) -> bool:
    """Say whether a letter is one that shows, takes room and is not drawn by heal itself."""
    return (
        get_character_cell_size(letter) > 0
        and letter not in DRAWN
        and not re.match(HIDDEN, letter)
    )


WORDS = st.text(
    st.characters(categories=["L", "N", "P", "S"]).filter(is_plain_letter), min_size=1
)
TEXTS = (
    st.lists(st.sampled_from(TOKENS) | st.sampled_from(TOKENS) | WORDS, min_size=1, max_size=9)
    .map(" ".join)
    .filter(marks.strip)
)
