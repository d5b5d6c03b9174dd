"""A question that lists things by phrases of their own: none is lost for what only another one says."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from dataclasses import replace
from itertools import pairwise

from ingest.records import Result
from retrieval.answers.absence import pointer_last
from retrieval.answers.answering import Draft
from retrieval.chat_model.prompting import fill
from retrieval.questions.grades_by_outcome import announces_grades
from retrieval.questions.phrases import Phrase, phrases_of, share_a_measure
from retrieval.questions.question import Question
from retrieval.records import Sentence


def with_every_phrase(
    whole: Draft, question: Question, *, read: Callable[[str], Question], ask: Callable[[str], Draft]
) -> Draft:
    """The answer with what the phrases that it does not tell, each asked alone, tell.

    That something is not held of one for what another one says ("of the elderly") is said only where it may be meant:
    where it stands at the end.

    Args:
        read: Reads a question of the same trial.
        ask: Drafts the answer to such a question.
    """
    phrases = phrases_of(question.text, read=read)
    held = [sentence for sentence in whole.sentences if whole.status == "answered" and not sentence.stays]
    rows = [row for sentence in held for row in sentence.results]
    untold = [not _is_told(phrase, phrases, rows) for phrase in phrases]
    if not any(untold) or _are_told_as_one(question, phrases, rows):
        return whole
    drafts = _ask_untold(phrases, untold, rows, ask=ask)
    last = drafts[-1]
    if last and last.status != "answered" and not phrases[-1].apart:
        return whole  # what is not held of the last may have been asked of all: "PFS and OS in smokers"
    if not any(draft and draft.status == "answered" for draft in drafts):
        return whole
    kept = _kept(whole, phrases)
    first = untold.index(False) if False in untold else len(drafts)
    sentences = tuple(dict.fromkeys((*_said(drafts[:first]), *kept, *_said(drafts[first:]))))
    notices = (notice for draft in (whole, *drafts) if draft for notice in draft.notices)
    return replace(whole, status="answered", sentences=pointer_last(sentences), notices=tuple(dict.fromkeys(notices)))


def _are_told_as_one(question: Question, phrases: Sequence[Phrase], rows: Sequence[Result]) -> bool:
    """Whether what is told is a composite of all that is listed, or the first phrase or the grades hold for all.

    "Elderly PFS and OS" is asked of the elderly, "grades 3 and 4 of A and B" of both.
    """
    named = frozenset(name for phrase in phrases for name in phrase.names)
    if rows and not any(row.outcome in named for row in rows):
        return True
    return (_leads(phrases[0]) or announces_grades(question)) and not any(phrase.apart for phrase in phrases[1:])


def _kept(whole: Draft, phrases: Sequence[Phrase]) -> tuple[Sentence, ...]:
    """What is kept of the answer: that something is not held only where it may be meant, at the end."""
    narrowed = [bool(phrase.read.subgroups or phrase.read.populations) for phrase in phrases]
    at_the_end = narrowed[-1] and not any(narrowed[:-1]) and not phrases[-1].apart
    if at_the_end:
        return whole.sentences if whole.status == "answered" else whole.sentences[:1]
    return tuple(it for it in whole.sentences if not _denies(it)) if whole.status == "answered" else ()


def _leads(phrase: Phrase) -> bool:
    """Whether a phrase says of which part of the patients before it says what is asked."""
    parts = [m.start for m in phrase.read.mentions if m.term.kind in ("subgroup", "population")]
    asked = [m.start for m in phrase.read.mentions if m.term.kind in ("outcome", "topic") and m.start not in parts]
    return bool(parts and asked) and min(parts) < min(asked)


def _ask_untold(
    phrases: Sequence[Phrase], untold: Sequence[bool], rows: Sequence[Result], *, ask: Callable[[str], Draft]
) -> list[Draft | None]:
    """The answers to the phrases that are not told yet, in their places, as far as they add something."""
    drafts: list[Draft | None] = []
    for phrase, lost in zip(phrases, untold, strict=True):
        draft = ask(f"{phrase.lead}{phrase.text}") if lost else None
        drafts.append(draft if draft and _adds(draft, phrase, phrases, rows) else None)
    return drafts


def _adds(draft: Draft, phrase: Phrase, phrases: Sequence[Phrase], rows: Sequence[Result]) -> bool:
    """Whether an answer tells another matter than the rows told, and than what another phrase names.

    "How deep were responses, the CR rate" asks for one of them; "left as it progressed" is told by another name.
    """
    named = frozenset(name for other in phrases if other is not phrase for name in other.names - phrase.names)
    own = [row for sentence in draft.sentences for row in sentence.results]
    if any(row.outcome in named for row in own):
        return False
    told = {(row.outcome, row.statistic, row.subgroup) for row in rows if row.outcome not in phrase.names}
    return not any((row.outcome, row.statistic, row.subgroup) in told for row in own)


def _said(drafts: Sequence[Draft | None]) -> tuple[Sentence, ...]:
    return tuple(sentence for draft in drafts if draft for sentence in draft.sentences)


def _is_told(phrase: Phrase, phrases: Sequence[Phrase], rows: Sequence[Result]) -> bool:
    """Whether the rows told are of what a phrase names, in its part of the patients and by its statistics."""
    own = [row for row in rows if row.outcome in phrase.names]
    analyses = {term.name for term, _ in phrase.read.analyses}
    own = [row for row in own if not analyses or row.analysis in analyses]
    if any(_is_narrower(other, phrase) for other in phrases):
        own = [row for row in own if row.subgroup is None]
    if phrase.read.subgroups:
        own = [row for row in own if row.subgroup in phrase.read.subgroups or row.outcome in _sizes(phrase)]
    if not phrase.names:
        return any(row.subgroup in phrase.read.subgroups for row in rows)
    if phrase.measures:
        return any(_has(row, measure) for row in own for measure in phrase.measures)
    others = frozenset(measure for other in phrases for measure in other.measures)
    shared = any(share_a_measure(first, phrase) for first, _ in pairwise(phrases))
    told = {row.statistic for row in own}
    return bool(told) and (shared or not told <= others)


def _is_narrower(other: Phrase, phrase: Phrase) -> bool:
    """Whether the same is asked of a part of the patients beside all of them."""
    same = other.names == phrase.names and other.measures == phrase.measures
    return same and bool(other.read.subgroups) and not phrase.read.subgroups


def _sizes(phrase: Phrase) -> frozenset[str]:
    """The outcomes that a phrase names by the words of a part of the patients, too."""
    spans = {(m.start, m.end) for m in phrase.read.mentions if m.term.kind == "subgroup"}
    return frozenset(m.term.name for m in phrase.read.mentions if (m.start, m.end) in spans)


def _has(row: Result, measure: str) -> bool:
    if measure == "p-value":
        return row.p_value is not None
    if measure == "confidence interval":
        return row.ci_low is not None
    return measure.rsplit(maxsplit=1)[-1] == row.statistic.rsplit(maxsplit=1)[-1]


def _denies(sentence: Sentence) -> bool:
    """Whether a sentence says that something is not held, or is left out."""
    begins = (fill("not_found", subject="¤", holdings="¤"), fill("not_covered", subject="¤"))
    return not sentence.results and sentence.text.startswith(tuple(text.partition("¤")[0] for text in begins))
