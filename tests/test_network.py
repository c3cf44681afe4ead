"""Nothing is sent anywhere."""

import socket

import pytest

from tests.conftest import Heal
from tests.test_disclaimer import EVERY_COMMAND


@pytest.mark.parametrize(
    "arguments", [line for lines in EVERY_COMMAND.values() for line in lines], ids=" ".join
)
def test_no_command_opens_a_socket(
    heal: Heal, arguments: list[str], monkeypatch: pytest.MonkeyPatch
) -> None:
    def refuse(*_: object, **__: object) -> None:
        raise AssertionError("a socket was opened")

    monkeypatch.setattr(socket, "socket", refuse)
    answer = heal(*arguments)
    assert "a socket was opened" not in answer.err
    assert answer.code in {0, 2, 4}
