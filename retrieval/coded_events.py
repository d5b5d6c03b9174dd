"""Single adverse events of a registry's tables: each has one coded term, and a longer term is another event."""

from __future__ import annotations

import re

from ingest.table import ResultsTable

_NON_SERIOUS = "non-serious"
_SERIOUSNESS = ("serious", _NON_SERIOUS)
_AT_LARGE = re.compile(r"\badverse\b|^(?:any |all |overall |total )?toxicit(?:y|ies)\b", re.IGNORECASE)
"""What sums up events is no single one."""
_BRACKETS = re.compile(r"\s*\([^()]*\)")


def single_events(trial: str, *, table: ResultsTable) -> frozenset[str]:
    """The titles of a trial's single events; none where no registry counts non-serious events apart."""
    slots = table.slots(trial, ("outcome", "category", "grade"))
    if not any(kind == "safety" and grade == _NON_SERIOUS for _, kind, grade in slots):
        return frozenset()
    return frozenset(
        title
        for title, kind, grade in slots
        if kind == "safety" and grade in _SERIOUSNESS and not _AT_LARGE.search(title)
    )


def is_all_of(title: str, name: str) -> bool:
    """Whether a name is the whole title but for what this explains in brackets: "Heat stroke" is no stroke."""
    return _BRACKETS.sub("", title).strip() == name
