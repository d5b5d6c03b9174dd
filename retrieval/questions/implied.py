"""Outcomes that a question implies without a name: the events that it grades, the age that it bounds."""

from __future__ import annotations

import re
from collections.abc import Collection
from dataclasses import replace

from ingest.corpus import Corpus
from retrieval.answers.splits import same_part
from retrieval.questions import clauses
from retrieval.questions.asks import COUNTS
from retrieval.questions.question import Question
from retrieval.questions.titled_outcomes import MEDIANS

_ADVERSE_EVENT = "Treatment-emergent adverse event"
_AGE = "Age"


def with_events_graded(question: Question, *, corpus: Corpus) -> Question:
    """The question for adverse events too, where it grades some beside another outcome: "severe events, and PFS".

    "How many were frail, and how often did they have grade 3 events" asks of the part that it counts.
    """
    graded = [m.start for m in question.mentions if m.term.kind == "grade"]
    named = [m for m in question.mentions if m.term.kind == "outcome"]
    cuts = clauses.question_words(question.text)
    if not graded or not named or any(m.term.category in (None, "safety") for m in named):
        return question
    slots = corpus.table.slots(question.trial or "", ("outcome", "subgroup"))
    if any(outcome == _ADVERSE_EVENT for outcome, _ in slots) and _grades_events(question):
        counts = {(m.start, m.end) for m in question.mentions if m.term.kind == "statistic"}
        if all((m.start, m.end) in counts for m in named):  # "how many patients had severe events"
            return replace(question, outcomes=(_ADVERSE_EVENT,))
        first = graded[0] < named[0].start
        outcomes = (_ADVERSE_EVENT, *question.outcomes) if first else (*question.outcomes, _ADVERSE_EVENT)
        return replace(question, outcomes=outcomes)
    parts = {part for outcome, part in slots if outcome == _ADVERSE_EVENT and part}
    counted = tuple(sorted(part for part in parts if any(same_part(name, part) for name in question.outcomes)))
    if not counted or not any(named[-1].end <= cut <= graded[0] for cut in cuts):
        return question
    return replace(question, outcomes=(*question.outcomes, _ADVERSE_EVENT), subgroups=counted)


def _grades_events(question: Question) -> bool:
    """Whether a grade is of events at large ("severe events"), and not of those of some patients."""
    grades = [m for m in question.mentions if m.term.kind == "grade"]
    events = [m for m in grades if _EVENTS.match(question.text, m.end) or _EVENTS_OF.search(question.text[: m.start])]
    return bool(events) and not any(_PICKED.search(question.text[: m.start]) for m in events)


_EVENTS = re.compile(r"\s(?:(?:adverse|side|toxic) )?(?:events?|effects?|reactions?|toxicit(?:y|ies))\b", re.IGNORECASE)
_EVENTS_OF = re.compile(
    r"\b(?:events|side effects|toxicit(?:y|ies))\s(?:of|at|with|graded?|that were)\s$", re.IGNORECASE
)
_PICKED = re.compile(
    r"(?<!how many )(?<!share of )(?<!percentage of )(?<!proportion of )(?<!number of )(?<!fraction of )(?<!% of )"
    r"\b(?:who|patients|those|people|anyone|participants)\s(?:with|having|had|have|has|got|of)\s(?:events of\s)?$"
    r"|\b(?:they|them|these|those|he|she)\b[^,;?]*$",
    re.IGNORECASE,
)
"""Before events by which patients are picked, or of those who were counted before."""


def with_risk_cut(question: Question) -> Question:
    """The question for the cut of a hazard, where it asks by how much a treatment lowered the risk of an event."""
    wide = set(question.statistics) <= _OF_RISKS and _HOW_MUCH.search(question.text)
    if not (wide or question.statistics == ("percentage",)) or not _RISK_CUT.search(question.text):
        return question
    told = [m for m in question.mentions if m.term.kind == "outcome" and m.term.category == "efficacy"]
    at_risk = any(_AT_RISK.search(question.text[: m.end]) for m in told)
    if not at_risk and (question.outcomes or "hazard ratio" not in question.statistics):
        return question
    return replace(question, statistics=("hazard reduction",))


