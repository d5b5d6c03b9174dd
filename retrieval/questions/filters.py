"""The slots of a question as filters of results."""

from __future__ import annotations

import re
from collections.abc import Callable, Iterator, Sequence
from decimal import Decimal

from ingest.corpus import Corpus
from ingest.records import Result
from retrieval.naming import sources_named
from retrieval.questions.age_rows import ages_within
from retrieval.questions.breadth import asks_one_arm
from retrieval.questions.question import Question
from retrieval.questions.relations import compares, consequences, consequences_of, names_whole
from retrieval.questions.timed_titles import times_told
from retrieval.questions.wording import (
    asks_each_arm,
    asks_every_grade,
    assessor,
    decimals_asked,
    names_p,
    only_adds,
    sensitivity,
)
from retrieval.terms import Mention, common_words, split_tokens

ANY_GRADE = "any"
SEVERE = ">=3"
_OVERVIEW = (None, ANY_GRADE, SEVERE, "serious", "non-serious", "5")
"""Grades that are told where none is asked for."""
_TIME_POINT = re.compile(r"\b(?:day|week|month|year|cycle)\s?\d+\b", re.IGNORECASE)
_CHANGES = {"discontinuation", "interruption", "dose reduction", "dose delay"}
_BRACKETS = re.compile(r"\s*\([^()]*\)")
_TIME_COUNT = re.compile(r"\bhow many (?:years|months|weeks|days)\b", re.IGNORECASE)
_LOOSE = {"count", "percentage"}
"""What "how many" and "rate" ask for; where neither is reported, another measure may be meant, but no time or ratio."""
_DESCRIPTIVE = {"dose", "ratio", "range", "date", "threshold", "text", "identifier"}
"""Statistics whose words ("dose", "ratio") also stand for other things; asked where a result has them."""
_TIME_UNITS = ("days", "weeks", "months", "years")
_EVENTS = re.compile(r"(?<!adverse )(?<!adverse-)\bevents?\b(?!-free)", re.IGNORECASE)
_EPISODES = re.compile(r"\b(?:events|episodes|occurrences)\b", re.IGNORECASE)
_SERIOUS_TOO = re.compile(
    r"\bhow many\b[^?]*\b(?:and|,)\W+(?:how many|how often|the number)\W+(?:of (?:them|these|those|which)\W+)?"
    r"(?:were\W+|was\W+)?serious\b|\bserious (?:or|and|and/or|/) (?:not|non-?serious|otherwise|other)\b"
    r"|\b(?:also|including|incl|plus|and) (?:the )?(?:severe|serious|bad) (?:ones|cases|forms)\b",
    re.IGNORECASE,
)
"""That serious events are asked for beside all of them."""
_DEGREE = re.compile(r"\bhow (?:severe|serious)\b", re.IGNORECASE)
"""A word for a grade that names none."""
_GRADED_TOO = re.compile(
    r"(?:,|;|\?|\band\b|\bof which\b|\bor\b)[^,;?]{0,30}"
    r"\b(?:any|some|many|how many|which|them|these|those|they|ones|cases|it)\b",
    re.IGNORECASE,
)
"""What stands between an event and the grade of some of them: "how common were they, and were any of them grade 3"."""
_EFFECTS = ("hazard ratio", "odds ratio", "risk ratio", "p-value", "hazard reduction")
_NO_COUNT = (*_EFFECTS, "threshold", "dose", "date")
"""Statistics that say neither how many nor how often."""
Filter = Callable[[Sequence[Result]], tuple[Result, ...]]


