"""How long generated tests look: for the same few cases each time, or for many at random.

HEAL_FUZZ says how many times longer: `make test-all` looks a few times longer, for the
same cases each time; `make fuzz` much longer and at random, and prints the line that
repeats what it finds.
"""

import os
from collections.abc import Callable, Iterable
from typing import Any, TypeVar

import pytest
from hypothesis import HealthCheck, Phase, settings

TIMES = int(os.environ.get("HEAL_FUZZ", "1"))
"""How many times longer than in `make test` the search is to be."""

IS_LONG = TIMES >= 50
"""Whether the long and random search is asked for."""

Test = TypeVar("Test", bound=Callable[..., Any])

# Fixtures are made once for all examples of a test, which each of them allows for.
_COMMON = settings(deadline=None, suppress_health_check=list(HealthCheck))


def one_and_the_rest(values: Iterable[Any], tried: Iterable[Any] = ()) -> list[Any]:
    """Return the values of a parameter, of which `make test` tries those that are `tried`.

    Where none is named it tries the first; `make test-all` tries the others.
    """
    every = list(values)
    quick = list(tried) or every[:1]
    assert all(each in every for each in quick)
    return [
        pytest.param(each, marks=() if each in quick else pytest.mark.slow) for each in every
    ]


def examples(number: int) -> Callable[[Test], Test]:
    """Return what makes a test try `number` cases, or many times more at length."""

    def generated(test: Test) -> Test:
        marked: Test = pytest.mark.generated(_settings(number * TIMES)(test))
        return marked

    return generated


def _settings(number: int) -> settings:
    phases = [Phase.explicit, Phase.generate]
    if IS_LONG:
        # To explain a failing case too, every line would be traced while it is made small.
        phases += [Phase.reuse, Phase.shrink]
        return settings(
            _COMMON, max_examples=number, derandomize=False, print_blob=True, phases=phases
        )
    # Making a failing case small may take minutes; the long search does it.
    return settings(
        _COMMON, max_examples=number, derandomize=True, database=None, phases=phases
    )