_OF_RISKS = {"percentage", "hazard ratio", "difference"}
_HOW_MUCH = re.compile(r"\b(?:how (?:much|far|many per ?cent)|what per ?cent(?:age)?)\b", re.IGNORECASE)
_AT_RISK = re.compile(r"\b(?:risk|hazard|chance)\b[^,;?]{0,40}$", re.IGNORECASE)
_RISK_CUT = re.compile(
    r"\b(?:do|does|did|done|make|made|happen\w*) (?:to|with|for) (?:the |their )?(?:risk|hazard|chance)\b"
    r"|\b(?:cut|lower\w*|reduc\w*|shr[aiu]nk|drop\w*|fell|fall|decreas\w*|less|smaller) "
    r"(?:was |is |the |their |in |of )*"
    r"(?:risk|hazard|chance)\b"
    r"|\b(?:risk|hazard|chance)\b[^?,;]*\b(?:cut|lower\w*|reduc\w*|shr[aiu]nk|drop\w*|fell|fall|decreas\w*)\b",
    re.IGNORECASE,
)
"""That a treatment is asked to have made a risk smaller: "what did it do to the risk of death"."""


def with_other_end(question: Question, *, corpus: Corpus) -> Question:
    """The question for the end of a period too, where a further question asks when it ended: "and when did it stop"."""
    cuts = clauses.question_words(question.text)
    held = {outcome for (outcome,) in corpus.table.slots(question.trial or "", ("outcome",))}
    starts = [m for m in question.mentions if m.term.kind == "outcome" and m.term.name.endswith(_START)]
    ends = [
        f"{m.term.name.removesuffix(_START)} end"
        for m in starts
        if any(m.end <= cut and _ENDED.search(question.text, cut) for cut in cuts)
        or _FROM_TO.search(question.text)
        or _AND_LAST.match(question.text, m.end)
    ]
    asked = question.outcomes
    if _FROM_TO.search(question.text) and not set(question.statistics) & set(COUNTS):
        named = {m.term.name for m in question.mentions if m.term.kind == "outcome" and _ENROLMENT.fullmatch(m.text)}
        asked = tuple(_PERIOD if name == _SIZE and name in named else name for name in asked)
    outcomes = tuple(dict.fromkeys((*asked, *(end for end in ends if end in held))))
    dated = tuple(name for name in question.statistics if name not in MEDIANS)  # "how long was it open"
    return question if outcomes == question.outcomes else replace(question, outcomes=outcomes, statistics=dated)


def with_sizes_of_parts(question: Question, *, corpus: Corpus) -> Question:
    """The question for the number of those whose share alone is held, where it asks how many they are.

    What else it asks must be of them: "how many were 70 or older, and what was the hazard ratio in them".
    """
    first = next(iter(question.outcomes), "")
    beside = len(question.outcomes) > 1 and not question.subgroups
    beside = beside or any(not same_part(first, part) for part in question.subgroups)
    if not first or beside or "count" not in question.statistics:
        return question
    rows = corpus.table.results(trial=question.trial, outcome=first)
    if not rows or any(row.category != "baseline" or row.n is not None or row.statistic == "count" for row in rows):
        return question
    sized = {row.subgroup for row in corpus.table.results(trial=question.trial, outcome=_SIZE) if row.subgroup}
    parts = tuple(sorted(part for part in sized if same_part(first, part)))
    return replace(question, outcomes=(_SIZE, *question.outcomes), subgroups=parts) if parts else question


_SIZE = "Patients randomised"


def in_classes_of_age(question: Question, *, corpus: Corpus) -> Question:
    """The question for the classes of age that make up one which is not held: 65-74 and 75 or more for 65 or more."""
    titles = {title for (title,) in corpus.table.slots(question.trial or "", ("outcome",)) if title}
    outcomes: list[str] = []
    for name in question.outcomes:
        bound = _OLDER.fullmatch(name)
        made_of = _classes_from(int(bound["years"]), titles) if bound and name not in titles else ()
        outcomes += made_of or (name,)
    return replace(question, outcomes=tuple(dict.fromkeys(outcomes)))


