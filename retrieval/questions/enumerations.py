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
    if numbered := marked(sentence):
        return tuple(map(asked_for, numbered))
    heading, colon, body = sentence.partition(": ")
    parts = _PART.split(body if colon else sentence)
    if len(parts) > _FEWEST or (colon and len(parts) == _FEWEST and "?" not in heading):
        scope = _SCOPE.search(heading) if colon else None
        parts = [f"{part.rstrip(' .')} {scope['where']}" for part in parts] if scope else parts
        first = parts[0] if colon else ""
        return (asked_for(first) if first else parts[0], *map(asked_for, parts[1:]))
    first, *further = _AND_HOW.split(sentence.rstrip(" ?."))
    if len(further) < _FEWEST or not any(_OF_BEFORE.match(part) for part in further):
        return (sentence,)
    return (f"{first}?", *map(asked_for, further))


_AND_HOW = re.compile(
    r"(?:,\s|\s(?=and |then ))(?:and |then )*"
    r"(?:finally (?=the\b)|(?=how (?:many|often|much|long|common)\b|the same\b))",
    re.IGNORECASE,
)
_OF_BEFORE = re.compile(
    r"(?:the same\b|how \w+ (?:of (?:them|these|those) )?(?:it|they|them|these|those)\b)", re.IGNORECASE
)
"""Begins what is asked of the thing before it in a list: "how often it was severe", "the same at the last cut".

Only lists with one are cut: the others are read as a whole."""


def marked(text: str) -> tuple[str, ...]:
    """The things of a list of which each has a number or a letter; nothing where there is none."""
    marks = list(_MARK.finditer(text))
    if len(marks) < _FEWEST or not _FIRST.search(marks[0][0]):
        return ()
    ends = [*(mark.start() for mark in marks[1:]), len(text)]
    return tuple(text[mark.end() : end] for mark, end in zip(marks, ends, strict=True))


_SCOPE = re.compile(
    r"\b(?P<where>(?:from|at|in|for|of) (?:the |each |both )?[^,:;]{0,40}"
    r"\b(?:analys[ei]s|cut-?offs?|data cut|follow-up|publication|sub-?groups?|relaps\w+))$",
    re.IGNORECASE,
)
"""At the end of a heading, when or of whom all its things are asked: "from the final analysis:"."""


_LIKEWISE = re.compile(r",?\s(?:likewise|similarly|ditto)\b", re.IGNORECASE)


def asked_for(item: str) -> str:
    """A thing of a list as what is asked: a question as it is, and what is only named as wished for."""
    words = re.sub(r"[\s,;.]*(?:\b(?:and|plus|as well as))?[\s,;.]*$", "", _LIKEWISE.sub("", item.strip()))
    if "?" in words:
        return words
    return f"{words}?" if _QUESTION.match(words) else f"Please give {words}."
