"""The index: what is read once from YAML and asked ever after."""

from heal_cli.errors import HealError


def lacking(what: str) -> HealError:
    """Return the error that this Python lacks what the index is made with."""
    steps = ["a Python from python.org or your system's packages"]
    return HealError(f"this Python's SQLite has no {what}, which heal needs", steps)


try:
    import _sqlite3  # noqa: F401 - without it every room of the index is closed
except ModuleNotFoundError:
    raise lacking("database (the module _sqlite3)") from None
