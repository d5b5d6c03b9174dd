"""How many patients there are: in a part of the trial that is asked about, or as a question counts them."""

from __future__ import annotations

import re
from bisect import bisect
from collections.abc import Collection, Sequence, Set
from dataclasses import replace
from itertools import pairwise

from ingest.corpus import Corpus
from retrieval.answers.flow_asked import SIZE
from retrieval.answers.splits import counted_parts, in_classes, same_part, titles_of_kind
from retrieval.questions import clauses
from retrieval.questions.headed_parts import headed_by_part
from retrieval.questions.parts_counted import names_those_among
from retrieval.questions.question import Question
from retrieval.questions.sizes_asked import asks_size

_LOOSE = {"count", "percentage"}
Slots = Collection[tuple[str | None, ...]]
"""What each row of a trial is of: its outcome, the kind of that, and the part of the patients."""
_AT_ENTRY = re.compile(
    r"\b(?:baseline|at entry|enter(?:ed|ing)|at enrolment|totals?|how many|distribution|breakdown|split)\b",
    re.IGNORECASE,
)


def with_sizes(question: Question, *, corpus: Corpus) -> Question:
    """Ask how many patients a subgroup has, too, where that is asked beside an outcome: "how many, and PFS"."""
    if not question.outcomes or not question.subgroups:
        return question
    if not asks_size(question.text) and not _counts_no_outcome(question, corpus=corpus):
        return question
    rows = corpus.table.results(trial=question.trial, outcome=SIZE)
    if any(row.subgroup in question.subgroups for row in rows):
        return replace(question, outcomes=(SIZE, *question.outcomes))
    slots = corpus.table.slots(question.trial or "", ("outcome", "category"))
    held = [outcome for outcome, category in slots if category == "baseline" and outcome]
    counted = [outcome for outcome in held if any(same_part(outcome, name) for name in question.subgroups)]
    return replace(question, outcomes=tuple(dict.fromkeys((*question.outcomes, *counted))))


def _counts_no_outcome(question: Question, *, corpus: Corpus) -> bool:
    """Whether a share or a number is asked that no outcome has: "which share was 70 or older, and their PFS"."""
    if not _LOOSE & set(question.statistics):
        return False
    rows = [row for name in question.outcomes for row in corpus.table.results(trial=question.trial, outcome=name)]
    return bool(rows) and all(row.category == "efficacy" and row.statistic not in _LOOSE for row in rows)


def with_events(question: Question, *, corpus: Corpus) -> Question:
    """Ask for the events of an outcome that is told as a time, where it is asked how many had them."""
    if not _LOOSE & set(question.statistics):
        return question
    if not set(question.outcomes) - {_FOLLOW_UP} and _BARE_EVENTS.search(question.text):
        slots = corpus.table.slots(question.trial or "", ("outcome", "category"))
        events = tuple(o for o, kind in slots if kind == "efficacy" and o and o.endswith(" events"))
        return replace(question, outcomes=tuple(dict.fromkeys((*question.outcomes, *events))), statistics=())
    if question.statistics != ("count",) or _counts_another(question):
        return question
    slots = corpus.table.slots(question.trial or "", ("outcome", "statistic", "subgroup"))
    parts = question.subgroups or (None,)
    counted = {outcome for outcome, statistic, part in slots if statistic == "count" and part in parts}
    apart = named_apart_from_counts(question)
    told = (
        f"{name} events" if f"{name} events" in counted and name not in {*counted, *apart} else name
        for name in question.outcomes
    )
    return replace(question, outcomes=tuple(told))


def with_deaths(question: Question, *, corpus: Corpus) -> Question:
    """The question for the fatal adverse events too, where deaths are counted and no result of survival counts them."""
    dead = [m for m in question.mentions if m.term.kind == "outcome" and _DEATHS.fullmatch(m.text)]
    names = {m.term.name for m in dead} & set(question.outcomes)
    counted = set(question.statistics) & _LOOSE or any(m.text.casefold() == "deaths" for m in dead)
    if not names or not counted or set(question.statistics) - _LOOSE or question.subgroups:
        return question
    slots = corpus.table.slots(question.trial or "", ("outcome", "category", "statistic"))
    if any(outcome in names and statistic in _LOOSE for outcome, _, statistic in slots):
        return question
    fatal = tuple(dict.fromkeys(o for o, kind, _ in slots if o and kind == "safety" and o.startswith("Fatal ")))
    return replace(question, outcomes=tuple(dict.fromkeys((*question.outcomes, *fatal))))


_FOLLOW_UP = "Median follow-up"
_DEATHS = re.compile(r"deaths?|died|die|dying", re.IGNORECASE)
_BARE_EVENTS = re.compile(
    r"\b(?:how many|number of|total|count of)\s+events\b(?!\s+(?:per|in each patient))"
    r"|\b(?:planned|required|targeted?|expected)\s(?:number of\s)?events\b"
    r"|\bevents\s(?:planned|required|targeted|expected)\b",
    re.IGNORECASE,
)
"""Events without a word on which: those that an endpoint is told by, and no adverse ones."""


def _counts_another(question: Question) -> bool:
    """Whether no part of a question has both "how many" and an outcome: "how many relapsed, and what was their PFS"."""
    cuts = clauses.parts_of(question.text)
    counted = {bisect(cuts, m.start) for m in question.mentions if m.term.name == "count"}
    asked = {bisect(cuts, m.start) for m in question.mentions if m.term.kind == "outcome"}
    return bool(counted and asked) and not counted & asked


