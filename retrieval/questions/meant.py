"""Which of several outcomes a name means: at entry, at baseline, at the time asked."""

from __future__ import annotations

import re
from collections.abc import Iterator

from ingest.corpus import Corpus
from retrieval.questions.question import Question
from retrieval.stems import stems
from retrieval.terms import split_tokens

_ELIGIBILITY = "eligibility"
_AT_BASELINE = re.compile(r"(?<!from )\b(?:at )?baseline\b|\bat (?:study )?entry\b", re.IGNORECASE)
_CHANGE = re.compile(r"\bchang\w*|\bfrom baseline\b|\breduc\w*|\bimprov\w*", re.IGNORECASE)
_TIME = re.compile(r"\b(?:day|week|month|year|cycle)\s?\d+\b", re.IGNORECASE)


def titles_meant(question: Question, *, corpus: Corpus) -> tuple[str, ...]:
    """The outcomes asked: what entry required, what was measured at baseline, or at the time asked."""
    return tuple(dict.fromkeys(title for name in question.outcomes for title in _meant(name, question, corpus=corpus)))


def _meant(name: str, question: Question, *, corpus: Corpus) -> Iterator[str]:
    held = dict(corpus.table.slots(question.trial or "", ("outcome", "category")))
    own = next((m for m in question.mentions if m.term.kind == "outcome" and m.term.name == name), None)
    words = stems(own.text if own else name)
    if any(topic.name == _ELIGIBILITY for topic in question.topics):
        required = [t for t, kind in held.items() if kind == "design" and _ELIGIBILITY in t and words & stems(t)]
        yield from required or ([] if held.get(name) in (None, "baseline", "design") else [name])
    elif held.get(name) == "efficacy" and _AT_BASELINE.search(question.text) and not _CHANGE.search(question.text):
        measured = [title for title, kind in held.items() if kind == "baseline" and words <= stems(title)]
        yield from measured or [name]
    elif not _is_of_another_time(name, question):
        yield name


def _is_of_another_time(name: str, question: Question) -> bool:
    """Whether a title tells another time than the one asked, where a title of the same words tells that one."""
    asked, told = _times(question.text), _times(name)
    return bool(asked and told) and not asked & told and any(asked & _times(other) for other in question.outcomes)


def _times(text: str) -> set[str]:
    return {" ".join(token.form for token in split_tokens(time)) for time in _TIME.findall(text)}
