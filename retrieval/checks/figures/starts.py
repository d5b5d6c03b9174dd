"""Rows that are of the start of a trial."""

from __future__ import annotations

import re

from ingest.records import Result


def is_start(item: str | None) -> bool:
    """Whether a row's name says that it is of baseline."""
    return (item or "").casefold() in ("baseline", "screening")


def is_baseline(row: Result) -> bool:
    """Whether a result is one of baseline: by its category, or by its row's name."""
    return row.category == "baseline" or is_start(row.item) or _BEFORE.search(row.outcome) is not None


_BEFORE = re.compile(r"\bpre-?vaccination\b|\bat baseline$|\bat (?:baseline|screening) (?:visit|\()", re.IGNORECASE)
"""In a title: what it tells was measured before the treatment."""
