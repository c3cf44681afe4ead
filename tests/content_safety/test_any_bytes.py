"""Whatever bytes a file holds, it is a topic or a fault with its place."""

import re
from pathlib import Path

from hypothesis import given
from hypothesis import strategies as st

from tests.conftest import Heal
from tests.content_safety.attacks import ODD
from tests.fuzzing import examples
from tests.invariants import But

YAML_PIECES = st.lists(
    st.sampled_from([*"-?:,[]{}#&*!|>'\"%@` \n\t\r~<=", "title", "\\x1b", "---\n", "é", "\0"]),
    max_size=60,
).map(lambda pieces: "".join(pieces).encode())

TORN_TOPICS = st.builds(
    lambda place, put, length: ODD.encode()[:place] + put + ODD.encode()[place + length :],
    st.integers(0, len(ODD)),
    st.binary(max_size=3),
    st.integers(0, 20),
)
"""A good topic with a few bytes taken out of it and a few put in."""


@examples(15)
@given(data=st.one_of(st.binary(max_size=200), YAML_PIECES, TORN_TOPICS))
def test_any_bytes_are_a_topic_or_a_fault(heal: Heal, library: Path, data: bytes) -> None:
    (library / "topics/drinks/odd.yaml").write_bytes(data)
    answer = heal("show", "green-tea", but=But.WARNED)
    assert answer.code == 0
    is_fault = bool(re.search(r"odd\.yaml:\d+:\d+: ", answer.err))
    assert heal("show", "odd", but=But.WARNED).code == (3 if is_fault else 0)
