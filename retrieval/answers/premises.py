"""Figures that a question takes for granted, compared with the table before it is answered."""

from __future__ import annotations

import re
from collections.abc import Sequence

from ingest.corpus import Corpus
from ingest.records import Result
from retrieval.answers.claims import correct_claim, in_arm_asked, is_of_another_analysis, name_slot, slot_of, tell_owner
from retrieval.answers.contrasts import correct_direction, correct_equality, correct_favour, presupposes
from retrieval.answers.dates_claimed import correct_dates
from retrieval.answers.differences import held_apart
from retrieval.answers.figures_claimed import (
    SHARE,
    correct_drug,
    correct_effect,
    correct_offered,
    correct_ratio,
    correct_share,
    correct_sides,
    counts_others,
)
from retrieval.answers.odds_claimed import correct_odds
from retrieval.answers.phrasing import format_value, in_sentence
from retrieval.answers.points_claimed import correct_points
from retrieval.answers.question_checked import check_question
from retrieval.answers.reductions_claimed import correct_reduction
from retrieval.answers.share_bounds import share_bound
from retrieval.answers.states import correct_all, correct_none, correct_reached
from retrieval.answers.taken_for_granted import LEVEL, is_claim
from retrieval.answers.times_claimed import correct_times
from retrieval.answers.units_claimed import correct_units
from retrieval.answers.worded_claims import correct_words
from retrieval.answers.worded_shares import correct_worded_share
from retrieval.questions import breadth
from retrieval.questions.question import Question
from retrieval.records import Check, Sentence, Verdict
from retrieval.terms import TermIndex

_OF_LEVEL = re.compile(r"\bconfidence level\b[^?.;\d]{0,50}\b(?P<level>\d\d(?:\.\d+)?)\s?%", re.IGNORECASE)
_WHICH_IS_RIGHT = re.compile(
    r"\bwhich (?:one |figure |number )?is (?:it|right|correct|true|wrong)\b|\btypos?\b"
    r"|\bone (?:of (?:them|these|those|the two)|or the other) (?:\w+ )?(?:be|is|was) (?:an? )?"
    r"(?:error|mistake|misprint|wrong)\b",
    re.IGNORECASE,
)
"""That two figures are held against each other: none of them is taken for granted."""


def correct_premises(
    question: Question, shown: Sequence[Result], *, corpus: Corpus, terms: TermIndex
) -> tuple[Sentence, ...]:
    """One correction for each figure that the question claims and the table contradicts, with the figure reported.

    The wrong figure is not repeated, so that no answer carries it. A confidence level, a follow-up that names an
    analysis, and any figure that the answer itself shows are no claims.
    """
    if told := correct_odds(question, shown) or correct_points(question, shown, corpus=corpus):
        return told
    bound = bool(share_bound(question.text))
    open_ = bound or _WHICH_IS_RIGHT.search(question.text) or breadth.asks_other_value(question.text)
    open_ = open_ or breadth.asks_which_of_two(question.text) or bool(held_apart(question, corpus=corpus))
    checks = () if open_ else check_question(question, corpus=corpus, terms=terms)[0]
    corrections = _correct_figures(question, shown, checks, corpus=corpus)
    others_told = bound or any(counts_others(question.text, it.end()) for it in SHARE.finditer(question.text))
    others = (
        *correct_dates(question, shown, corpus=corpus),
        *correct_units(question, shown),
        *correct_sides(question, shown),
        *correct_reached(question, shown),
        *(correct_times(question, shown) or correct_direction(question, shown) or _correct_favour(question, shown)),
        *(() if corrections or others_told else correct_share(question, shown)),
        *(() if corrections else _correct_effects(question, shown)),
        *((not others_told and correct_none(question, shown)) or correct_all(question, shown)),
        *(() if corrections else correct_claim(question, shown, corpus=corpus)),
        *(() if corrections else correct_reduction(question, shown, corpus=corpus)),
        *correct_words(question, shown),
    )
    return (*corrections, *others, *(() if corrections else _correct_level(question, shown)))


def _correct_figures(
    question: Question, shown: Sequence[Result], checks: Sequence[Check], *, corpus: Corpus
) -> tuple[Sentence, ...]:
    """One correction for each figure that a check contradicts, with whose figure it is."""
    corrections: dict[str, Sentence] = {}
    for check in checks:
        held = _contradicting(check, shown, corpus=corpus)
        if held is None:
            continue
        row = _meant(check, held, question, shown=shown)
        if _is_told_of_arm(check.number, question, shown) or question.text.startswith(format_value(row), check.start):
            continue
        if is_of_another_analysis(check.number, row, question, corpus=corpus):
            continue
        if is_claim(check, row, question, shown=shown, others=checks):
            name = name_slot(row)
            text = f"Correction: {_say_wrong(check, row, shown, text=question.text)} {name}: {format_value(row)}."
            corrections.setdefault(name, Sentence(text, (row,)))
            if owner := tell_owner(check.number, row, shown=shown, corpus=corpus):
                corrections.setdefault(owner.text, owner)
    return tuple(corrections.values())


