"""Ratios told as what they are not: a hazard as a risk or a time, odds as a chance, a nominal p-value as a test."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import replace
from decimal import Decimal

from evaluation.seeded_errors.context import Context, Twist, Twister
from evaluation.seeded_errors.digits import misprint, round_half_up
from evaluation.seeded_errors.records import Claim, ErrorClass
from ingest.records import NOT_REACHED

_WHERE = "[[ {pop}]][[ {sub}]][[ {cut}]]"


_LOWER = (
    "For {outcome}, the hazard was {cutby}% lower with {a} than with {b} ({stat} {est})" + _WHERE + ".",
    "{A} reduced the hazard for {outcome} by {cutby}% compared with {b} ({stat} {est}; {ci})" + _WHERE + ".",
)
"""A lower hazard, told as what it is."""
_AS_RISK = (
    "For {outcome}, the absolute risk was {cutby}% lower with {a} than with {b} ({stat} {est})" + _WHERE + ".",
    "{cutby}% fewer patients had an event of {outcome} with {a} than with {b} ({stat} {est}; {ci})" + _WHERE + ".",
    "{A} reduced the absolute risk for {outcome} by {cutby} percentage points compared with {b} ({stat} {est})"
    + _WHERE
    + ".",
    "{A} prevented {cutby}% of the {outcome} events seen with {b} ({stat} {est})" + _WHERE + ".",
)
_AS_TIME = (
    "Patients on {a} had {times} times longer TIME than those on {b} ({stat} {est})" + _WHERE + ".",
    "{A} prolonged TIME by {cutby}% compared with {b} ({stat} {est}; {ci})" + _WHERE + ".",
    "On average, TIME was {times} times as long with {a} as with {b} ({stat} {est})" + _WHERE + ".",
)
_DIRECTIONS = (
    (
        "For {outcome}, the hazard ratio of {est} ({ci}) favoured {a} over {b}" + _WHERE + ".",
        "For {outcome}, the hazard ratio of {est} ({ci}) favoured {b} over {a}" + _WHERE + ".",
    ),
    (
        "The hazard for {outcome} was lower with {a} than with {b} ({stat} {est}; {ci})" + _WHERE + ".",
        "The hazard for {outcome} was higher with {a} than with {b} ({stat} {est}; {ci})" + _WHERE + ".",
    ),
)


def _hazards(claim: Claim, context: Context) -> Iterator[Twist]:
    est, high = claim.figure("est"), claim.figure("hi")
    if claim.kind != "ratio" or est is None or est.statistic != "hazard ratio":
        return
    if not Decimal("0.3") < Decimal(est.text) < Decimal("0.97"):
        return
    lower = round_half_up((1 - Decimal(est.text)) * 100, places=0)
    extra = (("cutby", lower), ("times", round_half_up(1 / Decimal(est.text), places=1)))
    for error, choices in _tell_as_others(claim, lower, context=context):
        pick = context.random.sample(choices, k=2)
        yield from (
            Twist(error, claim, one, other, extra=extra, roles=("cutby", "times"))
            for one, other in zip(_LOWER, pick, strict=True)
        )
    for wrong in misprint(lower, random=context.random)[:2]:
        yield Twist(
            ErrorClass.DERIVED,
            claim,
            _LOWER[0],
            _LOWER[0],
            extra=extra,
            twisted=(("cutby", wrong),),
            roles=("cutby",),
            expected="contradicted",
        )
    if high is not None and not claim.subgroup and high.text != NOT_REACHED and Decimal(high.text) < 1:
        yield from (Twist(ErrorClass.DIRECTION, claim, true, altered) for true, altered in _DIRECTIONS)


def _tell_as_others(claim: Claim, lower: str, *, context: Context) -> Iterator[tuple[ErrorClass, tuple[str, ...]]]:
    """Ways to tell a lower hazard as a lower risk, and as a longer time; none that happens to be true."""
    risk_too = _is_risk_too(claim, lower, context=context)
    yield ErrorClass.HAZARD_AS_ABSOLUTE_RISK, _AS_RISK[:1] + _AS_RISK[2:3] if risk_too else _AS_RISK
    named = claim.outcome.lower()
    time = "{outcome}" if "survival" in named or named.startswith("time") else "time to {outcome}"
    yield ErrorClass.HAZARD_AS_TIME, tuple(choice.replace("TIME", time) for choice in _AS_TIME)


def _is_risk_too(claim: Claim, lower: str, *, context: Context) -> bool:
    """Whether the share of patients with an event fell by about as much as the hazard, so that both can be told."""
    shares = {
        row.arm: row.value
        for row in context.table.results(trial=claim.trial, outcome=claim.outcome)
        if row.statistic == "percentage"
    }
    first, second = (shares.get(arm) for arm in claim.arms)
    if not isinstance(first, Decimal) or not isinstance(second, Decimal) or second == 0:
        return False
    return abs((1 - first / second) * 100 - Decimal(lower)) < 3


def _odds(claim: Claim, context: Context) -> Iterator[Twist]:
    est = claim.figure("est")
    if claim.kind != "ratio" or est is None or est.statistic != "odds ratio":
        return
    del context
    true = "The odds of {outcome} were {est} times as high with {a} as with {b} ({ci})" + _WHERE + "."
    plain = "The odds ratio for {outcome} was {est} ({ci}) with {a} versus {b}" + _WHERE + "."
    for one, altered in (
        (
            true,
            "Patients on {a} were {est} times more likely to reach {outcome} than those on {b} ({ci})" + _WHERE + ".",
        ),
        (plain, "The risk ratio for {outcome} was {est} ({ci}) with {a} versus {b}" + _WHERE + "."),
        (plain, "The relative risk for {outcome} was {est} ({ci}) with {a} versus {b}" + _WHERE + "."),
        (true, "{Outcome} was {est}-fold as likely with {a} as with {b} ({ci})" + _WHERE + "."),
    ):
        yield Twist(ErrorClass.ODDS_AS_RISK, claim, one, altered, roles=("est",))


def _significance(claim: Claim, context: Context) -> Iterator[Twist]:
    p = claim.figure("p")
    if claim.kind != "ratio" or p is None or not claim.p_sides or not claim.nominal:
        return
    del context
    told = "For {outcome}, the {stat} was {est} ({ci}; {pv}) with {a} versus {b}" + _WHERE
    altered = replace(claim, nominal=False)
    for phrase in (
        ", a statistically significant difference.",
        ", which was statistically significant.",
        "; this reached statistical significance.",
    ):
        yield Twist(ErrorClass.P_SIDES_OR_NOMINAL, altered, told.replace("{pv}", "nominal {pv}") + ".", told + phrase)


RATIOS: tuple[Twister, ...] = (_hazards, _odds, _significance)
"""Twists of a ratio."""
