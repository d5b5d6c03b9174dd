"""The slots of a follow-up with those that it leaves to the question before it."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import replace

from ingest.records import Result
from retrieval.conversation.asked import Slots
from retrieval.conversation.carrying import Reader
from retrieval.conversation.words import starts_with_preposition
from retrieval.questions.statistics_asked import measures

_EFFECTS = frozenset({"hazard ratio", "odds ratio", "risk ratio", "hazard reduction", "difference", "rate ratio"})
"""Statistics of a comparison: no single arm has one."""
_BESIDE_AN_ESTIMATE = frozenset({"confidence interval", "p-value"})
_COUNTED = frozenset({"count", "percentage"})


def merge(earlier: Slots, new: Slots, *, subject: bool, reader: Reader) -> Slots:
    """The slots of a follow-up: its own, and those of the question before it on which it is silent.

    Args:
        subject: Whether it names an outcome of its own: then only what that outcome has results for is carried,
            except for the patients asked about, who are never changed in silence.
    """
    merged = replace(
        new,
        trial=new.trial or earlier.trial,
        outcomes=new.outcomes if subject else earlier.outcomes,
        arms=earlier.arms if new.arms in ((), ("all",)) else new.arms,
        subgroups=new.subgroups or (() if new.whole else earlier.subgroups),
        whole=False,
        populations=new.populations or earlier.populations,
        grades=new.grades or earlier.grades,
        analyses=new.analyses or (() if new.every_cutoff else earlier.analyses),
        landmark=new.landmark or earlier.landmark,
        phrase=" ".join(filter(None, (_carried_phrase(earlier, subject=subject), new.phrase))),
        statistics=_statistics(earlier, new),
        ranked=new.ranked or (earlier.ranked and not subject),
        method=new.method or (earlier.method and not (new.statistics or new.subgroups or new.arms)),
        weighs=new.weighs or (earlier.weighs and not (new.statistics or new.method)),
        every_cutoff=new.every_cutoff or (earlier.every_cutoff and not new.analyses),
    )
    return _without_what_does_not_fit(merged, new, rows=reader.rows(merged)) if subject else merged


def _carried_phrase(earlier: Slots, *, subject: bool) -> str:
    """Words that restrict what is asked; of other words ("well" of "well tolerated") none go to another outcome."""
    return earlier.phrase if not subject or starts_with_preposition(earlier.phrase) else ""


def _statistics(earlier: Slots, new: Slots) -> tuple[str, ...]:
    if new.method:
        return ()
    one_arm = len(new.arms) == 1 and new.arms != ("all",)
    compared = _EFFECTS if one_arm else frozenset()
    if not new.statistics:
        beside = _BESIDE_AN_ESTIMATE if one_arm else frozenset()
        return tuple(name for name in earlier.statistics if name not in compared | beside)
    if new.statistics == ("confidence interval",) and not earlier.weighs:  # of the estimate that was asked for
        not_of_it = compared | _BESIDE_AN_ESTIMATE | _COUNTED
        return (*new.statistics, *(name for name in earlier.statistics if name not in not_of_it))
    return new.statistics


def _without_what_does_not_fit(slots: Slots, new: Slots, *, rows: Sequence[Result]) -> Slots:
    names = {term.name for term in slots.analyses}
    cutoffs = {term.cutoff for term in slots.analyses}
    safety = any(row.category == "safety" for row in rows)
    return replace(
        slots,
        statistics=new.statistics or tuple(s for s in slots.statistics if any(measures(row, s) for row in rows)),
        grades=new.grades or (slots.grades if safety else ()),
        populations=new.populations or tuple(p for p in slots.populations if any(row.population == p for row in rows)),
        analyses=new.analyses
        or (
            slots.analyses
            if any(row.analysis in names or row.data_cutoff in cutoffs for row in rows if row.data_cutoff)
            else ()
        ),
        landmark=new.landmark or (None if safety else slots.landmark),
    )
