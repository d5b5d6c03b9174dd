"""Where to report an event ("who do I tell?"): asked of no source, which cannot answer it."""

from __future__ import annotations

import re

_WRITERS = re.compile(r"\b(?:authors?|writers?|investigators?|researchers?|study team)\b", re.IGNORECASE)
"""Those whom a question after them asks to contact: no case is told to them."""
_CASE = r"(?:this|that|it|him|her|them|such an? \w+|(?:the|an?|my) (?:event|reaction|case|side[- ]effect|adverse \w+))"
_ASIDE = r"(?:and\s|so\s)?"
_WHOM_TO_TELL = re.compile(
    rf"\b{_ASIDE}(?:to\s)?(?:whom?|where)\s(?:do|should|can|must|shall|would|could|may)\s(?:i|we|one)\s"
    r"(?:need to |have to )?(?:tell|notify|inform|alert|contact|call|phone|report)\b"
    rf"(?:(?:\sabout)?\s{_CASE})?(?:\sto\b)?(?=\W*(?:$|[?,;.]|and\b))"
    rf"|\b{_ASIDE}how\s(?:do|should|can|must|would)\s(?:i|we|one)\s(?:report|notify|flag|file|log)\s{_CASE}"
    rf"|\b{_ASIDE}who (?:should|has to|needs to|must) (?:be told|be informed|be notified|know|hear)(?: about {_CASE})?"
    rf"|\b{_ASIDE}(?:do|should|must) (?:i|we) (?:need to |have to )?report {_CASE}",
    re.IGNORECASE,
)


def whom_to_tell(question: str) -> tuple[int, int] | None:
    """The span that asks where to report an event ("who do I tell?"), which no source answers; else ``None``."""
    match = _WHOM_TO_TELL.search(question)
    return match.span() if match and not _WRITERS.search(question[: match.start()]) else None
