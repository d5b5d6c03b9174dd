"""A composite endpoint that is asked for by its parts: "death, infarction or stroke"."""

from __future__ import annotations

import re
from collections.abc import Sequence
from dataclasses import replace
from itertools import permutations

from ingest.corpus import Corpus
from retrieval.answers.figures import Figure
from retrieval.answers.splits import same_part
from retrieval.questions import relations
from retrieval.questions.question import Question
from retrieval.registry.condition import names_condition
from retrieval.registry.trial_words import words_of
from retrieval.stems import stems
from retrieval.terms import TermIndex

_FEWEST = 2
_MEASURED = ("efficacy",)


def as_composite(question: Question, *, corpus: Corpus, terms: TermIndex) -> Question:
    """The question for the one outcome whose title names all the outcomes asked, where none of these has results."""
    trial = question.trial or ""
    question = _without_stricter(_by_parts(question, corpus=corpus, terms=terms), corpus=corpus)
    if listed := _listed_composite(question, corpus=corpus, terms=terms):
        return replace(question, outcomes=(listed,), subgroups=())
    if counted := _counted_in_a_part(question, corpus=corpus):
        return replace(question, outcomes=counted[:1], subgroups=counted[1:])
    if joint := _of_a_part(question, corpus=corpus):
        return replace(question, outcomes=(joint,), subgroups=())
    if joint := _both_at_once(question, corpus=corpus, terms=terms):
        each = question.outcomes if _AND_BOTH.search(question.text) else ()
        return replace(question, outcomes=(*each, joint), subgroups=_parts_beside(joint, question))
    asked = [name for name in question.outcomes if not _is_held(name, corpus=corpus, trial=trial)]
    if len(asked) < _FEWEST or len(asked) < len(question.outcomes):
        return question
    slots = dict(corpus.table.slots(trial, ("outcome", "category")))
    titles = [title for title, category in slots.items() if category in _MEASURED]
    for name in asked:
        titles = list(terms.mentioning(titles, name))
    return replace(question, outcomes=(min(titles, key=len),)) if titles else question


def _by_parts(question: Question, *, corpus: Corpus, terms: TermIndex) -> Question:
    """The question for the composites whose titles list the parts of one that is asked by a name they have not."""
    trial = question.trial or ""
    titles = [title for title, kind in corpus.table.slots(trial, ("outcome", "category")) if kind in _MEASURED]

    def parts(name: str) -> Sequence[str]:
        wanted = _PARTS.get(name) if not terms.outcomes_of(name, trial=trial) else None
        found = [title for title in titles if wanted and title and wanted <= stems(title)]
        return found if 0 < len(found) <= _MOST else (name,)

    instead = {name: found for name in question.outcomes if (found := parts(name)) != (name,)}
    if not instead:
        return question
    outcomes = tuple(dict.fromkeys(title for name in question.outcomes for title in instead.get(name, (name,))))
    kept = tuple(m for m in question.mentions if m.term.kind != "outcome" or m.term.name not in instead)
    return replace(question, outcomes=outcomes, mentions=kept)


def _without_stricter(question: Question, *, corpus: Corpus) -> Question:
    """The question without an outcome that has no results, where a note says that those of the one beside it count it.

    "CR + sCR", where the rate is noted to be that of a complete or a stringent complete response.
    """
    trial = question.trial or ""
    dropped: set[str] = set()
    named = [m for m in question.mentions if m.term.kind == "outcome"]
    for one, other in permutations(named, 2):
        first, second = sorted((one, other), key=lambda m: m.start)
        if not _JOINED.fullmatch(question.text, first.end, second.start):
            continue
        if not _is_held(other.term.name, corpus=corpus, trial=trial):
            notes = (row.note for row in corpus.table.results(trial=trial, outcome=one.term.name))
            counted = stems(other.term.name) - _RATE
            dropped |= {other.term.name for note in notes if note and counted <= stems(note)}
    return replace(question, outcomes=tuple(name for name in question.outcomes if name not in dropped))


_RATE = stems("rate")
_JOINED = re.compile(r"\s*(?:\+|/|&|or|plus)\s*", re.IGNORECASE)


_PARTS = {"Major adverse cardiovascular events": stems("death infarction stroke")}
"""What a composite counts, by the name of the vocabulary."""
_MOST = 2


def within_composites(
    question: Question, figures: Sequence[Figure], *, corpus: Corpus, terms: TermIndex
) -> tuple[str, ...]:
    """The outcomes asked that the figures tell only as one part of a composite endpoint: "stroke" of "death or stroke".

    None where the composite itself is asked, by this word or by its parts; the condition of all patients is no outcome.
    """
    trial = question.trial or ""
    titles = {figure.first.outcome for figure in figures}
    if _COMPOSITE.search(question.text) or not any(terms.is_composite_of(title, "", trial=trial) for title in titles):
        return ()
    words = words_of(trial, corpus=corpus)
    found = terms.find(question.text, trial=trial, kinds={"outcome"}, typos=False)
    named = [m for m in found if m.term.category in _COUNTED and not names_condition(m, question.text, words)]
    asked = {m.term.name: m.text for m in named}
    if _BY_PARTS.search(question.text) or (len(asked) >= _FEWEST and _OR.search(question.text)):
        return ()
    told = {
        name: [title for title in titles if stems(text) <= stems(title) or stems(name) <= stems(title)]
        for name, text in asked.items()
    }
    return tuple(
        name
        for name, holding in told.items()
        if holding and all(terms.is_composite_of(title, name, trial=trial) for title in holding)
    )


