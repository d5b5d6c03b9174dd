"""Rates told as what they are not: points as percent, the wrong way round, in words that count otherwise."""

from __future__ import annotations

from collections.abc import Iterator
from decimal import Decimal

from evaluation.seeded_errors.context import Context, Twist, Twister
from evaluation.seeded_errors.digits import misprint, round_half_up
from evaluation.seeded_errors.records import Claim, ErrorClass

_WHERE = "[[ {pop}]][[ {sub}]][[ {cut}]]"
_WORDS = "no one two three four five six seven eight nine ten eleven twelve".split()


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
    true = (
        subject
        + " was {points} percentage points {word} with {a} than with {b} ({va}{pct} vs {vb}{pct})"
        + _WHERE
        + "."
    )
    yield Twist(
        ErrorClass.POINTS_OR_PERCENT,
        claim,
        true,
        true.replace("{points} percentage points", "{points}%"),
        extra=extra,
        roles=("points",),
    )
    yield Twist(ErrorClass.DIRECTION, claim, true, true.replace("{word}", "{turned}"), extra=extra, roles=("points",))
    known = _list_differences(claim, context=context)
    for wrong in [wrong for wrong in misprint(str(points), random=context.random) if not _is_among(wrong, known)][:2]:
        yield Twist(
            ErrorClass.DERIVED,
            claim,
            true,
            true,
            extra=extra,
            twisted=(("points", wrong),),
            roles=("points",),
            expected="contradicted",
        )
    yield from _shares(claim, ratio=one / other)


def _list_differences(claim: Claim, *, context: Context) -> set[Decimal]:
    """Return every difference between the arms that some pair of results gives: sources round differently."""
    rows = context.table.results(trial=claim.trial, outcome=claim.outcome)
    sides = [[row.value for row in rows if row.arm == arm and isinstance(row.value, Decimal)] for arm in claim.arms]
    return {abs(one - other) for one in sides[0] for other in sides[1]}


def _is_among(text: str, known: set[Decimal]) -> bool:
    places = len(text.partition(".")[2])
    return any(round_half_up(one, places=places) == text for one in known)


def _shares(claim: Claim, *, ratio: Decimal) -> Iterator[Twist]:
    subject = "{Ev} were" if claim.category == "safety" else "{Outcome} was"
    word = "frequent" if claim.category == "safety" else "high"
    true = (
        subject + f" more than twice as {word} with {{a}} as with {{b}} ({{va}}{{pct}} vs {{vb}}{{pct}})" + _WHERE + "."
    )
    plain = subject + " {va}{pct} with {a} and {vb}{pct} with {b}" + _WHERE + "."
    if claim.category == "safety":
        plain = plain.replace("were {va}", "occurred in {va}").replace("{vb}{pct} with", "in {vb}{pct} with")
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
        yield Twist(
            ErrorClass.WORD_QUANTITY,
            claim,
            template,
            template,
            extra=(("many", _WORDS[int(count.text)]),),
            twisted=(("many", wrong),),
            roles=("many",),
            expected="contradicted",
        )
    for word, share, wrong in (
        ("one in three", 33.3, "one in five"),
        ("half", 50.0, "a quarter"),
        ("one in five", 20.0, "one in three"),
        ("a quarter", 25.0, "half"),
        ("one in ten", 10.0, "one in four"),
    ):
        if abs(float(value.text) - share) < 0.8:
            template = "About {many} patients in {a_group} had {ev}" + _WHERE + "."
            if word in ("half", "a quarter"):
                template = template.replace("{many} patients", "{many} of the patients")
            altered = (
                template.replace("{many} of the", "{many}").replace("{many} patients", "{many} of the patients")
                if wrong in ("half", "a quarter") and "of the" not in template
                else template
            )
            yield Twist(
                ErrorClass.WORD_QUANTITY,
                claim,
                template,
                altered,
                extra=(("many", word),),
                twisted=(("many", wrong),),
                roles=("many",),
                expected="contradicted",
            )


def _orphans(claim: Claim, context: Context) -> Iterator[Twist]:
    """An event that no row of the trial has: the number cannot have come from its sources."""
    strangers = ("Splenic rupture", "Tinnitus", "Retinal vein occlusion", "Vertigo", "Gingival hyperplasia")
    if claim.kind != "percentages" or claim.category != "safety" or context.random.random() > 0.25:
        return
    known = {row.outcome.lower() for row in context.table.results(trial=claim.trial)}
    stranger = context.random.choice([name for name in strangers if name.lower() not in known])
    told = " occurred in {va}{pct} of patients with {a} and {vb}{pct} with {b}" + _WHERE + "."
    yield Twist(ErrorClass.ORPHAN, claim, "{Ev}" + told, stranger + told, roles=("va", "vb"), expected="unsupported")


RATES: tuple[Twister, ...] = (_rates, _words, _orphans)
"""Twists of a percentage or a count."""
