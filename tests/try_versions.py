"""Install the wheel with given library versions in a clean environment and use it there.

`make lowest` and `make newest` name the file of versions.
"""

import sys
import tempfile
from pathlib import Path

from tests.installed import LINES, check_every_command, install, make_environment
from tests.packages import build


def main(requirements: Path) -> int:
    """Return 0 if every command answers, without a warning of Python."""
    with tempfile.TemporaryDirectory() as folder:
        wheel = build("wheel", Path(folder) / "wheel")
        python = make_environment(Path(folder) / "venv")
        install(python, "--requirement", str(requirements.resolve()))
        install(python, "--no-deps", str(wheel))
        check_every_command(python, PYTHONWARNINGS="error")
    sys.stdout.write(f"{len(LINES)} command lines answer with {requirements.name}\n")
    return 0


if __name__ == "__main__":
    sys.exit(main(Path(sys.argv[1])))
