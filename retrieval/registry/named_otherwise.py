"""The outcomes of a record that are asked by other names than their titles: by a row, or in other words."""

from __future__ import annotations

import re
from collections.abc import Mapping, Sequence
from dataclasses import replace

from rapidfuzz.distance import OSA

from ingest.corpus import Corpus
from retrieval.coded_events import single_events
from retrieval.lexicon import SHORTEST_TYPO
from retrieval.questions.meant import at_entry
from retrieval.questions.question import Question
from retrieval.registry.carried import without_less
from retrieval.registry.trial_words import words_of
from retrieval.stems import stems
from retrieval.terms import TermIndex, common_words, normal_form, split_tokens

SIZE = "Patients randomised"
_OF_TIME = re.compile(
    r"(?:median |mean )?(?:time (?:to|until)|(?:duration|length) of|follow[- ]?up\W*$)", re.IGNORECASE
)
"""How a title begins that tells when something is reached or how long it lasts, and not how much or whether it is."""
_UNIT_OF_TIME = re.compile(r"(?:minutes?|hours?|days?|weeks?|months?|years?)\b", re.IGNORECASE)
"""How results are told of a time: a "time to first stroke" of events per year is of how many had one."""


def by_other_names(question: Question, *, corpus: Corpus, terms: TermIndex) -> Question:
    """The outcomes of a record that are asked by other names: "Asian" is a row of the race, "weight" a "wt"."""
    trial = question.trial or ""
    kinds = dict(corpus.table.slots(trial, ("outcome", "category")))
    found: list[str] = []
    for name in question.outcomes:
        held = terms.outcomes_of(name, trial=trial)
        found += (() if held else _titles_meant(name, question, corpus=corpus)) or (name,)
    if any(kinds.get(name) == "baseline" for name in found) and _TOOK_PART.search(question.text):
        found = [name for name in found if name != SIZE]  # how many of a kind took part, not how many did
    return replace(question, outcomes=tuple(dict.fromkeys(found)))


def _titles_meant(name: str, question: Question, *, corpus: Corpus) -> tuple[str, ...]:
    """The title that has a row of that name, or else those that have its words; none where they are many."""
    slots = corpus.table.slots(question.trial or "", ("outcome", "item"))
    rows = {words_of_name(item): outcome for outcome, item in slots if outcome and item}
    mentions = [m for m in question.mentions if m.term.name == name]
    said = (m.text for m in mentions if m.term.kind == "outcome")
    called = dict.fromkeys(map(words_of_name, (name, *said)))
    if row := next(filter(None, (rows.get(words) or _row_nearly(words, rows) for words in called)), None):
        return (row,)
    own = _titles_with(name, question, trait=any(m.term.category == "baseline" for m in mentions), corpus=corpus)
    return own if len(own) <= _MOST_ALIKE else ()


def _titles_with(name: str, question: Question, *, trait: bool, corpus: Corpus) -> tuple[str, ...]:
    """The titles that have the words of a name, at the start where that is asked, and of a time where it names one."""
    trial = question.trial or ""
    kinds = {title: kind for title, kind in corpus.table.slots(trial, ("outcome", "category")) if title}
    at_baseline = at_entry(question.text)
    titles = [title for title, kind in kinds.items() if (kind == "baseline") <= at_baseline] or [*kinds]
    events = single_events(trial, table=corpus.table)
    units = corpus.table.slots(trial, ("outcome", "unit"))
    lasting = {title for title, unit in units if unit and _UNIT_OF_TIME.match(unit)}  # else it is of how many had it
    wanted = stems(name) - (_NUMBERS if trait else _AVERAGES)
    among = [title for title in (kinds if trait else titles) if title not in events]
    among = [title for title in among if (_is_of_time(title) and title in lasting) is _is_of_time(name)]
    words = words_of(trial, corpus=corpus)
    own = tuple(title for title in among if wanted <= stems(f"{title} {words.in_full(title)}"))
    own = _of_object(name, own, among, question) or without_less(own, question, corpus=corpus)
    return own or tuple(title for title in events if wanted < stems(title) and stems(title) - wanted <= _SITES)


_SITES = stems("application injection infusion implant device catheter site of at the")
"""What the name of an event adds that was seen where something was given: "application site erythema"."""


def _of_object(name: str, own: Sequence[str], among: Sequence[str], question: Question) -> tuple[str, ...]:
    """The titles that have what a general name is of, where none of its own has it: "antibodies to tetanus".

    None where the words beside the name are of its own titles, or of no title.
    """
    mention = next((m for m in question.mentions if m.term.name == name), None)
    if mention is None or not own:
        return ()
    beside = _OBJECT.match(question.text, mention.end) or _BEFORE.search(question.text, 0, mention.start)
    object_ = stems(beside["word"]) if beside and normal_form(beside["word"]) not in common_words() else frozenset()
    if not object_ or any(object_ <= stems(title) for title in own):
        return ()
    return tuple(title for title in among if object_ <= stems(title))


_OBJECT = re.compile(r"\s(?:to|against)\s(?:the\s)?(?P<word>[A-Za-z][\w-]{3,})")
_BEFORE = re.compile(r"\b(?P<word>[A-Za-z][\w-]{3,})\s$")


def _is_of_time(name: str) -> bool:
    return bool(_OF_TIME.match(name))


def _row_nearly(name: str, rows: Mapping[str, str]) -> str | None:
    """The outcome of the one row that has a name but for a slip of one letter: "Race: Asain"."""
    if len(name) < SHORTEST_TYPO:
        return None
    near = {
        outcome
        for row, outcome in rows.items()
        if any(OSA.distance(name, form, score_cutoff=1) <= 1 for form in row.split() if len(form) == len(name))
    }
    return near.pop() if len(near) == 1 else None


_TOOK_PART = re.compile(r"\b(?:took|taking|take) part\b|\bparticipat(?:ed|ing)\b", re.IGNORECASE)
_NUMBERS = stems("one two three four more most least")
"""Words of a trait that tell which of its rows is asked: "one prior line"."""
_AVERAGES = stems("median mean")
"""Words of a name that its results tell by their statistic, whatever the title."""
_MOST_ALIKE = 2
"""Titles of one trial that carry all words of an outcome's name: the same at two times; of more, none is meant."""
SMALL = stems("a an and at by for from in of on or the to with")


def words_of_name(name: str) -> str:
    """The words of a name in their normal form."""
    return " ".join(token.form for token in split_tokens(name))
