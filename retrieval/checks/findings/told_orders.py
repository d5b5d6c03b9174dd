"""Words of direction against two figures told in one order, "higher than those aged 60 to 74: 244.6 vs 358.4"."""

from __future__ import annotations

import re
from collections.abc import Sequence
from decimal import Decimal
from itertools import pairwise

from ingest.records import Result
from retrieval.checks.figures import cues
from retrieval.checks.figures.cues import family
from retrieval.checks.figures.roles import Role
from retrieval.checks.judging.judgements import Judgement
from retrieval.checks.judging.kinds import ErrorClass, finding
from retrieval.checks.sentences.arm_spans import arm_spans
from retrieval.checks.sentences.clauses import Clause
from retrieval.records import Finding, Verdict

_UP = r"higher|greater|larger|longer|more (?:frequent|common|often)"
_DOWN = r"lower|smaller|shorter|less (?:frequent|common|often)|rarer"
_THAN = re.compile(
    rf"(?<!\bor )\b(?:(?P<up>{_UP})|(?P<down>{_DOWN}))\b"
    rf"(?:(?!\b(?:{_UP}|{_DOWN})\b)(?:[^.;:]|\.(?=[0-9]))){{0,80}}?\bthan\b",
    re.IGNORECASE,
)
"""The word of direction next before "than"; in "grade 3 or higher" it is a limit."""
_DENIED = re.compile(r"\b(?:not|no|neither|nor|hardly|never)\b[\w\s]{0,20}$", re.IGNORECASE)
_OF_FALL = re.compile(
    r"\b(?:reduc|decreas|fell|fall|drop|declin|lower(?:ed|ing)|improv|loss|lost|chang|hazard|risk|odds|likelihood)\w*",
    re.IGNORECASE,
)
"""Of what fell, or was a hazard, "more" may be a smaller figure."""
_POINTS = re.compile(
    r"\s?(?:%|percentage points|points?|[a-z/%]{1,8})?\s?(?:(?P<up>higher|more|greater|longer|slower)"
    r"|(?P<down>lower|less|fewer|shorter|faster|quicker))\s(?:with|on|in|after|for|under)\s(?:the\s)?",
    re.IGNORECASE,
)


def check_told_order(text: str, clause: Clause, judgements: Sequence[Judgement]) -> list[Finding]:
    """Return where a sentence calls the larger of its two figures the lower one, or turns a difference round."""
    return (
        _of_pair(text, clause, judgements)
        or _of_falls(text, clause, judgements)
        or _of_fall_behind(text, clause, judgements)
        or _of_difference(text, clause, judgements)
        or _of_gap(text, clause, judgements)
        or _of_bracket(text, clause, judgements)
    )


def _of_pair(text: str, clause: Clause, judgements: Sequence[Judgement]) -> list[Finding]:
    """Two rows of one outcome, told in the order of the groups that a word compares."""
    start, end = clause.sentence.start, clause.sentence.end
    match = _THAN.search(clause.text, start, end)
    if match is None or _DENIED.search(clause.text[start : match.start()]) or _OF_FALL.search(clause.text[start:end]):
        return []
    told = [(item, item.result) for item in judgements if _is_figure(item) and item.part.number.start > match.start()]
    if len(told) != _TWO:
        return []
    (first, one), (second, two) = told
    values = first.part.number.value, second.part.number.value
    if one is None or two is None or not _is_pair(one, two) or not all(isinstance(value, Decimal) for value in values):
        return []
    rises = bool(match["up"])
    if values[0] == values[1] or (values[0] > values[1]) == rises:  # type: ignore[operator]  # decimals
        return []
    place = match.start(), match.end("up") if rises else match.end("down")
    return [_finding(text, place, f"{values[0]} is told first, and {values[1]} of what it is compared with")]


_TWO = 2


