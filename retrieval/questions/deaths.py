"""Deaths of one cause, asked where the table counts them whatever their cause: "how many died of the disease"."""

from __future__ import annotations

import re
from collections.abc import Callable, Iterable, Sequence, Set
from dataclasses import replace

from ingest.corpus import Corpus
from ingest.records import Result, Trial
from retrieval.questions.question import Question
from retrieval.registry.lay_words import in_lay_words
from retrieval.registry.trial_words import record_of
from retrieval.stems import stems
from retrieval.terms import Mention, common_words

_DIED_OF = re.compile(
    r"\b(?:die[ds]?|dying|deaths?|fatalit(?:y|ies)|mortality)\b"
    r"(?:\s(?:were|was|are|is|that|which|who|there|occurr\w+|happened|seen|reported|recorded|directly))*\s"
    r"(?:of|from|due to|because of|caused by|owing to|attribut\w+ to|as a result of|(?:put )?down to|related to)\s"
    r"(?:(?:the|their|his|her|its|an?)\s)?(?P<cause>[^?,.;:()]+?)"
    r"(?=\W*$|[?,.;:()]|\s(?:in|on|with|during|by|at|under|versus|vs|and|or|while|among|between|than|before|after|within"
    r"|rather|were|was|are|is|did|do|there|itself)\b)",
    re.IGNORECASE,
)
_DEATH_BY = re.compile(r"\b(?P<cause>\w+(?: \w+)?)(?:[ -](?:related|specific))? (?:deaths?|mortality)\b", re.IGNORECASE)
_NO_CAUSE = re.compile(
    r"\b(?:any|all|every|each|other|different|whatever|what|which|patients?|participants?|people|subjects|those|them|it|this"
    r"|causes?|reasons?|events?|effects?|toxicit\w+|(?<!infusion )(?<!-related )(?<!allergic )reactions?|treatment"
    r"|therapy|drugs?|medication|baseline|start|entry"
    r"|randomi[sz]ation|day|week|month|year|first|last|time|hazard|risk|rate|number|group|arm)\b|\d",
    re.IGNORECASE,
)
"""Words of no one disease: "deaths of any cause", "deaths from week 4", and adverse events, which have titles."""
_THE_DISEASE = stems("disease cancer tumour tumor malignancy illness condition progression progressive")
_ANY_EVENT = stems("adverse side reaction event effect")
"""Words for adverse events at large, which name none that anybody died of."""
_NO_DISEASE = stems(
    "reduce prevent lower increase decrease avoid delay cut change evaluate effect study trial incidence"
)
"""Words that the title of a trial has beside its disease, or that say what became of the deaths: "reduce deaths"."""
CAUSES = re.compile(
    r"\bcauses? of (?:the )?deaths?\b"
    r"|\bwhat killed\b|\b(?:why|how) did (?:\w+ ){1,4}die\b"
    r"|\b(?:what|which)\b[^?.,;]{0,70}\b(?:die[ds]?|dying) (?:of|from)"
    r"(?=\W*$|[?.,;]| (?:in|on|with|during|while|under|by)\b)"
    r"|\b(?:what|which)\s(?:were|was|did)\s(?:the\s)?(?:\w+\s){0,2}deaths?\b[^?.;]{0,50}"
    r"\b(?:from|of|due to|caused by|put down to)(?=\W*$|[?,.;])"
    r"|\b(?:what|which)\s(?:\w+\s){0,2}(?:events?|(?:TE|S)?AEs?|reactions?|toxicities|side[ -]effects?)\s"
    r"(?:were (?:the )?fatal|(?:had )?(?:led|caused|resulted|ended|contributed)(?: (?:to|in))?(?: the)? deaths?)\b",
    re.IGNORECASE,
)
EACH = "what patients died of"
_OF_DEATHS = re.compile(r"\b(?:deaths?|fatal|mortality|overall survival|die[ds]?|dying)\b", re.IGNORECASE)


def without_causes(question: Question, *, corpus: Corpus) -> Question:
    """The question for deaths alone, where other events are only what patients died of: "deaths from infection".

    An event keeps its place where a title tells deaths from it.
    """
    dead = [m for m in question.mentions if m.term.kind == "outcome" and _OF_DEATHS.search(m.text)]
    if _of_it(question, dead) and record_of(question.trial, corpus=corpus) is None:
        return _leaving_out(dead, question)  # no deaths of any cause: that those of it are not told is said later
    spans = [match.span("cause") for match in _DIED_OF.finditer(question.text) if not _NO_CAUSE.search(match["cause"])]
    named = (m for m in question.mentions if m.term.kind == "outcome")
    causes = [m for m in named if any(start <= m.start and m.end <= end for start, end in spans)]
    titles = [title for (title,) in corpus.table.slots(question.trial or "", ("outcome",)) if title]
    deadly = [stems(title) for title in titles if _OF_DEATHS.search(title)]
    if not dead or not causes or any(stems(m.text) <= title for m in causes for title in deadly):
        return question
    return _leaving_out(causes, question, but={m.term.name for m in dead})


