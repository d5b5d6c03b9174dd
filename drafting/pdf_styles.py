"""Styles, fonts and characters of a letter as a PDF."""

from __future__ import annotations

from functools import cache
from pathlib import Path
from typing import TYPE_CHECKING
from xml.sax.saxutils import escape

from drafting import printing
from drafting.docx_styles import ACCENT, CAUTION_FILL, INK

if TYPE_CHECKING:
    from reportlab.lib.styles import ParagraphStyle

FONT = "Vera"
_UNKNOWN = str.maketrans({"‑": "-", "−": "-", "\u2009": " ", "\u202f": " ", "≥": "≥", "≤": "≤"})
"""Characters that the font has under another number."""
_PLAIN = {"β": "beta", "α": "alpha", "γ": "gamma", "κ": "kappa", "λ": "lambda", "δ": "delta", "χ": "chi", "μ": "µ"}
"""Letters that the font has not, as words."""


@cache
def make_styles() -> dict[str, ParagraphStyle]:
    """Return the styles of a letter's paragraphs and cells by name."""
    from reportlab.lib.colors import HexColor
    from reportlab.lib.styles import ParagraphStyle

    _register_fonts()
    ink, accent = HexColor(f"#{INK}"), HexColor(f"#{ACCENT}")
    text = ParagraphStyle("text", fontName=FONT, fontSize=9, leading=12.5, textColor=ink, spaceAfter=5)
    bold = f"{FONT}-Bold"
    made = {
        "text": text,
        "title": ParagraphStyle("title", text, fontName=bold, fontSize=16, leading=20, textColor=accent, spaceAfter=8),
        "heading1": ParagraphStyle(
            "heading1", text, fontName=bold, fontSize=11.5, leading=15, textColor=accent, spaceBefore=10, keepWithNext=1
        ),
        "heading2": ParagraphStyle(
            "heading2", text, fontName=bold, fontSize=10, leading=13, textColor=accent, spaceBefore=7, keepWithNext=1
        ),
        "item": ParagraphStyle("item", text, leftIndent=16, bulletIndent=2, spaceAfter=3),
        "caution": ParagraphStyle(
            "caution", text, backColor=HexColor(f"#{CAUTION_FILL}"), borderPadding=5, spaceBefore=6, spaceAfter=10
        ),
        "caption": ParagraphStyle(
            "caption", text, fontName=bold, fontSize=8.5, textColor=accent, spaceBefore=6, keepWithNext=1
        ),
        "cell": ParagraphStyle("cell", text, fontSize=7.5, leading=9.8, spaceAfter=0),
        "note": ParagraphStyle("note", text, fontSize=7.5, leading=10, spaceBefore=3),
    }
    made["head"] = ParagraphStyle("head", made["cell"], fontName=bold, textColor=HexColor("#FFFFFF"))
    return made


def mark_up(run: printing.Run) -> str:
    """Return a run of text in reportlab's mark-up: raised or italic where it is."""
    words = clean(run.text)
    if run.raised:
        return f'<super size="6.5">{words}</super>'
    return f"<i>{words}</i>" if run.italic else words


def clean(text: str) -> str:
    """Return text for reportlab's own mark-up, in which nothing of it means anything."""
    return escape(plain(text))


def plain(text: str) -> str:
    """Return the text in characters that the font has: what it lacks is spelled out, or shown without its accent."""
    import unicodedata

    known = _characters()
    told = []
    for character in text.translate(_UNKNOWN):
        if ord(character) in known:
            told.append(character)
        elif character in _PLAIN:
            told.append(_PLAIN[character])
        else:
            base = unicodedata.normalize("NFKD", character)[:1]
            told.append(base if ord(base or "?") in known else "?")
    return "".join(told)


def _register_fonts() -> None:
    """The fonts that come with reportlab, embedded: they have the signs that the standard ones lack."""
    import reportlab
    from reportlab.lib.fonts import addMapping
    from reportlab.pdfbase.pdfmetrics import registerFont
    from reportlab.pdfbase.ttfonts import TTFont

    folder = Path(reportlab.__file__).parent / "fonts"
    kinds = (("", "Vera"), ("-Bold", "VeraBd"), ("-Italic", "VeraIt"), ("-BoldItalic", "VeraBI"))
    for suffix, file in kinds:
        registerFont(TTFont(f"{FONT}{suffix}", str(folder / f"{file}.ttf")))
    for place, (suffix, _) in enumerate(kinds):
        addMapping(FONT, place % 2, place // 2, f"{FONT}{suffix}")


@cache
def _characters() -> frozenset[int]:
    from reportlab.pdfbase.pdfmetrics import getFont

    _register_fonts()
    return frozenset(getFont(FONT).face.charToGlyph)
