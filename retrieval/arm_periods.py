"""Labels of one arm in several periods: a record may count events of "Period 1: Placebo" and outcomes of "Placebo"."""

from __future__ import annotations

import re
from collections.abc import Collection
from functools import lru_cache

from retrieval.terms import split_tokens

_PERIOD = re.compile(r"^(?P<period>[^:]{0,60}?\b(?:period|phase|part|stage|extension)\b[^:]{0,30}):\s", re.IGNORECASE)
"""Begins a label that says in which period of the trial an arm is counted."""
_ANY = re.compile(r"^(?:any|all|overall|total)\s", re.IGNORECASE)
_JOINS = frozenset({"and", "plus", "with", "or", "the", "of", "in", "arm", "group"})


@lru_cache(maxsize=4096)
def labels_of(arm: str, labels: frozenset[str | None]) -> frozenset[str]:
    """The labels of an outcome that an arm is under; none where neither the arm's nor one of them tells a period.

    Its own words but for the period are the same as the label's; else the one label with them and an amount or a route
    more, or less.
    """
    told = [label for label in labels if label]
    if not any(map(_PERIOD.match, (arm, *told))):
        return frozenset()
    core = _core(arm)
    same = [label for label in told if _core(label) == core]
    near = [label for label in told if core and (core <= _core(label) or _core(label) <= core)]
    return frozenset(same or (near if len({_core(label) for label in near}) == 1 else ()))


def label_named(labels: Collection[str], words: str) -> str | None:
    """Of the labels of an arm the one whose period the words name; ``None`` where they name none, or several."""
    spoken = f" {_forms(words)} "
    told = {label: match["period"] for label in labels if (match := _PERIOD.match(label))}
    named = [label for label, period in told.items() if f" {_forms(period)} " in spoken]
    return named[0] if len(named) == 1 else None


@lru_cache(maxsize=1024)
def _forms(words: str) -> str:
    return " ".join(token.form for token in split_tokens(words))


def _core(label: str) -> frozenset[str]:
    bare = _ANY.sub("", _PERIOD.sub("", label))
    return frozenset(token.form for token in split_tokens(bare) if token.form not in _JOINS and token.form.isalnum())
