"""Where the further questions of a text begin, and what such a part asks by itself."""

from __future__ import annotations

import re
from collections.abc import Iterator
from itertools import pairwise

from retrieval.questions.framing import without_frames

_NEXT_QUESTION = re.compile(
    r"(?P<joint>(?:\band\b|[,;/&?+])\s*(?:\band\b\s*)?(?:(?:also|then|secondly|finally|lastly)\s+)?)(?="
    r"(?:(?:for|of|by|in|with|up to|to|from|at|on|over|during|after|before"
    r"|between|within|under|until|till|since)\s(?=wh|how))?"
    r"(?:who|whom|where|when|what|which|how|why)\b)",
    re.IGNORECASE,
)
_YES_OR_NO = re.compile(
    r"(?:\band\b|[,;&])\s*(?:\band\b\s*)?(?=(?:did|does|do|was|were|is|are|has|have|had)\s"
    r"(?:the|any|it|they|this|there|its|he|she|some|one|anyone|anybody)\b)"
    r"|(?:\band\b|[,;])\s*(?:\band\b\s*)?(?:also\s+)?(?=(?:whether|(?:say\s|tell\sme\s)?if)\s(?:the|any|it|they|this|that|there|these|those)\b)"
    r"|[,;]\s*(?:and|or|but)\s+(?=(?:did|does|do|was|were|is|are|has|have|had)\s(?:[\w();+≥-]+\s){1,4}?\w+(?:ed|en|n|t)?\b)",
    re.IGNORECASE,
)
_SENTENCE_ENDS = re.compile(r"[?;]\s+|(?:(?<=[a-z\d%)]{2})|(?<=[A-Z]{3}))\.\s+(?=[A-Z])")
_HOW_MANY_THEY = re.compile(
    r"(?:and )?(?:(?:how (?:big|large)(?: (?:was|were|is|are) (?:it|they|that|this|those))"
    r"|what (?:was|is) (?:its|their) size)"
    r"(?: (?:set|population)s?)?|(?:how many|what number)(?: (?:of them|patients|people|pts))?"
    r"(?: (?:were|are|was|is)(?: (?:they|those|there|these|that|in it|it))?)?)"
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
    return sorted({*further_questions(text), *sentences(text)})


def sentences(text: str) -> Iterator[int]:
    """Where a further sentence begins."""
    yield from (match.end() for match in _SENTENCE_ENDS.finditer(text))


def asking(text: str) -> Iterator[tuple[int, int]]:
    """Spans of the clauses that ask something; what asks nothing by itself ("In the elderly,") goes with the next."""
    start, bare = 0, without_frames(text)
    for cut, following in pairwise((*parts_of(text), len(text), len(text))):
        if (_ASKS.search(text[start:cut]) or _ASKS.search(bare[start:cut])) and (
            cut == len(text) or _ASKS.match(text[cut:following])
        ):
            yield start, cut
            start = cut


def text_at(text: str, span: tuple[int, int]) -> str:
    """The words of a clause at a span, without what joins it to the next one."""
    return _JOINT.sub("", text[slice(*span)]).strip(" ?.,;")


_JOINT = re.compile(r"[\s,;/&+]*(?:\band\b)?\s*$", re.IGNORECASE)


def asks(part: str) -> bool:
    """Whether a clause begins as one that asks something."""
    return bool(_ASKS.match(part))


_ASKS = re.compile(
    r"(?:^|[,.?;]\s)\W*(?:and\s|or\s|also\s|so\s|but\s)?(?:(?:for|of|by|in|with|to|from|at|on|over|during|after|before|between|within|under|until|since)\s)?"
    r"(?:who|whom|where|when|what|which|how|why|did|does|do|was|were|is|are|has|have|had|give|tell|state|list|compare|please"
    r"|(?:can|could|would|will|may)\s(?:you|i|we|someone|anyone)|summari[sz]e|describe|explain|show|whether"
    r"|i(?:['’]d|\swould)\slike|i\s(?:want|need|wonder)|(?:say\s)?if\s(?:it|this|that|they|the))\b"
    r"|^\W*(?:also|plus|and)[,:]?\s(?:the|its|any)\s\w",
    re.IGNORECASE,
)


def counts_apart(text: str, part: tuple[int, int]) -> bool:
    """Whether what stands at a span is counted in a clause of its own, before another begins: "how many had A, and"."""
    return bool(_HOW_MANY.search(text[: part[0]])) and any(part[1] <= cut for cut in question_words(text))


_HOW_MANY = re.compile(
    r"\bhow many\s(?:(?:of them|patients|people|pts|had|were|with|only|just|got|an?)\s)*$", re.IGNORECASE
)


def asks_how_many(text: str) -> bool:
    """Whether a part of a question asks for nothing but a number of those told before: "and how many were they"."""
    return bool(_HOW_MANY_THEY.fullmatch(text.strip()))


def repeated(text: str) -> Iterator[tuple[str, tuple[int, int]]]:
    """What is asked of both things that one preposition repeats, written out: "the effect on X and on Y".

    Each with the span of the thing; none where none is repeated.
    """
    match = _REPEATED.search(text) or _HEAD_REPEATED.search(text)
    if match is None:
        return
    for name in ("first", "second"):
        yield f"{text[: match.start('first')]}{match[name]}".strip(" ?.,;"), match.span(name)


_REPEATED = re.compile(
    r"\b(?P<preposition>on|of|about|regarding)\s(?P<first>[^,;?.]{3,80}?),?"
    r"\s(?:and|as well as|plus)\s(?:also\s)?(?P=preposition)\s(?P<second>[^,;?.]+)",
    re.IGNORECASE,
)
_HEAD_REPEATED = re.compile(
    r"\b(?P<head>percentages?|proportions?|shares?|numbers?|rates?|changes?)\s(?P<first>[^,;?.]{3,90}?),?"
    r"\s(?:and|vs\.?|versus|against|compared (?:with|to))\s(?:the\s)?(?P=head)\s(?P<second>[^,;?.]+)",
    re.IGNORECASE,
)
"""The same of the word for the figure: "percentage who gained X vs percentage who lost Y"."""


def listed(text: str) -> Iterator[tuple[str, tuple[int, int]]]:
    """The members of a list behind a colon, each behind what stands before it; none where one leans on another.

    Each with its span.
    """
    head = _LIST_HEAD.match(text)
    if head is None or _STANDS_FOR.search(text, head.end()):
        return
    if _BEGINS_A_QUESTION.match(text, head.end()):
        return
    cuts = [match.span() for match in _LIST_JOINT.finditer(text, head.end())]
    starts, ends = [head.end(), *(end for _, end in cuts)], [*(start for start, _ in cuts), len(text)]
    if len(cuts) < _FEWEST_CUTS:
        return
    before = ""
    for start, end in zip(starts, ends, strict=True):
        member = text[start:end].strip(" ?.,;")
        leads = _LEADING.match(member)
        if leads and (shared := before.rpartition(f" {leads[0]}")[0]):
            member = f"{shared} {member}"
        yield f"{head[0]}{member}", (start, end)
        before = member


_BEGINS_A_QUESTION = re.compile(
    r"\W*(?:please|pls|list|give|tell|show|state|name|provide|compare|what|which|how|who|when|where|why|is|are|was|were"
    r"|do|does|did|has|have|can|could)\b",
    re.IGNORECASE,
)
"""Behind a colon that only opens a question, what is no member of a list: "for the dossier: please list A, B and C"."""
_FEWEST_CUTS = 2
_LEADING = re.compile(r"(?:of|on|in|for|with)\s", re.IGNORECASE)
"""A preposition with which a member begins that shares the words before it: "the rates of falls and of cramps"."""
_LIST_HEAD = re.compile(r"[^:?]{3,140}:\s+(?=[^:?.]*,)(?=[^:]{5,300}$)")
_LIST_JOINT = re.compile(r"\s*[,;]\s*(?:(?:and|or|plus|as well as)\s+)?(?=\w)|\s(?:and|plus|as well as)\s(?=[^,;]*$)")
_STANDS_FOR = re.compile(r"\b(?:its?|their|them|they|these|those|each|both|same|respectively)\b", re.IGNORECASE)
"""Words by which a member of a list leans on the others."""
