"""Things asked as the items of a list: by lines, by numbers, "first ..., then ...", "as well as ..., tell me ..."."""

from __future__ import annotations

import re

from retrieval.questions.framing import without_frames

_MARK = re.compile(
    r"(?:^|\n)[ \t]*(?:[-*\u2022\u2013]|\(?(?:[0-9]|[a-e]|i{1,3}|iv)[.)])[ \t]+"
    r"|(?:^|(?<=[\s,;:]))\((?:[0-9]|[a-e]|i{1,3}|iv)\)[ \t]+|(?<=[?.;,:] )[1-5]\)[ \t]+"
    r"|(?<=[,;:.?!] )(?:and )?(?:(?i:first|second|third|last)(?:ly)?|finally)[,:] "
)
_ORDERS = (
    re.compile(
        r"\W*(?:first(?:ly)?|to (?:begin|start) with)[,:]?\s(?P<first>[^.;?]+?)[,;]?\s(?:and\s)?"
        r"(?:then|secondly|second)[,:]?\s(?P<second>[^;]+)",
        re.IGNORECASE,
    ),
    re.compile(r"\W*not (?:only|just)\s(?P<first>[^.;?]+?),?\sbut\s(?:also\s)?(?P<second>[^;]+)", re.IGNORECASE),
)
_BESIDES = re.compile(
    r"\W*(?:as well as|in addition to|besides|along with|apart from|aside from|next to)\s"
    r"(?P<first>[^,.;?]+),\s(?P<second>.+)",
    re.IGNORECASE | re.DOTALL,
)
_WITHOUT_THEM = re.compile(r"\b(?:others?|else|any|more|further|remaining)\b", re.IGNORECASE)
"""In what is asked "apart from" something: that is then left out, and not asked."""
_FEWEST, _MOST = 2, 5


def items_of(text: str) -> tuple[str, ...]:
    """The items of a list that a text asks for; none where it is none, or where more than a request stands over it."""
    marks = list(_MARK.finditer(text)) or _numbered_inline(text)
    if _FEWEST <= len(marks) <= _MOST:
        over = text[: marks[0].start()]
        if without_frames(over).strip(" ?.,;:!\n") and not (_REQUEST.fullmatch(over) or _STANDS_OVER.search(over)):
            return ()
        ends = [mark.start() for mark in marks[1:]] + [len(text)]
        items = (text[mark.end() : end] for mark, end in zip(marks, ends, strict=True))
        return tuple(_AND.sub("", item.strip(" ?.,;\n")) for item in items)
    found = next(filter(None, (pattern.fullmatch(text.strip()) for pattern in _ORDERS)), None)
    besides = _BESIDES.fullmatch(text.strip())
    found = found or (besides if besides and not _WITHOUT_THEM.search(besides["second"]) else None)
    return (found["first"].strip(), found["second"].strip(" ?.,;")) if found else ()


def _numbered_inline(text: str) -> list[re.Match[str]]:
    """The numbers before the items of a list in one line, where they count from one: "1. the ratio 2. the age"."""
    marks = list(_INLINE.finditer(text))
    numbers = [mark["number"] for mark in marks]
    return marks if numbers == [str(n) for n in range(1, len(marks) + 1)] else []


_INLINE = re.compile(r"(?:^|(?<=\s))(?P<number>[1-9])[.)]\s+(?=[A-Za-z])(?<!\bgrade [1-5]. )")
_AND = re.compile(r"[\s,;]+(?:and|plus)$", re.IGNORECASE)
"""Behind an item, before the mark of the next one."""
_REQUEST = re.compile(
    r"\W*(?:[^.?!:]{0,40}\b(?:need|want|like|give|tell|list|provide|supply|send|know|advise|about|following|questions?|points?|things?)"
    r"\b[^.?!:]{0,30})?:?\s*",
    re.IGNORECASE,
)
"""What may stand over the items: "I need the following:"."""
_STANDS_OVER = re.compile(
    r"\b(?:(?:two|three|four|five|a few|some|the following|these) (?:[\w-]+ )?"
    r"(?:things?|questions?|points?|figures?|items?|numbers?|facts?|results?)|the following)\b[^.?!:;]{0,30}:\s*$",
    re.IGNORECASE,
)
"""Ends what stands over the items, whatever is told of the asker before it."""
