"""Figures that a question takes for granted, compared with the table before it is answered."""

from __future__ import annotations

import re
from collections.abc import Sequence
from dataclasses import replace
from decimal import Decimal

from ingest.corpus import Corpus
from ingest.records import Result
from retrieval.answers.claims import WRONG_FIGURE, correct_claim, name_slot, tell_owner
from retrieval.answers.contrasts import correct_direction, correct_equality, correct_favour, presupposes
from retrieval.answers.leading import agrees
from retrieval.answers.phrasing import format_value, in_sentence
from retrieval.checks import check_text
from retrieval.questions.question import Question
from retrieval.records import Check, Sentence, Verdict
from retrieval.stems import stems
from retrieval.terms import TermIndex

_CLAIMED_AFTER = re.compile(
    r"^\s*(?:%|percent|per cent|months?\b|weeks?\b|patients?\b|participants?\b|people\b|mg\b|cent(?:res|ers)\b"
    r"|p(?:ts|ersons)\b|subjects\b|(?:were\s)?(?:randomi[sz]ed|enrolled|treated|screened|included)\b"
    r"|countries\b|sites\b)",
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
_SIDES = re.compile(r"\b(one|two)[- ](?:sided|tailed)\b", re.IGNORECASE)
_WHICH_IS_RIGHT = re.compile(r"\bwhich (?:one |figure |number )?is (?:right|correct|true)\b", re.IGNORECASE)
"""That two figures are held against each other: none of them is taken for granted."""
_EITHER_SIDE = re.compile(
    r"\b(?:one|two)\W(?:sided\W)?(?:or|vs|versus)\W(?:a\W)?(?:one|two)\b|\bone\b.*\btwo\b", re.IGNORECASE
)


def correct_premises(
    question: Question, shown: Sequence[Result], *, corpus: Corpus, terms: TermIndex
) -> tuple[Sentence, ...]:
    """One correction for each figure that the question claims and the table contradicts, with the figure reported.

    The wrong figure is not repeated, so that no answer carries it. A confidence level, a follow-up that names an
    analysis, and any figure that the answer itself shows are no claims.
    """
    checks = () if _WHICH_IS_RIGHT.search(question.text) else _check(question, corpus=corpus, terms=terms)
    corrections: dict[str, Sentence] = {}
    for check in checks:
        if check.verdict is not Verdict.CONTRADICTED or check.result is None:
            continue
        row = _meant(check, corpus.table.get(check.result), question, shown=shown)
        if _is_claim(check, row, question, shown=shown, others=checks):
            name = name_slot(row)
            text = f"Correction: {_say_wrong(check, row, shown)} {name}: {format_value(row)}."
            corrections.setdefault(name, Sentence(text, (row,)))
            if owner := tell_owner(check.number, row, shown=shown, corpus=corpus):
                corrections.setdefault(owner.text, owner)
    others = (
        *_correct_sides(question, shown),
        *(correct_direction(question, shown) or correct_favour(question, shown) or correct_equality(question, shown)),
        *(() if corrections else (*_correct_share(question, shown), *_correct_ratio(question, shown))),
        *(() if corrections else _correct_drug(question, shown)),
        *(() if corrections else correct_claim(question, shown, corpus=corpus)),
    )
    return (*corrections.values(), *others, *(() if corrections else _correct_level(question, shown)))


def _check(question: Question, *, corpus: Corpus, terms: TermIndex) -> tuple[Check, ...]:
    """The checks of the question, read as being about the outcome that it was understood to ask for."""
    named = any(mention.term.kind == "outcome" for mention in question.mentions)
    lead = "" if named or len(question.outcomes) != 1 else f"{question.outcomes[0]}: "
    text = lead + question.text
    report = check_text(
        text, table=corpus.table, terms=terms, trials=corpus.trials, trial=question.trial, sources=corpus.sources
    )
    moved = [replace(check, start=check.start - len(lead), end=check.end - len(lead)) for check in report.checks]
    return tuple(check for check in moved if check.start >= 0)


def _is_claim(
    check: Check, row: Result, question: Question, *, shown: Sequence[Result], others: Sequence[Check]
) -> bool:
    before, after = question.text[: check.start], question.text[check.end :]
    named = any(m.start <= check.start < m.end for m in question.mentions if m.term.kind != "statistic")
    named = named or check.number in split_numbers(f"{row.outcome} {row.item or ''}")
    named = named or check.number.casefold() == "one"  # "one patient seems to be missing" counts no arm
    named = named or bool(_POWER.match(question.text[check.start :]) or _OF_SIDES.match(after))
    level = check.number in _LEVELS and _INTERVAL.search(question.text)
    if named or (level and not any(other.verdict is Verdict.SUPPORTED for other in others)):
        return False
    told = bool(_CLAIMED_AFTER.match(after) or _CLAIMED_BEFORE.search(before) or re.search(r"\d[.:·]\d", check.number))
    own = [other for other in shown if (other.arm, other.comparison) == (row.arm, row.comparison)]
    same = {str(other.value) for other in own} | {str(other.n) for other in own} | {str(other.N) for other in shown}
    if _LIMITS.search(question.text) or _P_VALUE.search(before):
        same |= {str(limit) for other in own for limit in (other.ci_low, other.ci_high, other.p_value)}
    about = {other.outcome for other in shown}
    return told and row.outcome in about and check.number.replace("·", ".") not in same


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
    row = _in_arm_asked(_like(row, shown), question, shown)
    if row.outcome not in {other.outcome for other in shown}:
        same = [other for other in shown if (other.arm, other.statistic) == (row.arm, row.statistic)]
        row = same[0] if same else row
    swapped = [other for other in shown if str(other.value) == number and other.arm not in (None, row.arm)]
    for other in swapped:
        for own in shown:
            if own.arm == row.arm and _slot(own) == _slot(other):
                return own
    whole = [own for own in shown if own.arm == "all" and _slot(own)[:2] == _slot(row)[:2]]
    return whole[0] if whole and not question.arms else row


def _in_arm_asked(row: Result, question: Question, shown: Sequence[Result]) -> Result:
    """The result of that slot in the first arm that is named by a drug asked, where no arm is: "on drug A"."""
    names = [stems(name) for drug in question.drugs if not question.arms for name in drug.term.spellings]

    def is_named(other: Result) -> bool:
        return any(name <= stems(other.arm or "") for name in names)

    if row.comparison or is_named(row):
        return row
    return next((r for r in shown if r.arm and not r.comparison and is_named(r) and _slot(r) == _slot(row)), row)


def _say_wrong(check: Check, row: Result, shown: Sequence[Result]) -> str:
    number = check.number.replace("·", ".")
    for other in shown:
        if str(other.value) == number and other.arm not in (None, "all", row.arm) and _slot(other) == _slot(row):
            return f"the figure in the question is the one reported with {other.arm}, not with {row.arm}."
    return "the question gives another figure than the one reported."


def _slot(row: Result) -> tuple[object, ...]:
    return row.outcome, row.statistic, row.grade, row.subgroup, row.censoring, row.data_cutoff


def _like(row: Result, shown: Sequence[Result]) -> Result:
    """The result shown for the same outcome, arm and statistic, which leads where several sources report it."""
    slot = (row.outcome, row.arm, row.comparison, row.statistic, row.grade, row.subgroup)
    same = [r for r in shown if (r.outcome, r.arm, r.comparison, r.statistic, r.grade, r.subgroup) == slot]
    return next((r for r in same if r.data_cutoff == row.data_cutoff), same[0] if same else row)


def _correct_level(question: Question, shown: Sequence[Result]) -> tuple[Sentence, ...]:
    """A correction of the confidence level that a question takes the leading figure to have."""
    claimed = _LEVEL.search(question.text)
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


def _correct_ratio(question: Question, shown: Sequence[Result]) -> tuple[Sentence, ...]:
    """A correction of a ratio of allocation that a question takes for granted: "randomised 1:1"."""
    claimed = {m.group().replace(" ", "") for m in _ALLOCATION.finditer(question.text)}
    rows = [row for row in shown if row.statistic == "ratio"]
    if len(claimed) != 1 or not rows or str(rows[0].value) in claimed:
        return ()
    told = f"{in_sentence(rows[0].outcome)}, {format_value(rows[0])}."
    return (Sentence(f"Correction: the question gives another figure than the one reported: {told}", (rows[0],)),)


_ALLOCATION = re.compile(r"(?<![\d:])[1-9]\s?:\s?[1-9](?![\d:])")


def _correct_drug(question: Question, shown: Sequence[Result]) -> tuple[Sentence, ...]:
    """A correction of a number of patients that is to be confirmed of a drug, and that is another arm's."""
    numbers = {m["number"].replace(",", "") for m in _COUNTED.finditer(question.text)}
    if len(numbers) != 1 or question.arms or not presupposes(question.text):
        return ()
    claimed = numbers.pop()
    rows = [row for row in shown if row.arm not in (None, "all") and row.statistic == "count"]
    for row in rows:
        own = _in_arm_asked(row, question, rows)
        if str(row.value) == claimed and own.arm != row.arm and str(own.value) != claimed:
            text = f"the figure in the question is the one reported with {row.arm}, not with {own.arm}."
            return (Sentence(f"Correction: {text} {name_slot(own)}: {format_value(own)}.", (own, row)),)
    return ()


_COUNTED = re.compile(
    r"(?<![\d.])(?P<number>\d{1,3}(?:,\d{3})+|\d{1,6})(?=\s(?:\w+[\s-]){0,2}?(?:patients|participants|people|pts|subjects)\b)",
    re.IGNORECASE,
)


def _correct_share(question: Question, shown: Sequence[Result]) -> tuple[Sentence, ...]:
    """A correction of a share of one arm's patients that is to be confirmed, and that no figure shown has."""
    claimed = [m["share"].replace("·", ".") for m in _SHARE.finditer(question.text)]
    if len(claimed) != 1 or len(question.arms) != 1 or not presupposes(question.text):
        return ()
    rows = [row for row in shown if row.statistic == "percentage" and isinstance(row.value, Decimal)]
    own = [row for row in rows if row.arm == question.arms[0]]
    if not own or any(agrees(Decimal(claimed[0]), row.value) for row in own):
        return ()
    first = own[0]
    text = f"{WRONG_FIGURE} {name_slot(first)}: {format_value(first)}."
    return (Sentence(text, (first,)),)


_SHARE = re.compile(
    r"(?<![\d.])(?P<share>\d{1,2}(?:[.·]\d+)?)\s?(?:%|per ?cent)(?!\s*(?:CIs?|confidence))", re.IGNORECASE
)


def _correct_sides(question: Question, shown: Sequence[Result]) -> tuple[Sentence, ...]:
    claimed = _SIDES.search(question.text)
    if claimed and _EITHER_SIDE.search(question.text):
        return ()
    rows = [row for row in shown if row.p_sides in ("one-sided", "two-sided")]
    if not claimed or not rows or any((row.p_sides or "").startswith(claimed[1].lower()) for row in rows):
        return ()
    return (
        Sentence(
            f"Correction: the p-value reported for {in_sentence(rows[0].outcome)} is {rows[0].p_sides}.", (rows[0],)
        ),
    )
