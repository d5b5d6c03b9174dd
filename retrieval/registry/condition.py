"""The condition that all patients of a trial have: it says whom a question is about, and is no event of it."""

from __future__ import annotations

import re
from collections.abc import Sequence
from dataclasses import replace

from ingest.corpus import Corpus
from retrieval.coded_events import single_events
from retrieval.questions.at_large import primary_outcomes
from retrieval.questions.effects_asked import asks_effect
from retrieval.questions.question import Question
from retrieval.registry.kinds_of_condition import with_kinds_untold
from retrieval.registry.measure_words import measures_of
from retrieval.registry.trial_words import TrialWords, tells_only_trial, words_of
from retrieval.stems import stems
from retrieval.terms import Mention, TermIndex, Token, common_words, split_tokens


def without_trial_condition(question: Question, *, corpus: Corpus, terms: TermIndex) -> Question:
    """The question without the condition that its trial studies, where it only says which trial is meant."""
    words = words_of(question.trial, corpus=corpus)
    question = _without_words(question, words.condition_spans(question.text))
    question = with_kinds_untold(question, corpus=corpus)
    named = {m.term.name: m for m in question.mentions if m.term.kind == "outcome"}

    def is_condition(name: str) -> bool:
        mention = named.get(name)
        titles = set(terms.outcomes_of(name, trial=question.trial or ""))
        if mention is None or (titles and not (titles <= events and _OF_WHOM.search(question.text[: mention.start]))):
            return False
        return all(words.names_trial(token) for token in split_tokens(mention.text))

    events = single_events(question.trial or "", table=corpus.table)
    left = tuple(name for name in question.outcomes if not is_condition(name))
    if question.outcomes and not left and asks_effect(question.text):
        return _for_primary(question, terms=terms)
    acted_on = [
        m for m in named.values() if _ACTS_ON.search(question.text[: m.start]) and m.term.name in question.outcomes
    ]
    whole = len(acted_on) == len(question.outcomes) > 0 and all(
        set(terms.outcomes_of(m.term.name, trial=question.trial or "")) <= events
        and names_condition(m, question.text, words)
        for m in acted_on
    )
    if whole:  # what is done to the condition that all have
        return _for_primary(question, terms=terms)
    return replace(question, outcomes=left) if left else question


def with_primary_of_condition(question: Question, *, corpus: Corpus, terms: TermIndex) -> Question:
    """The question for the primary outcome, where it asks what the treatment did for what it is given for.

    "Did it save kidneys?" of a trial in kidney disease: each word for what it acts on is one of the whole trial.
    """
    match = _SAVES.search(question.text) or _SLOWER.search(question.text)
    words = words_of(question.trial, corpus=corpus)
    if match is None or not words.naming or _asks_particular(question, words):
        return question
    left = _words_left(question)
    told = [token for token in left if token.start >= match.start("what")]
    if not (told or _ILLNESS.search(match["what"])) or not all(
        tells_only_trial(token, words) or _ILLNESS.fullmatch(token.text) for token in left
    ):
        return question
    primary = _for_primary(question, terms=terms)
    measures = measures_of(question.trial or "", corpus=corpus)
    own = frozenset().union(*(measures[title].titled for title in primary.outcomes if title in measures))
    measured = frozenset().union(*(each.titled for each in measures.values())) - own
    if any(stems(token.text) <= measured for token in told):
        return question  # what another measure is of
    return replace(primary, subgroups=(), unknown=(), unread=()) if primary.outcomes else question


def _asks_particular(question: Question, words: TrialWords) -> bool:
    """Whether anything particular is asked, beside the condition of everybody in the trial."""
    named = (m for m in question.mentions if m.term.kind == "outcome")
    ill = {m.term.name for m in named if all(words.names_trial(token) for token in split_tokens(m.text))}
    return bool(set(question.outcomes) - ill or question.statistics or question.grades or question.topics)


def _words_left(question: Question) -> list[Token]:
    """The words of a question that name no arm, drug or trial, and tell nothing of saving."""
    named = [m for m in question.mentions if m.term.kind in ("arm", "drug", "trial")]
    return [
        token
        for token in split_tokens(question.text)
        if token.form not in common_words()
        and not _SAVING.fullmatch(token.text)
        and not any(m.start <= token.start < m.end for m in named)
    ]


_VERBS = (
    r"(?:sav|spar|protect|preserv|rescu|keep|stop|slow|halt|help|treat|heal|fix|cur|improv|prevent|control|delay|reliev"
    r"|eas|tam|calm|clear|shrink|shr[au]nk)(?:e|es|ed|s|t|p|ping|ing)?"
)
_SAVING = re.compile(_VERBS, re.IGNORECASE)
_ILLNESS = re.compile(
    r"disease|illness|condition|declin(?:e|ed|ing)|progress(?:ion|ed|ing)?|worse|worsen(?:ed|ing)?|deteriorat\w+|slow\w*",
    re.IGNORECASE,
)
"""What all patients have, or how that goes on, without its name."""
_SLOWER = re.compile(
    r"\bhow much (?:slower|less|more slowly|better)\b[^?]*?\b(?:did|was|were|does|is|do)\s(?P<what>[^?]+)",
    re.IGNORECASE,
)
"""That it is asked by how much the illness went on less: "how much slower did the disease get worse"."""
_SAVES = re.compile(rf"^\W*(?:so\s)?(?:did|does|do|can|will|would)\b[^?]*?\b{_VERBS}\s(?P<what>[^?]+)", re.IGNORECASE)
"""What a treatment is asked to do to what it is given for."""


