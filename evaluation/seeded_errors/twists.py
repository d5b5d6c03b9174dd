"""Errors that lie in the words: what a number is told to mean. Both twins are written out; their numbers may agree."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass, replace
from decimal import Decimal

from evaluation.seeded_errors.alterations import Context, round_half_up
from evaluation.seeded_errors.digits import misprint
from evaluation.seeded_errors.records import Claim, ErrorClass, Expected
from ingest.records import NOT_REACHED

_WHERE = "[[ {pop}]][[ {sub}]][[ {cut}]]"
_WORDS = "no one two three four five six seven eight nine ten eleven twelve".split()


@dataclass(frozen=True, slots=True)
class Twist:
    """Two templates over one claim.

    Attributes:
        extra: Gaps of both; ``twisted`` overrides them in the altered one.
        roles: Gaps whose numbers are false in the altered one.
    """

    error: ErrorClass
    claim: Claim
    true: str
    altered: str
    extra: tuple[tuple[str, str], ...] = ()
    twisted: tuple[tuple[str, str], ...] = ()
    roles: tuple[str, ...] = ()
    expected: Expected = "finding"


def list_twists(claim: Claim, *, context: Context) -> tuple[Twist, ...]:
    """Return every twist of words that a claim allows."""
    return tuple(twist for make in (_hazards, _odds, _significance, _rates, _words, _orphans) for twist in make(claim, context))


def _hazards(claim: Claim, context: Context) -> Iterator[Twist]:
    est, high = claim.figure("est"), claim.figure("hi")
    if claim.kind != "ratio" or est is None or est.statistic != "hazard ratio" or not Decimal("0.3") < Decimal(est.text) < Decimal("0.97"):
        return
    lower = round_half_up((1 - Decimal(est.text)) * 100, places=0)
    times = round_half_up(1 / Decimal(est.text), places=1)
    extra = (("cutby", lower), ("times", times))
    true = (
        "For {outcome}, the hazard was {cutby}% lower with {a} than with {b} ({stat} {est})" + _WHERE + ".",
        "{A} reduced the hazard for {outcome} by {cutby}% compared with {b} ({stat} {est}; {ci})" + _WHERE + ".",
    )
    told = {
        ErrorClass.HAZARD_AS_ABSOLUTE_RISK: (
            "For {outcome}, the absolute risk was {cutby}% lower with {a} than with {b} ({stat} {est})" + _WHERE + ".",
            "{cutby}% fewer patients had an event of {outcome} with {a} than with {b} ({stat} {est}; {ci})" + _WHERE + ".",
            "{A} reduced the absolute risk for {outcome} by {cutby} percentage points compared with {b} ({stat} {est})" + _WHERE + ".",
            "{A} prevented {cutby}% of events of {outcome} that patients on {b} had ({stat} {est})" + _WHERE + ".",
        ),
        ErrorClass.HAZARD_AS_TIME: (
            "Patients on {a} had {times} times longer {outcome} than those on {b} ({stat} {est})" + _WHERE + ".",
            "{A} prolonged {outcome} by {cutby}% compared with {b} ({stat} {est}; {ci})" + _WHERE + ".",
            "Time to an event of {outcome} was {cutby}% longer with {a} than with {b} ({stat} {est})" + _WHERE + ".",
        ),
    }
    for error, altered in told.items():
        pick = context.random.sample(altered, k=2)
        yield from (Twist(error, claim, one, other, extra=extra, roles=("cutby", "times")) for one, other in zip(true, pick, strict=True))
    for wrong in misprint(lower, random=context.random)[:2]:
        yield Twist(ErrorClass.DERIVED, claim, true[0], true[0], extra=extra, twisted=(("cutby", wrong),), roles=("cutby",), expected="contradicted")
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


def _odds(claim: Claim, context: Context) -> Iterator[Twist]:
    est = claim.figure("est")
    if claim.kind != "ratio" or est is None or est.statistic != "odds ratio":
        return
    del context
    true = "The odds of {outcome} were {est} times as high with {a} as with {b} ({ci})" + _WHERE + "."
    plain = "The odds ratio for {outcome} was {est} ({ci}) with {a} versus {b}" + _WHERE + "."
    for one, altered in (
        (true, "Patients on {a} were {est} times more likely to reach {outcome} than those on {b} ({ci})" + _WHERE + "."),
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
    for phrase in (", a statistically significant difference.", ", which was statistically significant.", "; this reached statistical significance."):
        yield Twist(ErrorClass.P_SIDES_OR_NOMINAL, altered, told.replace("{pv}", "nominal {pv}") + ".", told + phrase)


def _rates(claim: Claim, context: Context) -> Iterator[Twist]:
    first, second = claim.figure("va"), claim.figure("vb")
    if claim.kind != "percentages" or first is None or second is None:
        return
    one, other = Decimal(first.text), Decimal(second.text)
    points = abs(one - other)
    if other == 0 or points < 2 or abs(points - abs(one / other - 1) * 100) < 2:
        return
    word = "higher" if one > other else "lower"
    extra = (("points", str(points)), ("word", word), ("turned", "lower" if word == "higher" else "higher"))
    subject = "The rate of {ev}" if claim.category == "safety" else "{Outcome}"
    true = subject + " was {points} percentage points {word} with {a} than with {b} ({va}{pct} vs {vb}{pct})" + _WHERE + "."
    yield Twist(ErrorClass.POINTS_OR_PERCENT, claim, true, true.replace("{points} percentage points", "{points}%"), extra=extra, roles=("points",))
    yield Twist(ErrorClass.DIRECTION, claim, true, true.replace("{word}", "{turned}"), extra=extra, roles=("points",))
    for wrong in misprint(str(points), random=context.random)[:2]:
        yield Twist(ErrorClass.DERIVED, claim, true, true, extra=extra, twisted=(("points", wrong),), roles=("points",), expected="contradicted")
    yield from _shares(claim, ratio=one / other)


def _shares(claim: Claim, *, ratio: Decimal) -> Iterator[Twist]:
    subject = "{Ev} occurred" if claim.category == "safety" else "{Outcome} was"
    word = "frequent" if claim.category == "safety" else "high"
    true = subject + f" more than twice as {word} with {{a}} as with {{b}} ({{va}}{{pct}} vs {{vb}}{{pct}})" + _WHERE + "."
    plain = subject + " {va}{pct} with {a} and {vb}{pct} with {b}" + _WHERE + "."
    if claim.category == "safety":
        plain = plain.replace("occurred", "occurred in").replace("{vb}{pct} with", "in {vb}{pct} with")
    tripled = true.replace("more than twice", "more than four times")
    if Decimal("2.05") < ratio < Decimal("2.9"):
        yield Twist(ErrorClass.WORD_QUANTITY, claim, true, tripled)
    elif Decimal("1.05") < ratio < Decimal("1.5"):
        yield Twist(ErrorClass.WORD_QUANTITY, claim, plain, true.replace("more than twice", "twice"))


def _words(claim: Claim, context: Context) -> Iterator[Twist]:
    count, value = claim.figure("na"), claim.figure("va")
    if claim.kind != "percentage" or count is None or value is None or claim.category != "safety":
        return
    if 2 <= int(count.text) < len(_WORDS):
        wrong = context.random.choice([word for word in _WORDS[2:] if word != _WORDS[int(count.text)]])
        template = "{Ev} occurred in {many} patients in {a_group}" + _WHERE + "."
        yield Twist(ErrorClass.WORD_QUANTITY, claim, template, template, extra=(("many", _WORDS[int(count.text)]),), twisted=(("many", wrong),), roles=("many",), expected="contradicted")
    for word, share, wrong in (("one in three", 33.3, "one in five"), ("half", 50.0, "a quarter"), ("one in five", 20.0, "one in three"), ("a quarter", 25.0, "half"), ("one in ten", 10.0, "one in four")):
        if abs(float(value.text) - share) < 0.8:
            template = "About {many} patients in {a_group} had {ev}" + _WHERE + "."
            if word in ("half", "a quarter"):
                template = template.replace("{many} patients", "{many} of the patients")
            altered = template.replace("{many} of the", "{many}").replace("{many} patients", "{many} of the patients") if wrong in ("half", "a quarter") and "of the" not in template else template
            yield Twist(ErrorClass.WORD_QUANTITY, claim, template, altered, extra=(("many", word),), twisted=(("many", wrong),), roles=("many",), expected="contradicted")


def _orphans(claim: Claim, context: Context) -> Iterator[Twist]:
    """An event that no row of the trial has: the number cannot have come from its sources."""
    strangers = ("Splenic rupture", "Tinnitus", "Retinal vein occlusion", "Vertigo", "Gingival hyperplasia")
    if claim.kind != "percentages" or claim.category != "safety" or context.random.random() > 0.25:
        return
    known = {row.outcome.lower() for row in context.table.results(trial=claim.trial)}
    stranger = context.random.choice([name for name in strangers if name.lower() not in known])
    told = " occurred in {va}{pct} of patients with {a} and {vb}{pct} with {b}" + _WHERE + "."
    yield Twist(ErrorClass.ORPHAN, claim, "{Ev}" + told, stranger + told, roles=("va", "vb"), expected="unsupported")
