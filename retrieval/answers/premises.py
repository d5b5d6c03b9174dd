"""Figures that a question takes for granted, compared with the table before it is answered."""

from __future__ import annotations

import re
from collections.abc import Sequence
from decimal import Decimal

from ingest.corpus import Corpus
from ingest.records import Result
from retrieval.answers.claims import (
    correct_claim,
    in_arm_asked,
    is_of_another_analysis,
    name_slot,
    slot_of,
    tell_owner,
)
from retrieval.answers.contrasts import correct_direction, correct_equality, correct_favour, presupposes
from retrieval.answers.dates_claimed import correct_dates
from retrieval.answers.differences import held_apart, values_of
from retrieval.answers.figures_claimed import (
    PLANNED,
    SHARE,
    correct_drug,
    correct_effect,
    correct_offered,
    correct_ratio,
    correct_share,
    correct_sides,
    counts_others,
)
from retrieval.answers.leading import agrees
from retrieval.answers.odds_claimed import correct_odds
from retrieval.answers.phrasing import format_value, in_sentence
from retrieval.answers.points_claimed import correct_points
from retrieval.answers.question_checked import check_question
from retrieval.answers.reductions_claimed import correct_reduction
from retrieval.answers.share_bounds import share_bound
from retrieval.answers.states import correct_all, correct_none, correct_reached
from retrieval.answers.times_claimed import CLAIMED_TIMES, correct_times
from retrieval.answers.units_claimed import correct_units
from retrieval.answers.worded_claims import correct_words, lies_in_range
from retrieval.answers.worded_shares import correct_worded_share
from retrieval.questions import breadth
from retrieval.questions.question import Question
from retrieval.records import Check, Sentence, Verdict
from retrieval.terms import TermIndex

_CLAIMED_AFTER = re.compile(
    r"^\s*(?:%|percent|per cent|(?:percentage )?points?\b"
    r"|months?\b|weeks?\b|patients?\b|participants?\b|people\b|mg\b|cent(?:res|ers)\b"
    r"|p(?:ts|ersons)\b|subjects\b|(?:were\s)?(?:randomi[sz]ed|enrolled|treated|screened|included)\b"
    r"|countries\b|sites\b|(?:\w+\s)?(?:lines|therapies|regimens|treatments|cycles)\b)",
    re.IGNORECASE,
)
_CLAIMED_BEFORE = re.compile(
    r"(?:\b(?:hr|(?-i:OR)|rr|ratio|was|is|were|of|only|median|rate|p|about|than|at)\b|[=:])\W*$", re.IGNORECASE
)
_OF_SIDES = re.compile(r"\W*(?:(?:or|vs\.?|versus)\W+(?:one|two)\W+)?(?:sided|tailed)\b", re.IGNORECASE)
"""After a number that counts the sides of a test: "one or two sided"."""
_POWER = re.compile(r"10\s?\^?\s?[-−–⁻]\s?[\d⁴⁵⁶]\b|1e-\d")
"""A sensitivity of a test, not a figure."""
_INTERVAL = re.compile(r"\bCIs?\b|\bconfidence\b|\b(?:limits?|bounds?)\b", re.IGNORECASE)
_LEVELS = ("80", "90", "95", "95.4", "97.5", "98", "99")
_LEVEL = re.compile(r"\b(?P<level>\d\d(?:\.\d+)?)\s?%\s*(?:CIs?|confidence)\b", re.IGNORECASE)
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
    open_ = _WHICH_IS_RIGHT.search(question.text) or breadth.asks_other_value(question.text)
    open_ = open_ or breadth.asks_which_of_two(question.text) or bool(share_bound(question.text))
    open_ = open_ or bool(held_apart(question, corpus=corpus))
    checks = () if open_ else check_question(question, corpus=corpus, terms=terms)[0]
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
        if _is_claim(check, row, question, shown=shown, others=checks):
            name = name_slot(row)
            text = f"Correction: {_say_wrong(check, row, shown, text=question.text)} {name}: {format_value(row)}."
            corrections.setdefault(name, Sentence(text, (row,)))
            if owner := tell_owner(check.number, row, shown=shown, corpus=corpus):
                corrections.setdefault(owner.text, owner)
    others_told = any(counts_others(question.text, share.end()) for share in SHARE.finditer(question.text))
    others_told = others_told or bool(share_bound(question.text))
    others = (
        *correct_dates(question, shown, corpus=corpus),
        *correct_units(question, shown),
        *correct_sides(question, shown),
        *correct_reached(question, shown),
        *(correct_times(question, shown) or correct_direction(question, shown) or _correct_favour(question, shown)),
        *(() if corrections or others_told else correct_share(question, shown)),
        *(() if corrections else correct_worded_share(question, shown)),
        *(() if corrections else correct_ratio(question, shown)),
        *(() if corrections else correct_effect(question, shown)),
        *(() if corrections else correct_drug(question, shown)),
        *(() if corrections else correct_offered(question, shown)),
        *((not others_told and correct_none(question, shown)) or correct_all(question, shown)),
        *(() if corrections else correct_claim(question, shown, corpus=corpus)),
        *(() if corrections else correct_reduction(question, shown, corpus=corpus)),
        *correct_words(question, shown),
    )
    return (*corrections.values(), *others, *(() if corrections else _correct_level(question, shown)))


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