def slot_filters(question: Question, *, corpus: Corpus) -> Iterator[tuple[str, Filter]]:
    """The name of each slot that restricts the question, and the filter that keeps the results which fill it."""
    named = sources_named(question, corpus=corpus)
    if named and not compares(question.text) and not question.every_cutoff:
        yield "source", lambda rows: _from_sources(rows, named)
    if places := decimals_asked(question.text):
        yield "decimals", lambda rows: _with_decimals(rows, places)
    yield "subgroup", lambda rows: _in_subgroup(rows, question)
    yield "item", lambda rows: _of_item(rows, question.text)
    times = [question.landmark] if question.landmark else _TIME_POINT.findall(question.text)
    if len(times) == 1:
        yield "time", lambda rows: _at_time(rows, times[0])
    yield "unit", lambda rows: _of_patients(rows, question.text)
    yield "grade", lambda rows: _of_grade(rows, question)
    if power := sensitivity(question.text):
        yield "assessor", lambda rows: tuple(row for row in rows if power in (row.assessor or ""))
    if (asked := assessor(question.text)) and not question.method:
        yield "assessor", lambda rows: tuple(row for row in rows if asked.casefold() in (row.assessor or "").casefold())
    if question.populations:
        yield "population", lambda rows: _in_population(rows, question.populations)
    yield "statistic", lambda rows: _with_statistic(rows, question)
    yield "arm", lambda rows: _with_arm(rows, question.arms, alone=asks_one_arm(question.text))
    yield "aspect", lambda rows: _with_consequence(rows, question)
    if question.analyses and not question.every_cutoff:
        yield "analysis", lambda rows: _of_analysis(rows, question)


def _from_sources(rows: Sequence[Result], named: frozenset[str]) -> tuple[Result, ...]:
    """Rows of the sources that the question names, or censored as one of them asked ("FDA-requested")."""
    return tuple(row for row in rows if row.source in named)


def _with_decimals(rows: Sequence[Result], places: int) -> tuple[Result, ...]:
    """Rows as a source prints them with the decimals asked; of a slot that none prints so, all."""
    printed = [row for row in rows if isinstance(row.value, Decimal) and -int(row.value.as_tuple().exponent) == places]
    slots = {_slot(row) for row in printed}
    return tuple(row for row in rows if row in printed or _slot(row) not in slots)


def _slot(row: Result) -> tuple[object, ...]:
    return row.outcome, row.statistic, row.arm, row.comparison, row.grade, row.subgroup, row.data_cutoff


def _in_subgroup(rows: Sequence[Result], question: Question) -> tuple[Result, ...]:
    """Rows of the subgroups asked; else of the whole population, or of the only part of it that has results."""
    if question.subgroups:
        return tuple(row for row in rows if row.subgroup in question.subgroups)
    whole = tuple(row for row in rows if row.subgroup is None)
    return whole if whole or names_whole(question.text) else tuple(rows)


def _in_population(rows: Sequence[Result], populations: Sequence[str]) -> tuple[Result, ...]:
    """Rows of the analysis sets asked; facts of the design stand for the trial, whatever set they are told of."""
    kept = tuple(row for row in rows if row.population in populations)
    return kept or tuple(row for row in rows if row.category in ("design", "disposition"))


def _of_item(rows: Sequence[Result], text: str) -> tuple[Result, ...]:
    """Rows of the outcome's rows that the question names with all their words ("week 24", "female"), else all."""
    if within := ages_within(rows, text):
        return within
    asked = {token.form for token in split_tokens(text)}
    asked |= {"period"} if "phase" in asked else set()
    asked |= {sex for word, sex in _SEXES.items() if word in asked}
    titles = {token.form for row in rows for token in split_tokens(row.outcome)}
    items = dict.fromkeys(row.item for row in rows if row.item)
    forms_of = {item: {token.form for token in split_tokens(_bare(item))} for item in items}
    words = {item: forms - common_words() or forms for item, forms in forms_of.items()}
    own = {item: forms - titles for item, forms in words.items()}
    if any(own.values()):  # "race" tells no race from another
        words = own
    named = {item for item, forms in words.items() if forms and forms <= asked}
    longest = {item for item in named if not any(words[item] < words[other] for other in named)}
    return tuple(row for row in rows if not longest or row.item in longest or _compares_item(row, asked))


