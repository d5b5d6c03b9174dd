"""Outcomes whose titles have one telling word alone, told by it in any form: "had relapsed", "recovered after"."""

from __future__ import annotations

import re
from collections.abc import Sequence
from weakref import WeakKeyDictionary

from ingest.table import ResultsTable
from retrieval.checks.figures.times import without_time_points
from retrieval.checks.table.evidence import Evidence
from retrieval.checks.table.title_words import LINKING
from retrieval.terms import Mention, Token, normal_form, split_tokens

_PLAIN = LINKING | frozenset(
    map(
        normal_form,
        "participants patients subjects people number percentage percent proportion share time median mean first"
        " baseline overall who that had have has were was being been during until up over all any each".split(),
    )
)
"""Words of titles that say who is counted, or how."""
_STEM = 6
"""Letters by which two forms of one word begin: "recovered" and "Recovery"."""
_TIME = re.compile(r"time to\b", re.IGNORECASE)
_AS_TIME = re.compile(r"\b(?:median|mean|average|ratio|HR)\b", re.IGNORECASE)
_AS_SHARE = re.compile(r"%|\b[0-9]+ of (?:the )?[0-9]")


def by_sole_word(tokens: Sequence[Token], text: str, start: int, evidence: Evidence) -> list[Mention]:
    """Return the one outcome whose only telling word a span has, where the span tells such a figure.

    Args:
        tokens: Tokens of the span, which begins at ``start`` of ``text``.
    """
    words = {token.form[:_STEM]: token for token in tokens if len(token.form) >= _STEM and token.form.isalpha()}
    told = {title: words[stem] for title, stem in _sole_words(evidence).items() if stem in words}
    span = text[start : start + tokens[-1].end] if tokens else ""
    fitting = [title for title in told if (_AS_TIME if _TIME.match(title) else _AS_SHARE).search(span)]
    term = evidence.terms.term(fitting[0], kind="outcome", trial=evidence.trial.id) if len(fitting) == 1 else None
    if term is None:
        return []
    low, high = start + told[fitting[0]].start, start + told[fitting[0]].end
    return [Mention(low, high, text[low:high], term)]


_KEPT: WeakKeyDictionary[ResultsTable, dict[str, dict[str, str]]] = WeakKeyDictionary()


def _sole_words(evidence: Evidence) -> dict[str, str]:
    """How the only telling word of a title begins, by the efficacy titles that have but one."""
    kept = _KEPT.setdefault(evidence.table, {})
    if evidence.trial.id not in kept:
        found: dict[str, str] = {}
        for title in evidence.title_words:
            forms = {token.form for token in split_tokens(without_time_points(title))} - _PLAIN
            if len(forms) == 1 and evidence.results(title)[0].category == "efficacy":
                word = forms.pop()
                found.update({title: word[:_STEM]} if len(word) >= _STEM and word.isalpha() else {})
        kept[evidence.trial.id] = found
    return kept[evidence.trial.id]
