"""Contrast of the colours in the style sheet, as WCAG 2 defines it."""

from __future__ import annotations

import re
import tomllib

import pytest

from interfaces.pages.style import STYLE, escape_label
from tests.interfaces.pages.serving import ROOT

COLOURS = {
    name: (light, dark)
    for name, light, dark in re.findall(
        r"--tc-([a-z]+): light-dark\((#[0-9a-f]{6}), (#[0-9a-f]{6})\)", STYLE.read_text(encoding="utf-8")
    )
}
THEMES = tomllib.loads((ROOT / ".streamlit" / "config.toml").read_text(encoding="utf-8"))["theme"]
TEXTS = ("muted", "supported", "derived", "quoted", "contradicted", "unchecked")


def _luminance(colour: str) -> float:
    shares = [int(colour[place : place + 2], 16) / 255 for place in (1, 3, 5)]
    red, green, blue = (one / 12.92 if one <= 0.04045 else ((one + 0.055) / 1.055) ** 2.4 for one in shares)
    return 0.2126 * red + 0.7152 * green + 0.0722 * blue


def _contrast(one: str, other: str) -> float:
    dark, light = sorted((_luminance(one), _luminance(other)))
    return (light + 0.05) / (dark + 0.05)


def test_contrast_of_black_on_white_is_21() -> None:
    """The formula gives the two values that everybody knows."""
    assert round(_contrast("#000000", "#ffffff"), 2) == 21
    assert round(_contrast("#777777", "#ffffff"), 2) == 4.48


@pytest.mark.parametrize("theme", ["light", "dark"])
@pytest.mark.parametrize("text", TEXTS)
def test_text_is_readable_on_every_ground(text: str, theme: str) -> None:
    """Text reaches 4.5:1 on the page, in the sidebar, on cards and on notices."""
    place = ["light", "dark"].index(theme)
    grounds = (
        THEMES[theme]["backgroundColor"],
        THEMES[theme]["secondaryBackgroundColor"],
        COLOURS["surface"][place],
        COLOURS["soft"][place],
    )
    assert min(_contrast(COLOURS[text][place], ground) for ground in grounds) >= 4.5


@pytest.mark.parametrize("theme", ["light", "dark"])
def test_borders_of_controls_show(theme: str) -> None:
    """A border that tells where a control is reaches 3:1 on the page."""
    line = COLOURS["line"][["light", "dark"].index(theme)]
    assert _contrast(line, THEMES[theme]["backgroundColor"]) >= 3


@pytest.mark.parametrize(
    ("text", "label"),
    [
        ("PFS, Isa-Kd vs Kd (HR): 0.58, n = 3!", "PFS, Isa-Kd vs Kd (HR): 0.58, n = 3!"),
        ("*a* _b_ `c` [d](e) <f>", r"\*a\* \_b\_ \`c\` \[d\](e) \<f\>"),
        (":red[x] :smile: https://a.example", r"\:red\[x\] \:smile: https\://a.example"),
        ("$x$ ~~y~~ a -> b -- c", r"\$x\$ \~\~y\~\~ a \-\> b \-\- c"),
        ("# one", r"\# one"),
        ("1. one", r"1\. one"),
        ("www.a.example a@b.example &lt;", r"www\.a.example a\@b.example \&lt;"),
    ],
)
def test_label_is_escaped_where_it_would_be_markup(text: str, label: str) -> None:
    """What Markdown would read is escaped, and nothing else: a screen reader reads the escapes out."""
    assert escape_label(text) == label
