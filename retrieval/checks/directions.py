"""Words of direction, "longer", "favours", against the figures of the two arms."""

from __future__ import annotations

import re
from collections.abc import Sequence
from decimal import Decimal

from ingest.records import Result
from retrieval.checks import cues
from retrieval.checks.arms import Span, find_pairs
from retrieval.checks.clauses import Clause, arm_spans
from retrieval.checks.cues import family
from retrieval.checks.kinds import ErrorClass, finding, place_of
from retrieval.records import Finding

_UP = (
    r"longer|higher|greater|more (?:frequent|frequently|common|often|commonly)|increased|superior|improved|prolonged"
    r"|better"
)


_DOWN = r"shorter|lower|less (?:frequent|frequently|common|often|commonly)|fewer|decreased|inferior|worse|reduced"


_COMPARED = re.compile(rf"(?<!or )(?<!or even )\b(?:(?P<up>{_UP})|(?P<down>{_DOWN}))\b", re.IGNORECASE)


_FAVOURS = re.compile(r"\bfavou?r(?:s|ed|ing|able)?\b(?: (?:to|of|for))?\s(?:the\s)?", re.IGNORECASE)


_WORSE_RISK = re.compile(
    r"\b(?:increas(?:e|ed|es|ing)|higher|greater|raised|elevated)\b(?: \w+){0,3} (?:risk"
    r"|hazard) of (?:disease |tumou?r )?(?:progression|death|relapse)|\bworsened\b",
    re.IGNORECASE,
)


def check_direction(text: str, clause: Clause, words: str, rows: Sequence[Result]) -> list[Finding]:
    """Words of direction against the hazard ratio or the two arms' figures."""
    hazards = [
        row
        for row in rows
        if family(row.statistic, row.unit) == cues.HAZARD
        and isinstance(row.value, Decimal)
        and row.comparison
        and not row.subgroup
    ]
    spans = arm_spans(clause)
    if hazards and all(Decimal(row.value) < 1 for row in hazards):  # type: ignore[arg-type]  # decimals
        second = (hazards[0].comparison or "").split(" vs ")[-1]
        for match in _FAVOURS.finditer(words):
            end = clause.sentence.start + match.end()
            if any(span.name == second and 0 <= span.start - end <= 5 for span in spans):
                return [
                    finding(
                        ErrorClass.DIRECTION,
                        "error",
                        text,
                        place_of(clause, match),
                        f"a hazard ratio below 1 ({hazards[0].comparison}) does not favour {second}",
                    )
                ]
        risk = _WORSE_RISK.search(words)
        if risk and not re.search(r"\b(?:no|not|without)\b", words[max(0, risk.start() - 15) : risk.start()]):
            named = [span.name for span in spans if span.end <= clause.sentence.start + risk.start()]
            if not named or named[-1] != second:
                return [
                    finding(
                        ErrorClass.DIRECTION,
                        "error",
                        text,
                        place_of(clause, risk),
                        f"the hazard ratio {hazards[0].value} ({hazards[0].comparison}) is a lower hazard",
                    )
                ]
    return _compared(text, clause, words, rows, spans)


def _compared(text: str, clause: Clause, words: str, rows: Sequence[Result], spans: Sequence[Span]) -> list[Finding]:
    """ "Longer with A than with B" where the table has it the other way round."""
    pairs = [
        pair
        for pair in find_pairs(clause.text, (), spans)
        if re.search(
            r"\bthan\b|\b(?:superior|inferior) to\b|compared (?:with|to)|\bversus\b|\bvs\b",
            clause.text[pair[0].end : pair[1].start],
        )
    ]
    match = _COMPARED.search(words)
    if match is None or not pairs or not rows:
        return []
    first, second = pairs[0][0].name, pairs[0][1].name
    if re.search(r"\b(?:not|no|neither)\b[\w\s]{0,20}$", words[: match.start()]):
        return []
    outcome = rows[0].outcome
    verdicts = {
        _order(one, two)
        for one in rows
        for two in rows
        if one.outcome == two.outcome == outcome and one.arm == first and two.arm == second and _same(one, two)
    }
    verdicts.discard(0)
    good = match["up"] and re.fullmatch("superior|improved|prolonged|better", match["up"].casefold())
    bad = match["down"] and re.fullmatch("inferior|worse", match["down"].casefold())
    if (good or bad) and rows[0].category != "efficacy":
        return []
    wanted = 1 if match["up"] else -1
    beside = words[max(0, match.start() - 100) : match.end() + 12]
    if re.search(r"(?<!-)(?<!high )(?<!low )\b(?:hazard|risk)\b(?! ratio)", beside, re.IGNORECASE):
        verdicts = _orders_of_hazards(rows, first)
    if verdicts and wanted not in verdicts:
        return [
            finding(
                ErrorClass.DIRECTION,
                "error",
                text,
                place_of(clause, match),
                f"the table has {outcome} the other way round for {first} and {second}",
            )
        ]
    return []


def _orders_of_hazards(rows: Sequence[Result], first: str) -> set[int]:
    """1 where the hazard is higher in the first arm, -1 where it is lower."""
    found: set[int] = set()
    for row in rows:
        if family(row.statistic, row.unit) in cues.RATIOS and isinstance(row.value, Decimal) and row.comparison:
            order = (row.value > 1) - (row.value < 1)
            found.add(order if row.comparison.split(" vs ")[0] == first else -order)
    return found


def _same(one: Result, two: Result) -> bool:
    return (one.statistic, one.unit, one.grade, one.data_cutoff, one.subgroup) == (
        two.statistic,
        two.unit,
        two.grade,
        two.data_cutoff,
        two.subgroup,
    )


def _order(one: Result, two: Result) -> int:
    """1 where ``one`` is the larger figure; not reached is longer than any time."""
    if "not reached" in (one.value, two.value):
        return (one.value == "not reached") - (two.value == "not reached")
    if not isinstance(one.value, Decimal) or not isinstance(two.value, Decimal):
        return 0
    return (one.value > two.value) - (one.value < two.value)
