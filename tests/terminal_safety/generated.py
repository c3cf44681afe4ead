"""Texts made at random of what has been used against terminals."""

from hypothesis import strategies as st

from tests.terminal_safety.attacks import ATTACKS

_CONTROLS = st.characters(categories=["Cc", "Cf", "Zl", "Zp", "Cs"], exclude_characters="\0")
_CODES = st.builds(
    "\x1b{}{}{}".format,
    st.sampled_from(["[", "]", "P", "_", "^", "X", "(", "#", "%", " ", "", "[?", "[>", "O"]),
    st.text("0123456789;:?$qcnt", max_size=6),
    st.sampled_from([*"mHJKhlcnrtqyZ78=>", "\x07", "\x1b\\", "\x9c", ""]),
)
_KNOWN = st.sampled_from(list(ATTACKS.values()))

hostile = st.lists(st.one_of(_CONTROLS, _CODES, _KNOWN, st.text()), max_size=6).map(
    lambda parts: "".join(parts).replace("\0", "")
)
"""Anything that can be typed: every text but the letter NUL."""