def _compares_item(row: Result, asked: set[str]) -> bool:
    """Whether an analysis that is posted beside all rows is that of the one asked, as its note tells."""
    noted = {token.form for time in _TIME_POINT.findall(row.note or "") for token in split_tokens(time)}
    return row.comparison is not None and row.item is None and (not noted or noted <= asked)


_SEXES = {"woman": "female", "women": "female", "man": "male", "men": "male"}
"""How the registry calls those that a question calls women and men."""


def _bare(item: str) -> str:
    """What a row is called, without what it explains in brackets: "Double-Blind Period (Week 0 - 52)"."""
    return _BRACKETS.sub(" ", item) if _BRACKETS.sub("", item).strip() else item


def _at_time(rows: Sequence[Result], landmark: str) -> tuple[Result, ...]:
    """Rows measured at the time asked, as their title, row or time frame tells; all where none does."""
    asked = {token.form for token in split_tokens(landmark)} - common_words()

    def tells(row: Result) -> bool:
        told = " ".join(filter(None, (row.outcome, row.item, row.time_frame)))
        return asked <= {token.form for token in split_tokens(told)}

    kept = tuple(row for row in rows if tells(row))
    unit = times_told(landmark)
    own = [times_told(f"{row.outcome} {row.item or ''}") for row in rows]
    if not kept and unit and all({name for name, _ in unit} & {name for name, _ in times} for times in own):
        return ()  # each is said to be of another time
    return kept or tuple(rows)


def _of_patients(rows: Sequence[Result], text: str) -> tuple[Result, ...]:
    """Rows that count patients, where the same is also counted in events and these are not asked for."""
    kept = tuple(row for row in rows if row.unit != "events")
    asked = _EPISODES.search(text) and not re.search(r"\badverse\W+events\b", text, re.IGNORECASE)
    return tuple(rows) if asked or not any(row.unit == "patients" for row in kept) else kept


def _of_grade(rows: Sequence[Result], question: Question) -> tuple[Result, ...]:
    """Rows of the grades asked; for "3 or worse" that no source sums up, grades 3, 4 and 5 each for itself."""
    grades = () if _SERIOUS_TOO.search(question.text) else question.grades
    degree = _DEGREE.search(question.text)
    if asks_every_grade(question.text) and (not grades or degree):
        return tuple(row for row in rows if row.grade) or tuple(rows)
    if grades and _asks_all_too(question):
        grades = (ANY_GRADE, *grades)
    if grades:
        asked = tuple(row for row in rows if row.grade in grades or (row.grade is None and _names_grade(row, grades)))
        split = SEVERE in grades and not asked
        return tuple(row for row in rows if row.grade in ("3", "4", "5")) if split else asked
    overview = tuple(row for row in rows if row.grade in _OVERVIEW)
    return overview or tuple(rows)


def _asks_all_too(question: Question) -> bool:
    """Whether an event is asked for in a clause of its own, and its grade of some of these in a further one."""
    events = [m for m in question.mentions if m.term.kind == "outcome" and m.term.name in question.outcomes]
    graded = [m for m in question.mentions if m.term.kind == "grade"]
    if not events or not graded or any(g.start < events[0].end for g in graded):
        return False
    return bool(_GRADED_TOO.search(question.text[events[0].end : graded[0].start]))


def _names_grade(row: Result, grades: Sequence[str]) -> bool:
    """Whether a registry's outcome says in its title what it has no column for: "Participants With Serious Events"."""
    words = {token.form for token in split_tokens(row.outcome)}
    return any(grade.isalpha() and grade != ANY_GRADE and grade in words for grade in grades)


