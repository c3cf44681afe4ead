"""Texts that nobody would write: marks of programs, letters of all scripts, endless words."""

from hypothesis import strategies as st

from heal_cli.text import marks
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

_WITHOUT_ROOM = "".join(
    chr(code)
    for first, last in [
        (0x115F, 0x11FF), (0x3164, 0x3164), (0xD7B0, 0xD7FB), (0xFFA0, 0xFFA0),
        (0x1F3FB, 0x1F3FF),
    ]
    for code in range(first, last + 1)
)  # fmt: skip
"""Letters that show nothing or join the one before them: of Hangul, and tones of skin."""

# Left out by name: to filter what is drawn takes twice as long as all the rest.
WORDS = st.text(
    st.characters(categories=["L", "N", "P", "S"], exclude_characters=DRAWN + _WITHOUT_ROOM),
    min_size=1,
)
TEXTS = (
    st.lists(st.sampled_from(TOKENS) | st.sampled_from(TOKENS) | WORDS, min_size=1, max_size=9)
    .map(" ".join)
    .filter(marks.strip)
)
