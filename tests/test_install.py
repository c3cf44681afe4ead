"""Every way of installing heal finds its content, wherever it is started from."""

import os
import re
import subprocess
import sys
import venv
import zipfile
from importlib.metadata import metadata, requires
from pathlib import Path

import pytest

from heal_cli import __version__

PROJECT = Path(__file__).parent.parent


def build(kind: str, folder: Path) -> Path:
    command = [sys.executable, "-m", "hatchling", "build", "-t", kind, "-d", str(folder)]
    subprocess.run(command, cwd=PROJECT, check=True, capture_output=True)
    (built,) = (path for path in folder.iterdir() if path.suffix in {".whl", ".gz"})
    return built


def environment(folder: Path) -> Path:
    """Make an environment that sees the libraries of this one, but no heal of its own."""
    venv.create(folder / "venv", with_pip=False)
    (site,) = (folder / "venv").glob("lib/python*/site-packages")
    own = [path for path in sys.path if path.endswith("site-packages")]
    libraries = folder / "libraries"
    libraries.mkdir()
    for entry in Path(own[0]).iterdir():
        if "heal" not in entry.name.casefold() and not entry.name.endswith(".pth"):
            (libraries / entry.name).symlink_to(entry)
    (site / "libraries.pth").write_text(str(libraries))
    return folder / "venv" / "bin" / "python"


def install(python: Path, *what: str) -> None:
    pip = [sys.executable, "-m", "pip", "--python", str(python), "install", "--no-index"]
    options = ["--no-deps", "--no-build-isolation", "--disable-pip-version-check"]
    subprocess.run([*pip, *options, *what], check=True, capture_output=True)


def heal(python: Path, folder: Path, *arguments: str) -> "subprocess.CompletedProcess[str]":
    """Run the installed command from another folder, with a home that cannot be written."""
    surroundings = {"HOME": os.devnull, "PATH": os.environ["PATH"], "LC_ALL": "C.UTF-8"}
    command = [str(python.with_name("heal")), *arguments]
    return subprocess.run(
        command, cwd=folder, env=surroundings, capture_output=True, text=True, check=False
    )


@pytest.mark.parametrize("way", ["wheel", "sdist", "folder", "editable"])
def test_content_is_found_however_it_was_installed(way: str, tmp_path: Path) -> None:
    python = environment(tmp_path)
    if way in {"wheel", "sdist"}:
        install(python, str(build(way, tmp_path / "built")))
    elif way == "folder":
        install(python, str(PROJECT))
    else:
        install(python, "--editable", str(PROJECT))
    for arguments in (["topics"], ["show", "magnesium"], ["search", "spasms"]):
        done = heal(python, tmp_path, *arguments)
        assert (done.returncode, done.stderr) == (0, "")
        assert "agnesium" in done.stdout


def test_the_wheel_holds_the_package_its_content_and_nothing_else(tmp_path: Path) -> None:
    names = zipfile.ZipFile(build("wheel", tmp_path)).namelist()
    assert "heal_cli/content/topics/magnesium/magnesium.yaml" in names
    assert "heal_cli/py.typed" in names
    assert {name.split("/")[0] for name in names} == {
        "heal_cli",
        f"heal_cli-{__version__}.dist-info",
        f"heal_cli-{__version__}.data",
    }
    assert f"heal_cli-{__version__}.data/data/share/man/man1/heal.1" in names


def test_the_wheel_asks_for_exactly_three_packages() -> None:
    asked = requires("heal-cli") or []
    assert sorted(re.split("[<>]", line)[0] for line in asked) == ["pyyaml", "rich", "typer"]
    assert any("<0.29" in line for line in asked if line.startswith("typer"))


def test_the_metadata_are_whole() -> None:
    found = metadata("heal-cli")
    assert found["Version"] == __version__
    assert found["License-Expression"] == "MIT"
    assert found["Requires-Python"] == ">=3.11"
    assert found["Summary"]


def test_the_tools_are_pinned() -> None:
    lines = (PROJECT / "requirements" / "dev.txt").read_text().splitlines()
    assert all("==" in line for line in lines if line and not line.startswith("#"))
