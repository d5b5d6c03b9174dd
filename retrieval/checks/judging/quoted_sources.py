"""What a sentence quotes for its figure, a source's words or an outcome's title: is the figure in it?"""

from __future__ import annotations

import re
from collections.abc import Sequence
from decimal import Decimal

from retrieval.checks.figures.numbers import find_numbers
from retrieval.checks.figures.roles import Role
from retrieval.checks.judging.judgements import Judgement
from retrieval.checks.judging.kinds import ErrorClass, finding
from retrieval.checks.sentences.clauses import Clause
from retrieval.records import Finding, Verdict
from retrieval.terms import split_tokens

_SAYS = re.compile(
    r"\b(?:states?|stated|says?|said|reads?|writes?|wrote|reports?|reported|notes?|noted|puts? it|quotes?|quoted"
    r"|reading|stating)\b(?! as\b)[^\"]{0,12}\"(?P<quote>[^\"\n]{15,400})\"",
    re.IGNORECASE,
)
_TITLED = re.compile(
    r"\b(?:outcomes?|measures?|end ?points?|titles?|titled|entitled|table|row|item)\b[^\"\w]{0,4}"
    r"\"(?P<title>[^\"\n]{8,300})\"",
    re.IGNORECASE,
)
_GOOD = (Verdict.SUPPORTED, Verdict.DERIVED)


def check_quotations(text: str, clause: Clause, told: Sequence[Judgement]) -> list[Finding]:
    """Return the first figure of a sentence that stands before a quotation which holds none of its figures."""
    start, end = clause.sentence.start, clause.sentence.end
    words = clause.text.replace("\u201c", '"').replace("\u201d", '"')
    for match in _SAYS.finditer(words, start, end):
        values = {number.value for number in find_numbers(match["quote"])}
        before = [item for item in told if _is_figure(item) and item.part.number.end <= match.start()]
        if values and before and not any(item.part.number.value in values for item in before):
            return [_orphan(text, before[0], "the words quoted for it do not hold the figure")]
    for match in _TITLED.finditer(words, start, end):
        forms = frozenset(token.form for token in split_tokens(match["title"]))
        titles = {title for title, words in clause.evidence.title_words.items() if words == forms}
        rows = [item for item in told if _is_figure(item) and item.result is not None]
        if titles and rows and not any(item.result is not None and item.result.outcome in titles for item in rows):
            other = rows[0].result.outcome if rows[0].result is not None else ""
            return [_orphan(text, rows[0], f"the outcome cited does not hold the figure, which is of {other}")]
    return []


def _is_figure(item: Judgement) -> bool:
    number = item.part.number
    return item.verdict in _GOOD and item.part.role in (Role.ESTIMATE, Role.COUNT) and isinstance(number.value, Decimal)


def _orphan(text: str, item: Judgement, reason: str) -> Finding:
    span = item.part.number.start, item.part.number.end
    return finding(ErrorClass.ORPHAN_CITATION, "error", text, span, reason)
