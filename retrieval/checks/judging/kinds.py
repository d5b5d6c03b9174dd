"""The classes of error that a finding can name, in one place."""

from __future__ import annotations

import re
from enum import StrEnum
from typing import Literal

from retrieval.checks.figures.cues import ODDS, RATIOS, family
from retrieval.checks.figures.roles import Role
from retrieval.checks.judging.judgements import Judgement
from retrieval.checks.sentences.clauses import Clause
from retrieval.records import Finding, Verdict


class ErrorClass(StrEnum):
    """Classes 1 to 23 of error in reporting a trial, then the checks of a statement against itself."""

    WRONG_VALUE = "wrong_value"
    ARMS_SWAPPED = "arms_swapped"
    CI_LEVEL = "ci_level"
    P_VALUE = "p_value"
    HAZARD_AS_ABSOLUTE_RISK = "hazard_as_absolute_risk"
    HAZARD_AS_TIME = "hazard_as_time"
    ODDS_AS_RISK = "odds_as_risk"
    WRONG_DENOMINATOR = "wrong_denominator"
    GRADE_MIX = "grade_mix"
    POPULATION_MIX = "population_mix"
    CUTOFF_MIX = "cutoff_mix"
    PERCENTAGE_POINTS = "percentage_points"
    DIRECTION = "direction"
    BOUND_OVER_NULL = "bound_over_null"
    NOT_REACHED = "not_reached"
    UNIT = "unit"
    ENDPOINT = "endpoint"
    SUBGROUP = "subgroup"
    OTHER_TRIAL = "other_trial"
    DERIVED_NUMBER = "derived_number"
    UNCHECKED_QUANTITY = "unchecked_quantity"
    ORPHAN_CITATION = "orphan_citation"
    MISSING_BALANCE = "missing_balance"
    INTERVAL_WITHOUT_ESTIMATE = "interval_excludes_estimate"
    INTERVAL_NOT_SYMMETRIC = "interval_not_symmetric"
    P_NOT_IMPLIED = "p_not_implied"
    PERCENTAGE_NOT_FROM_COUNTS = "percentage_not_from_counts"


_OF_QUALIFIER = {
    "arm": ErrorClass.ARMS_SWAPPED,
    "direction": ErrorClass.DIRECTION,
    "population": ErrorClass.POPULATION_MIX,
    "subgroup": ErrorClass.SUBGROUP,
    "grade": ErrorClass.GRADE_MIX,
    "cutoff": ErrorClass.CUTOFF_MIX,
    "censoring": ErrorClass.CUTOFF_MIX,  # a rule of the analysis, as the cut-off is
    "time point": ErrorClass.CUTOFF_MIX,
    "sides": ErrorClass.P_VALUE,
    "unit": ErrorClass.UNIT,
    "outcome": ErrorClass.ENDPOINT,
    "denominator": ErrorClass.WRONG_DENOMINATOR,
}


def classify(item: Judgement) -> ErrorClass | None:
    """Name the class of a contradicted number; ``None`` where the number is simply another one."""
    if item.verdict is not Verdict.CONTRADICTED:
        return None
    if "trial" in item.differs:
        return ErrorClass.OTHER_TRIAL
    if item.part.role is Role.LEVEL:
        return ErrorClass.CI_LEVEL
    if item.part.role is Role.TOTAL:
        return ErrorClass.WRONG_DENOMINATOR
    if item.part.number.form == "not reached" or item.expected == "not reached":
        return ErrorClass.ARMS_SWAPPED if "arm" in item.differs else ErrorClass.NOT_REACHED
    for name, kind in _OF_QUALIFIER.items():
        if name in item.differs:
            return kind
    if "statistic" in item.differs and item.lookalike is not None:
        names = {family(item.lookalike.statistic, item.lookalike.unit), *item.slot.statistics}
        return ErrorClass.ODDS_AS_RISK if ODDS in names and names <= RATIOS else None
    return None


def finding(
    kind: ErrorClass, severity: Literal["error", "warning"], text: str, span: tuple[int, int], reason: str
) -> Finding:
    """Return a finding on ``text[span[0]:span[1]]``."""
    return Finding(kind.value, severity, span[0], span[1], text[span[0] : span[1]], reason)


def place_of(clause: Clause, match: re.Match[str]) -> tuple[int, int]:
    """Return the span in the whole text of a match within a clause's sentence."""
    return clause.sentence.start + match.start(), clause.sentence.start + match.end()