def _is_claim(
    check: Check, row: Result, question: Question, *, shown: Sequence[Result], others: Sequence[Check]
) -> bool:
    before, after = question.text[: check.start], question.text[check.end :]
    names = [m for m in question.mentions if m.term.kind != "statistic" and not _AVERAGED.search(before)]
    named = any(m.start <= check.start < m.end for m in names)
    named = named or check.number in split_numbers(f"{row.outcome} {row.item or ''}")
    named = named or bool(_OUT_OF.search(before))  # "out of a hundred people"
    named = named or bool(PLANNED.search(before) or _FIRST.search(before))
    named = named or (bool(_BOUND.search(before)) and not presupposes(question.text))
    named = named or bool(_HELD_AGAINST.search(before))
    named = named or (breadth.asks_apart(question.text) and _is_shown(check.number, shown))
    named = named or ((dose := _DOSE.match(after)) is not None and not _is_in_unit(row, dose[1]))
    named = named or (bool(_OF_SOMEBODY.search(question.text)) and lies_in_range(check.number, shown))
    named = named or (row.unit == "%" and bool(_AS_A_GAP.match(after)))
    named = named or (row.unit == "%" and counts_others(question.text, check.end))
    times = CLAIMED_TIMES.search(question.text)
    named = named or (times is not None and times.start() <= check.start < times.end())
    named = named or check.number.casefold() == "one"  # "one patient seems to be missing" counts no arm
    named = named or bool(_POWER.match(question.text[check.start :]) or _OF_SIDES.match(after))
    named = named or (bool(_LEVEL.match(question.text, check.start)) and not presupposes(question.text))
    level = check.number in _LEVELS and _INTERVAL.search(question.text)
    if named or (level and not any(other.verdict is Verdict.SUPPORTED for other in others)):
        return False
    told = bool(_CLAIMED_AFTER.match(after) or _CLAIMED_BEFORE.search(before) or re.search(r"\d[.:·]\d", check.number))
    told = told or any(m.term.kind == "arm" and m.start == check.end + 1 for m in question.mentions)  # "136 controls"
    own = [other for other in shown if (other.arm, other.comparison) == (row.arm, row.comparison)]
    same = {str(other.value) for other in own} | {str(other.n) for other in own} | {str(other.N) for other in shown}
    if _LIMITS.search(question.text) or _P_VALUE.search(before):
        same |= {str(limit) for other in own for limit in (other.ci_low, other.ci_high, other.p_value)}
    stated, slot = check.number.replace("·", "."), (row.outcome, row.grade)
    near = [other for other in own if (other.outcome, other.grade) == slot]
    if _PLAIN.fullmatch(stated) and any(agrees(Decimal(stated), other.value) for other in near):
        return False
    return told and row.outcome in {other.outcome for other in shown} and stated not in same


