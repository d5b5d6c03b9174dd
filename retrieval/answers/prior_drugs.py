"""How many patients had had a drug before the trial, or no longer responded to it."""

from __future__ import annotations

import re
from collections.abc import Container, Iterable, Sequence
from dataclasses import replace

from ingest.corpus import Corpus
from retrieval.questions.question import Question


def with_prior_drugs(question: Question, *, corpus: Corpus) -> Question:
    """Ask how many had had the drugs named before the trial, or no longer responded to them, where that is told."""
    starts = _asked_of_drugs(question.text)
    held = [outcome for (outcome,) in corpus.table.slots(question.trial or "", ("outcome",)) if outcome]
    drugs = {m.start: m.term.name for m in question.drugs if m.term.trial is None}
    own = {f"{start} {name}".casefold(): place for start in starts for place, name in drugs.items()}
    found = [outcome for outcome in held if outcome.casefold() in own]
    stray = {token.start for token in question.unknown}  # "how many had had A, and how many B"
    beside = [outcome for outcome in found if own[outcome.casefold()] in stray]
    left = tuple(token for token in question.unknown if token.start not in drugs)
    if _are_listed(beside, question, starts):
        return replace(question, outcomes=tuple(dict.fromkeys((*question.outcomes, *beside))), unknown=left)
    if every := _every_prior(question, held):
        topics = tuple(topic for topic in question.topics if topic.name != _INTERVENTION)
        outcomes = tuple(dict.fromkeys((*question.outcomes, *every)))
        return replace(question, outcomes=outcomes, topics=topics, unknown=left, statistics=())
    return _of_drugs(question, found, drugs) if found and _counts_only_drugs(question) else question


def _of_drugs(question: Question, found: Sequence[str], drugs: Container[int]) -> Question:
    """The question for how many had had the drugs, without the words for them.

    Args:
        drugs: Where their names begin.
    """
    named = {m.term.name for m in question.mentions if m.term.kind == "subgroup" and _REFRACTORY.search(m.text)}
    parts = tuple(part for part in question.subgroups if part not in named)
    unknown, unread = (
        tuple(token for token in tokens if token.start not in drugs) for tokens in (question.unknown, question.unread)
    )
    return replace(question, outcomes=tuple(dict.fromkeys(found)), subgroups=parts, unknown=unknown, unread=unread)


def _counts_only_drugs(question: Question) -> bool:
    """Whether a question names no outcome but the number of all patients, or of all their treatments."""
    counted = any(m.term.kind == "outcome" and not _ONLY_COUNTS.fullmatch(m.text) for m in question.mentions)
    return not counted and set(question.outcomes) <= _OF_ALL


def _are_listed(beside: Sequence[str], question: Question, starts: tuple[str, ...]) -> bool:
    """Whether outcomes go on with those of other drugs: "how many had had A, and how many B"."""
    return bool(beside and question.outcomes) and all(name.startswith(starts) for name in question.outcomes)


def _asked_of_drugs(text: str) -> tuple[str, ...]:
    """How the outcomes begin that a question asks for: of "refractory to prior lenalidomide" only the latter."""
    starts = tuple(start for start, said in (("Prior", _BEFORE), ("Refractory to", _REFRACTORY)) if said.search(text))
    return starts if len(starts) == 1 or _BOTH.search(text) else starts[1:]


def _every_prior(question: Question, held: Iterable[str]) -> list[str]:
    """All that patients had had before the trial, where it is asked which drugs, alone or beside the prior lines."""
    which = _WHICH_BEFORE.search(question.text)
    if which is None or any(name != _LINES for name in question.outcomes):
        return []
    every = [outcome for outcome in held if outcome.startswith("Prior ") and "eligibility" not in outcome]
    classes = "class" in which.group()
    return [outcome for outcome in every if not (classes and "transplant" in outcome)]  # a procedure is no drug


_OF_ALL = {"Patients randomised", "Number of prior lines of therapy"}
_ONLY_COUNTS = re.compile(r"(?:how many|number of)\s\w+|pre-?treat\w*", re.IGNORECASE)
"""What is read as the number of all patients, or of all their treatments, where those are asked who had had a drug."""
_INTERVENTION = "intervention"
_LINES = "Number of prior lines of therapy"
_WHICH_BEFORE = re.compile(
    r"\b(?:which|what)\s(?:kinds? of\s|other\s)?(?:drugs?|treatments?|therap(?:y|ies)|medicines?|regimens?|agents?)\b"
    r"[^?,;]*\b(?:before|already|previously|earlier|in the past|prior to)\b"
    r"|\b(?:which|what)\s(?:drug |treatment )?class(?:es)?\b[^?,;]*"
    r"\b(?:before|already|previously|earlier|in the past|prior to|pretreated|exposed|seen)\b"
    r"|\b(?:pre-?treated|prior|previous)\b[^?]*\b(?:drug|treatment|therapeutic) class(?:es)?\b"
    r"|\b(?:which|what)\s(?:prior|previous|earlier|past)\s"
    r"(?:drugs?|treatments?|therap(?:y|ies)|medicines?|regimens?|agents?)\b",
    re.IGNORECASE,
)
"""That it is asked for all that patients had had before the trial."""
_BOTH = re.compile(r"[,;/&]|\band\b", re.IGNORECASE)
_REFRACTORY = re.compile(r"\brefractory|\bresistant|\bno longer respond", re.IGNORECASE)
_BEFORE = re.compile(
    r"\b(?:prior|previous(?:ly)?|before|already|earlier|expos(?:ed|ure)|pre-?treat(?:ed|ment)|experienced|ever|history"
    r"|had (?:had|been on|taken|used))\b(?![^?]*\b(?:after|since|later|afterwards)\b)",
    re.IGNORECASE,
)
