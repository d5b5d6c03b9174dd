"""How many of the authors a question takes to report something: all of them, most, or none."""

from __future__ import annotations

import re
from collections.abc import Sequence

from ingest.disclosures import authors_without_interests
from ingest.records import Disclosure, Source
from retrieval.answers.listing import quotes_of, subject_of
from retrieval.interests.answering import those_who_fit
from retrieval.interests.interests import Interests
from retrieval.records import Sentence

_WHO = (
    r"(?: (?:one )?of)?(?: the| these| those| its)? (?:\w+ )?"
    r"(?:authors?|investigators?|writers?|researchers?|doctors?)\b"
)
_CLAIMS = re.compile(
    r"^\W*(?:(?:and|so|but) )?(?:is|are|was|were|do|does|did|have|has|had)(?:n't)?\b|\b(?:true|correct|right)\b",
    re.IGNORECASE,
)
_ALL = re.compile(rf"\b(?:all|every|each){_WHO}|\beverybody\b|\beveryone\b", re.IGNORECASE)
_MOST = re.compile(rf"\b(?:most|(?:the|a) majority|more than half){_WHO}", re.IGNORECASE)
_NONE = re.compile(rf"\b(?:none|no|not one|not a single){_WHO}|\bnobody\b|\bno one\b", re.IGNORECASE)


def tell_share_claimed(
    text: str, asked: Interests, *, disclosures: Sequence[Disclosure], sources: Sequence[Source]
) -> tuple[Sentence, ...]:
    """Whether all, most or none of the authors report what is asked, where a question takes them to; else nothing."""
    names = {name for source in sources for name in source.authors}
    if not _CLAIMS.search(text) or asked.authors or asked.strangers or not names:
        return ()
    fitting = those_who_fit(asked, disclosures)
    fitting = [entry for entry in fitting if entry.relationship != "no competing interests"]
    own = {entry.name or entry.author for entry in fitting}
    if asked.nothing:
        own = {name for source in sources for name in authors_without_interests(source, disclosures)}
    what = "no competing interests" if asked.nothing else subject_of(asked)
    what = f"a {what}" if what.split()[0] == "tie" else what
    said = _said(text, len(own), len(names))
    return (Sentence(f"{said} {what}.", (), quotes_of(fitting or disclosures[-1:])),) if said else ()


def _said(text: str, number: int, whole: int) -> str:
    """How many do, in words, where the question says how many: ``"Not all of the authors report"``."""
    if _ALL.search(text):
        return "All of the authors report" if number == whole else "Not all of the authors report"
    if _MOST.search(text):
        return "Most of the authors report" if 2 * number > whole else "Not most of the authors report"
    if _NONE.search(text):
        return "Some of the authors report" if number else "None of the authors reports"
    return ""
