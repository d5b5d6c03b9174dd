"""The arms of a trial, the experimental ones first."""

from __future__ import annotations

import re
from collections.abc import Sequence

from ingest.records import Result
from retrieval.overview.records import Arm
from retrieval.terms import TermIndex

ALL = "all"
_ORDER = {"experimental": 0, None: 1, "control": 2}


def find_arms(results: Sequence[Result], *, terms: TermIndex, trial: str) -> tuple[Arm, ...]:
    """Return the arms that results are of: experimental, those without a role, control.

    Where no role is known, the order in which the arms are compared tells it: "A vs B" sets A against B.
    """
    roles = {term.name: term.role for term in terms.terms("arm", trial=trial) if term.trial == trial}
    held = dict.fromkeys(row.arm for row in results if row.arm and row.arm != ALL and roles.get(row.arm) != ALL)
    compared = [row.comparison.split(" vs ") for row in results if row.comparison]
    pairs = list(dict.fromkeys(tuple(pair) for pair in compared if len(pair) == 2))
    names = list(dict.fromkeys((*(arm for pair in pairs for arm in pair), *sorted(held, key=_in_order))))
    if len(pairs) == 1 and not any(roles.get(name) for name in names):
        roles |= dict(zip(pairs[0], ("experimental", "control"), strict=True))
    names = names or [name for name, role in roles.items() if role != ALL]  # of a record without results
    arms = [Arm(name, roles.get(name)) for name in names]
    return tuple(sorted(arms, key=lambda arm: _ORDER.get(arm.role, 1)))


def _in_order(name: str) -> list[tuple[str, int]]:
    """A key that sets 5 mg before 10 mg."""
    return [(text.casefold(), int(number or 0)) for text, number in re.findall(r"(\D*)(\d*)", name)]
