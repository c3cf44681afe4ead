"""The notice and the disclaimer: constants, so that no broken file can take them away."""

NOTICE = "For information and education only, not medical advice. Full disclaimer below."

DISCLAIMER_TITLE = "Disclaimer"

DISCLAIMER = (
    "Everything shown here is for information and education only. It does not replace "
    "medical advice, a diagnosis or treatment by a licensed health professional: ask one "
    "before you act on it, and do not put off or stop care because of it. The author of the "
    "site that these pages restate, Heal Yourself at Home, is a researcher and not a health "
    "professional. Neither that author nor the makers of this program are liable to anyone "
    "for direct, indirect, special, incidental, punitive or any other damages that come from "
    "any use of this content. What the site says about named products is its author's opinion "
    "alone; the makers and sellers of those products have neither approved nor backed it."
)
