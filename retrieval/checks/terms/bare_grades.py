"""Grades told by their digits alone, in a sentence that has the word before: "any grade 36.2 %, ≥3 22.0 %"."""

from __future__ import annotations

import re
from collections.abc import Sequence

from retrieval.checks.figures.table_rows import BARE_GRADE
from retrieval.checks.table.evidence import Evidence
from retrieval.terms import Mention

_BARE = re.compile(rf"(?<![\w.=<>]){BARE_GRADE}")


def with_bare_grades(text: str, span: tuple[int, int], named: Sequence[Mention], evidence: Evidence) -> list[Mention]:
    """The grades that a sentence names, and those behind the first that it tells by their digits."""
    found = list(named)
    for match in _BARE.finditer(text, *span) if named else ():
        if any(item.start <= match.start("grade") < item.end for item in named) or match.start() < named[0].end:
            continue
        words = f"grade {match['grade']}"
        terms = evidence.terms.find(words, trial=evidence.trial.id, kinds={"grade"}, typos=False)
        found += [Mention(*match.span("grade"), match["grade"], item.term) for item in terms[:1]]
    return sorted(found, key=lambda item: item.start)
