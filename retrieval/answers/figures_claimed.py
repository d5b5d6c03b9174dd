"""Corrections of one figure that a question takes for granted: a ratio, a share, another arm's, the sides of a test."""

from __future__ import annotations

import re
from collections.abc import Sequence
from decimal import Decimal

from ingest.records import Result
from retrieval.answers.claims import WRONG_FIGURE, in_arm_asked, name_slot, slot_of
from retrieval.answers.contrasts import presupposes
from retrieval.answers.leading import agrees
from retrieval.answers.phrasing import format_value, in_sentence
from retrieval.questions.question import Question
from retrieval.records import Sentence

PLANNED = re.compile(
    r"\b(?:(?:planned|designed|powered|sized|meant) (?:for|to|on|with)|assuming|assumed an?)\b[^?;,]*$",
    re.IGNORECASE,
)
"""Before a figure that a trial was planned for: it is none that the trial found."""
_SIDES = re.compile(r"\b(one|two)[- ](?:sided|tailed)\b", re.IGNORECASE)


_EITHER_SIDE = re.compile(
    r"\b(?:one|two)\W(?:sided\W)?(?:or|vs|versus)\W(?:a\W)?(?:one|two)\b|\bone\b.*\btwo\b", re.IGNORECASE
)


def correct_ratio(question: Question, shown: Sequence[Result]) -> tuple[Sentence, ...]:
    """A correction of a ratio of allocation that a question takes for granted: "randomised 1:1", "equally"."""
    claimed = {m.group().replace(" ", "") for m in _ALLOCATION.finditer(question.text)}
    if _EQUALLY.search(question.text) and presupposes(question.text):
        claimed.add("1:1")
    rows = [row for row in shown if row.statistic == "ratio"]
    if len(claimed) != 1 or not rows or str(rows[0].value) in claimed:
        return ()
    told = f"{in_sentence(rows[0].outcome)}, {format_value(rows[0])}."
    return (Sentence(f"Correction: the question gives another figure than the one reported: {told}", (rows[0],)),)


_ALLOCATION = re.compile(r"(?<![\d:])[1-9]\s?:\s?[1-9](?![\d:])")
_EQUALLY = re.compile(r"\b(?:equally|evenly|half and half|fifty[- ]fifty|50[/:]50|in equal numbers?)\b", re.IGNORECASE)


def correct_effect(question: Question, shown: Sequence[Result]) -> tuple[Sentence, ...]:
    """A correction of a ratio of two arms that a question gives, where the one that is told is another.

    As "since the HR of deaths was 0.70", which is the figure of another row of the same title.
    """
    claimed = [m for m in _EFFECT.finditer(question.text) if not PLANNED.search(question.text[: m.end()])]
    rows = [row for row in shown if row.comparison and row.statistic in _EFFECTS]
    if len(claimed) != 1 or len(rows) != 1 or not isinstance(rows[0].value, Decimal):
        return ()
    [match], [row], value = claimed, rows, rows[0].value
    number = Decimal(match["number"].replace("·", "."))
    posted = {row.ci_low, row.ci_high, row.p_value, value, round(value, -int(number.as_tuple().exponent))}
    same = row.statistic in (_EFFECTS_SHORT.get(match["name"]), match["name"].casefold())
    if not same or number in posted:
        return ()
    text = "the question gives another figure than the one reported"
    return (Sentence(f"Correction: {text}. {name_slot(row)}: {format_value(row)}.", (row,)),)


_EFFECTS_SHORT = {"HR": "hazard ratio", "OR": "odds ratio", "RR": "risk ratio"}
_EFFECTS = ("hazard ratio", "odds ratio", "risk ratio", "rate ratio")
_EFFECT = re.compile(
    r"\b(?P<name>(?-i:HR|OR|RR)|(?:hazard|odds|risk|rate) ratio)\s?(?:\(HR\)\s)?(?:of|was|is|being|=|:)?\s?"
    r"(?P<number>\d[.·]\d+)(?![\d%])",
    re.IGNORECASE,
)


def correct_drug(question: Question, shown: Sequence[Result]) -> tuple[Sentence, ...]:
    """A correction of a figure that is to be confirmed of a drug, and that is another arm's."""
    counts = {m["number"].replace(",", "") for m in _COUNTED.finditer(question.text)}
    numbers = counts or {m["number"].replace("·", ".") for m in _VALUED.finditer(question.text)}
    if len(numbers) != 1 or question.arms or not presupposes(question.text):
        return ()
    [claimed] = numbers
    rows = [row for row in shown if row.arm not in (None, "all") and (row.statistic == "count") == bool(counts)]
    for row in rows:
        own = in_arm_asked(row, question, rows)
        if str(row.value) == claimed and own.arm != row.arm and str(own.value) != claimed:
            text = f"the figure in the question is the one reported with {row.arm}, not with {own.arm}."
            return (Sentence(f"Correction: {text} {name_slot(own)}: {format_value(own)}.", (own, row)),)
    return ()