def _classes_from(years: int, titles: Collection[str]) -> tuple[str, ...]:
    """The titles of the classes that follow on each other from an age without an end; nothing where one is lacking."""
    open_ended = f"Age >={years} years"
    if open_ended in titles:
        return (open_ended,)
    match = next((m for title in titles if (m := _CLASS.fullmatch(title)) and int(m["first"]) == years), None)
    rest = _classes_from(int(match["last"]) + 1, titles) if match else ()
    return (match[0], *rest) if match and rest else ()


_CLASS = re.compile(r"Age (?P<first>\d{2})-(?P<last>\d{2}) years")


def with_primary_completion(question: Question, *, corpus: Corpus) -> Question:
    """The question for the date of primary completion too, where it asks when a trial ended and no date is held."""
    held = {outcome for (outcome,) in corpus.table.slots(question.trial or "", ("outcome",))}
    if _ENDED_ON not in question.outcomes or _ENDED_ON in held or _LAST_DATA not in held:
        return question
    return replace(question, outcomes=tuple(dict.fromkeys((*question.outcomes, _LAST_DATA))))


def with_number_of_lines(question: Question, *, corpus: Corpus) -> Question:
    """The question for the number of earlier lines, where it only bounds it: "at most three lines, so why up to 4"."""
    measured = any(m.term.kind == "outcome" and m.term.category in _MEASURED for m in question.mentions)
    bounded = _BEYOND.search(question.text) or _OF_EACH.search(question.text) or _AVERAGES & set(question.statistics)
    if measured or set(question.statistics) & set(COUNTS) or not bounded:
        return question
    held = {outcome for (outcome,) in corpus.table.slots(question.trial or "", ("outcome",))}
    named = [m for m in question.mentions if m.term.kind in ("outcome", "subgroup")]
    spoken = [m for m in named if _LINES.search(m.text) and m.term.category != "disposition"]  # cycles are no lines
    others = [name for name in question.outcomes if all(m.term.name != name for m in spoken)]
    if not spoken or others or _NUMBER_OF_LINES not in held:
        return question
    parts = tuple(name for name in question.subgroups if all(m.term.name != name for m in spoken))
    entry = tuple(name for name in (_LINES_TO_ENTER,) if name in held and _TO_ENTER.search(question.text))
    return replace(
        question, outcomes=(*entry, _NUMBER_OF_LINES), subgroups=parts, arms=(), topics=(), unknown=(), unread=()
    )


_NUMBER_OF_LINES = "Number of prior lines of therapy"
_LINES_TO_ENTER = "Prior lines of therapy for eligibility"
_TO_ENTER = re.compile(
    r"\b(?:inclusion|criteri\w+|eligib\w+|entry|enter|protocol|allowed|limited|restricted|capped|permitted)\b",
    re.IGNORECASE,
)
_OF_EACH = re.compile(
    r"\b(?:every(?:one|body)|no(?:body| one)|any(?:one|body)|some(?:one|body)|none of (?:them|the \w+)"
    r"|(?:all (?:the |of the |of them )?|no |(?:were|are) there (?:any )?)"
    r"(?:patients?|participants?|people|subjects?))\b[^?]*"
    r"\b(?:at (?:most|least)|(?:more|less|fewer|older|younger) than|up to|over|above|under|below|beyond|exceed\w*)\b",
    re.IGNORECASE,
)
"""A bound that is said of each of them: "nobody had more than three", "was anyone older than 85"."""
_LINES = re.compile(r"\b(?:lines?|therap\w+|treatments?|regimens?)\b", re.IGNORECASE)
_BEYOND = re.compile(
    r"\b(?:limited|restricted|capped|confined) (?:to|at)\b|\b(?:why|how come|how can|how could|explain)\b[^?]*?"
    r"\b(?:range|table|baseline|list\w*|shows?|goes?|reach\w*|had|with|up to)\b",
    re.IGNORECASE,
)
"""That it is asked why a table has what the bound does not let in."""
_ENDED_ON = "Study completion date"
_LAST_DATA = "Primary completion date"
_PERIOD = "Enrolment period"
_ENROLMENT = re.compile(r"enrol\w+|recruit\w+|accru\w+", re.IGNORECASE)
"""What takes a time, and not how many it brought: "over which months did enrolment run"."""
_START = " start"
_FROM_TO = re.compile(
    r"\b(?:beg[iau]n|start(?:ed)?|open(?:ed)?)\s?(?:and|or|/|&|,)\s?(?:then\s|when\s)?(?:end|stop|finish|close|complete)"
    r"|\bfrom when (?:to|until|till) when\b"
    r"|\b(?:between|over|during|across) (?:which|what) (?:dates|months|years|period|span|time ?frame)\b"
    r"|\b(?:was|were|stay(?:ed)?|kept?|remain(?:ed)?)\s(?:[\w-]+\s){0,3}?open\b",
    re.IGNORECASE,
)
_AND_LAST = re.compile(
    r"[^?.;,]{0,30},?\s(?:and|&|or)\s(?:when\s)?(?:that of\s)?(?:the\s)?(?:very\s)?last\b"
    r"(?!\s(?:cut|data|follow|anal))",
    re.IGNORECASE,
)
"""After the start that the first of the patients tells: "when was the first patient enrolled, and the last"."""
_ENDED = re.compile(r"\b(?:end(?:ed)?|stop(?:ped)?|finish(?:ed)?|clos(?:e|ed)|over|complete[d]?)\b", re.IGNORECASE)


