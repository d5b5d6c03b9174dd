"""Words of direction, "longer", "favours", "increased", against the figures of the two arms."""

from __future__ import annotations

import re
from collections.abc import Sequence
from decimal import Decimal

from ingest.records import Result
from retrieval.checks.figures import cues
from retrieval.checks.figures.cues import family
from retrieval.checks.figures.rare import AnyOf, Rare
from retrieval.checks.findings.favours import FAVOURS, loser_of
from retrieval.checks.findings.turned_words import COMPARED, MOVED, SPEED, Told, find_turned
from retrieval.checks.judging.interval_ends import ALLOWS
from retrieval.checks.judging.kinds import ErrorClass, finding
from retrieval.checks.sentences.arm_spans import arm_spans
from retrieval.checks.sentences.clauses import Clause
from retrieval.checks.sentences.harms import is_harm
from retrieval.checks.terms.arm_pairs import Span
from retrieval.records import Finding

_WORSE_RISK = Rare(
    r"\b(?:increas(?:e|ed|es|ing)|higher|greater|raised|elevated)\b(?: \w+){0,3} (?:risk"
    r"|hazard) of (?:disease |tumou?r )?(?:progression|death|relapse)|\bworsened\b",
    "risk of",
    "hazard of",
    "worsened",
)
_CHANGED_BY = Rare(
    r"\b(?:(?P<up>increased|raised|elevated|worsened)|(?P<down>reduced|lowered|decreased|halved|cut))"
    r" (?:by|with|on|under)\s(?:the\s)?",
    "ed by", "ed with", "ed on", "ed under", "cut by", "cut with", "cut on", "cut under",
)  # fmt: skip
_MORE = Rare(r"\b(?:more|less)\b(?! than\b)", "more", "less")
"""Before the name of an event, which is blanked when arms are compared: "more discontinuations with A than with B"."""


def tells_direction(words: str) -> bool:
    """Whether any words of direction stand there at all."""
    return _OF_DIRECTION.is_in(words)


_DID = Rare(
    r"\b(?:did|does|do|fared?|fares)\s(?:clearly |much |somewhat |significantly )?(?:(?P<better>better)|worse)\b"
    r"(?!\s(?:on|with|in|than|under|when)\b)",
    "did", "do", "fare",
)  # fmt: skip
"""Behind the arm that is told to be the better or the worse one."""
_OF_DIRECTION = AnyOf(FAVOURS, _DID, _WORSE_RISK, _CHANGED_BY, COMPARED, MOVED, _MORE, SPEED)


def check_direction(
    text: str, clause: Clause, words: str, rows: Sequence[Result], *, told: Sequence[tuple[int, Result]] = ()
) -> list[Finding]:
    """Words of direction against the ratio or the two arms' figures.

    Args:
        rows: Results of the outcomes that the sentence names, in its groups and at its cut-offs.
        told: Those that its own figures were found to be, each with its offset; where one is a ratio, the words are
            about it.
    """
    bound = [row for _, row in told]
    ratios = _ratios(bound) or [row for row in _ratios(rows) if family(row.statistic, row.unit) == cues.HAZARD]
    spans = arm_spans(clause)
    gaps = [row for row in bound if family(row.statistic, row.unit) == cues.DIFFERENCE]
    for check in (_favours, _worse, _changed) if ratios else (_favours,):
        wrong = check(clause, words, ratios or gaps, spans) if ratios or gaps else None
        if wrong is not None:
            return [_turned(text, clause, wrong)]
    own = [row.outcome for row in bound if row.arm]
    led = sorted(rows, key=lambda row: row.outcome not in own[:1])  # what the sentence's figures are of goes first
    wrong = find_turned(clause, words, led, ratios=_ratios(bound) or _ratios(rows), told=told)
    return [_turned(text, clause, wrong)] if wrong is not None else []