_VALUED = re.compile(
    r"(?<![\d.])(?P<number>\d+(?:[.·]\d+)?)"
    r"(?=\s?%|\sper ?cent\b|[\s-](?:months?|weeks?|days|years?|points?)\b(?!\s?\d))",
    re.IGNORECASE,
)


_COUNTED = re.compile(
    r"(?<![\d.])(?P<number>\d{1,3}(?:,\d{3})+|\d{1,6})(?=\s(?:\w+[\s-]){0,2}?(?:patients|participants|people|pts|subjects"
    r"|children|kids|adults|women|men|girls|boys|infants|babies|volunteers)\b)",
    re.IGNORECASE,
)


def correct_share(question: Question, shown: Sequence[Result]) -> tuple[Sentence, ...]:
    """A correction of one arm's share or median time that is to be confirmed, and that no figure shown of it has."""
    shares = [m["share"].replace("·", ".") for m in SHARE.finditer(question.text)]
    times = [m["time"].replace("·", ".") for m in _MEDIAN_TIME.finditer(question.text)]
    claimed, statistic = (shares, "percentage") if shares else (times, "median")
    if len(claimed) != 1 or len(question.arms) != 1 or not presupposes(question.text):
        return ()
    rows = [row for row in shown if row.statistic.endswith(statistic)]
    own = [row for row in rows if row.arm == question.arms[0]]
    if not own or any(isinstance(row.value, Decimal) and agrees(Decimal(claimed[0]), row.value) for row in own):
        return ()
    first = own[0]
    others = [row.arm for row in rows if slot_of(row) == slot_of(first) and str(row.value) == claimed[0]]
    if not others and not isinstance(first.value, Decimal):
        return ()
    whose = f"the figure in the question is the one reported with {next(iter(others), '')}, not with {first.arm}."
    text = f"{f'Correction: {whose}' if others else WRONG_FIGURE} {name_slot(first)}: {format_value(first)}."
    return (Sentence(text, (first,)),)


def correct_offered(question: Question, shown: Sequence[Result]) -> tuple[Sentence, ...]:
    """A correction of the one number that a question offers for what it asks ("is 1.2 the hazard ratio for X").

    It is held against what is shown of the statistic and the arm that the question names.
    """
    offered = _OFFERED.match(question.text)
    if offered is None:
        return ()
    claimed = Decimal(offered["number"].replace("·", "."))
    rows = [row for row in shown if isinstance(row.value, Decimal) and (not row.arm or row.arm != "all")]
    named = [row for row in rows if any(row.statistic.endswith(name) for name in question.statistics)]
    rows = named or ([] if question.statistics and offered["unit"] is None else rows)
    rows = [row for row in rows if in_arm_asked(row, question, rows) is row] if question.drugs else rows
    rows = [row for row in rows if not question.arms or row.comparison or row.arm in question.arms] or rows
    told = {str(n) for row in rows for n in (row.n, row.N)}
    if not rows or str(claimed) in told or any(agrees(claimed, row.value) for row in rows):
        return ()
    return (Sentence(f"{WRONG_FIGURE} {name_slot(rows[0])}: {format_value(rows[0])}.", (rows[0],)),)


_OFFERED = re.compile(
    r"^\W*(?:(?:and|so|but|then)\s)?(?:is|was|isn['’]t|wasn['’]t|are|were)\s(?P<number>\d+(?:[.·]\d+)?)"
    r"\s?(?P<unit>%|per ?cent\b|months?\b|weeks?\b|years?\b)?"
    r"\s(?:really\s|actually\s|indeed\s|still\s)?(?:the|their|its)\b",
    re.IGNORECASE,
)
_MEDIAN_TIME = re.compile(
    r"\bmedian\b[^.?;]*?(?<![\d.])(?P<time>\d+(?:[.·]\d+)?)[\s-]?(?:months?|weeks?|days)\b", re.IGNORECASE
)
SHARE = re.compile(
    r"(?<![\d.])(?P<share>\d{1,2}(?:[.·]\d+)?)\s?(?:%|per ?cent)"
    r"(?!\s*(?:CIs?\b|confidence|age\b|points?|more|less|fewer|higher|lower|greater|smaller))",
    re.IGNORECASE,
)


def counts_others(text: str, end: int) -> bool:
    """Whether a share that ends there is of those who did not have an event, which the others leave of 100%."""
    return bool(_AS_OTHERS.match(text, end))


_AS_OTHERS = re.compile(
    r"[^.?;,]{0,60}\b(?:escaped|avoided|spared|free (?:of|from)|without|had no|never"
    r"|(?:did|had|have|were|was) ?n[o'’]?t)\b",
    re.IGNORECASE,
)


def correct_sides(question: Question, shown: Sequence[Result]) -> tuple[Sentence, ...]:
    """A correction of the sides that a p-value is taken to have."""
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
