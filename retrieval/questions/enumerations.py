"""The things of a list that is numbered, or parted by semicolons, each asked for by itself."""

from __future__ import annotations

import re

_FEWEST = 2
_MARK = re.compile(
    r"(?:^|(?<=[\s:;,]))(?:(?:and|then) )?"
    r"(?:\(?(?:\d|[a-h]|i{1,3}|iv|vi{0,3})\)|(?:first|second|third|fourth|fifth)(?:ly)?[,:]|finally,)\s+",
    re.IGNORECASE,
)
"""Numbers a thing: "(1) the rate, (2) the median", "first, the rate; second, ..."."""
_FIRST = re.compile(r"\(?(?:1|a|i)\)|first", re.IGNORECASE)
_PART = re.compile(r";\s+(?:(?:and|as well as|plus)\s+)?", re.IGNORECASE)
_QUESTION = re.compile(
    r"(?:(?:in|at|on|for|of|with|by|to|from) )?(?:who|whom|what|which|how|when|where|whether)\b", re.IGNORECASE
)


def items_of(sentence: str) -> tuple[str, ...]:
    """The things that a sentence lists, each asked for by itself; the sentence alone where it lists none."""
    marks = list(_MARK.finditer(sentence))
    if len(marks) >= _FEWEST and _FIRST.search(marks[0][0]):
        ends = [*(mark.start() for mark in marks[1:]), len(sentence)]
        return tuple(asked_for(sentence[mark.end() : end]) for mark, end in zip(marks, ends, strict=True))
    heading, colon, body = sentence.partition(": ")
    parts = _PART.split(body if colon else sentence)
    if len(parts) > _FEWEST or (colon and len(parts) == _FEWEST and "?" not in heading):
        first = parts[0] if colon else ""
        return (asked_for(first) if first else parts[0], *map(asked_for, parts[1:]))
    return (sentence,)


def asked_for(item: str) -> str:
    """A thing of a list as what is asked: a question as it is, and what is only named as wished for."""
    words = re.sub(r"[\s,;.]*(?:\b(?:and|plus|as well as))?[\s,;.]*$", "", item.strip())
    if "?" in words:
        return words
    return f"{words}?" if _QUESTION.match(words) else f"Please give {words}."
