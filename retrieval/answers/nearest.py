"""What is held in place of what was asked: a grade that includes it, the figures that a measure is made of."""

from __future__ import annotations

import re
from collections.abc import Sequence
from dataclasses import replace
from decimal import Decimal

from ingest.corpus import Corpus
from ingest.records import NOT_REACHED, Result
from retrieval.answers.figures import Figure
from retrieval.answers.phrasing import grade_words, in_sentence
from retrieval.answers.selection import select
from retrieval.naming import without_documents
from retrieval.questions.breadth import asks_apart
from retrieval.questions.filters import ARM_THEN
from retrieval.questions.question import Question
from retrieval.records import Sentence
from retrieval.terms import Mention, TermIndex

_GRADES = {"3": (">=3",), "4": (">=3",), ">=4": ("4", "5", ">=3"), "1-2": ("1", "2")}
"""Grades told in place of one that no result has: those that include it, or that it is made of."""
_DROPPED = {
    "analysis": {"analyses": ()},
    ARM_THEN: {"analyses": ()},
    "source": {"hints": ()},
    "population": {"populations": ()},
    "statistic": {"statistics": ()},
}
"""Slots without which a figure is still worth telling, marked as what was not asked."""
_MOST_DROPPED = 3
_NAMED_AFTER = re.compile(
    r"\b(?:with|plus|on|vs\.?|versus|receiving|given|taking|in|among|for|of|by)\W+(?:(?:the|a|an)\W+)?$", re.IGNORECASE
)
"""Words after which a word that is not known names a drug, or whom a figure is asked for."""
DIFFERENCE = "difference"
_DIFFERENCE = "risk difference"
DIFFERENCES = frozenset((DIFFERENCE, _DIFFERENCE))
"""The difference of two arms, however it is asked for."""
MADE_OF_FIGURES = {_DIFFERENCE, "risk ratio", "number needed to treat", "number needed to harm"}
"""Measures that are made of both arms' figures; only the difference of two percentages is computed here."""


def ask_nearest(question: Question, missing: str | None) -> Question | None:
    """The question that the table may answer in place of ``question``, which it does not; ``None`` for none.

    Args:
        missing: The slot that no result fills.
    """
    if missing == "grade":
        grades = tuple(dict.fromkeys(grade for asked in question.grades for grade in _GRADES.get(asked, ())))
        return replace(question, grades=grades) if grades else None
    if missing == "statistic" and set(question.statistics) & MADE_OF_FIGURES:
        left = tuple(name for name in question.statistics if name not in MADE_OF_FIGURES)
        return replace(question, statistics=left, brief=True)
    return None


def select_instead(
    question: Question, missing: str | None, *, corpus: Corpus, terms: TermIndex
) -> tuple[Question, tuple[Figure, ...]] | None:
    """The latest figure of an outcome without the restrictions that no result meets; ``None`` where none is near.

    What is asked of another drug, or of some of the patients, is not answered by the figure of all.

    Args:
        missing: The slot that no result fills; ``None`` where it is words or a time point.
    """
    if any(drug.term.trial is None and _is_stray(drug, question) for drug in question.drugs):
        return None
    if any(names_whom(question.text, token.start) for token in question.unknown):
        return None
    left = replace(question, unknown=(), landmark=None, brief=True)
    for _ in range(_MOST_DROPPED):
        if missing is not None:
            if missing not in _DROPPED:
                return None
            left = replace(left, **_DROPPED[missing])  # type: ignore[arg-type]  # names of fields, each a tuple
            if missing == "source":
                left = replace(left, text=without_documents(left.text))
        selection = select(left, left.outcomes[0], corpus=corpus, terms=terms)
        if selection.figures:
            return left, _with_its_rows(selection.figures)
        missing = selection.missing
    return None


def names_whom(text: str, start: int) -> bool:
    """Whether a word that is not known, and that starts there, names a drug, or whom a figure is asked for."""
    return bool(_NAMED_AFTER.search(text[:start]))


