"""Build what is released and try it as those who install it will: `make release-check`.

The wheel and the source distribution are built twice and must be the same to the byte. Each
is installed in a clean environment of each Python there is, and every command is run there.
"""

import hashlib
import os
import shutil
import subprocess
import sys
import tarfile
import tempfile
import zipfile
from pathlib import Path

PROJECT = Path(__file__).parent.parent
PYTHONS = ("python3.11", "python3.12", "python3.13", "python3.14")
LARGEST = 1024 * 1024
"""Bytes that the wheel may have."""

SMOKE = (
    ["--version"],
    ["topics"],
    ["show", "magnesium"],
    ["search", "spasms"],
    ["benefits"],
    ["for", "insomnia"],
    ["why", "ces", "depression"],
    ["define", "CRP"],
    ["sources", "crp"],
    ["about"],
    ["check"],
    ["new", "ginger-tea"],
    ["disclaimer"],
    ["help", "evidence"],
)
"""A command line for every command."""

IN_WHEEL = (
    "heal_cli/content/topics/magnesium/magnesium.yaml",
    "heal_cli/content/schema/topic.json",
    "heal_cli/content/urgent.yaml",
    "share/man/man1/heal.1",
    "licenses/LICENSE",
)


def build(kind: str, folder: Path) -> Path:
    """Build a wheel or source distribution and return it."""
    call = f"import os, hatchling.build as b; print(b.build_{kind}({str(folder)!r}))"
    variables = os.environ | {"SOURCE_DATE_EPOCH": "1767225600"}
    subprocess.run([sys.executable, "-c", call], cwd=PROJECT, env=variables, check=True)
    (made,) = folder.iterdir()
    return made


def same_twice(kind: str, folder: Path) -> Path:
    """Build twice and return the second; fail unless both are the same."""
    made = []
    for number in (1, 2):
        place = folder / f"{kind}-{number}"
        place.mkdir()
        made.append(build(kind, place))
    first, second = (hashlib.sha256(path.read_bytes()).hexdigest() for path in made)
    assert first == second, f"{kind}: two builds differ"
    return made[1]


def check_wheel(wheel: Path) -> None:
    """Fail unless the wheel holds what it should, and no tests."""
    names = zipfile.ZipFile(wheel).namelist()
    for part in IN_WHEEL:
        assert any(name.endswith(part) for name in names), f"not in the wheel: {part}"
    assert not any(name.startswith("tests") for name in names), "tests are in the wheel"
    assert wheel.stat().st_size < LARGEST, "the wheel is too large"
    (metadata,) = (name for name in names if name.endswith("METADATA"))
    told = zipfile.ZipFile(wheel).read(metadata).decode()
    for line in ("License-Expression: MIT", "Requires-Python: >=3.11", "Name: heal-cli"):
        assert line in told, f"not in the metadata: {line}"


def check_source(source: Path) -> None:
    """Fail unless the source distribution can be built and tested from."""
    with tarfile.open(source) as packed:
        names = packed.getnames()
    for part in ("content/sources.yaml", "tests/conftest.py", "Makefile", "LICENSE"):
        assert any(name.endswith(part) for name in names), f"not in the source: {part}"


def try_out(python: str, package: Path, folder: Path) -> None:
    """Install a package in a clean environment and run every command outside the checkout."""
    subprocess.run([python, "-m", "venv", str(folder)], check=True)
    pip = [str(folder / "bin" / "python"), "-m", "pip", "install", "--quiet", str(package)]
    subprocess.run(pip, check=True, cwd=folder)
    variables = {"PATH": os.environ["PATH"], "HOME": str(folder), "LC_ALL": "C.UTF-8"}
    for arguments in SMOKE:
        done = subprocess.run(
            [str(folder / "bin" / "heal"), *arguments],
            cwd=folder,
            env=variables,
            capture_output=True,
            text=True,
            check=False,
        )
        assert done.returncode == 0, f"heal {' '.join(arguments)}: {done.stderr}"
        assert arguments == ["--version"] or "Disclaimer" in done.stdout


def runs(python: str) -> bool:
    """Say whether a Python is there and starts."""
    path = shutil.which(python)
    return bool(path) and subprocess.run([str(path), "-c", ""], check=False).returncode == 0


def main() -> int:
    """Check everything and say what was done."""
    with tempfile.TemporaryDirectory() as name:
        folder = Path(name)
        wheel, source = same_twice("wheel", folder), same_twice("sdist", folder)
        check_wheel(wheel)
        check_source(source)
        sys.stdout.write(
            f"{wheel.name}: {wheel.stat().st_size // 1024} KiB, built twice alike\n"
        )
        for python in PYTHONS:
            if not runs(python):
                sys.stdout.write(f"{python}: not here\n")
                continue
            for package in (wheel, source):
                try_out(python, package, folder / f"{python}{package.suffix}")
                sys.stdout.write(f"{python}: {len(SMOKE)} commands of {package.name} answer\n")
    return 0


if __name__ == "__main__":
    sys.exit(main())
