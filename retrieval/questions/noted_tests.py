"""Tests of one outcome between the same groups that only their notes tell apart: "Oesophagitis: mean dose"."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Sequence

from ingest.records import Result
from retrieval.stems import stems


def tests_meant(rows: Sequence[Result], text: str) -> tuple[Result, ...]:
    """The rows, of several tests alike only those whose notes have most of the words asked, and least beside them.

    All where none has more of them than another, and of what has a value beside its p-value. The words of the one row
    of values that is asked count as asked, too.
    """
    alike: defaultdict[tuple[object, ...], list[Result]] = defaultdict(list)
    for row in rows:
        if row.comparison and row.note and row.item is None and row.value is None:
            alike[row.outcome, row.statistic, row.comparison, row.time_frame, row.subgroup, row.source].append(row)
    items = {row.item for row in rows if row.item}
    asked = stems(" ".join((text, *items))) if len(items) == 1 else stems(text)
    others: set[str] = set()
    for tests in alike.values():
        if len({row.note for row in tests}) > 1:
            told = {row.id: stems(row.note or "") for row in tests}
            scores = {name: (len(words & asked), -len(words - asked)) for name, words in told.items()}
            asked_apart = len({hits for hits, _ in scores.values()}) > 1
            others |= {name for name, score in scores.items() if asked_apart and score < max(scores.values())}
    return tuple(row for row in rows if row.id not in others)
