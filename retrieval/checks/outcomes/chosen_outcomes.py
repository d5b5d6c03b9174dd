"""The outcome that a number is read as, of those that its words name: the nearest that has such a figure at all."""

from __future__ import annotations

from collections.abc import Sequence

from retrieval.checks.figures.rare import Rare
from retrieval.checks.figures.roles import Role
from retrieval.checks.figures.starts import is_baseline
from retrieval.checks.outcomes.rows_told import told_rows
from retrieval.checks.outcomes.titles_of_some import title_of_some
from retrieval.checks.sentences.matching import at_time
from retrieval.checks.sentences.plain_titles import (
    BY_TRAIT,
    best_told,
    is_of_other_estimand,
    without_composites,
    words_told,
)
from retrieval.checks.sentences.slots import Slot
from retrieval.checks.sentences.statistics_told import has_statistic
from retrieval.checks.table.evidence import Evidence
from retrieval.checks.table.title_words import name_in
from retrieval.checks.terms.title_restrictions import restriction
from retrieval.terms import common_words, normal_form, split_tokens, word_forms


def choose_outcome(slot: Slot, evidence: Evidence) -> None:
    """Put first the nearest outcome that has such a figure in the table at all."""
    if slot.cutoffs and slot.outcomes and (other := _at_cutoff(slot, evidence)) is not None:
        slot.outcomes = (other, *slot.outcomes)
        return
    if slot.outcomes and (other := title_of_some(slot, evidence)) is not None:
        slot.outcomes = (other, *slot.outcomes)
        return
    if _is_sole(slot, evidence):
        return
    fitting = _fitting(slot, evidence)
    fitting = _with_time(slot, fitting or slot.outcomes, evidence) or _with_count(slot, fitting, evidence) or fitting
    if not fitting and slot.statistics:  # told in another unit
        kinds = ((name, evidence.kinds(name)) for name in slot.outcomes)
        fitting = [name for name, held in kinds if slot.statistics & {statistic for statistic, _ in held}]
    for outcome in fitting[:1]:
        slot.outcomes = (outcome, *(name for name in slot.outcomes if name != outcome))


def _fitting(slot: Slot, evidence: Evidence) -> list[str]:
    """The outcomes told that have such a figure, the one of which most is told first."""
    meant = [name for name in slot.outcomes if not _is_of_other(name, slot.told, evidence)]
    fitting = [
        name for name in meant or slot.outcomes if evidence.results(name).any(lambda row: has_statistic(row, slot))
    ]
    if slot.phase == "baseline" and not any(_has_phase(name, slot, evidence) for name in slot.outcomes):
        fitting = _at_baseline(slot, evidence) or fitting
    if slot.phase:
        fitting = [name for name in fitting if _has_phase(name, slot, evidence)] or fitting
    if slot.arm:
        fitting = [name for name in fitting if _has_arm(name, slot.arm, evidence)] or fitting
    fitting = list(without_composites(slot.told, fitting)) if len(fitting) > 1 else fitting
    told = word_forms(slot.told)
    fitting = _of_eligibility(slot, evidence) or best_told(told, fitting)
    if fitting and fitting[0] in slot.alternatives:  # titles of the same words: the one of which most is told
        fitting = sorted(fitting, key=lambda name: (name not in slot.alternatives, -words_told(told, name)))
    return _of_everybody(fitting, told, slot, evidence)


def _with_time(slot: Slot, names: Sequence[str], evidence: Evidence) -> list[str]:
    """The outcomes that have a result at the time told."""
    return [name for name in names if slot.time and evidence.results(name).any(lambda row: at_time(row, slot))]


def _with_count(slot: Slot, names: Sequence[str], evidence: Evidence) -> list[str]:
    """The outcomes that count somebody, where a count is told."""
    counts = slot.expression.number(Role.COUNT) is not None
    return [name for name in names if counts and evidence.results(name).any(lambda row: row.n is not None)]


