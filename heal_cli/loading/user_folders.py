"""The user's own folders: where each system wants content and caches to be kept."""

import os
import sys
from pathlib import Path


def own_root() -> Path | None:
    """Return the folder of a reader's own topics, whether it is there or not.

    None where there is no home.
    """
    data = _folder("XDG_DATA_HOME", ".local/share", "Application Support")
    return data / "content" if data else None


def cache_folder() -> Path | None:
    """Return the user's cache folder for heal, or None where there is no home."""
    cache = _folder("XDG_CACHE_HOME", ".cache", "Caches")
    return cache / "cache" if cache and sys.platform == "win32" else cache


def _folder(variable: str, usual: str, on_mac: str) -> Path | None:
    """Return heal's folder in the one that a variable names, or in the system's usual one."""
    if os.environ.get(variable, "").startswith("/"):
        return Path(os.environ[variable]) / "heal"
    home = _home()
    if home is None:
        return None
    if sys.platform == "darwin":
        return home / "Library" / on_mac / "heal"
    if sys.platform == "win32":
        return Path(os.environ.get("LOCALAPPDATA", home)) / "heal"
    return home / usual / "heal"


def _home() -> Path | None:
    """Return the user's home, or None where there is none or it is no whole path."""
    try:
        home = Path.home()
    except RuntimeError:
        return None
    return home if home.is_absolute() and home != Path(home.anchor) else None
