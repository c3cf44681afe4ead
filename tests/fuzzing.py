"""How long generated tests look: for the same few cases each time, or for many at random.

HEAL_FUZZ=1 asks for the long and random search. What it finds is printed with the
line that repeats it.
"""

import os

from hypothesis import HealthCheck, Phase, settings

IS_LONG = os.environ.get("HEAL_FUZZ") == "1"
"""Whether the long and random search is asked for."""

_TIMES_LONGER = 50

# Fixtures are made once for all examples of a test, which each of them allows for.
_COMMON = settings(deadline=None, suppress_health_check=list(HealthCheck))


def examples(number: int) -> settings:
    """Return the settings of a test that tries `number` cases, or many times more at length."""
    phases = [Phase.explicit, Phase.generate]
    if IS_LONG:
        # To explain a failing case too, every line would be traced while it is made small.
        phases += [Phase.reuse, Phase.shrink]
        number *= _TIMES_LONGER
        return settings(
            _COMMON, max_examples=number, derandomize=False, print_blob=True, phases=phases
        )
    # Making a failing case small may take minutes; the long search does it.
    return settings(
        _COMMON, max_examples=number, derandomize=True, database=None, phases=phases
    )