def _of_falls(text: str, clause: Clause, judgements: Sequence[Judgement]) -> list[Finding]:
    """ "Fell less on A (-12.2) than on B (-15.5)": of two changes below zero the one told first is the smaller."""
    match = _FELL.search(clause.text, clause.sentence.start, clause.sentence.end)
    figures = [(item, item.result) for item in judgements if _is_figure(item)]
    told = [(item, row) for item, row in figures if match and item.part.number.start > match.start()]
    if match is None or len(told) != _TWO or _DENIED.search(clause.text[clause.sentence.start : match.start()]):
        return []
    (first, one), (second, two) = told
    between = clause.text[first.part.number.end : second.part.number.start]
    values = first.part.number.value, second.part.number.value
    if one is None or two is None or one.outcome != two.outcome or one.arm == two.arm or " than " not in between:
        return []
    falls = all(isinstance(row.value, Decimal) and row.value < 0 for row in (one, two))
    if not falls or not all(isinstance(value, Decimal) for value in values) or values[0] == values[1]:
        return []
    if (abs(values[0]) > abs(values[1])) == bool(match["up"]):  # type: ignore[arg-type]  # decimals
        return []
    place = match.span("up" if match["up"] else "down")
    return [_finding(text, place, f"{values[0]} is told first, and {values[1]} of what it is compared with")]


def _of_fall_behind(text: str, clause: Clause, judgements: Sequence[Judgement]) -> list[Finding]:
    """ "-12.2 on A and -15.5 on B, so the decrease was smaller on A": the words behind a figure say whose it is."""
    match = _FALL_WAS.search(clause.text, clause.sentence.start, clause.sentence.end)
    figures = [(item, item.result) for item in judgements if _is_figure(item)]
    told = [(item, row) for item, row in figures if match and item.part.number.end < match.start()][-_TWO:]
    if match is None or len(told) != _TWO or _DENIED.search(clause.text[clause.sentence.start : match.start()]):
        return []
    (first, one), (second, two) = told
    own = [match["whose"] in clause.text[item.part.number.end :][: len(match["whose"]) + _UNIT] for item, _ in told]
    values = first.part.number.value, second.part.number.value
    if one is None or two is None or one.outcome != two.outcome or one.arm == two.arm or sum(own) != 1:
        return []
    falls = all(isinstance(value, Decimal) and value < 0 for value in values)
    if not falls or values[0] == values[1]:
        return []
    larger = (abs(values[0]) > abs(values[1])) == own[0]  # type: ignore[arg-type]  # decimals
    if larger == bool(match["up"]):
        return []
    place = match.span("up" if match["up"] else "down")
    return [_finding(text, place, f"{values[0]} is told first, and {values[1]} of what it is compared with")]


_FALL_WAS = re.compile(
    r"\b(?:decrease|fall|decline|reduction|drop)\s(?:was|is|being)\s(?:much |slightly |somewhat )?"
    r"(?:(?P<up>greater|larger|bigger|steeper)|(?P<down>smaller))\s(?P<whose>(?:on|with|in)\s[\w+/-]+(?: [\w+/-]+)?)",
    re.IGNORECASE,
)
_UNIT = 20
"""Code points of a unit between a figure and whose it is."""
_FELL = re.compile(
    r"\b(?:fell|dropped|declined|decreased|sank|shrank)\s(?:(?P<up>more|further|faster)|(?P<down>less))\b"
    r"(?! than\b)",
    re.IGNORECASE,
)


def _is_figure(item: Judgement) -> bool:
    confirmed = item.verdict in (Verdict.SUPPORTED, Verdict.DERIVED)
    return confirmed and item.part.role is Role.ESTIMATE and item.result is not None and item.result.arm is not None


def _is_pair(one: Result, two: Result) -> bool:
    """Whether two results are of one outcome and kind, in two arms, groups or rows."""
    kinds = {(row.outcome, family(row.statistic, row.unit), row.unit, row.grade) for row in (one, two)}
    apart = (one.arm, one.item, one.subgroup) != (two.arm, two.item, two.subgroup)
    return len(kinds) == 1 and apart and all(isinstance(row.value, Decimal) and row.value >= 0 for row in (one, two))