def _correct_effects(question: Question, shown: Sequence[Result]) -> tuple[Sentence, ...]:
    """Corrections of what is told in words of a share, a ratio, an effect, a drug or a dose."""
    checks = (correct_worded_share, correct_ratio, correct_effect, correct_drug, correct_offered)
    return tuple(sentence for correct in checks for sentence in correct(question, shown))


def _correct_favour(question: Question, shown: Sequence[Result]) -> tuple[Sentence, ...]:
    return correct_favour(question, shown) or correct_equality(question, shown)


def _is_told_of_arm(number: str, question: Question, shown: Sequence[Result]) -> bool:
    """Whether a figure shown of the one arm that a question names has the number that it gives."""
    own = [row for row in shown if row.arm and (row.arm,) == question.arms]
    return any(str(row.value) == number.replace("·", ".") for row in own)


def _contradicting(check: Check, shown: Sequence[Result], *, corpus: Corpus) -> Result | None:
    """The result that speaks against a number: the one that the check names, or the one shown that has what it gives.

    A number of patients is held against many results, of which the check names none.
    """
    if check.verdict is not Verdict.CONTRADICTED:
        return None
    if check.result is not None:
        return corpus.table.get(check.result)
    return next((row for row in shown if row.statistic == "count" and str(row.value) == check.expected), None)


def _meant(check: Check, row: Result, question: Question, *, shown: Sequence[Result]) -> Result:
    """The result shown that a claim is held against: in the arm asked, where the claimed figure is another arm's.

    Without an arm in the question it is that of all patients, where there is one.
    """
    number = check.number.replace("·", ".")
    derived = [other for other in shown if other.comparison and str(other.value) == check.expected != str(row.value)]
    if derived:
        return derived[0]  # the difference that two figures make is reported itself
    row = in_arm_asked(_like(row, shown), question, shown)
    if row.outcome not in {other.outcome for other in shown}:
        same = [other for other in shown if (other.arm, other.statistic) == (row.arm, row.statistic)]
        row = same[0] if same else row
    swapped = [other for other in shown if str(other.value) == number and other.arm not in (None, row.arm)]
    for other in swapped:
        for own in shown:
            if own.arm == row.arm and slot_of(own) == slot_of(other):
                return own
    whole = [own for own in shown if own.arm == "all" and slot_of(own)[:2] == slot_of(row)[:2]]
    return whole[0] if whole and not question.arms else row


def _say_wrong(check: Check, row: Result, shown: Sequence[Result], *, text: str) -> str:
    number = check.number.replace("·", ".")
    if LEVEL.match(text, check.start) and str(row.ci_level) != number:
        return "the interval reported is of another confidence level than the question gives."
    for other in shown:
        if str(other.value) == number and other.arm not in (None, "all", row.arm) and slot_of(other) == slot_of(row):
            return f"the figure in the question is the one reported with {other.arm}, not with {row.arm}."
    return "the question gives another figure than the one reported."


def _like(row: Result, shown: Sequence[Result]) -> Result:
    """The result shown for the same outcome, arm and statistic, which leads where several sources report it."""
    slot = (row.outcome, row.arm, row.comparison, row.statistic, row.grade, row.subgroup)
    same = [r for r in shown if (r.outcome, r.arm, r.comparison, r.statistic, r.grade, r.subgroup) == slot]
    return next((r for r in same if r.data_cutoff == row.data_cutoff), same[0] if same else row)


def _correct_level(question: Question, shown: Sequence[Result]) -> tuple[Sentence, ...]:
    """A correction of the confidence level that a question takes the leading figure to have."""
    claimed = LEVEL.search(question.text) or _OF_LEVEL.search(question.text)
    rows = [row for row in shown if row.ci_level is not None and not row.censoring]
    if not claimed or not rows or not presupposes(question.text):
        return ()
    if any(str(row.ci_level) == claimed["level"] for row in rows):
        return ()
    first = rows[0]
    named = in_sentence(first.outcome)
    return (
        Sentence(
            f"Correction: the interval reported for {named} is not of that level: {format_value(first)}.", (first,)
        ),
    )