def _with_its_rows(figures: Sequence[Figure]) -> tuple[Figure, ...]:
    """The first figure, with the other rows of its measure where these are few: parts that are held together."""
    first = figures[0].first
    alike = [f for f in figures if f.first.item and _slot_of(f.first) == _slot_of(first)] if first.item else []
    return tuple(alike if len(alike) <= _FEW_ROWS else ()) or tuple(figures[:1])


def _slot_of(row: Result) -> tuple[object, ...]:
    return row.outcome, row.time_frame, row.data_cutoff, row.statistic


_FEW_ROWS = 3


def _is_stray(drug: Mention, question: Question) -> bool:
    return any(drug.start <= token.start < drug.end for token in question.unknown)


def describe_differences(question: Question, figures: Sequence[Figure]) -> tuple[Sentence, ...]:
    """The difference of the two arms' percentages or times, where one is asked and none is reported.

    The larger one is told first, so that it says which arm has more.
    """
    named = DIFFERENCES & set(question.statistics) and not asks_apart(question.text)  # of two reports
    if not named and not asks_gap(question.text):
        return ()
    return tuple(sentence for figure in figures if (sentence := _describe_difference(figure.rows)))


def asks_gap(text: str) -> bool:
    """Whether it is asked by how much two figures differ: "by how many", "how much longer"."""
    return bool(_GAP.search(text))


_GAP = re.compile(
    r"\bby how (?:many|much)\b|\bby what (?:margin|amount)\b"
    r"|\bhow (?:much|many) (?:percentage points? |points? |months? |weeks? )?"
    r"(?:more|extra|additional|higher|lower|fewer|less|longer|shorter|larger|greater|better|worse)\b"
    r"(?! than (?:about )?\d)"
    r"|\bhow far apart\b|\bhow many (?:months|weeks|days)\b[^?,;]{0,30}?\bgained\b"
    r"|\bhow (?:big|large|wide|great) (?:is|was|were|are) the (?:\w+ )?(?:gap|difference|margin|distance)s?\b"
    r"|\bwhat (?:is|was) the (?:\w+ )?(?:gap|margin) (?:between|in)\b"
    r"|\b(?:differ(?:s|ed)?|gap|difference|apart)\b[^?;.]{0,40}\b\w+ (?:percentage )?points?\b"
    r"|\b(?:percentage )?points? (?:apart|higher|lower|more|fewer|less|better|worse)\b",
    re.IGNORECASE,
)
_UNITS = {"%": ("%", "percentage points"), "months": (" months", "months"), "weeks": (" weeks", "weeks")}
"""How a value of each unit is written, and what a difference of two is."""


def _describe_difference(rows: Sequence[Result]) -> Sentence | None:
    arms = [row for row in rows if row.arm not in (None, "all")]
    if len(arms) != 2 or arms[0].statistic != arms[1].statistic:
        return None
    if unreached := [row.arm for row in arms if row.value == NOT_REACHED and row.arm]:
        told = f"{arms[0].statistic.split()[-1]} {NOT_REACHED} with {' and '.join(unreached)}"
        return Sentence(
            f"No difference of these figures can be computed: {in_sentence(arms[0].outcome)}, {told}.", tuple(arms)
        )
    if any(not isinstance(row.value, Decimal) for row in arms) or arms[0].unit not in _UNITS:
        return None
    arms.sort(key=lambda row: -row.value if isinstance(row.value, Decimal) else 0)
    first, second = (row.value for row in arms)
    assert isinstance(first, Decimal), "checked above"
    assert isinstance(second, Decimal), "checked above"
    sign, unit = _UNITS[arms[0].unit or ""]
    text = (
        f"Computed from these figures, not reported by a source: "
        f"{in_sentence(arms[0].outcome)}{grade_words(arms[0].grade)}, {first}{sign} with {arms[0].arm} "
        f"and {second}{sign} with {arms[1].arm}, a difference of {first - second:f} {unit}."
    )
    return Sentence(text, tuple(arms))