def _turned(text: str, clause: Clause, wrong: tuple[re.Match[str], str]) -> Finding:
    match, reason = wrong
    start = clause.sentence.start
    return finding(ErrorClass.DIRECTION, "error", text, (start + match.start(), start + match.end()), reason)


def _ratios(rows: Sequence[Result]) -> list[Result]:
    whole = [
        row
        for row in rows
        if family(row.statistic, row.unit) in cues.RATIOS - {cues.MEANS}
        and isinstance(row.value, Decimal)
        and row.comparison
    ]
    return [row for row in whole if not row.subgroup] or whole


def _favours(clause: Clause, words: str, ratios: Sequence[Result], spans: Sequence[Span]) -> Told:
    """ "Favoured B" where the ratio favours A."""
    losers = {loser_of(row) for row in ratios}
    if len(losers) != 1 or None in losers:
        return None
    loser, row = losers.pop(), ratios[0]
    for match in _DID.finditer(words):
        start = clause.sentence.start + match.start()
        arm = next((span.name for span in spans if 0 <= start - span.end <= 5), None)
        told = arm in (row.comparison or "").split(" vs ") and not _denied(words, match)
        if told and (arm == loser) == bool(match["better"]):
            return (
                match,
                f"the {family(row.statistic, row.unit)} {row.value} ({row.comparison}) does not favour {loser}",
            )
    for match in FAVOURS.finditer(words):
        end = clause.sentence.start + match.end()
        if any(span.name == loser and 0 <= span.start - end <= 5 for span in spans) and not _denied(words, match):
            return (
                match,
                f"the {family(row.statistic, row.unit)} {row.value} ({row.comparison}) does not favour {loser}",
            )
    return None


def _worse(clause: Clause, words: str, ratios: Sequence[Result], spans: Sequence[Span]) -> Told:
    """A higher risk of progression or death told of a hazard ratio below 1."""
    hazards = [row for row in ratios if family(row.statistic, row.unit) == cues.HAZARD]
    risk = _WORSE_RISK.search(words)
    if risk is None or not hazards or any(Decimal(row.value) >= 1 for row in hazards) or _denied(words, risk):  # type: ignore[arg-type]  # decimals
        return None
    if ALLOWS.search(words[: risk.start()]):
        return None  # "compatible with anything from a 39 % reduction to a 20 % increase in the hazard of death"
    second = (hazards[0].comparison or "").split(" vs ")[-1]
    named = [span.name for span in spans if span.end <= clause.sentence.start + risk.start()]
    if named and named[-1] == second:
        return None
    return risk, f"the hazard ratio {hazards[0].value} ({hazards[0].comparison}) is a lower hazard"


def _changed(clause: Clause, words: str, ratios: Sequence[Result], spans: Sequence[Span]) -> Told:
    """ "Deaths were increased by A" where the ratio of A to B is below 1."""
    row = ratios[0]
    if not is_harm(row.outcome):
        return None
    first, _, second = (row.comparison or "").partition(" vs ")
    for match in _CHANGED_BY.finditer(words):
        end = clause.sentence.start + match.end()
        arm = next((span.name for span in spans if 0 <= span.start - end <= 5), None)
        if arm is None and re.match(rf"{re.escape(first.split()[0])}\b", words[match.end() :], re.IGNORECASE):
            arm = first if not second.casefold().startswith(first.split()[0].casefold()) else None
        if arm not in (first, second) or _denied(words, match):
            continue
        rises = (Decimal(row.value) > 1) == (arm == first)  # type: ignore[arg-type]  # decimals
        if Decimal(row.value) != 1 and bool(match["up"]) != rises:  # type: ignore[arg-type]  # decimals
            change = "higher" if rises else "lower"
            return match, f"{row.statistic} {row.value} ({row.comparison}): {row.outcome} was {change} with {arm}"
    return None


def _denied(words: str, match: re.Match[str]) -> bool:
    return re.search(r"\b(?:no|not|without|neither)\b[\w\s]{0,16}$", words[: match.start()]) is not None
