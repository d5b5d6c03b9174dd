"""How many took part, as a trial counts them: randomised, treated or started, and in which ratio."""

from __future__ import annotations

import re
from collections.abc import Set
from dataclasses import replace

from ingest.corpus import Corpus
from retrieval.questions.question import Question
from retrieval.questions.sizes_asked import asks_size

SIZE = "Patients randomised"
_STARTED = "Started"
_TREATED = "Patients treated"
_RATIO = "Randomisation ratio"
_RANDOMISATION = "randomisation"
_UNTREATED = "Patients not treated"


def with_flow(question: Question, *, corpus: Corpus) -> Question:
    """Ask for those who started, where a trial that randomised nobody is asked how many took part."""
    held = {outcome for (outcome,) in corpus.table.slots(question.trial or "", ("outcome",)) if outcome}
    question = _with_ratio(question, held)
    if (alone := _flow_alone(question, held)) is not None:
        return alone
    if _UNTREATED in question.outcomes and _UNTREATED not in held and {SIZE, _TREATED} <= held:
        asked = [name for name in question.outcomes if name not in (_UNTREATED, SIZE, _TREATED)]
        return replace(question, outcomes=(SIZE, _TREATED, *asked))  # told by those who were, of those assigned
    if SIZE not in question.outcomes or SIZE in held or _STARTED not in held:
        return question
    return replace(question, outcomes=tuple(_STARTED if name == SIZE else name for name in question.outcomes))


def _with_ratio(question: Question, held: Set[str]) -> Question:
    """The question for the ratio of the randomisation, where that is asked beside another fact of it."""
    shared_out = SIZE in question.outcomes or (question.outcomes and _names_randomisation(question))
    if not shared_out or "ratio" not in question.statistics or _RATIO not in held:
        return question
    left = tuple(name for name in question.statistics if name != "ratio")
    how = any(m.term.name == _RANDOMISATION and not _BARE.fullmatch(m.text) for m in question.mentions)
    topics = tuple(topic for topic in question.topics if how or topic.name != _RANDOMISATION)  # the ratio tells it
    outcomes = tuple(dict.fromkeys((*question.outcomes, _RATIO)))
    return replace(question, outcomes=outcomes, statistics=left, topics=topics)


def _flow_alone(question: Question, held: Set[str]) -> Question | None:
    """The question for how many there are in each arm, or for the ratio, where it names no outcome."""
    if question.outcomes:
        return None
    if not (question.subgroups or question.grades) and question.arms and _GOT.search(question.text):
        flow = tuple(name for name in (SIZE, _TREATED) if name in held)
        return replace(question, outcomes=flow, statistics=()) if flow else question
    if question.topics and not question.subgroups:
        if SIZE in held and question.statistics == ("count",) and asks_size(question.text):
            return replace(question, outcomes=(SIZE,), statistics=())
        if _RATIO in held and question.statistics == ("ratio",) and _names_randomisation(question):
            return replace(question, outcomes=(_RATIO,), statistics=())
    if _RATIO in held and _WHY_SIZES.search(question.text):
        return replace(question, outcomes=(SIZE, _RATIO) if SIZE in held else (_RATIO,), statistics=(), weighs=False)
    return None


_BARE = re.compile(r"randomi[sz](?:ation|ed)", re.IGNORECASE)
"""The allocation itself, and not how it was done ("stratified by")."""


def _names_randomisation(question: Question) -> bool:
    return any(topic.name == _RANDOMISATION for topic in question.topics)


_GOT = re.compile(
    r"\b(?:how many|number of) (?:of the |of them )?(?:patients|pts|people|ppl|folks|participants|subjects)?\s?"
    r"(?:actually |then |were |was )*(?:got|get|getting|received|receiving|given|took|allocated to|put on|assigned to)"
    r"\b",
    re.IGNORECASE,
)
"""That those are counted who got what an arm is called by."""
_WHY_SIZES = re.compile(
    r"\b(?:why|how come|reason)\b[^?]*\b(?:arms?|groups?)\b[^?]*\b(?:bigger|larger|smaller|unequal|uneven"
    r"|(?:more|fewer) (?:patients|people)|different (?:in )?sizes?|(?:not|in)\b[^?]{0,12}\bequal)\b"
    r"|\b(?:why|how come|reason)\b[^?]*\b(?:more|fewer) (?:patients|people|participants)\b[^?]*"
    r"\b(?:arms?|groups?|than)\b",
    re.IGNORECASE,
)
"""That it is asked why one arm has more patients than another: they were allocated so."""
