"""Asks heal for completions as a shell does: by variables."""

SHELLS = ("bash", "zsh", "fish")


def request(shell: str, line: str) -> dict[str, str]:
    """Return the variables by which a shell asks what completes the last word of a line."""
    if shell == "bash":
        asked = {"COMP_WORDS": line, "COMP_CWORD": str(len(line.split(" ")) - 1)}
    else:
        asked = {"_TYPER_COMPLETE_ARGS": line, "_TYPER_COMPLETE_FISH_ACTION": "get-args"}
    return asked | {"_HEAL_COMPLETE": f"complete_{shell}"}