def named_apart_from_counts(question: Question) -> frozenset[str]:
    """The outcomes of clauses that count nobody, where another clause counts: "PFS, and how many were treated"."""
    cuts = clauses.parts_of(question.text)
    counted = {bisect(cuts, m.start) for m in question.mentions if m.term.name == "count"}
    named = [m for m in question.mentions if m.term.kind == "outcome"]
    within = {m.term.name for m in named if bisect(cuts, m.start) in counted}
    sized = any(m.term.kind == "subgroup" and bisect(cuts, m.start) in counted for m in question.mentions)
    return frozenset(m.term.name for m in named if m.term.name not in within) if within or sized else frozenset()


def ask_for_parts(question: Question, *, corpus: Corpus) -> Question:
    """The question for the sizes of the parts that it names, where it asks for a share or a number and no outcome.

    Of two parts of which one is told of the other ("early relapse with renal impairment"), that is asked.
    """
    slots = corpus.table.slots(question.trial or "", ("outcome", "category", "subgroup"))
    if headed := headed_by_part(question, slots) or in_classes(question, slots):
        return headed
    if not _asks_size_of_part(question, slots):
        return question
    if titles := titles_of_kind(question, slots):
        return replace(question, outcomes=titles, subgroups=())
    sizes = {part for outcome, _, part in slots if outcome == SIZE and part}
    if question.outcomes and (both := _with_parts_counted(question, sizes, slots)):
        return both
    sizeless = question.outcomes == (SIZE,) and not sizes & set(question.subgroups)
    if sizeless:
        question = replace(question, outcomes=())  # counted by a baseline characteristic, if at all
    if question.outcomes and not _are_other_parts(question, slots):
        return question
    counted = [(outcome, part) for outcome, category, part in slots if category in ("baseline", "disposition")]
    if told := _by_traits(question, counted):
        return told
    held = {part for outcome, part in counted if outcome == SIZE}
    sized = not question.outcomes and (sizeless or held & set(question.subgroups))
    return replace(question, outcomes=(SIZE,)) if sized else question


def _asks_size_of_part(question: Question, slots: Slots) -> bool:
    """Whether a share or a number is asked of parts of the patients, or nothing that is measured in them."""
    if not question.subgroups or not set(question.statistics) <= _LOOSE:
        return False
    if question.grades and not question.outcomes:
        return False  # what is counted are its events
    measured = {part for _, _, part in slots} & set(question.subgroups)
    asked = question.statistics or _AT_ENTRY.search(question.text) or not (measured or question.weighs)
    return bool(asked) or question.outcomes == (SIZE,) or asks_size(question.text)


def _with_parts_counted(question: Question, sizes: Set[str], slots: Slots) -> Question | None:
    """The question for how many are in parts that outcomes are named after, too, where parts have sizes."""
    if set(question.subgroups) & sizes and (each := counted_parts(question, slots)):
        return replace(question, outcomes=each, subgroups=())
    if not set(question.subgroups) <= sizes:
        return None
    named = tuple(part for part in sizes if any(same_part(outcome, part) for outcome in question.outcomes))
    if len(named) != len(question.outcomes):
        return None  # "how many were 70 or older, and how many younger"
    return replace(question, outcomes=(SIZE,), subgroups=tuple(dict.fromkeys((*named, *question.subgroups))))


def _by_traits(question: Question, counted: Sequence[tuple[str | None, str | None]]) -> Question | None:
    """The question for the traits by which the patients of the parts named are counted, one part in another."""
    for name in question.subgroups:
        among = [(o, part) for o, part in counted if o and part in question.subgroups and same_part(o, name)]
        for outcome, part in among[:1]:
            return replace(question, outcomes=(outcome,), subgroups=(part,) if part else ())
    told = {
        name: [o for o, part in counted if o and part is None and same_part(o, name)] for name in question.subgroups
    }
    if within := _part_within(question):
        part, of = within
        return replace(question, outcomes=tuple(told[part]) or question.outcomes, subgroups=(of,))
    if all(told.values()):
        outcomes = {*question.outcomes, *(outcome for held in told.values() for outcome in held)}
        return replace(question, outcomes=tuple(sorted(outcomes)), subgroups=())
    return None


def _part_within(question: Question) -> tuple[str, str] | None:
    """The part that is counted, and the one that it is counted in: "how many elderly patients had renal impairment"."""
    parts = [m for m in question.mentions if m.term.kind == "subgroup" and m.term.name in question.subgroups]
    for whole, part in pairwise(parts):
        if whole.term.name != part.term.name and _HAVE.fullmatch(question.text, whole.end, part.start):
            return part.term.name, whole.term.name
    return None


_HAVE = re.compile(
    r"\s(?:(?:patients|participants|people|pts|subjects)\s)?(?:who\s)?(?:also\s)?(?:had|have|having|were|are|with)\s(?:an?\s|in\s)?",
    re.IGNORECASE,
)


def _are_other_parts(question: Question, slots: Slots) -> bool:
    """Whether the outcomes named are parts of the patients too, none of them counted in those named beside them."""
    kinds = {outcome: category for outcome, category, _ in slots}
    among = names_those_among(question.text, question.mentions)  # "how common was high risk in the elderly"
    if among or any(kinds.get(name) != "baseline" for name in question.outcomes):
        return False
    return not any(o in question.outcomes and part in question.subgroups for o, _, part in slots)
