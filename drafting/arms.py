"""What the short names of arms stand for, in the words of the trial's title."""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator

from ingest.records import Result, Trial
from retrieval.terms import TermIndex


def spell_out(rows: Iterable[Result], *, trial: Trial, terms: TermIndex) -> dict[str, str]:
    """Return the short arm names that rows of a trial print, each with its long form; of others nothing."""
    found = {arm: _spell_out(arm, trial=trial, terms=terms) for arm in dict.fromkeys(_arms(rows))}
    return {arm: long for arm, long in found.items() if long}


def _arms(rows: Iterable[Result]) -> Iterator[str]:
    for row in rows:
        yield from row.comparison.split(" vs ") if row.comparison else filter(None, (row.arm,))


def _spell_out(arm: str, *, trial: Trial, terms: TermIndex) -> str | None:
    """The longest of an arm's other names that the title has; none where the arm's own name is no short one."""
    term = terms.term(arm, kind="arm", trial=trial.id)
    if term is None or " " in arm or _stands_in(arm, trial.title):
        return None
    longer = [name for name in term.synonyms if len(name) > len(arm) and not re.search(r"\d", name)]
    return max((name for name in longer if _stands_in(name, trial.title)), key=len, default=None)


def _stands_in(name: str, title: str) -> bool:
    return re.search(rf"(?<![\w-]){re.escape(name)}(?![\w-])", title, re.IGNORECASE) is not None
