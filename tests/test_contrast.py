"""Every colour of the theme can be read on the grounds that terminals have (WCAG 1.4.3)."""

import pytest
from rich.color import Color
from rich.style import Style

from heal_cli.formats.theme import THEME
from heal_cli.models import Evidence

GROUNDS = {
    "Windows Terminal, Campbell": "#0C0C0C",
    "xterm, white": "#FFFFFF",
    "VS Code, light": "#FFFFFF",
    "Solarized, light": "#FDF6E3",
    "macOS, Pro": "#000000",
}

LEAST = 3.0
"""The contrast that large and bold text, and signs, have at the least."""

COLORS = {name: style.color for name, style in THEME.styles.items() if style.color is not None}
"""The meanings that are drawn in a colour."""


def luminance(color: Color) -> float:
    """Return the relative luminance of a colour, as WCAG defines it."""
    parts = (part / 255 for part in color.get_truecolor())
    red, green, blue = (
        part / 12.92 if part <= 0.04045 else ((part + 0.055) / 1.055) ** 2.4 for part in parts
    )
    return 0.2126 * red + 0.7152 * green + 0.0722 * blue


def contrast(one: Color, other: Color) -> float:
    """Return the contrast ratio of two colours, from 1 to 21."""
    darker, lighter = sorted((luminance(one), luminance(other)))
    return (lighter + 0.05) / (darker + 0.05)


def test_the_ratio_is_that_of_the_standard() -> None:
    black, white, grey = map(Color.parse, ("#000000", "#ffffff", "#767676"))
    assert contrast(black, white) == pytest.approx(21)
    assert contrast(white, white) == 1
    assert contrast(grey, white) == pytest.approx(4.54, abs=0.01)


@pytest.mark.parametrize("ground", GROUNDS)
def test_every_colour_can_be_read(ground: str) -> None:
    ratios = {name: contrast(c, Color.parse(GROUNDS[ground])) for name, c in COLORS.items()}
    assert {name: ratio for name, ratio in ratios.items() if ratio < LEAST} == {}


def test_colours_are_of_the_256_whose_shade_no_terminal_changes() -> None:
    """The first sixteen look as a terminal's owner likes, and may be any colour."""
    assert len(COLORS) >= 8
    assert all(color.number is not None and color.number >= 16 for color in COLORS.values())


def test_every_verdict_has_a_colour_of_its_own_and_no_ground() -> None:
    looks = [THEME.styles[evidence.style] for evidence in Evidence]
    assert len({style.color for style in looks}) == len(Evidence)
    assert all(isinstance(style, Style) and style.bgcolor is None for style in looks)
