"""The order in which a text tells its arms: the one that figures without an arm are read in."""

from __future__ import annotations

import re
from collections.abc import Sequence

from retrieval.checks.arms.arm_scenes import ArmBinding
from retrieval.checks.figures.cues import RESPECTIVELY
from retrieval.checks.sentences.clauses import Clause, Context
from retrieval.checks.sentences.slots import Slot
from retrieval.checks.terms.arm_pairs import Span


def first_told(clause: Clause, values: Sequence[Slot], spans: list[Span]) -> tuple[tuple[str, ...], list[Span]]:
    """The order told by the arm whose figure goes first, "53 versus 16 (A first)", and the arms named beside that."""
    pair, end = clause.evidence.facts.pair, max((slot.expression.end for slot in values), default=0)
    last = spans[-1] if spans and len(pair) == len(("one", "other")) else None
    if last is None or last.name not in pair or last.start < end or not _FIRST.match(clause.text, last.end):
        return (), spans
    return (last.name, *(arm for arm in pair if arm != last.name)), spans[:-1]


_FIRST = re.compile(
    r"(?:'s)?(?: (?:arm|group|patients|recipients))?(?: (?:is|are|given|shown|listed))? first\b(?!\s[a-z])"
)


def order_listed(values: Sequence[Slot], named: tuple[str, ...], context: Context) -> tuple[str, ...]:
    """The order of all arms told before, where a list has a figure for each, whatever two were compared since.

    So it is with those that the sentence itself names, where a list of as many figures is theirs, respectively.
    """
    last = values[len(values) - len(named) :]
    own = len(named) > len(("one", "other")) and len(last) == len(named) and RESPECTIVELY.search(last[-1].after)
    if own and all(_LISTED.fullmatch(slot.before) for slot in last[1:]):
        return named
    listed = not named and len(values) == len(context.order_of_all) and len(values) > len(context.order)
    return context.order_of_all if listed and all(_LISTED.fullmatch(slot.before) for slot in values[1:]) else ()


def are_led(clause: Clause, values: Sequence[Slot], spans: Sequence[Span], order: tuple[str, ...]) -> bool:
    """Whether two of more arms are named before two figures, and no other: "A beat B (45.2 % versus 29.1 %)"."""
    pair = values[-2:]
    named = tuple(dict.fromkeys(span.name for span in spans))
    led = len(clause.evidence.facts.arms) > len(order) and len(pair) == len(named) == len(order) and named == order
    return led and all(span.end <= pair[0].expression.start for span in spans)


_LISTED = re.compile(r"\s?%?(?: months| weeks| days)?(?:,|,? and|;)\s", re.IGNORECASE)


def order_meant(clause: Clause, named: tuple[str, ...], context: Context, *, figures: int) -> tuple[str, ...]:
    """The order of figures without an arm: that told before, or the pair of the trial; none for others of its arms.

    Where one arm of several is named, two figures beside its own are of two others: "by 6.7 and 6.9, on C by 4.6".
    """
    all_arms, pair = clause.evidence.facts.arms, clause.evidence.facts.pair
    if context.order and set(named) <= set(context.order):
        order = context.order
    else:
        apart = len(named) == 2 and not set(named) <= set(pair)  # of three arms these two
        order = named if apart else pair
    said = clause.text, clause.sentence.start, clause.sentence.end
    if len(named) == 1 and len(order) == 2 < figures and len(all_arms) > len(order):
        return ()
    others = not named and len(all_arms) > len(order) and _OTHER_ARMS.search(*said)
    dummies = not pair and not context.order and _DUMMY.search(*said) and not _DUMMY.search(" ".join(named))
    return () if others or dummies else order  # "in the two lower doses": of others than those told before


_OTHER_ARMS = re.compile(
    r"\b(?:two|three|both|all|other|remaining|lower|higher) (?:other |lower |higher |remaining |active )?"
    r"(?:doses|dose groups|groups|arms|regimens|cohorts)\b",
    re.IGNORECASE,
)
_DUMMY = re.compile(r"\b(?:placebo|sham|vehicle)\b", re.IGNORECASE)


def order_told(
    clause: Clause, pairs: Sequence[tuple[Span, ...]], bindings: Sequence[ArmBinding], named: tuple[str, ...]
) -> tuple[str, ...]:
    """The order in which a sentence tells its arms, for those after it; empty for none."""
    all_arms = clause.evidence.facts.arms
    sequence = tuple(dict.fromkeys(item.arm for item in bindings if item.arm in named and item.source == "named"))
    told_pairs = [tuple(span.name for span in pair) for pair in pairs if len(pair) > 1]
    if told_pairs and len(sequence) <= len(told_pairs[-1]):
        return told_pairs[-1]
    # Told one after the other, the control first ("controls: 19 months; the others: not reached"), is no order yet.
    kept = len(sequence) > 1 and (len(sequence) > 2 or len(all_arms) != len(sequence) or sequence == all_arms)
    return tuple(arm for arm in sequence if arm) if kept else ()
