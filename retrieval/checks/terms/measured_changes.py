"""Titles of a change that is told as an event: "weight loss was 14.9 %"."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import replace

from retrieval.checks.table.evidence import Evidence
from retrieval.terms import Mention, word_forms

LONGEST = 60
"""Titles looked through for one name; a name that more titles hold names none of them."""


def measured_change(
    mention: Mention, told: frozenset[str], words: frozenset[str], evidence: Evidence
) -> Sequence[Mention]:
    """The titles of a change, told as the event that the table has nothing of: "weight loss was 14.9 %"."""
    term = mention.term
    noun = told - _MOVED
    if term.category != "safety" or noun == told or not noun or evidence.results(term.name):
        return ()
    titles = [title for title in evidence.titles_with(noun | _CHANGE)[:LONGEST] if evidence.results(title)]
    titles = [title for title in titles if evidence.results(title)[0].category == "efficacy"]
    ranked = sorted(titles, key=lambda title: -share_told(evidence.title_words[title], words | told))
    terms = [evidence.terms.term(title, kind="outcome", trial=evidence.trial.id) for title in ranked]
    return [replace(mention, term=term) for term in terms if term]


_MOVED = word_forms("loss lost losing lose gain gained gaining reduction decrease decreased increase increased")
_CHANGE = word_forms("change")


def share_told(title: frozenset[str], words: frozenset[str]) -> float:
    """Which share of a title's words is told."""
    return len(title & words) / len(title)
