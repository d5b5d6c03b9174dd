"""What a text only says beside what it asks: a sentence that names nothing, states something, or tells a story."""

from __future__ import annotations

import re
from collections.abc import Sequence

from retrieval.intake import stories
from retrieval.questions.odd_words import tells_when
from retrieval.terms import Mention, Token

_SCOPES = ("subgroup", "population", "arm", "analysis", "drug")
"""Kinds of terms by which a lead-in restricts the question after it."""
_MEASURED = ("efficacy", "safety")
_LOOSE = ("count", "percentage")
"""Statistics that are asked for by words of any question ("how many")."""
_PUBLICATION = "Publication"


def without_asides(
    text: str, asked: list[tuple[int, int]], mentions: Sequence[Mention]
) -> tuple[list[tuple[int, int]], list[tuple[int, int]]]:
    """The spans that ask something, and those beside them that neither ask nor name anything ("You are a pirate.")."""
    asked = _without_statements(text, asked, mentions)
    named = [span for span in asked if "?" in text[slice(*span)] or any(within(m, [span]) for m in mentions)]
    questions = any("?" in text[slice(*span)] for span in named)
    return (named, [span for span in asked if span not in named]) if questions else (asked, [])


def _without_statements(text: str, asked: list[tuple[int, int]], mentions: Sequence[Mention]) -> list[tuple[int, int]]:
    """The spans without what is only stated before a question that names its own outcome and points to nothing."""
    first = next((place for place, span in enumerate(asked) if "?" in text[slice(*span)]), 0)
    events = [m for m in mentions if m.term.kind == "outcome"]
    own = [span for span in asked[first:] if any(within(m, [span]) for m in events)]
    if not own or _POINTS_BACK.search(text[slice(*asked[first])]):
        return asked
    told = [s for s in asked[:first] if _STATES.search(text[slice(*s)]) and any(within(m, [s]) for m in events)]
    return [span for span in asked if span not in told]


_STATES = re.compile(
    r"^\W*(?!(?:and|also|plus|tell|give|list|show|compare|state|please|what|how|which|who|when|where|i|we)\b)"
    r"[^?]*\b(?:is|was|are|were|has|have|had|seems?|appears?|says?|said)\b[^?]*\.\s*$"
    r"|^\W*(?:I|we)\s(?:(?:need|have|want)\sto\s)?"
    r"(?:warn|tell|brief|inform|prepare|teach|train|present|work|write)\b[^?]*\.\s*$",
    re.IGNORECASE,
)
"""A sentence that states something, and asks for nothing."""
_POINTS_BACK = re.compile(r"\b(?:that|this|those|these|it|its|they|them|their|so|such|then|same)\b", re.IGNORECASE)


_PRONOUN = re.compile(r"\b(?:it|its|they|them|their)\b", re.IGNORECASE)


def of_the_question(text: str, mentions: Sequence[Mention], asked: Sequence[tuple[int, int]]) -> tuple[Mention, ...]:
    """What is asked names, and from the story before it what restricts it; the outcome too where it names none itself.

    Which paper something is from ("two hazard ratios: which papers are they from") names none.
    """
    inside = [mention for mention in mentions if within(mention, asked)]
    outside = [mention for mention in mentions if mention not in inside]
    setting = stories.setting_spans(text)
    kept = inside + [m for m in outside if m.term.kind in _SCOPES and within(m, setting)]
    points = any(_POINTS_BACK.search(text[slice(*span)]) for span in asked)
    named = [m for m in inside if not tells_when(text, m)]
    if not any(m.term.kind == "outcome" or (m.term.kind == "topic" and not _is_of_paper(m, points)) for m in named):
        pronoun = not inside or any(_PRONOUN.search(text[slice(*span)]) for span in asked)
        kept += _of_the_story(text, inside, outside, pronoun=pronoun)
    return tuple(sorted(kept, key=lambda mention: mention.start))


def _of_the_story(text: str, inside: Sequence[Mention], outside: Sequence[Mention], *, pronoun: bool) -> list[Mention]:
    """The outcomes of a story that a question is asked of, with their statistics and grades.

    Args:
        pronoun: Whether the question stands for something in it: "somebody asked about the age. What does it say?".
    """
    events = [m for m in outside if m.term.kind == "outcome" and (pronoun or m.term.category in _MEASURED)]
    statistics = [m for m in outside if m.term.kind == "statistic"]
    told = events + [m for m in statistics if not inside and m.term.name in _LOOSE]
    if told and not any(m.term.kind == "statistic" and m.term.name not in _LOOSE for m in inside):
        told += [m for m in statistics if m.term.name not in _LOOSE]
    return told + [m for m in outside if m.term.kind == "grade" and any(_grades(text, m, event) for event in events)]


def _grades(text: str, grade: Mention, event: Mention) -> bool:
    """Whether a grade stands next to an event, as its own: "grade 3 anaemia", "anaemia of grade 3 or more"."""
    if 0 <= event.start - grade.end <= 1:
        return True
    return event.end <= grade.start and bool(_OF_GRADE.fullmatch(text[event.end : grade.start]))


_OF_GRADE = re.compile(
    r"\W{0,3}(?:(?:events?|cases?)\W)?(?:(?:of|at|with|in|was|were|that (?:was|were))\W)?", re.IGNORECASE
)


def _is_of_paper(topic: Mention, points: bool) -> bool:
    """Whether a topic only says that a publication is asked for, of what was told before."""
    return points and topic.term.section == _PUBLICATION


def within(part: Token | Mention, spans: Sequence[tuple[int, int]]) -> bool:
    """Whether a word or a name lies in one of the spans."""
    return any(start <= part.start and part.end <= end for start, end in spans)