def _of_difference(text: str, clause: Clause, judgements: Sequence[Judgement]) -> list[Finding]:
    """ "4.5 percentage points lower on A than on B" where A less B is 4.5."""
    words = clause.text[clause.sentence.start : clause.sentence.end]
    for item in judgements:
        row, value = item.result, item.part.number.value
        if row is None or item.part.role is not Role.ESTIMATE or item.verdict is not Verdict.SUPPORTED:
            continue
        match = _POINTS.match(clause.text, item.part.number.end)
        if match is None or family(row.statistic, row.unit) != cues.DIFFERENCE or not row.comparison:
            continue
        if _OF_FALL.search(words) or not isinstance(row.value, Decimal) or not row.value or not _is_above(value):
            continue
        arms = [span.name for span in arm_spans(clause) if span.end > match.end()][:_TWO]  # one may begin "with A"
        pair = row.comparison.split(" vs ")
        arms += [name for name in pair if len(arms) == 1 and name not in arms]  # "1.1 s faster with the drug"
        if arms not in (pair, pair[::-1]):
            continue
        rises = (row.value > 0) == (arms == pair)
        if bool(match["up"]) != rises:
            place = match.start("up" if match["up"] else "down"), match.end("up" if match["up"] else "down")
            return [_finding(text, place, f"{row.source} gives {row.value} for {row.comparison}")]
    return []


def _of_gap(text: str, clause: Clause, judgements: Sequence[Judgement]) -> list[Finding]:
    """ "14.2 on A and 19.6 on B, 5.4 more": what is told of the first is more than the second."""
    figures = [(item, item.result) for item in judgements if _is_figure(item)]
    for (first, one), (second, two) in pairwise(figures):
        end = second.part.number.end
        match = _GAP.match(clause.text, end)
        if match is None or one is None or two is None or not _is_pair(one, two) or one.arm == two.arm:
            continue
        values = first.part.number.value, second.part.number.value
        if not all(isinstance(value, Decimal) for value in values) or values[0] == values[1]:
            continue
        rises = values[0] > values[1]  # type: ignore[operator]  # decimals
        if rises != bool(match["up"]):
            place = match.span("up" if match["up"] else "down")
            return [_finding(text, place, f"{values[0]} is told first, and {values[1]} of what it is compared with")]
    return []


def _of_bracket(text: str, clause: Clause, judgements: Sequence[Judgement]) -> list[Finding]:
    """ "More frequent (14 % against 8 %)": the first is the larger.

    Where no arm is named, the first of two figures is that of the arm that the sentence is about.
    """
    figures = [(item, item.result) for item in judgements if _is_figure(item)]
    if len(figures) != _TWO or arm_spans(clause):
        return []
    (first, one), (second, two) = figures
    match = _MORE_BEFORE.search(clause.text, clause.sentence.start, first.part.number.start)
    paired = _AGAINST.fullmatch(clause.text, first.part.number.end, second.part.number.start)
    if match is None or paired is None or one is None or two is None or not _is_pair(one, two) or one.arm == two.arm:
        return []
    if _DENIED.search(clause.text[clause.sentence.start : match.start()]):
        return []
    values = first.part.number.value, second.part.number.value
    if not all(isinstance(value, Decimal) for value in values) or values[0] == values[1]:
        return []
    if (values[0] > values[1]) == bool(match["up"]):  # type: ignore[operator]  # decimals
        return []
    place = match.span("up" if match["up"] else "down")
    return [_finding(text, place, f"{values[0]} is told first, and {values[1]} of what it is compared with")]


_MORE_BEFORE = re.compile(rf"(?<!\bor )\b(?:(?P<up>{_UP})|(?P<down>{_DOWN}))\s\($", re.IGNORECASE)
_AGAINST = re.compile(
    r"\s?(?:%|[a-z]{4,6})?\s(?:vs?\.?|versus|against|as against|instead of|compared with|rather than)\s", re.IGNORECASE
)
_GAP = re.compile(
    r"[^.;:()0-9]{1,40},\s(?:that is,? |i\.e\.,? |or )?[0-9]+(?:\.[0-9]+)?\s(?:percentage points |points |%\s)?"
    r"(?:(?P<up>more|higher|greater|longer)|(?P<down>fewer|less|lower|shorter))\b(?!\s(?:than|on|in|with|for|under|after)\b)",
    re.IGNORECASE,
)


def _is_above(value: object) -> bool:
    return isinstance(value, Decimal) and value > 0


def _finding(text: str, place: tuple[int, int], reason: str) -> Finding:
    return finding(ErrorClass.DIRECTION, "error", text, place, reason)
