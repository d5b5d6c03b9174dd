"""How many patients there are: in a part of the trial that is asked about, or as a question counts them."""

from __future__ import annotations

import re
from bisect import bisect
from collections.abc import Collection
from dataclasses import replace
from itertools import pairwise

from ingest.corpus import Corpus
from retrieval.answers.splits import counted_parts, in_classes, same_part, titles_of_kind
from retrieval.questions import clauses
from retrieval.questions.headed_parts import headed_by_part
from retrieval.questions.part_or_outcome import names_those_among
from retrieval.questions.question import Question
from retrieval.questions.sizes_asked import asks_size

_LOOSE = {"count", "percentage"}
_AT_ENTRY = re.compile(
    r"\b(?:baseline|at entry|enter(?:ed|ing)|at enrolment|totals?|how many|distribution|breakdown|split)\b",
    re.IGNORECASE,
)
_SIZE = "Patients randomised"
_STARTED = "Started"
_TREATED = "Patients treated"
_RATIO = "Randomisation ratio"
_RANDOMISATION = "randomisation"
_UNTREATED = "Patients not treated"


def with_sizes(question: Question, *, corpus: Corpus) -> Question:
    """Ask how many patients a subgroup has, too, where that is asked beside an outcome: "how many, and PFS"."""
    if not question.outcomes or not question.subgroups:
        return question
    if not asks_size(question.text) and not _counts_no_outcome(question, corpus=corpus):
        return question
    rows = corpus.table.results(trial=question.trial, outcome=_SIZE)
    if any(row.subgroup in question.subgroups for row in rows):
        return replace(question, outcomes=(_SIZE, *question.outcomes))
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
    measured = {part for _, _, part in slots} & set(question.subgroups)
    sized = _LOOSE & set(question.statistics) or _AT_ENTRY.search(question.text) or not (measured or question.weighs)
    sized = sized or question.outcomes == (_SIZE,) or asks_size(question.text)
    graded = question.grades and not question.outcomes  # what is counted are its events
    if not question.subgroups or not sized or graded or not set(question.statistics) <= _LOOSE:
        return question
    sizes = {part for outcome, _, part in slots if outcome == _SIZE and part}
    if titles := titles_of_kind(question, slots):
        return replace(question, outcomes=titles, subgroups=())
    if question.outcomes and set(question.subgroups) & sizes and (each := counted_parts(question, slots)):
        return replace(question, outcomes=each, subgroups=())
    if question.outcomes and set(question.subgroups) <= sizes:  # "how many were 70 or older, and how many younger"
        named = tuple(part for part in sizes if any(same_part(outcome, part) for outcome in question.outcomes))
        if len(named) == len(question.outcomes):
            return replace(question, outcomes=(_SIZE,), subgroups=tuple(dict.fromkeys((*named, *question.subgroups))))
    sizeless = question.outcomes == (_SIZE,) and not sizes & set(question.subgroups)
    if sizeless:
        question = replace(question, outcomes=())  # counted by a baseline characteristic, if at all
    if question.outcomes and not _are_other_parts(question, slots):
        return question
    counted = [(outcome, part) for outcome, category, part in slots if category in ("baseline", "disposition")]
    told = {name: [o for o, part in counted if part is None and same_part(o, name)] for name in question.subgroups}
    for name in question.subgroups:
        among = [(o, part) for o, part in counted if part in question.subgroups and same_part(o, name)]
        if among:
            return replace(question, outcomes=(among[0][0],), subgroups=(among[0][1],))
    if within := _part_within(question):
        part, whole = within
        return replace(question, outcomes=tuple(told[part]) or question.outcomes, subgroups=(whole,))
    if all(told.values()):
        counted_too = (*question.outcomes, *(o for held in told.values() for o in held))
        return replace(question, outcomes=tuple(sorted(dict.fromkeys(counted_too))), subgroups=())
    held = {part for outcome, part in counted if outcome == _SIZE}
    sized = not question.outcomes and (sizeless or held & set(question.subgroups))
    return replace(question, outcomes=(_SIZE,)) if sized else question


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


def _are_other_parts(question: Question, slots: Collection[tuple[str | None, ...]]) -> bool:
    """Whether the outcomes named are parts of the patients too, none of them counted in those named beside them."""
    kinds = {outcome: category for outcome, category, _ in slots}
    among = names_those_among(question.text, question.mentions)  # "how common was high risk in the elderly"
    if among or any(kinds.get(name) != "baseline" for name in question.outcomes):
        return False
    return not any(o in question.outcomes and part in question.subgroups for o, _, part in slots)


