"""Command lines to try: some for every command, and for every way to end."""

EVERY_COMMAND = {
    "topics": [["topics"]],
    "show": [["show", "crp"], ["show", "crp", "-s", "sources"], ["show", "nothing"]],
    "search": [["search", "spasms"], ["search", "xyzzy"], ["search", "chest pain"]],
    "benefits": [["benefits"], ["benefits", "ces"], ["benefits", "--evidence", "no"]],
    "for": [["for", "insomnia"], ["for", "xyzzy"]],
    "why": [["why", "ces", "depression"], ["why", "ces", "xyzzy"]],
    "cautions": [["cautions", "warfarin"], ["cautions", "xyzzy"]],
    "compare": [["compare", "pemf", "ces"], ["compare", "pemf", "xyzzy"]],
    "define": [["define", "CRP"], ["define", "xyzzy"]],
    "sources": [["sources"], ["sources", "crp"]],
    "about": [["about"]],
    "check": [["check"], ["check", "no/such/folder"]],
    "new": [["new", "Not An Id"], ["new", "magnesium"]],
    "export": [["export", "no/such/folder"]],
    "disclaimer": [["disclaimer"]],
    "help": [["help"], ["help", "evidence"], ["help", "show"], ["help", "xyzzy"]],
}
"""For each command, answered and not."""

OTHERS = [[], ["--help"], ["-h"], ["shw"], ["--nonsense"], ["show"], ["topics", "--width", "x"]]
"""No command, help, and what is not understood."""

CASES = [line for lines in EVERY_COMMAND.values() for line in lines] + OTHERS
