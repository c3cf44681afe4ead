"""Build what is released and try it as those who install it will: `make release-check`.

The wheel and the source distribution are built twice and must be the same to the byte, and
the wheel that pip makes of the source distribution must hold the same: so one is tried for
both. It is installed in a clean environment of each Python there is; every command is run
there, and topics are completed as each shell asks for them.
"""

import shutil
import subprocess
import sys
import tempfile
from pathlib import Path

from tests.completions import SHELLS, request
from tests.installed import (
    LINES,
    check_every_command,
    install,
    make_environment,
    run_installed,
    surroundings,
)
from tests.packages import build, build_from, check_sdist, check_wheel, contents
from tests.processes import run

PYTHONS = ("python3.11", "python3.12", "python3.13", "python3.14")

BEGINNING, TOPIC = "magnesium-and-m", "magnesium-and-migraine"

IN_SHELL = {
    "bash": (
        'eval "$(heal --show-completion)"; COMP_WORDS=(heal show $0); COMP_CWORD=2; '
        '_heal_completion heal; echo "${COMPREPLY[@]}"'
    ),
    "zsh": (
        'compdef() { : }; _arguments() { echo "$@" }; eval "$(heal --show-completion)"; '
        "words=(heal show $0); CURRENT=3; _heal_completion"
    ),
    "fish": 'heal --show-completion | source; complete --do-complete "heal show $argv[1]"',
}
"""What sets completion up in each shell, and asks it what completes a topic's name."""

WITHOUT_OWN_SETTINGS = {"bash": "--norc", "zsh": "-f", "fish": "--no-config"}


def same_twice(kind: str, folder: Path) -> Path:
    """Build twice and return the second; fail unless both are the same."""
    first, second = (build(kind, folder / f"{kind}-{number}") for number in (1, 2))
    assert first.read_bytes() == second.read_bytes(), f"{kind}: two builds differ"
    return second


def check_completion(python: Path) -> list[str]:
    """Fail unless topics complete for every shell; return those that were tried themselves."""
    tried = []
    for shell in SHELLS:
        script = run_installed(python, _HEAL_COMPLETE=f"source_{shell}")
        assert f"_HEAL_COMPLETE=complete_{shell}" in script.out, (shell, script)
        offered = run_installed(python, **request(shell, f"heal show {BEGINNING}"))
        assert TOPIC in offered.out, (shell, offered)
        if shutil.which(shell):
            asked = [shell, WITHOUT_OWN_SETTINGS[shell], "-c", IN_SHELL[shell], BEGINNING]
            completed = run(asked, surroundings(python), folder=python.parent)
            assert TOPIC in completed.out, (shell, completed)
            tried.append(shell)
    return tried


def try_out(python: str, wheel: Path, folder: Path) -> str:
    """Install the wheel in a clean environment and try it; return what was done."""
    installed = make_environment(folder, python)
    install(installed, str(wheel))
    check_every_command(installed)
    shells = ", ".join(check_completion(installed))
    return f"{python}: {len(LINES)} command lines answer, {shells} complete"


def runs(python: str) -> bool:
    """Say whether a Python is there and starts."""
    path = shutil.which(python)
    return bool(path) and subprocess.run([str(path), "-c", ""], check=False).returncode == 0


def main() -> int:
    """Check everything and say what was done."""
    found = [python for python in PYTHONS if runs(python)]
    assert found, "no Python that heal supports is here"
    with tempfile.TemporaryDirectory() as name:
        folder = Path(name)
        wheel, sdist = same_twice("wheel", folder), same_twice("sdist", folder)
        check_wheel(wheel)
        check_sdist(sdist)
        of_sdist = build_from(sdist, folder / "of-sdist")
        check_wheel(of_sdist)
        assert contents(of_sdist) == contents(wheel), "the sdist makes another wheel"
        size = wheel.stat().st_size // 1024
        sys.stdout.write(f"{wheel.name}: {size} KiB, built twice alike\n")
        sys.stdout.write(f"{sdist.name}: built twice alike, makes the same wheel\n")
        sys.stdout.write(f"tried with {', '.join(found)} of {', '.join(PYTHONS)}\n")
        for python in found:
            sys.stdout.write(f"{try_out(python, wheel, folder / python)}\n")
    return 0


if __name__ == "__main__":
    sys.exit(main())
