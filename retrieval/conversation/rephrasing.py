"""Slots as a question in plain English, which the reader of questions understands as it was meant."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import replace
from itertools import chain

from ingest.records import Result
from retrieval.answers.phrasing import in_sentence
from retrieval.conversation.asked import Slots
from retrieval.conversation.words import starts_with_preposition
from retrieval.questions.time_words import landmarks

_GRADES = {"any": "any-grade", ">=3": "grade 3 or worse", "serious": "serious", "non-serious": "non-serious"}
_BESIDE = ("confidence interval", "p-value")
_RATES = frozenset({"percentage", "rate"})
"""Statistics that the name of a rate, or of an event, tells by itself."""
_ARTICLED = ("rate", "time", "duration", "number", "dose", "response", "score", "change", "ratio")
"""Last words of an outcome's name before which "the" is said."""


def ask_results(slots: Slots, *, safety: bool, trial: str | None) -> tuple[str, ...]:
    """The ways to ask for the results that ``slots`` describe, the plainest first.

    Args:
        safety: Whether the outcomes are events, which patients have, and which have a rate.
        trial: The trial's name where it has to be said.
    """
    where = name_restrictions(slots, trial=trial)
    if slots.ranked:
        return (_sentence("What were the most common", _grades(slots.grades), "adverse events", where),)
    if not slots.outcomes:
        asked = f"was the {_join(slots.statistics)}" if slots.statistics else "were the results"
        return (_sentence("What", asked, where),)
    what = name_outcomes(slots)
    if slots.method:
        return (_sentence("How was", _the(slots), what, "assessed", where),)
    if slots.weighs:
        return (_sentence("Was the difference in", what, "significant", where),)
    statistics = set(slots.statistics)
    ways = []
    if statistics == {"count"}:
        ways += [_sentence("How many patients had", had, where) for had in (what.removesuffix(" rate"), what)]
    if statistics <= _RATES and safety:
        ways.append(_sentence("What was the rate of", what, where))
    if statistics <= _RATES or all(
        name in slots.outcomes[0].casefold().split() for name in statistics
    ):  # "Zeltamab dose" tells its own
        ways.append(_sentence("What was", _the(slots), what, where))
    return (*ways, _sentence("What was the", _statistics(slots.statistics), what, where))


def ask_source(slots: Slots, *, trial: str | None) -> str:
    """The question which source the results come from."""
    return _sentence("Which source reports", *_named(slots), name_restrictions(slots, trial=trial))


def ask_reason(slots: Slots, *, trial: str | None) -> str:
    """The question why the results are as they are."""
    return _sentence("Why was", *_named(slots), "so", name_restrictions(slots, trial=trial))


def ask_difference(slots: Slots, *, trial: str | None) -> str:
    """The question why several results are not the same, of whichever analyses."""
    where = name_restrictions(replace(slots, analyses=(), phrase=""), trial=trial)
    kinds = _join([f"{name}s" for name in slots.statistics if name not in _BESIDE]) or "figures"
    return _sentence("Why do the", kinds, "for", name_outcomes(slots), where, "differ")


def _named(slots: Slots) -> tuple[str, ...]:
    """The results as the object of a sentence: ``"the hazard ratio for progression-free survival"``."""
    if slots.statistics:
        return ("the", _statistics(slots.statistics), name_outcomes(slots))
    return (_the(slots), name_outcomes(slots))


def name_outcomes(slots: Slots) -> str:
    """The outcomes with their grades and time point: ``"grade 3 or worse pneumonia"``."""
    adjective = slots.landmark if _is_adjective(slots.landmark) and not slots.timed_by_name else None
    titles = [_without_landmarks(name) if slots.at_another_time else name for name in slots.outcomes]
    names = {name.casefold(): in_sentence(name) for name in titles}  # a title may be a general name as well
    outcomes = _join(list(names.values()))
    grades = [grade for grade in slots.grades if grade not in outcomes.casefold().split()]
    return " ".join(filter(None, (adjective, _grades(grades), outcomes)))


def _without_landmarks(name: str) -> str:
    for start, end in reversed(list(landmarks(name))):
        name = f"{name[:start].rstrip()}{name[end:]}"
    return name


def _the(slots: Slots) -> str:
    return "the" if slots.outcomes[0].split()[-1] in _ARTICLED else ""


def _statistics(names: Sequence[str]) -> str:
    """``"hazard ratio for"``; an interval is one of the estimate asked for beside it."""
    beside = [name for name in names if name in _BESIDE]
    estimates = [name for name in names if name not in _BESIDE]
    if beside and estimates:
        return f"{_join(beside)} of the {_join(estimates)} for"
    return "median" if tuple(names) == ("median",) else f"{_join(names)} for" if names else "result for"


def name_restrictions(slots: Slots, *, trial: str | None) -> str:
    """Whom, when and where: the words after what is asked."""
    by_name = slots.timed_by_name and not slots.at_another_time
    landmark = None if _is_adjective(slots.landmark) or by_name else slots.landmark
    return " ".join(
        chain(
            (landmark,) if landmark else (),  # "survival at 2 years" is a rate of its own: nothing stands between
            (f"with {' versus '.join(slots.arms)}" if slots.arms != ("all",) else "in both arms",)
            if slots.arms
            else (),
            (f"in the subgroup{'s' if slots.subgroups[1:] else ''} {_join(slots.subgroups)}",)
            if slots.subgroups
            else (),
            (f"in the {name} population" for name in slots.populations),
            (_as_phrase(slots.phrase),) if slots.phrase else (),
            (f"at the {_join([term.name for term in slots.analyses])}",) if slots.analyses else (),
            ("at each data cut-off",) if slots.every_cutoff else (),
            (f"in {trial}",) if trial else (),
        )
    )


def _as_phrase(words: str) -> str:
    """Words that restrict a question, after a preposition."""
    return words if starts_with_preposition(words) else f"for {words}"


def _grades(names: Sequence[str]) -> str:
    return _join([_GRADES.get(name, f"grade {name}") for name in names])


def _is_adjective(landmark: str | None) -> bool:
    """Whether a time point stands before what it restricts: "5-year", not "at 24 months"."""
    return bool(landmark and landmark[0].isalnum() and not landmark[0].isalpha())


def _join(names: Sequence[str]) -> str:
    *first, last = names or ("",)
    return f"{', '.join(first)} and {last}" if first else last


def _sentence(*parts: str) -> str:
    return f"{' '.join(filter(None, parts))}?"


def ask_cutoff(rows: Sequence[Result]) -> str | None:
    """The question of the data cut-off of the one analysis that figures are of."""
    analyses = dict.fromkeys(row.analysis for row in rows if row.analysis)
    return f"What was the data cut-off of the {next(iter(analyses))}?" if analyses else None


def ask_follow_up(rows: Sequence[Result]) -> str | None:
    """The question of the follow-up of the one analysis that figures are of."""
    analyses = dict.fromkeys(row.analysis for row in rows if row.analysis)
    return f"What was the {FOLLOW_UP.lower()} at the {next(iter(analyses))}?" if len(analyses) == 1 else None


FOLLOW_UP = "Median follow-up"


def ask_elsewhere(earlier: Slots, name: str) -> str | None:
    """The last question, of a trial that is not held: it will be said so."""
    asked = replace(earlier, arms=(), analyses=(), subgroups=(), populations=(), phrase=f"in {name}")
    return next(iter(ask_results(asked, safety=False, trial=None)), None)