_COUNTED = ("efficacy", "safety", None)
"""Kinds of outcomes that a composite may count; a trait of the patients is none."""
_BY_PARTS = re.compile(
    r"\bplus\b|\bnet (?:clinical )?benefit\b"
    r"|\bor\b(?!\s(?:not|no|more|less|higher|lower|better|worse|reduced?|increased?|prevent\w*|delay\w*)\b)",
    re.IGNORECASE,
)
"""That several outcomes are asked as one, be it in words that no vocabulary has: "clotted again or died"."""
_COMPOSITE = re.compile(r"\bcomposite|\bcombined\b|\bprimary\b|\bMACE\b", re.IGNORECASE)


def _of_a_part(question: Question, *, corpus: Corpus) -> str | None:
    """The outcome that counts those who had the one asked and belong to the part asked, where it has no rows there.

    "How many were in complete response and also negative" of a "negative complete response rate".
    """
    if len(question.outcomes) != 1 or len(question.subgroups) != 1 or not _SHARES & {*question.statistics, ""}:
        return None
    [outcome], [part] = question.outcomes, question.subgroups
    slots = corpus.table.slots(question.trial or "", ("outcome", "subgroup"))
    if (outcome, part) in slots:
        return None
    both = stems(outcome) | stems(part)
    fitting = [title for title, _ in slots if title and stems(title) == both]
    return fitting[0] if fitting else None


_SHARES = {"count", "percentage", ""}


def _counted_in_a_part(question: Question, *, corpus: Corpus) -> tuple[str, ...]:
    """The outcome that counts a state, and the part read as an outcome: "how many negative ones with late relapse"."""
    if len(question.outcomes) != 1 or len(question.subgroups) != 1:
        return ()
    [outcome], [state] = question.outcomes, question.subgroups
    spoken = [m for m in question.mentions if m.term.name == state and m.term.kind == "subgroup"]
    if not any(relations.is_counted(question.text[: m.start]) for m in spoken):
        return ()
    slots = corpus.table.slots(question.trial or "", ("outcome", "subgroup"))
    parts = [part for _, part in slots if part and same_part(outcome, part)]
    told = [(title, part) for title, part in slots if part in parts and title and stems(state) <= stems(title)]
    return min(told, key=lambda pair: len(pair[0])) if told and (outcome, state) not in slots else ()


def _both_at_once(question: Question, *, corpus: Corpus, terms: TermIndex) -> str | None:
    """The outcome whose title names both outcomes of which it is asked who had them at once; ``None`` for another."""
    if len(question.outcomes) != _FEWEST or not _AT_ONCE.search(question.text):
        return None
    held = corpus.table.outcomes(question.trial or "")
    titles = [title for title in held if title not in question.outcomes]
    for name in question.outcomes:
        titles = [title for title in titles if stems(name) <= stems(title) or terms.mentioning((title,), name)]
    return min(titles, key=len) if titles else None


_AND_BOTH = re.compile(
    r"(?:,|\band|\bplus|;)\s(?:and\s)?(?:(?:the )?(?:two|both)(?: of them)?|them) (?:together|combined|at once)\b",
    re.IGNORECASE,
)
"""That two things are asked for themselves, and together: "A, B and the two combined"."""
_AT_ONCE = re.compile(
    r"\bboth\b[^?]{1,60}\band\b(?![^?]*\b(?:rates|respectively|each)\b)"
    r"|\band (?:at the same time|also (?:were|was|are|had|became|reached))\b"
    r"|\bwho (?:were|was|are|had|became|reached) also\b|\bon top of (?:being|having|reaching|an?)\b"
    r"|\b(?:together|combined|along|simultaneously) with\b"
    r"|\bat the same time\b|\b(?:and|plus|\+|&) [^?,;]{1,30} (?:together|combined|at once|simultaneously)\b"
    r"|\b(?:in combination|(?:combination|coexistence) of|(?:in conjunction|coupled) with)\b"
    r"|\b(?:while|whilst)\s(?:(?:also|being|having|still|they were|they are)\s)*(?:in|at|having|negative|positive)\b"
    r"|\b(?:and|as well as)\s(?:also |both )?(?:being )?in (?:an? )?(?=[\w-]+ (?:response|remission)\b|[A-Z]{2})"
    r"|\band (?:were|was|are) also\b"
    r"|\b(?:were|was|are|is|being|became|become|turned|got|went) [^?,;]{1,40}"
    r"\band in (?!the\b|both\b|each\b|which\b|what\b|how\b)",
    re.IGNORECASE,
)
"""That two things are asked of the same patients."""


def _listed_composite(question: Question, *, corpus: Corpus, terms: TermIndex) -> str | None:
    """The composite whose title names nearly all of the events that a question joins by "or"; ``None`` for none."""
    asked = {m.term.name: m.text for m in question.mentions if m.term.kind == "outcome"}
    if len(asked) <= _FEWEST or not _OR.search(question.text):
        return None
    slots = dict(corpus.table.slots(question.trial or "", ("outcome", "category")))
    titles = [title for title, category in slots.items() if category in _MEASURED and title]

    def names(title: str, name: str) -> bool:
        told = stems(title)
        return stems(asked[name]) <= told or stems(name) <= told or bool(terms.mentioning((title,), name))

    named = {title: sum(names(title, name) for name in asked) for title in titles}
    most = max(named.values(), default=0)
    best = [title for title in titles if named[title] == most]
    return min(best, key=len) if most >= max(_FEWEST + 1, len(asked) - 1) else None


_OR = re.compile(r",[^?]*\bor\b", re.IGNORECASE)


def _parts_beside(title: str, question: Question) -> tuple[str, ...]:
    """The parts asked but for those that only say what the composite counts: an outcome's own words."""
    return tuple(part for part in question.subgroups if not stems(part) <= stems(title))


def _is_held(name: str, *, corpus: Corpus, trial: str) -> bool:
    return bool(corpus.table.results(trial=trial, outcome=name))
