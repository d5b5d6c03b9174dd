"""By how much a figure changed from one analysis to a later one, where that is asked and no source reports it."""

from __future__ import annotations

import re
from collections import defaultdict
from collections.abc import Sequence
from decimal import Decimal

from ingest.records import Result
from retrieval.answers.figures import Figure
from retrieval.answers.phrasing import grade_words, in_sentence
from retrieval.records import Sentence

_CHANGED = re.compile(
    r"\b(?:r[io]se[ns]?|rising|increas\w+|grow[ns]?|grew|climb\w*|fell|fall(?:s|en|ing)?|drop(?:s|ped|ping)?|decreas\w+"
    r"|declin\w+|chang\w+|(?:go|goes|going|went|gone|creep|crept) (?:up|down)|gained?|shift\w*|move[ds]?"
    r"|shr[aiu]nk\w*|dwindl\w+|diminish\w*|worsen\w*|improv\w+|narrow\w*|widen\w*"
    r"|(?:g[eo]t|gets|became|become|becoming|getting) (?:\w+ )?"
    r"(?:more|less|fewer|higher|lower|worse|better|smaller|bigger|larger|rarer|commoner))\b",
    re.IGNORECASE,
)
_SPAN = re.compile(
    r"\b(?:between|from|since|over time|over the years|with (?:longer|more|further) follow-?up"
    r"|by the (?:last|latest|final)|at the (?:last|latest|second|final|later)"
    r"|compared (?:with|to) the (?:first|primary|interim|earlier))\b",
    re.IGNORECASE,
)
_UNITS = {"%": ("%", "percentage points"), "months": (" months", "months"), "weeks": (" weeks", "weeks")}
_FEWEST = 2


def asks_change(text: str) -> bool:
    """Whether what is asked changed from one time to another: "rose between the cut-offs", no gap between arms."""
    return bool(_CHANGED.search(text) and _SPAN.search(text))


def describe_changes(figures: Sequence[Figure]) -> tuple[Sentence, ...]:
    """For each arm and statistic with numbers at several cut-offs: the first, the last, and how far they are apart."""
    told: defaultdict[tuple[str | None, ...], list[Result]] = defaultdict(list)
    for row in (row for figure in figures for row in figure.rows):
        if row.arm and row.data_cutoff and row.unit in _UNITS and isinstance(row.value, Decimal):
            told[row.outcome, row.grade, row.subgroup, row.statistic, row.unit, row.arm].append(row)
    series = [sorted(rows, key=lambda row: str(row.data_cutoff)) for rows in told.values()]
    return tuple(
        _tell(rows[0], rows[-1])
        for rows in series
        if len(rows) >= _FEWEST and rows[0].data_cutoff != rows[-1].data_cutoff
    )


def _tell(first: Result, last: Result) -> Sentence:
    assert isinstance(first.value, Decimal), "only numbers are told apart"
    assert isinstance(last.value, Decimal), "only numbers are told apart"
    sign, unit = _UNITS[first.unit or ""]
    text = (
        f"Computed from these figures, not reported by a source: {in_sentence(first.outcome)}"
        f"{grade_words(first.grade)}, with {first.arm}, {first.value}{sign} at the {first.analysis} "
        f"and {last.value}{sign} at the {last.analysis}, "
        f"a difference of {abs(last.value - first.value):f} {unit}."
    )
    return Sentence(text, (first, last))