_AVERAGES = {"mean", "median", "range"}
"""What is told of all patients, and of no class of them."""


def with_ages_included(question: Question, *, corpus: Corpus) -> Question:
    """The question for the ages of those who took part, where it is asked if somebody so old did: "people that old".

    Of several classes of age, the highest that the age told lies in; and the range of all ages.
    """
    measured = any(m.term.kind == "outcome" and m.term.category in _MEASURED for m in question.mentions)
    if measured or question.weighs or set(question.statistics) - set(COUNTS):
        return question  # "were people her age in it, and did it help them" asks for the effect
    aged = any(m.term.name.startswith("age ") and m.term.kind == "subgroup" for m in question.mentions)
    if not (_SO_OLD.search(question.text) or (_OF_EACH.search(question.text) and (aged or _AGE in question.outcomes))):
        return question
    titles = [title for (title,) in corpus.table.slots(question.trial or "", ("outcome",)) if title]
    limits = {title: int(limit["years"]) for title in titles if (limit := _OLDER.fullmatch(title))}
    ages = [int(match["years"]) for match in _YEARS.finditer(question.text)]
    within = {title: limit for title, limit in limits.items() if ages and limit <= max(ages)} or limits
    highest = [title for title, limit in within.items() if limit == max(within.values())]
    asked = (*highest, *((_AGE,) if _AGE in titles else ()))
    plain = replace(question, outcomes=asked, subgroups=(), statistics=(), topics=(), unknown=())
    return plain if asked else question


_MEASURED = ("efficacy", "safety")
_OLDER = re.compile(r"Age >=(?P<years>\d{2}) years")
_YEARS = re.compile(r"\b(?P<years>[2-9]\d)\b(?!\s?(?:%|mg|months?|weeks?|days?|patients))")
_SO_OLD = re.compile(
    r"\b(?:have|has|had|includ\w+|enrol\w*|recruit\w*|take|took|taken|accept\w*|let|allow\w*|admit\w*|involve\w*"
    r"|(?:were|was|are|is) (?:there|any\w*))\b[^?]*?\b(?:(?:that|so|this|as|quite so|very) old\b(?!er)"
    r"|(?:that|his|her|my|this|their|the same) age\b(?! group)|octogenarians?|nonagenarians?"
    r"|(?:any(?:one|body)|someone|any (?:patients?|people|participants?))\s(?:\w+\s)?"
    r"(?:over|older than|above|aged|beyond|past|in (?:their|his|her))\b)"
    r"|\b(?:patients?|people|anyone|someone|those|women|men|participants?)\s(?:of\s)?"
    r"(?:that|his|her|my|this|their|the same|such an)\sage\b(?! group)|\b[5-9]\d[- ]years?[- ]olds?\b"
    r"|\b(?:any(?:one|body)|someone|any (?:patients?|people|participants?))\s(?:\w+\s)?"
    r"(?:over|older than|above|aged|beyond|past|in (?:their|his|her))\b[^?]*"
    r"\b(?:(?:take|took) part|in (?:it|there|the (?:study|trial))|includ\w+|enrol\w*|join\w*|g[eo]t in)\b",
    re.IGNORECASE,
)
"""That it is asked whether somebody of an age took part."""
