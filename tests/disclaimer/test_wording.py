"""The disclaimer says what the page that heal restates says of itself."""

from heal_cli.disclaimer import DISCLAIMER

SAID = [
    "for information and education only",
    "does not replace medical advice, a diagnosis or treatment",
    "licensed health professional",
    "is a researcher and not a health professional",
    "direct, indirect, special, incidental, punitive or any other damages",
    "liable to anyone",
    "any use of this content",
    "named products is its author's opinion alone",
    "the makers and sellers of those products have neither approved nor backed it",
]


def test_it_says_all_that_the_page_it_restates_says() -> None:
    assert [part for part in SAID if part not in DISCLAIMER] == []
