"""Texts made at random of what has been used against terminals."""

import os

from hypothesis import strategies as st

from tests.terminal_safety.attacks import ATTACKS

_CONTROLS = st.characters(categories=["Cc", "Cf", "Zl", "Zp", "Cs"])
_CODES = st.builds(
    "\x1b{}{}{}".format,
    st.sampled_from(["[", "]", "P", "_", "^", "X", "(", "#", "%", " ", "", "[?", "[>", "O"]),
    st.text("0123456789;:?$qcnt", max_size=6),
    st.sampled_from([*"mHJKhlcnrtqyZ78=>", "\x07", "\x1b\\", "\x9c", ""]),
)
_KNOWN = st.sampled_from(list(ATTACKS.values()))


def can_be_handed_over(text: str) -> bool:
    """Say whether the system can hand a text to a program, as an argument or a variable."""
    try:
        os.fsencode(text)
    except UnicodeEncodeError:
        return False
    return "\0" not in text


hostile = st.lists(st.one_of(_CONTROLS, _CODES, _KNOWN, st.text()), max_size=6).map("".join)
"""Any text at all, more often one that a terminal might obey."""

handed_over = hostile.filter(can_be_handed_over)
"""What can be typed, or be the value of a variable."""
