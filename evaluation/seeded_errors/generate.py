"""From a results table to pairs: a true statement, and its twin that is false."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterable, Iterator, Sequence
from dataclasses import replace
from random import Random

from evaluation.seeded_errors.alterations import list_alterations
from evaluation.seeded_errors.balance import pair_letters
from evaluation.seeded_errors.claims import list_claims
from evaluation.seeded_errors.context import Alteration, Context, Twist
from evaluation.seeded_errors.phrasings import list_phrasings
from evaluation.seeded_errors.records import Claim, ErrorClass, Pair, Statement
from evaluation.seeded_errors.truth import holds, is_true
from evaluation.seeded_errors.twists import list_twists
from evaluation.seeded_errors.wording import Style, choose_style, fill
from ingest.records import Result, Trial
from ingest.table import ResultsTable

_SEED = 20240613
_PHRASINGS_PER_CLAIM = 3
_PER_CLASS = 120
"""Pairs of one class and trial: enough to tell 0.99 from 0.97, few enough to run in a minute."""


def generate(
    results: Iterable[Result],
    *,
    trial: Trial,
    foreign: Sequence[tuple[Trial, Sequence[Result]]] = (),
    per_class: int = _PER_CLASS,
) -> tuple[Pair, ...]:
    """Return pairs about one trial, the same for the same results.

    Args:
        foreign: Other trials, whose figures are told as this one's.
        per_class: Pairs of each class at most, spread evenly over the table.
    """
    table = ResultsTable(results)
    claims = list_claims(table, trial=trial)
    others = [claim for other, rows in foreign for claim in list_claims(ResultsTable(rows), trial=other)]
    context = Context(table, claims, others, Random(f"{_SEED} {trial.id}"))  # noqa: S311  # the same pairs every time
    found: defaultdict[ErrorClass, list[Pair]] = defaultdict(list)
    for claim in claims:
        for pair in _pairs(claim, context=context):
            found[pair.error].append(pair)
    found[ErrorClass.BALANCE].extend(pair_letters(claims, context=context))
    return tuple(
        replace(pair, id=f"{trial.id}/{error.value:02}/{number:03}")
        for error in ErrorClass
        for number, pair in enumerate(_spread(_without_doubles(found[error]), most=per_class), start=1)
    )


def _pairs(claim: Claim, *, context: Context) -> Iterator[Pair]:
    templates = list_phrasings(claim.kind, category=claim.category)
    random = context.random
    for template in random.sample(templates, k=min(_PHRASINGS_PER_CLAIM, len(templates))):
        style = choose_style(random)
        told = _withhold(claim, random=random)
        for alteration in list_alterations(told, context=context):
            pair = _alter(told, alteration, template=template, style=style, table=context.table)
            if pair is not None:
                yield pair
    for twist in list_twists(_withhold(claim, random=random), context=context):
        pair = _twist(twist, style=choose_style(random), table=context.table)
        if pair is not None:
            yield pair


def _withhold(claim: Claim, *, random: Random) -> Claim:
    """Leave out the population or the cut-off, as most sentences do."""
    population = claim.population if random.random() < 0.4 else None
    cutoff = claim.cutoff if random.random() < 0.5 else None
    return replace(claim, population=population, cutoff=cutoff)


def _alter(claim: Claim, alteration: Alteration, *, template: str, style: Style, table: ResultsTable) -> Pair | None:
    """Return the pair, unless the template tells too little of it, or the twin is true after all."""
    true, altered = fill(template, claim, style=style), fill(template, alteration.claim, style=style)
    if true is None or altered is None or true[0] == altered[0]:
        return None
    roles = [role for role in alteration.roles if role in altered[1]]
    if (
        not roles
        or not _is_false(alteration, told=set(altered[1]), table=table)
        or not _told_truly(claim, told=set(true[1]), table=table)
    ):
        return None
    shape = f"{claim.kind}: {template.partition(chr(10))[0][:50]}"
    false = Statement(altered[0], shape, spans=tuple(altered[1][role] for role in roles))
    return Pair("", claim.trial, alteration.error, Statement(true[0], shape), false, alteration.expected)


def _told_truly(claim: Claim, *, told: set[str], table: ResultsTable) -> bool:
    return all(is_true(claim, figure, table=table) for figure in claim.figures if figure.role in told)


def _is_false(alteration: Alteration, *, told: set[str], table: ResultsTable) -> bool:
    """Whether a figure that is told is false of its slot; a mixed analysis and a wrong side are false as a whole."""
    if alteration.error is ErrorClass.P_SIDES_OR_NOMINAL or (
        alteration.error is ErrorClass.CUTOFF and alteration.expected == "finding"
    ):
        return True
    claim = alteration.claim
    figures = [figure for figure in claim.figures if figure.role in told and figure.role in alteration.roles]
    return any(not is_true(claim, figure, table=table) for figure in figures) and not _is_level_of_another(
        alteration, table=table
    )


def _is_level_of_another(alteration: Alteration, *, table: ResultsTable) -> bool:
    return alteration.error is ErrorClass.CI_LEVEL and holds(alteration.claim, table=table)


def _twist(twist: Twist, *, style: Style, table: ResultsTable) -> Pair | None:
    if not holds(twist.claim, table=table):
        return None
    extra = dict(twist.extra)
    true = fill(twist.true, twist.claim, style=style, extra=extra)
    altered = fill(twist.altered, twist.claim, style=style, extra=extra | dict(twist.twisted))
    if true is None or altered is None or true[0] == altered[0]:
        return None
    spans = tuple(altered[1][role] for role in twist.roles if role in altered[1])
    shape = f"{twist.claim.kind}: {twist.altered[:60]}"
    return Pair(
        "",
        twist.claim.trial,
        twist.error,
        Statement(true[0], shape),
        Statement(altered[0], shape, spans=spans),
        twist.expected,
    )


def _without_doubles(pairs: Sequence[Pair]) -> list[Pair]:
    return list({pair.altered.text: pair for pair in pairs}.values())


def _spread(pairs: Sequence[Pair], *, most: int) -> list[Pair]:
    if len(pairs) <= most:
        return list(pairs)
    return [pairs[number * len(pairs) // most] for number in range(most)]