_PLAIN = re.compile(r"\d+(?:\.\d+)?")


def _is_in_unit(row: Result, unit: str) -> bool:
    """Whether a dose told may be that of a result: "20 mg" of one in mg/kg."""
    return (row.unit or "").casefold().split("/")[0] == unit.casefold()


def _is_shown(number: str, shown: Sequence[Result]) -> bool:
    return any(number.replace("·", ".") in values_of(row) for row in shown)


_AVERAGED = re.compile(r"\b(?:median|mean|average) of (?:about )?$", re.IGNORECASE)  # "3 lines" names no part then
_AS_A_GAP = re.compile(
    r"\s?(?:(?:%|percent|per ?cent)(?:age)?[\s-]?)?"
    r"(?:points?|more|less|fewer|higher|lower|greater|smaller|commoner|rarer|apart)\b",
    re.IGNORECASE,
)
"""After a number that tells how far two shares are apart, and is none of them: "ten points more frequent"."""
_DOSE = re.compile(r"\s?(mg|mcg|[µμ]g|Gy|grays?|IU|ml)\b", re.IGNORECASE)
"""After a number that tells a dose, which only a result in that unit speaks against: "events at 75 Gy"."""
_BOUND = re.compile(
    r"\b(?:(?:more|less|fewer|greater|higher|lower|larger|smaller|bigger) than|under|below|above|over"
    r"|at least|at most|exceed\w*)\s$",
    re.IGNORECASE,
)
"""Before a number that is asked about as a limit: "is the p-value under 0.05"."""
_HELD_AGAINST = re.compile(
    r"\b(?:null(?: hypothesis)?(?: rate| value)?|benchmark|performance goal|historical (?:control )?(?:rate )?"
    r"|threshold"
    r"|reference (?:rate|value))(?: of| was| is| at)?(?: the)?\s$",
    re.IGNORECASE,
)
"""Before a number with which a result was compared: "better than the null of 50 %"."""
_FIRST = re.compile(r"\b(?:first|last|initial|final)\s$", re.IGNORECASE)
"""Before a number that tells which part of the time or of the patients is asked: "after the first two weeks"."""
_OF_SOMEBODY = re.compile(
    r"\b(?:some(?:one|body)|any(?:one|body)|no(?:body| one)|a patient|at most|at least|up to|no more than"
    r"|maximum|max|only|range|ceiling|limit|cap"
    r"|(?:patients|participants|people|subjects)\s(?:\w+\s)?(?:entered|had|with|came|joined|enrolled)"
    r"(?!\s(?:an?\s)?(?:median|mean|average)))\b",
    re.IGNORECASE,
)
"""That a number is said of one patient, or bounds what all of them had: no average."""
_OUT_OF = re.compile(r"\b(?:out of|per|(?:in|of|for) every|in each) (?:(?:an?|one|every|each) )?$", re.IGNORECASE)
_LIMITS = re.compile(
    r"\b(?:CIs?|confidence|intervals?|limits?|bounds?|ranges?|(?:between|from) [\d.·]+ (?:and|to))\b|[–-]\s?\d"
)
_P_VALUE = re.compile(r"\bp(?:[ -]?value)?\W*(?:was |is |of |being )?\W*$", re.IGNORECASE)


def split_numbers(title: str) -> frozenset[str]:
    """The numbers in a title: "a decrease of at least 57%" claims nothing when the outcome is so named."""
    return frozenset(re.findall(r"\d+(?:\.\d+)?", title))


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
    if _LEVEL.match(text, check.start) and str(row.ci_level) != number:
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
    claimed = _LEVEL.search(question.text) or _OF_LEVEL.search(question.text)
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
