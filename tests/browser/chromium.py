"""A headless Chromium that is driven by tests, with the accessibility checker axe in it."""

import tempfile
from collections.abc import Iterator
from contextlib import contextmanager
from importlib.util import find_spec
from pathlib import Path
from shutil import which
from typing import Any

_FLAGS = (
    "--headless=new --no-sandbox --disable-gpu --disable-quic --no-first-run "
    "--disable-background-networking --disable-component-update --disable-sync"
)
_LEVEL_AA = ["wcag2a", "wcag2aa", "wcag21a", "wcag21aa", "wcag22aa"]
_CHECKED = """
const done = arguments[arguments.length - 1];
axe.run(document, {runOnly: arguments[0], resultTypes: ["violations"]}).then((found) => done(
  found.violations.map((each) => each.id + ": " + each.nodes.map((n) => n.html).join(" | "))));
"""


def _browser() -> str:
    found = map(which, ("chromium", "chromium-browser", "google-chrome"))
    return next(filter(None, found), "")


def _axe() -> Path | None:
    """Return the checker's script; its package is found, never imported."""
    package = find_spec("axe_playwright_python")
    places = package.submodule_search_locations if package else None
    script = Path(places[0]) / "axe.min.js" if places else None
    return script if script and script.is_file() else None


def missing() -> str:
    """Return what the checks lack on this machine, or nothing."""
    lacking = {
        "chromium (Debian's package chromium)": _browser(),
        "chromedriver (Debian's package chromium-driver)": which("chromedriver"),
        "selenium (requirements/browser.txt)": find_spec("selenium"),
        "axe (requirements/browser.txt)": _axe(),
    }
    return ", ".join(name for name, found in lacking.items() if not found)


class Browser:
    """One window; `driver` is Selenium's, for what is not asked often."""

    def __init__(self, driver: Any) -> None:
        self.driver = driver

    def open(self, address: str | Path, width: int = 1400, height: int = 900) -> None:
        """Show a page in a window of that size."""
        self.resize(width, height)
        self.driver.get(address.as_uri() if isinstance(address, Path) else address)

    def resize(self, width: int, height: int = 900) -> None:
        """Give the window another size, with the page that it shows."""
        size = {"width": width, "height": height, "deviceScaleFactor": 1, "mobile": width < 500}
        self.driver.execute_cdp_cmd("Emulation.setDeviceMetricsOverride", size)

    def look(self, **features: str) -> None:
        """Ask for dark or light with color_scheme, or for paper with media="print"."""
        media = features.pop("media", "")
        wanted = [
            {"name": f"prefers-{name.replace('_', '-')}", "value": value}
            for name, value in features.items()
        ]
        self.driver.execute_cdp_cmd(
            "Emulation.setEmulatedMedia", {"media": media, "features": wanted}
        )

    def ask(self, script: str, *values: Any) -> Any:
        """Return what a script in the page returns."""
        return self.driver.execute_script(script, *values)

    def load_axe(self) -> None:
        """Bring axe into the page that is shown."""
        script = _axe()
        assert script is not None
        self.driver.execute_script(script.read_text("utf-8"))

    def violations(self, *rules: str) -> list[str]:
        """Return what axe finds against WCAG, up to level AA, or against some rules alone."""
        found: list[str] = self.driver.execute_async_script(_CHECKED, rules or _LEVEL_AA)
        return found

    def complaints(self) -> list[str]:
        """Return what the browser complained of: scripts that failed, what was forbidden."""
        return [str(each["message"]) for each in self.driver.get_log("browser")]


@contextmanager
def chromium() -> Iterator[Browser]:
    """Run a browser with an empty profile of its own, to the end of the block."""
    from selenium import webdriver
    from selenium.webdriver.chrome.options import Options
    from selenium.webdriver.chrome.service import Service

    with tempfile.TemporaryDirectory(ignore_cleanup_errors=True) as profile:
        options: Any = Options()
        options.binary_location = _browser()
        for flag in (*_FLAGS.split(), f"--user-data-dir={profile}"):
            options.add_argument(flag)
        service: Any = Service(which("chromedriver"))
        driver: Any = webdriver.Chrome(options=options, service=service)
        try:
            yield Browser(driver)
        finally:
            driver.quit()
