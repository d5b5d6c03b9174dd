"""Outcomes told by the first letters of their titles' words, "eGFR", or by a code and its noun, "CD4+ count"."""

from __future__ import annotations

import re
from collections import defaultdict
from collections.abc import Sequence
from itertools import pairwise
from weakref import WeakKeyDictionary

from ingest.table import ResultsTable
from retrieval.checks.figures.times import read_times, share_time
from retrieval.checks.table.evidence import Evidence
from retrieval.mentions import overlaps
from retrieval.terms import Mention, split_tokens

_LETTERS = re.compile(r"(?<![\w-])[a-z]?[A-Z]{3,6}(?![\w-])")
_CODE = re.compile(r"(?=.*[0-9])(?=.*[a-z])\w{3,}")
_PARTED = re.compile(r"\bby (?!the\b|week\b|month\b|day\b|year\b|end\b)[^,;]{3,60}$", re.IGNORECASE)
"""Ends a title that leaves its patients to its rows."""
_SHORTEST, _LONGEST = 3, 6
"""Words whose first letters a text may tell together."""


def find_initials(text: str, start: int, end: int, *, taken: Sequence[Mention], evidence: Evidence) -> list[Mention]:
    """Return the outcomes whose titles spell out the letters of a span; of several, those of its time."""
    known, spans = _initials(evidence), _coded(text, start, end, evidence)
    for match in _LETTERS.finditer(text, start, end):
        if not evidence.terms.find(match[0], trial=evidence.trial.id, typos=False):  # "PFS" may be of an analysis
            spans.append((*match.span(), known.get(match[0].casefold(), ())))
    told: list[Mention] = []
    for low, high, held in spans:
        times = read_times(text[start:end])
        titles = [title for title in held if share_time(read_times(title), times)] or held
        terms = [evidence.terms.term(title, kind="outcome", trial=evidence.trial.id) for title in titles]
        told += [Mention(low, high, text[low:high], term) for term in terms if term is not None]
    return [item for item in told if not overlaps(item, *taken)]


def _coded(text: str, start: int, end: int, evidence: Evidence) -> list[tuple[int, int, Sequence[str]]]:
    """The places of a code with its noun, and the measures of efficacy whose titles have both."""
    found: list[tuple[int, int, Sequence[str]]] = []
    tokens = [token for token in split_tokens(text[start:end]) if token.form != "+"]
    for first, second in pairwise(tokens):
        if _CODE.fullmatch(first.form) and second.form.isalpha():
            titles = evidence.titles_with(frozenset({first.form, second.form}))
            held = [title for title in titles if _is_measure(title, evidence)]
            found.append((start + first.start, start + second.end, held))
    return found


def _is_measure(title: str, evidence: Evidence) -> bool:
    """Whether a title is of efficacy, and does not only part its patients by what is told."""
    rows = evidence.results(title)
    return bool(rows) and rows[0].category == "efficacy" and _PARTED.search(title) is None


_KEPT: WeakKeyDictionary[ResultsTable, dict[str, dict[str, tuple[str, ...]]]] = WeakKeyDictionary()


def _initials(evidence: Evidence) -> dict[str, tuple[str, ...]]:
    """The titles of efficacy by the first letters of so many of their words in a row."""
    kept = _KEPT.setdefault(evidence.table, {})
    if evidence.trial.id not in kept:
        found: defaultdict[str, dict[str, None]] = defaultdict(dict)
        for title in evidence.title_words:
            words = re.findall(r"[A-Za-z]+", title) if _is_measure(title, evidence) else []
            for first in range(len(words)):
                for last in range(first + _SHORTEST, min(first + _LONGEST, len(words)) + 1):
                    if all(len(word) > _SHORTEST for word in words[first:last]):
                        found["".join(word[0] for word in words[first:last]).casefold()].setdefault(title)
        kept[evidence.trial.id] = {letters: tuple(titles) for letters, titles in found.items()}
    return kept[evidence.trial.id]
