"""What a question of interests says beside who has which: whom it leaves out, and how it wants ties to be told."""

from __future__ import annotations

import re
from dataclasses import dataclass

from ingest.records import Relationship
from retrieval.interests.words import read_relationships

_WHO = (
    r"(?:(?i:all|any|the|its|their|those|these)\s|[A-Z][\w&-]+(?:['’]s?)?\s)*(?:who (?:are|is) )?"
    r"[a-z]+(?: (?:fund\w*|bureau\w*|fees?|options?|roles?|there))?(?: (?:by|at|of|from) (?:the )?[A-Z][\w&-]+)?"
)
_LEFT_OUT = re.compile(
    r"\b(?:(?i:apart from|aside from|other than|besides?|except(?:ing)?(?: for)?|excluding|leaving (?:out|aside)"
    rf"|not counting|disregarding|setting aside|else than|rather than|instead of|as opposed to"
    r"|(?:(?<=[,(] )|(?<=\())not(?! (?:just|only|merely|simply|also|even)\b))\s"
    rf"(?P<who>{_WHO})|(?P<before>(?i:the) {_WHO})\saside\b)"
)
_OF_KIND = re.compile(
    r"[,;]?\s(?:and\s|or\s)?(?:(?:in|of|with|as)\s)?(?:which|what)\s(?:sorts?|kinds?|types?|nature|capacit(?:y|ies)|forms?)"
    r"(?:\s(?:of\s)?(?:ties?|links?|relationships?|it|they|one|is|are|was|were))*(?=\W*(?:$|[?.;,]))",
    re.IGNORECASE,
)
"""Of which kind the ties are, behind what asks for them: each is told with its kind."""
_AMOUNT = re.compile(
    r"\bhow (?:much|high|large|big)\b|\b(?:what|which|the) (?:\w+ )?(?:sums?|amounts?|figures?)\b"
    r"|\b(?:in|how many) (?:US )?(?:dollars|euros?|pounds)\b|\b(?:dollar|euro|monetary) (?:values?|amounts?)\b",
    re.IGNORECASE,
)


@dataclass(frozen=True, slots=True)
class Asides:
    """A question of interests taken apart.

    Attributes:
        text: The question without the words that only say whom to leave out and how to tell the rest.
        left_out: Relationships of which nothing is to be told; with employment, those who are employed.
        amount: Whether it is asked how much was paid.
    """

    text: str
    left_out: tuple[Relationship, ...] = ()
    amount: bool = False


def read_asides(text: str) -> Asides:
    """What the question says beside who has which tie to whom."""
    amount = bool(_AMOUNT.search(text))
    text = _OF_KIND.sub("", text)
    match = _LEFT_OUT.search(text)
    said = (match["who"] or match["before"]) if match else ""
    left_out = read_relationships(said)
    if match and left_out:
        kept = " ".join(re.findall(r"\b[A-Z][\w&-]+", said.removeprefix("The ")))  # "other than the staff of Velo"
        text = f"{text[: match.start()]}{kept}{text[match.end() :]}".lstrip(" ,")
    return Asides(text, left_out, amount)