def _leaving_out(mentions: Sequence[Mention], question: Question, *, but: Set[str] = frozenset()) -> Question:
    """The question without these mentions, and their outcomes but for some."""
    left = {m.term.name for m in mentions} - but
    return replace(
        question,
        outcomes=tuple(name for name in question.outcomes if name not in left),
        mentions=tuple(m for m in question.mentions if m not in mentions),
    )


def _of_it(question: Question, dead: Sequence[Mention]) -> bool:
    """Whether deaths of an event named before are asked: "how many had pneumonia, and how many died of it"."""
    events = [m.end for m in question.mentions if m.term.kind == "outcome" and m.term.category == "safety"]
    own = [m for m in dead if _OF_IT.match(question.text, m.end)]
    return bool(own) and any(end <= own[0].start for end in events)


_OF_IT = re.compile(r"\s(?:of|from|because of|due to|with) (?:it|them|this|that|these|those)\b", re.IGNORECASE)


def asks_each_cause(question: Question) -> bool:
    """Whether all that is asked is what patients died of."""
    named = [m for m in question.mentions if m.term.kind == "outcome"]
    return bool(CAUSES.search(question.text)) and all(_OF_DEATHS.search(f"{m.text} {m.term.name}") for m in named)


def without_survival(question: Question) -> Question:
    """The question for fatal events alone, where a cause of death is asked: who lived how long counts none of it."""
    named = (match["cause"] for match in _DIED_OF.finditer(question.text))
    asked = CAUSES.search(question.text) or any(not _NO_CAUSE.search(cause) for cause in named)
    fatal = [name for name in question.outcomes if name.startswith("Fatal ")]
    if not asked or not fatal:
        return question
    return replace(question, outcomes=tuple(name for name in question.outcomes if name != SURVIVAL))


SURVIVAL = "Overall survival"


def counts_deaths(outcome: str) -> bool:
    """Whether a title tells of deaths, or of those who lived."""
    return bool(_OF_DEATHS.search(outcome))


def cause_asked(
    question: Question, rows: Iterable[Result], *, trial: Trial | None, in_full: Callable[[str], str] = str
) -> str | None:
    """The cause of death that a question names, where all that is told of deaths counts them whatever their cause.

    Before "deaths" a word is a cause where it names the disease of the trial; behind "died of" any words do. ``EACH``
    where the causes themselves are asked.

    Args:
        in_full: Gives the long forms of the short ones in a title: "CV Death".
    """
    told = {row.id: row for row in rows if _OF_DEATHS.search(f"{row.outcome} {row.item or ''}")}
    titles = {row.outcome for row in told.values()}
    each = EACH if told and CAUSES.search(question.text) else None
    if not told or any(m.term.name in titles and not _OF_DEATHS.fullmatch(m.text) for m in question.mentions):
        return each
    disease = _THE_DISEASE | stems(" ".join(filter(None, (trial.condition, trial.title))) if trial else "")
    given = (stems(f"{m.text} {m.term.name}") for m in question.mentions if m.term.kind in ("arm", "drug", "trial"))
    disease = disease.difference(_NO_DISEASE, *given)
    causes = [match["cause"] for match in _DIED_OF.finditer(question.text)]
    causes += [cause for match in _DEATH_BY.finditer(question.text) if (cause := _of_disease(match["cause"], disease))]
    said = [f"{row.outcome} {row.item or ''} {row.note or ''}" for row in told.values()]
    told_in = [stems(f"{text} {in_full(text)}") for text in said]
    held = [(words | in_lay_words(words)) - _ANY_EVENT for words in told_in]
    for cause in causes:
        own = stems(cause)
        if own and not _NO_CAUSE.search(cause) and not any(own & words for words in held):
            return cause
    return each


def _of_disease(words: str, disease: frozenset[str]) -> str:
    """The words right before "deaths" that name the disease; empty for none."""
    named = words.split()
    if named[-1].casefold() in common_words():
        return ""  # "serious events and deaths"
    while named and not stems(named[0]) <= disease:
        named = named[1:]
    return " ".join(named) if all(stems(word) and stems(word) <= disease for word in named) else ""
