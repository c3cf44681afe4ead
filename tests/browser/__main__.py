"""`make browser`: runs the checks in a real browser, or says in a line what is missing.

Each worker keeps one browser; `-n` says how many there are.
"""

import sys

import pytest

from tests.browser.chromium import missing

if __name__ == "__main__":
    lacking = missing()
    if lacking:
        sys.stdout.write(f"Not tried in a browser here: {lacking} is missing.\n")
        sys.exit(0)
    checks = ["tests/browser/check_pages.py", "tests/browser/check_site.py"]
    sys.exit(pytest.main([*checks, "--dist", "worksteal", *sys.argv[1:]]))
