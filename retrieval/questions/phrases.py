"""Things that a question lists, each by a phrase of its own: "the PFS ratio in the elderly, and the median age"."""

from __future__ import annotations

import re
from collections.abc import Callable
from dataclasses import dataclass

from retrieval.questions.asks import COUNTS
from retrieval.questions.breadth import asks_apart
from retrieval.questions.framing import without_frames
from retrieval.questions.left_aside import LEAVES_OUT, begins_aside
from retrieval.questions.part_or_outcome import POINTED_PART
from retrieval.questions.question import Question

_MOST = 5
"""Things that are asked one by one; a text of more is a letter."""
_LINK = (
    r"(?:and|but|also|then|plus|as well as|along with|together with|in addition to|second(?:ly)?|third(?:ly)?|lastly"
    r"|finally|on the other(?: hand)?|i (?:also )?(?:want|need)(?: to know)?|i['’]d (?:also )?like(?: to know)?"
    r"|(?:what|how) about|while (?:you['’]re|you are|we['’]re|we are) at it|as well|too)\b[\s,]*"
)
_JOINT = re.compile(rf"\s*(?:[,;:?]|\.(?=\s)|\s[–—-]\s)\s*(?:{_LINK})*|\s+(?:{_LINK})+|\s[&+]\s", re.IGNORECASE)
_APART = re.compile(r"[;?]|\b(?:i|about|second(?:ly)?|on the other|but also)\b|[–—-]", re.IGNORECASE)
_OPENER = re.compile(
    r"^\W*(?:besides|apart from|aside from|in addition to|as well as|not only|first(?:ly)?|on the one hand)\b\s*",
    re.IGNORECASE,
)
"""With what the first of two things begins, and asks nothing."""
_CLOSER = re.compile(
    r"\s*[:,;.–—-]\s*(?:what|how much|how high) (?:are|were|is|was) (?:they|it|those)\W*$", re.IGNORECASE
)
_LEANS = re.compile(
    r"\b(?:their|them|they|these|those|its?|he|she|such|same|whom?|respectively|latter|former|ones|either|neither)\b|\bone\W*$"
    rf"|\b(?:did|does|do|was|is|has)\sthat\b|\b{POINTED_PART}\b"
    r"|^\W*(?:or|vs\.?|versus|than|if|when|because)\b",
    re.IGNORECASE,
)
"""Words by which a piece stands for something in another."""
_DETERMINED = re.compile(r"^\W*(?:the|an?|any|how|what|which)\b", re.IGNORECASE)
_OF_WHOM = re.compile(
    r"\W*(?:of|among(?:st)?|in|for|within)\s(?:all\s)?(?:the\s|those\s)?(?:patients|pts|people|participants|ones|those|subjects)"
    r"\s(?:who|that|with|whose|having)\b",
    re.IGNORECASE,
)
"""Tells in whom what follows is asked, and asks nothing: "of the patients who went negative"."""
_TRAITS = ("baseline", "disposition", "design")
"""Kinds of outcomes that restrict by their names alone: of them a share or a number is asked, or nothing."""


_COUNTED = re.compile(r"\b(?:numbers?|counts?|rates?|shares?|proportions?|percentages?|frequenc\w+)\b", re.IGNORECASE)


@dataclass(frozen=True, slots=True)
class Phrase:
    """One thing that is asked: its words, as a question of its own, and what was read in them.

    Attributes:
        lead: Words before the first thing that hold for all of them.
        apart: Whether the words before it part it from the others, so that what narrows it narrows no other.
    """

    text: str
    read: Question
    lead: str = ""
    apart: bool = False

    @property
    def names(self) -> frozenset[str]:
        """The outcomes that it names."""
        return frozenset(m.term.name for m in self.read.mentions if m.term.kind == "outcome")

    @property
    def measures(self) -> frozenset[str]:
        """The statistics that it names, but for those that only count."""
        return frozenset(self.read.statistics) - set(COUNTS)


def phrases_of(text: str, *, read: Callable[[str], Question]) -> tuple[Phrase, ...]:
    """The things that a question lists, where each has a phrase of its own; nothing where one leans on another.

    Args:
        read: Reads a piece as a question of the same trial.
    """
    bare = _CLOSER.sub("", _OPENER.sub("", without_frames(text).strip()))
    cuts = [match.span() for match in _JOINT.finditer(bare)]
    if not cuts or asks_apart(text) or begins_aside(text):
        return ()
    phrases: list[Phrase] = []
    start, lead, apart = 0, "", bool(_OPENER.match(without_frames(text).strip()))
    for end, following in (*cuts, (len(bare), len(bare))):
        piece = bare[start:end].strip(" ?.,;:–—-")
        question = read(lead + piece) if piece else None
        if question is None or not (question.mentions or question.unknown or question.landmark):
            continue  # what names nothing leads in what follows
        parted = bare[end:following].strip()
        heads = parted == ":" and bool(question.subgroups or question.populations)  # "safety in the elderly: A and B"
        heads = heads or (parted == "," and bool(_OF_WHOM.match(piece)))
        if not phrases and not lead and (heads or (not _asks(question) and parted in (":", ","))):
            lead, start = f"{bare[:following].strip()} ", following  # "in early 2023: A, B and C"
            continue
        if not _asks(question) or _LEANS.search(piece) or LEAVES_OUT.match(piece):
            if not phrases:
                continue
            start = bare.rfind(phrases[-1].text, 0, end)
            phrases.pop()
            question = read(lead + bare[start:end])
            piece = bare[start:end].strip(" ?.,;:–—-")
            if _LEANS.search(piece) or not _asks(question):
                return ()
        phrases.append(Phrase(piece, question, lead, apart))
        start, apart = following, apart or bool(_APART.search(bare[end:following]))
    return tuple(phrases) if 1 < len(phrases) <= _MOST else ()


def share_a_measure(first: Phrase, other: Phrase) -> bool:
    """Whether the statistic of the first phrase is asked of the other, too: "median PFS and OS"."""
    outcomes = [m.start for m in first.read.mentions if m.term.kind == "outcome"]
    before = [m for m in first.read.mentions if m.term.kind == "statistic" and outcomes and m.start < min(outcomes)]
    return bool(before) and not other.measures and not _DETERMINED.match(other.text)


def _asks(question: Question) -> bool:
    """Whether something is asked by these words alone: an outcome, or how many belong to a part of the patients."""
    counted = bool(question.statistics or _COUNTED.search(question.text))
    counts = {(m.start, m.end) for m in question.mentions if m.term.kind == "statistic"}  # "in how many patients"
    named = [m.term for m in question.mentions if m.term.kind == "outcome" and (m.start, m.end) not in counts]
    measured = any(term.category not in _TRAITS for term in named)
    return measured or (counted and bool(named or question.subgroups or question.populations))