def with_flow(question: Question, *, corpus: Corpus) -> Question:
    """Ask for those who started, where a trial that randomised nobody is asked how many took part."""
    held = {outcome for (outcome,) in corpus.table.slots(question.trial or "", ("outcome",))}
    shared_out = _SIZE in question.outcomes or (question.outcomes and _names_randomisation(question))
    if shared_out and "ratio" in question.statistics and _RATIO in held:
        left = tuple(name for name in question.statistics if name != "ratio")
        how = any(m.term.name == _RANDOMISATION and not _BARE.fullmatch(m.text) for m in question.mentions)
        topics = tuple(topic for topic in question.topics if how or topic.name != _RANDOMISATION)  # the ratio tells it
        outcomes = tuple(dict.fromkeys((*question.outcomes, _RATIO)))
        question = replace(question, outcomes=outcomes, statistics=left, topics=topics)
    named = question.outcomes or question.subgroups or question.grades
    if not named and question.arms and _GOT.search(question.text):
        flow = tuple(name for name in (_SIZE, _TREATED) if name in held)
        return replace(question, outcomes=flow, statistics=()) if flow else question
    if not question.outcomes and question.topics and not question.subgroups:
        randomised = _names_randomisation(question)
        if _SIZE in held and question.statistics == ("count",) and asks_size(question.text):
            return replace(question, outcomes=(_SIZE,), statistics=())
        if _RATIO in held and question.statistics == ("ratio",) and randomised:
            return replace(question, outcomes=(_RATIO,), statistics=())
    if not question.outcomes and _RATIO in held and _WHY_SIZES.search(question.text):
        return replace(question, outcomes=(_SIZE, _RATIO) if _SIZE in held else (_RATIO,), statistics=(), weighs=False)
    if _UNTREATED in question.outcomes and _UNTREATED not in held and {_SIZE, _TREATED} <= held:
        asked = [name for name in question.outcomes if name not in (_UNTREATED, _SIZE, _TREATED)]
        return replace(question, outcomes=(_SIZE, _TREATED, *asked))  # told by those who were, of those assigned
    if _SIZE not in question.outcomes or _SIZE in held or _STARTED not in held:
        return question
    return replace(question, outcomes=tuple(_STARTED if name == _SIZE else name for name in question.outcomes))


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


def with_prior_drugs(question: Question, *, corpus: Corpus) -> Question:
    """Ask how many had had the drugs named before the trial, or no longer responded to them, where that is told."""
    text = question.text
    starts = [start for start, said in (("Prior", _BEFORE), ("Refractory to", _REFRACTORY)) if said.search(text)]
    if len(starts) > 1 and not _BOTH.search(text):
        starts = starts[1:]  # "refractory to prior lenalidomide"
    held = [outcome for (outcome,) in corpus.table.slots(question.trial or "", ("outcome",)) if outcome]
    drugs = {m.start: m.term.name for m in question.drugs if m.term.trial is None}
    own = {f"{start} {name}".casefold(): place for start in starts for place, name in drugs.items()}
    found = [outcome for outcome in held if outcome.casefold() in own]
    stray = {token.start for token in question.unknown}  # "how many had had A, and how many B"
    beside = [outcome for outcome in found if own[outcome.casefold()] in stray]
    if beside and question.outcomes and all(name.startswith(tuple(starts)) for name in question.outcomes):
        left = tuple(token for token in question.unknown if token.start not in drugs)
        return replace(question, outcomes=tuple(dict.fromkeys((*question.outcomes, *beside))), unknown=left)
    every = [outcome for outcome in held if outcome.startswith("Prior ") and "eligibility" not in outcome]
    beside_lines = all(name == _LINES for name in question.outcomes)  # "prior lines and drug classes"
    if (which := _WHICH_BEFORE.search(text)) and beside_lines and every:
        classes = "class" in which.group()
        every = [outcome for outcome in every if not (classes and "transplant" in outcome)]  # a procedure is no drug
        topics = tuple(topic for topic in question.topics if topic.name != _INTERVENTION)
        left = tuple(token for token in question.unknown if token.start not in drugs)
        outcomes = tuple(dict.fromkeys((*question.outcomes, *every)))
        return replace(question, outcomes=outcomes, topics=topics, unknown=left, statistics=())
    counted = [m for m in question.mentions if m.term.kind == "outcome" and not _ONLY_COUNTS.fullmatch(m.text)]
    if counted or (question.outcomes and not set(question.outcomes) <= _OF_ALL) or not found:
        return question
    left = tuple(token for token in question.unknown if token.start not in drugs)
    named = {m.term.name for m in question.mentions if m.term.kind == "subgroup" and _REFRACTORY.search(m.text)}
    parts = tuple(part for part in question.subgroups if part not in named)
    unread = tuple(token for token in question.unread if token.start not in drugs)
    return replace(question, outcomes=tuple(dict.fromkeys(found)), subgroups=parts, unknown=left, unread=unread)


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
