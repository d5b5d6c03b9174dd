"""Which rows of an outcome were measured at the time that is asked."""

from __future__ import annotations

import re
from collections.abc import Sequence

from ingest.records import Result
from retrieval.questions.timed_titles import agree, of_one_kind, times_told
from retrieval.terms import common_words, split_tokens


def without_changes(rows: Sequence[Result]) -> tuple[Result, ...]:
    """The rows without changes from baseline and events of the treatment: neither tells what was found at baseline."""
    return tuple(row for row in rows if row.category != "safety" and not _IS_CHANGE.search(row.outcome))


_IS_CHANGE = re.compile(
    r"\b(?:changes?|reductions?|improvements?|increases?|decreases?|declines?|decrements?)\b.*\bbaseline\b",
    re.IGNORECASE,
)


_DECIMAL = re.compile(r"\d+[.\u00b7]\d+")


def at_time(rows: Sequence[Result], landmark: str, *, beside: str | None = None) -> tuple[Result, ...]:
    """Rows measured at the time asked, as their title, row or time frame tells; all where none does.

    Args:
        beside: A category of which all rows stay: what was found at baseline is asked, too.
    """
    if kept := tuple(row for row in rows if beside and row.category == beside):
        return (*kept, *at_time([row for row in rows if row.category != beside], landmark))
    asked = {token.form for token in split_tokens(landmark)} - common_words()
    times = times_told(landmark)

    def tells(row: Result) -> bool:
        dated = bool(times and times_told(row.item or ""))  # whatever times the frame of all rows lists
        told = " ".join(filter(None, (row.item,) if dated else (row.outcome, row.item, row.time_frame)))
        words = {token.form for token in split_tokens(_DECIMAL.sub(" ", told))}  # "10.5 months" is no 5
        said = bool(asked) and asked <= words
        return said or bool(times and agree(times, times_told(told)))

    at_once = [row for row in rows if row.item and agree(times, times_told(row.item))]
    if times and at_once:  # a title that lists its times tells which of them no row is of
        return tuple(row for row in rows if row in at_once or row.item is None)
    kept = tuple(row for row in rows if tells(row))
    own = [times_told(f"{row.outcome} {row.item or ''}") or times_told(row.time_frame or "") for row in rows]
    if not kept and times and all(of_one_kind(times, told) for told in own):
        return ()  # each is said to be of another time
    return kept or tuple(rows)
