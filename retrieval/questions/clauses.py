"""Where the further questions of a text begin, and what such a part asks by itself."""

from __future__ import annotations

import re
from collections.abc import Iterator

_NEXT_QUESTION = re.compile(
    r"(?P<joint>(?:\band\b|[,;/&?+])\s*(?:\band\b\s*)?)(?="
    r"(?:(?:for|of|by|in|with|up to|to|from|at|on|over|during|after|before"
    r"|between|within|under|until|till|since)\s(?=wh|how))?"
    r"(?:who|whom|where|when|what|which|how|why)\b)",
    re.IGNORECASE,
)
_YES_OR_NO = re.compile(
    r"(?:\band\b|[,;&])\s*(?:\band\b\s*)?(?=(?:did|does|do|was|were|is|are|has|have|had)\s"
    r"(?:the|any|it|they|this|there|its|he|she|some|one|anyone|anybody)\b)"
    r"|[,;]\s*(?:and|or|but)\s+(?=(?:did|does|do|was|were|is|are|has|have|had)\s(?:[\w-]+\s){1,4}?\w+(?:ed|en|n|t)?\b)",
    re.IGNORECASE,
)
_SENTENCE_ENDS = re.compile(r"[?;]\s+|(?<=[a-z\d%)]{2})\.\s+(?=[A-Z])")
_HOW_MANY_THEY = re.compile(
    r"(?:and )?(?:how many|what number)(?: (?:of them|patients|people|pts))?"
    r"(?: (?:were|are|was|is)(?: (?:they|those|there|these|that|in it|it))?)?"
    r"(?: in (?:each|both|either)(?: (?:arm|group|set|population|one)s?)?)?\W*",
    re.IGNORECASE,
)


def question_words(text: str) -> Iterator[int]:
    """Where a further question begins within a sentence: at "and where", "/ what", ", when"."""
    yield from (match.end("joint") for match in _NEXT_QUESTION.finditer(text))


def further_questions(text: str) -> list[int]:
    """Where a further question begins, one without a question word too: at "and did the sponsor"."""
    return sorted({*question_words(text), *(match.end() for match in _YES_OR_NO.finditer(text))})


def parts_of(text: str) -> list[int]:
    """Where the further questions of a text begin, its further sentences too."""
    return sorted({*further_questions(text), *(match.end() for match in _SENTENCE_ENDS.finditer(text))})


def asks_how_many(text: str) -> bool:
    """Whether a part of a question asks for nothing but a number of those told before: "and how many were they"."""
    return bool(_HOW_MANY_THEY.fullmatch(text.strip()))


def repeated(text: str) -> Iterator[tuple[str, tuple[int, int]]]:
    """What is asked of each of the things that one preposition repeats ("the effect on X and on Y"), written out.

    Each with the span of the thing itself.
    """
    match = _REPEATED.search(text)
    if match is None:
        return
    head = text[: match.start("first")]
    for name in ("first", "second"):
        yield f"{head}{match[name]}".strip(" ?.,;"), match.span(name)


_REPEATED = re.compile(
    r"\b(?P<preposition>on|of|about|regarding)\s(?P<first>(?:[\w/%-]+\s){0,6}?[\w/%-]+),?"
    r"\s(?:and|as well as|plus)\s(?:also\s)?(?P=preposition)\s(?P<second>[^,;?.]+)",
    re.IGNORECASE,
)
