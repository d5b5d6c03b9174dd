"""The terms of a sentence, kept while its words stay as they are: a letter is checked after every edit."""

from __future__ import annotations

from weakref import WeakKeyDictionary

from ingest.table import ResultsTable
from retrieval.checks.table.evidence import Evidence
from retrieval.checks.terms.explanations import without_explanations
from retrieval.checks.terms.mentions import find_mentions
from retrieval.terms import Mention, TermIndex

_AROUND = 160
"""Code points on both sides of a sentence that are read with it: no rule for terms looks as far."""
_MOST = 4096
"""Sentences whose terms are kept, of one table."""
_Kept = dict[tuple[str, str, int, int], dict[str, list[Mention]]]
_KEPT: WeakKeyDictionary[ResultsTable, WeakKeyDictionary[TermIndex, _Kept]] = WeakKeyDictionary()


def sentence_mentions(text: str, start: int, end: int, *, evidence: Evidence) -> dict[str, list[Mention]]:
    """Return the terms of a sentence by kind, with offsets into ``text``, without those that only explain one."""
    low = max(0, start - _AROUND)
    words = text[low : end + _AROUND]
    kept = _KEPT.setdefault(evidence.table, WeakKeyDictionary()).setdefault(evidence.terms, {})
    key = evidence.trial.id, words, start - low, end - low
    found = kept.get(key)
    if found is None:
        found = find_mentions(words, start - low, end - low, evidence=evidence)
        found = without_explanations(words, start - low, end - low, found)
        if len(kept) >= _MOST:
            kept.clear()
        kept[key] = found
    return {
        kind: [Mention(item.start + low, item.end + low, item.text, item.term, item.typo) for item in mentions]
        for kind, mentions in found.items()
    }


def heading_mentions(text: str, start: int, end: int, *, evidence: Evidence) -> dict[str, list[Mention]]:
    """``find_mentions`` for a row's or column's heading: each is read once a text, for all of its cells."""
    if evidence.headings_of is not text:
        evidence.headings_of, evidence.headings = text, {}
    if (start, end) not in evidence.headings:
        evidence.headings[start, end] = find_mentions(text, start, end, evidence=evidence)
    return evidence.headings[start, end]
