"""What somebody only says around a question: how he opens it, how sure he is, that he wants no advice."""

from __future__ import annotations

import re

_HAS = (
    r"(?:(?:i|we)(?:['’]ve)?\s(?:have\s)?already\s(?:have|know|got|seen|found|extracted)"
    r"|(?:i|we)\s(?:do not|don['’]t)\s(?:need|want))"
)
_HEDGES = (
    (  # that figures are wanted in the answer to a question is no question of its own
        re.compile(
            r"(?<=\w)(?P<end>\?)\s*(?:(?:just|only|exact|the|with|some|any|in)\s)*"
            r"(?:numbers?|figures?|data|details|stats|values?|specifics)"
            r"(?:\s(?:please|pls|plz|thanks|thx|if (?:any|possible|available)))*\W*$",
            re.IGNORECASE,
        ),
        r"\g<end>",
    ),
    (  # every answer has its reference
        re.compile(
            r"(?<=\w{2}),?\s(?:and\s)?with (?:(?:a|an|the|its|their|full|proper|exact|your)\s)*"
            r"(?:references?|sources?|citations?)(?:\s(?:please|pls|too|if (?:possible|available)))*"
            r"(?P<end>[?.!]?)\s*$",
            re.IGNORECASE,
        ),
        r"\g<end>",
    ),
    (  # that a figure is wanted only where there is one
        re.compile(
            r",?\sif (?:it(?:['’]s| is)|they(?:['’]re| are)|there(?:['’]s| is| are) (?:any|one|some)"
            r"|you have (?:it|them|any))"
            r"(?: (?:there|held|available|known|given|reported))?(?=[,;.?]|\s(?:and|or)\b|$)",
            re.IGNORECASE,
        ),
        "",
    ),
    (  # what somebody has already, or does not need
        re.compile(
            rf"(?:^|(?<=[.!?;]\s)){_HAS}\s[^.?!;,]{{1,60}}(?:[.!;]\s+|,\s(?:(?:but|so|and|just|only)\s)*)"
            r"(?=\S)(?!.*\b(?:it|its|that|this|those|them|these|they)\b)"
            rf"|(?<=[.!?;]\s){_HAS}\s[^.?!;,]{{1,60}}[.!]?$",
            re.IGNORECASE,
        ),
        "",
    ),
    (  # that somebody is not sure of what is said
        re.compile(
            r",?\s*\b(?:if (?:i (?:remember|recall)|i(?:['’]m| am) not mistaken|memory serves)"
            r"(?: (?:correctly|right(?:ly)?|well|me))*|(?:as|so) far as i (?:know|remember|can tell|recall)|iirc|afaik)"
            r"\b,?",
            re.IGNORECASE,
        ),
        "",
    ),
    (
        re.compile(
            r"\b(?:some(?:one|body)|an? (?:friend|colleague|rep|speaker))(?: (?:who (?:is|was) )?(?:at|from"
            r"|in) [\w'’-]+){1,2}"
            r" (?:told (?:me|us)|said|says|claims|claimed|mentioned)\b",
            re.IGNORECASE,
        ),
        "I heard",
    ),
)


def without_hedges(text: str) -> str:
    """The text without what asks nothing in it; of what others told, that it was heard."""
    for pattern, words in _HEDGES:
        text = pattern.sub(words, text)
    return text


_OPENING = re.compile(
    r"^\W*(?:(?:and|so|but|also|ok(?:ay)?|well|now|then)\b,?\s+)+(?=\w)"
    r"|^\W*(?:please |kindly )?(?:tell|give|remind|show) (?:me|us)(?: please)?\s?[:–-]\s*(?=\w)",
    re.IGNORECASE,
)
"""How a message opens, before anything is asked."""
_DISCLAIMS = re.compile(
    r"(?:^|(?<=[.?!;]\s))[^.?!;]{0,200}?\b(?:"
    r"(?:i|we) (?:know|understand|realise|realize|appreciate|am aware|are aware)\b[^.?!;]{0,100}?"
    r"\b(?:can(?:no|['’])t|do(?:n['’]t| not)|won['’]t|may not|must not|are not (?:able|allowed) to)\b[^.?!;]{0,100}?"
    r"\b(?:advi[sc]e|tell (?:me|us)|recommend|what to do|how to treat)"
    r"|(?:do(?:n['’]t| not)|no need to) (?:tell|advise|recommend)\b[^.?!;]{0,100}?\b(?:treat|do|give|manage|dose)"
    r"|(?:i|we)(?: am|['’]m| are|['’]re)? (?:not|do not|don['’]t) (?:ask\w*|want|need|look\w*|seek\w*)(?: for)?"
    r" (?:\w+ )?(?:advice|recommendations?)"
    r")\b[^.?!;]*(?:[.!;]\s*|$)",
    re.IGNORECASE,
)
"""Says that no advice is wanted, in the words of it."""


def without_disclaimer(text: str) -> str:
    """The message without what says that no advice is wanted; as it is where that is all of it."""
    return _DISCLAIMS.sub("", text).strip() or text


def without_opening(text: str) -> str:
    """The question without how it opens: "And ...", "Please tell me: ..."; nothing was asked before it."""
    return _OPENING.sub("", text)