def _with_statistic(rows: Sequence[Result], question: Question) -> tuple[Result, ...]:
    asked = set(question.statistics)
    if _TIME_COUNT.search(question.text):
        asked.discard("count")
    if len(asked) > 1 or only_adds(question.text):
        asked.discard("confidence interval")  # comes with the estimate
    if only_adds(question.text) and asked == {"p-value"}:
        asked.clear()
    if asks_each_arm(question.text) and asked and asked <= set(_EFFECTS):
        asked |= _LOOSE | {"median", "mean"}
    if "mean" in asked and not any(measures(row, "mean") for row in rows):
        asked = asked - {"mean"} | {"median"}  # what "on average" asks for, where times to an event have medians
    asked -= _DESCRIPTIVE - {row.statistic for row in rows}
    if "difference" in asked and not any(measures(row, "difference") for row in rows):
        asked.discard("difference")  # told by the figures of both arms, and what compares them
        asked -= {"p-value", "confidence interval"}
    if question.weighs and asked and not asked <= {"p-value", "confidence interval"}:
        asked |= set(_EFFECTS)  # whether a difference is one is told by what compares the arms
    if asked and asked <= set(_EFFECTS) and _asks_arms_too(question):
        asked |= _LOOSE
    if not asked and any(row.statistic == "hazard ratio" for row in rows):
        return tuple(row for row in rows if row.statistic != "hazard reduction")  # the same result said again
    kept = _measured(rows, asked)
    if not kept and asked == {"p-value"} and question.weighs and not names_p(question.text):
        return tuple(row for row in rows if row.statistic in _EFFECTS) or tuple(rows)
    if kept and asked == {"p-value"} and all(row.value is None for row in kept):
        return tuple(row for row in rows if row in kept or row.statistic not in _EFFECTS)  # no p without its figures
    if not kept and asked <= _LOOSE:
        return tuple(row for row in rows if row.unit not in _TIME_UNITS and row.statistic not in _NO_COUNT)
    return kept


def _measured(rows: Sequence[Result], asked: set[str]) -> tuple[Result, ...]:
    """The rows that are what the statistics asked for are, each with the dispersion that is posted beside it."""
    if asked & _DISPERSIONS:
        asked = asked - _DISPERSIONS | ({"mean"} if any(measures(row, "mean") for row in rows) else set())
    kept = tuple(row for row in rows if not asked or any(measures(row, statistic) for statistic in asked))
    return _with_dispersions(kept, rows)


def _with_dispersions(kept: Sequence[Result], rows: Sequence[Result]) -> tuple[Result, ...]:
    """The rows kept with the dispersion of each that the same source posts beside it."""
    told = {(row.source, row.outcome, row.item, row.time_frame, row.arm, row.comparison) for row in kept}
    return tuple(
        row
        for row in rows
        if row in kept
        or (
            row.statistic in _DISPERSIONS
            and (row.source, row.outcome, row.item, row.time_frame, row.arm, row.comparison) in told
        )
    )


_DISPERSIONS = frozenset({"standard deviation", "standard error", "geometric coefficient of variation"})


def _asks_arms_too(question: Question) -> bool:
    """Whether the figures of the arms are asked for beside what compares them: events, a rate at a time point."""
    text = question.text
    return bool(question.landmark or _EVENTS.search(text) or _RATIO_ADDED.search(text))


_RATIO_ADDED = re.compile(
    r"\b(?:with|plus|including|incl\.?|and|also)\s(?:the\s|its\s|an?\s)?(?:odds|hazard|risk)\sratios?\b"
    r"|\b(?:odds|hazard|risk)\sratios?\s(?:included|as well|too|also)\b",
    re.IGNORECASE,
)


def measures(row: Result, statistic: str) -> bool:
    """Whether a result is what a statistic's name asks for: a "count" is also a percentage with its n."""
    match statistic:
        case "confidence interval":
            return row.interval_kind == "CI"
        case "p-value":
            return row.p_value is not None
        case "median" | "Kaplan-Meier median":
            return "median" in row.statistic
        case "mean" | "difference":
            return row.statistic.split()[-1] == statistic or row.statistic == statistic
        case "count":
            return row.statistic in ("count", "percentage")
        case "range":
            return row.statistic == "range" or row.interval_kind == "range"
        case "hazard reduction":
            return row.statistic in ("hazard reduction", "hazard ratio")
        case _:
            return row.statistic == statistic


