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


def _hazards(claim: Claim, context: Context) -> Iterator[Twist]:
    est, high = claim.figure("est"), claim.figure("hi")
    if (
        claim.kind != "ratio"
        or est is None
        or est.statistic != "hazard ratio"
        or not Decimal("0.3") < Decimal(est.text) < Decimal("0.97")
    ):
        return
    lower = round_half_up((1 - Decimal(est.text)) * 100, places=0)
    times = round_half_up(1 / Decimal(est.text), places=1)
    extra = (("cutby", lower), ("times", times))
    time = (
        "{outcome}"
        if "survival" in claim.outcome.lower() or claim.outcome.lower().startswith("time")
        else "time to {outcome}"
    )
    true = (
        "For {outcome}, the hazard was {cutby}% lower with {a} than with {b} ({stat} {est})" + _WHERE + ".",
        "{A} reduced the hazard for {outcome} by {cutby}% compared with {b} ({stat} {est}; {ci})" + _WHERE + ".",
    )
    told = {
        ErrorClass.HAZARD_AS_ABSOLUTE_RISK: (
            "For {outcome}, the absolute risk was {cutby}% lower with {a} than with {b} ({stat} {est})" + _WHERE + ".",
            "{cutby}% fewer patients had an event of {outcome} with {a} than with {b} ({stat} {est}; {ci})"
            + _WHERE
            + ".",
            "{A} reduced the absolute risk for {outcome} by {cutby} percentage points compared with {b} ({stat} {est})"
            + _WHERE
            + ".",
            "{A} prevented {cutby}% of the {outcome} events seen with {b} ({stat} {est})" + _WHERE + ".",
        ),
        ErrorClass.HAZARD_AS_TIME: (
            f"Patients on {{a}} had {{times}} times longer {time} than those on {{b}} ({{stat}} {{est}})"
            + _WHERE
            + ".",
            f"{{A}} prolonged {time} by {{cutby}}% compared with {{b}} ({{stat}} {{est}}; {{ci}})" + _WHERE + ".",
            f"On average, {time} was {{times}} times as long with {{a}} as with {{b}} ({{stat}} {{est}})"
            + _WHERE
            + ".",
        ),
    }
    for error, choices in told.items():
        altered = (
            choices
            if error is ErrorClass.HAZARD_AS_TIME or not _is_risk_too(claim, lower, context=context)
            else choices[:1] + choices[2:3]
        )
        pick = context.random.sample(altered, k=2)
        yield from (
            Twist(error, claim, one, other, extra=extra, roles=("cutby", "times"))
            for one, other in zip(true, pick, strict=True)
        )
    for wrong in misprint(lower, random=context.random)[:2]:
        yield Twist(
            ErrorClass.DERIVED,
            claim,
            true[0],
            true[0],
            extra=extra,
            twisted=(("cutby", wrong),),
            roles=("cutby",),
            expected="contradicted",
        )
    if high is None or claim.subgroup or high.text == NOT_REACHED or Decimal(high.text) >= 1:
        return
    yield Twist(
        ErrorClass.DIRECTION,
        claim,
        "For {outcome}, the hazard ratio of {est} ({ci}) favoured {a} over {b}" + _WHERE + ".",
        "For {outcome}, the hazard ratio of {est} ({ci}) favoured {b} over {a}" + _WHERE + ".",
    )
    yield Twist(
        ErrorClass.DIRECTION,
        claim,
        "The hazard for {outcome} was lower with {a} than with {b} ({stat} {est}; {ci})" + _WHERE + ".",
        "The hazard for {outcome} was higher with {a} than with {b} ({stat} {est}; {ci})" + _WHERE + ".",
    )


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
