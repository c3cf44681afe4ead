"""Install the wheel with given library versions in a clean environment and use it there."""

import os
import subprocess
import sys
import tempfile
import venv
from pathlib import Path

PROJECT = Path(__file__).parent.parent
COMMANDS = (
    ["--version"],
    ["topics"],
    ["show", "magnesium"],
    ["search", "spasms"],
    ["benefits", "ces"],
    ["for", "insomnia"],
    ["why", "ces", "depression"],
    ["define", "acetylcholine"],
    ["sources", "crp"],
    ["about"],
    ["help", "evidence"],
    ["show", "--help"],
    ["topics", "--format", "json"],
)


def main(requirements: Path) -> int:
    """Return 0 if every command answers with exit code 0."""
    with tempfile.TemporaryDirectory() as folder:
        place = Path(folder)
        build = [sys.executable, "-m", "hatchling", "build", "-t", "wheel", "-d", folder]
        subprocess.run(build, cwd=PROJECT, check=True, stdout=subprocess.DEVNULL)
        venv.create(place / "venv", with_pip=True)
        python = str(place / "venv" / "bin" / "python")
        (wheel,) = place.glob("*.whl")
        install = [python, "-m", "pip", "install", "--quiet", "--disable-pip-version-check"]
        subprocess.run([*install, "--requirement", str(requirements.resolve())], check=True)
        subprocess.run([*install, "--no-deps", str(wheel)], check=True)
        environment = {"PATH": os.environ["PATH"], "HOME": folder, "LC_ALL": "C.UTF-8"}
        for arguments in COMMANDS:
            command = [python, "-W", "error", "-m", "heal_cli", *arguments]
            done = subprocess.run(
                command,
                cwd=folder,
                env=environment,
                capture_output=True,
                text=True,
                check=False,
            )
            if done.returncode or done.stderr:
                sys.stderr.write(
                    f"heal {' '.join(arguments)}: exit {done.returncode}\n{done.stderr}"
                )
                return 1
        sys.stdout.write(f"{len(COMMANDS)} commands answer with {requirements.name}\n")
    return 0


if __name__ == "__main__":
    sys.exit(main(Path(sys.argv[1])))