def named_statistics(question: Question) -> tuple[str, ...]:
    """Statistics asked outright; "how many" and "rate" ask for any measure, an interval comes with its estimate."""
    added = {"p-value", "confidence interval"} if only_adds(question.text) else {"confidence interval"}
    loose = _LOOSE | _DESCRIPTIVE | _DISPERSIONS | {"difference"}
    return tuple(name for name in question.statistics if name not in loose | added)


def _with_consequence(rows: Sequence[Result], question: Question) -> tuple[Result, ...]:
    """Of adverse events, the rows of what is asked beside the rate: discontinuations for pneumonia, not pneumonia."""
    if rows and rows[0].statistic == "dose" and _CHANGED.search(question.text):
        return ()  # how many had it reduced is no dose
    if not rows or rows[0].category not in ("safety", "disposition"):
        return tuple(rows)
    outcomes = [mention for mention in question.mentions if mention.term.kind == "outcome"]
    own = [mention for mention in outcomes if mention.term.name in question.outcomes]
    own = own or [mention for mention in outcomes if not consequences(mention.text)]
    told = {name for m in own for name in consequences_of(question.text, m.start, m.end)}
    listed = [m.text for m in question.mentions if m.term.name in (*question.outcomes, *question.listed)]
    asked = told - set(consequences(" ".join((question.outcomes[0], *listed))))
    drugs = _drugs_beside(own or [m for m in question.mentions if m.term.kind == "outcome"], question)
    return tuple(
        row
        for row in rows
        if asked <= set(consequences(row.outcome)) and all(drug in row.outcome.casefold() for drug in drugs)
    )


_CHANGED = re.compile(
    r"\bdos(?:e|es|ing)\b\s(?:\w+\s){0,3}?(?:reduc\w*|delay\w*|interrupt\w*|omi(?:t|ss)\w*|held|withheld|modif\w*|skipp\w*|missed|lower\w*)"
    r"|\b(?:reduc\w*|delay\w*|omit\w*|modif\w*|skipp\w*|lower\w*|missed)\s(?:\w+\s){0,3}?dos(?:e|es|ing)\b",
    re.IGNORECASE,
)


def _drugs_beside(outcomes: Sequence[Mention], question: Question) -> tuple[str, ...]:
    """Drugs of which a discontinuation or a change of dose is asked: "carfilzomib discontinuation"."""
    changes = [mention for mention in outcomes if _CHANGES & set(consequences(mention.text))]
    return tuple(
        drug.text.casefold()
        for drug in question.mentions
        if drug.term.kind == "drug"
        for change in changes
        if not re.search(r"[^\W_]{4,}", question.text[min(drug.end, change.end) : max(drug.start, change.start)])
    )


def _with_arm(rows: Sequence[Result], arms: Sequence[str], *, alone: bool) -> tuple[Result, ...]:
    """All rows where one of the arms asked has a result: a figure is shown with its comparator, unless one is asked
    for alone."""
    asked = [arm for arm in arms if arm != "all"]
    if len(asked) == 1 and alone and (own := tuple(row for row in rows if row.arm == asked[0])):
        return own
    held = any(row.arm in (arm, "all") or (row.comparison and arm in row.comparison) for row in rows for arm in asked)
    return tuple(rows) if held or not asked else ()


def _of_analysis(rows: Sequence[Result], question: Question) -> tuple[Result, ...]:
    """Rows of the analysis asked, else of its data cut-off."""
    names = {term.name for term, _ in question.analyses}
    cutoffs = {term.cutoff for term, _ in question.analyses if term.cutoff}
    kept = tuple(row for row in rows if row.analysis in names)
    return kept or tuple(row for row in rows if row.data_cutoff in cutoffs)