def _at_cutoff(slot: Slot, evidence: Evidence) -> str | None:
    """The one title of the same name that has figures of the cut-off told, where the one named has none of it."""
    cutoffs = evidence.results(slot.outcomes[0]).cutoffs
    if None in cutoffs or cutoffs & slot.cutoffs:
        return None
    alike = evidence.titles_named(name_in(slot.outcomes[0]))
    rows = [title for title in alike if evidence.results(title).cutoffs & slot.cutoffs]
    held = [title for title in rows if evidence.results(title).any(lambda row: has_statistic(row, slot))]
    return held[0] if len(held) == 1 else None


def _is_sole(slot: Slot, evidence: Evidence) -> bool:
    """Whether a number's words name one outcome alone, and no title of the table is told instead of it."""
    if len(slot.outcomes) != 1 or slot.phase == "baseline" or _ELIGIBLE.search(slot.told):
        return False
    return not _whom(slot.outcomes[0], slot, evidence)


def _of_everybody(names: list[str], told: frozenset[str], slot: Slot, evidence: Evidence) -> list[str]:
    """The names, before a title of some patients alone, of whom nothing is told, the one of all with its words."""
    whom = _whom(names[0], slot, evidence) if names else frozenset()
    arms = frozenset(token.form for arm in evidence.facts.arms for token in split_tokens(arm))
    if not whom or (whom - arms) & told or slot.subgroups:
        return names
    own = evidence.title_words.get(names[0], frozenset()) - whom - _PEOPLE
    words = frozenset(form for form in own if form not in common_words())
    titles = [title for title in evidence.titles_with(words) if not restriction(title) and not BY_TRAIT.search(title)]
    held = [title for title in titles if evidence.results(title).any(lambda row: has_statistic(row, slot))]
    held = [title for title in held if title in evidence.facts.primary] or held
    return [*held, *names] if len(held) == 1 else names


def _whom(title: str, slot: Slot, evidence: Evidence) -> frozenset[str]:
    """The words that tell whom alone a title counts, or by what its rows part them where no row is told."""
    parted = BY_TRAIT.search(title)
    if parted and slot.item is None and not told_rows(slot.told, title, evidence.results(title).items):
        return word_forms(parted[0]) - common_words()
    return restriction(title)


_PEOPLE = frozenset(
    normal_form(word) for word in ("number", "percentage", "participants", "patients", "subjects", "baseline")
)


def _has_phase(name: str, slot: Slot, evidence: Evidence) -> bool:
    """Whether an outcome has results of the phase that is told: at baseline, or later."""
    return evidence.results(name).any(lambda row: is_baseline(row) == (slot.phase == "baseline"))


def _is_of_other(name: str, told: str, evidence: Evidence) -> bool:
    """Whether all that the table has under an outcome's name is of another estimand than the one told."""
    titles = {row.outcome for row in evidence.results(name)}
    return bool(titles) and all(is_of_other_estimand(title, told) for title in titles)


def _has_arm(name: str, arm: str, evidence: Evidence) -> bool:
    """Whether an outcome has results of an arm: a registry may give each dose a title of its own."""
    return evidence.results(name).any(lambda row: row.arm == arm or arm in (row.comparison or ""))


def _at_baseline(slot: Slot, evidence: Evidence) -> list[str]:
    """Baseline outcomes whose title is part of the one told: "UACR" at entry, and its change later."""
    words = {form for name in slot.outcomes for form in evidence.title_words.get(name, ())}
    held = [title for title, own in evidence.title_words.items() if len(own) > 1 and own <= words]
    return [title for title in held if evidence.results(title)[0].category == "baseline"]


def _of_eligibility(slot: Slot, evidence: Evidence) -> list[str]:
    """The title of who could enter, where the sentence tells that: "eligible patients had one to three lines"."""
    if not slot.outcomes or not _ELIGIBLE.search(slot.told):
        return []
    own = evidence.title_words.get(slot.outcomes[0], frozenset())
    if own >= _ELIGIBILITY:
        return [slot.outcomes[0]]  # it is told by its own name
    shared = {title: len(evidence.title_words[title] & own) for title in evidence.titles_with(_ELIGIBILITY)}
    best = max(shared, key=lambda title: shared[title], default="")
    return [best] if shared.get(best, 0) > 1 else []


_ELIGIBLE = Rare(r"\b(?:eligib\w+|inclusion criteri\w+|entry criteri\w+)\b", "eligib", "criteri")
_ELIGIBILITY = frozenset({"eligibility"})