def names_condition(mention: Mention, text: str, words: TrialWords) -> bool:
    """Whether a mention names what all patients of a trial have, as whom or what the treatment acts on."""
    told = bool(_OF_WHOM.search(text[: mention.start]) or _ACTS_ON.search(text[: mention.start]))
    return told and all(words.names_trial(token) for token in split_tokens(mention.text))


def _for_primary(question: Question, *, terms: TermIndex) -> Question:
    """The question for the primary outcome in place of the condition that it names; as it is where there is none."""
    primary = primary_outcomes(question, terms=terms)
    named = tuple(m for m in question.mentions if m.term.kind != "outcome")
    return replace(question, outcomes=primary, mentions=named) if primary else question


def _without_words(question: Question, spans: Sequence[tuple[int, int]]) -> Question:
    """The question whose words at some places ask for nothing."""
    kept = [
        tuple(token for token in tokens if not any(a <= token.start < b for a, b in spans))
        for tokens in (question.unknown, question.unread)
    ]
    return replace(question, unknown=kept[0], unread=kept[1]) if spans else question


_OF_WHOM = re.compile(
    r"(?i:\b(?:(?:in|for)|(?:patients?|people|adults?|those|anyone|someone|men|women|children)\s"
    r"(?:with|who (?:have|had)|suffering from))\s(?:[\w-]+\s){0,4}$)"
)
"""That what follows is what the patients have: "in non-radiographic spondyloarthritis"."""
_ACTS_ON = re.compile(
    r"\b(?:did|does|do|can|will|was|is)\b[^?]*\b(?:slow\w*|help\w*|treat\w*|reliev\w*|control\w*|improv\w*|stop\w*|halt\w*"
    r"|delay\w*|work\w* (?:in|for|against)|effective (?:in|for|against))\s(?:the\s|their\s)?(?:[\w-]+\s){0,2}$",
    re.IGNORECASE,
)
"""What is said to act on the condition: "did it slow kidney disease"."""


def without_severity_of_condition(question: Question, *, corpus: Corpus) -> Question:
    """The question without grades that are the severity of what all patients have: "in moderate-to-severe asthma"."""
    words = words_of(question.trial, corpus=corpus)
    spans = [
        match.span("severity")
        for match in _HOW_ILL.finditer(question.text)
        if words.naming and any(words.names_trial(token) for token in split_tokens(match["what"]))
    ]
    graded = [m for m in question.mentions if m.term.kind == "grade" and any(a <= m.start < b for a, b in spans)]
    kept = {m.term.name for m in question.mentions if m.term.kind == "grade" and m not in graded}
    return replace(
        question,
        grades=tuple(name for name in question.grades if name in kept or name not in {m.term.name for m in graded}),
        mentions=tuple(m for m in question.mentions if m not in graded),
    )


_HOW_ILL = re.compile(
    r"\b(?:in|with|for|had|have|having)\s(?:[\w-]+\s){0,3}?"
    r"(?P<severity>(?:mild|moderate|severe)(?:(?:[ -]to[ -]|[ -]or[ -]|[ -]and[ -])(?:moderate|severe))?)\s"
    r"(?P<what>[\w-]+)(?:\s(?:disease|patients|people|participants))?(?=\W*(?:$|[?.,;])|\s(?:at|by|after|over|and|on)\b)",
    re.IGNORECASE,
)
"""The severity of an illness that those have of whom it is asked."""


def without_severity_by_scale(question: Question, *, corpus: Corpus) -> Question:
    """The question without a severity that it tells by the scale of a row, too: "serious, Clavien III and up".

    A severity by which a result asked is graded stays.
    """
    match = _ON_SCALE.search(question.text)
    if match is None or not question.grades:
        return question
    slots = corpus.table.slots(question.trial or "", ("outcome", "item", "grade"))
    own = [grade for title, _, grade in slots if title in question.outcomes]
    scaled = {title for title, item, _ in slots if title and item and stems(match["level"]) <= stems(item)}
    read = any(m.start < match.end() and match.start() < m.end for m in question.mentions if m.term.kind == "grade")
    if read or not set(question.outcomes) <= scaled or any(grade in question.grades for grade in own):
        return question
    left = tuple(m for m in question.mentions if m.term.kind != "grade")
    return replace(question, grades=(), mentions=left)


_ON_SCALE = re.compile(
    r"\b(?P<level>I{1,3}|IV|V|[1-5])[ab]?(?:\+|\s(?:and|or)\s(?:up|upwards?|above|over|higher|more|worse|greater)\b)"
)
"""A level on a scale, with those above it."""
