"""Titles that share a short name, told apart by the other words of a sentence: a visit's, a strain's, a change's."""

from __future__ import annotations

from collections.abc import Sequence

from retrieval.checks.table.evidence import Evidence
from retrieval.terms import common_words, normal_form, split_tokens


def better_told(name: str, told: frozenset[str], words: frozenset[str], evidence: Evidence) -> str | None:
    """The other title of the same short name whose own words a sentence tells: "the GMT against GII.4", not GI.1."""
    own = evidence.title_words.get(name, frozenset())
    titles = evidence.titles_with(told)[:_FAMILY] if told and told < own else []
    rest = own - told - _shared_words(titles, evidence) if name in titles else frozenset()
    if not any(_tells(form) for form in rest) or any(_tells(form) for form in rest & words):
        return None  # its name is told whole, or by a word of its own
    telling = {title: evidence.title_words[title] & words - own for title in titles if title != name}
    best = max(telling, key=lambda title: len(telling[title]), default=None)
    rare = any(_tells(form) for form in telling.get(best or "", ()))
    alike = [title for title in telling if best is not None and len(telling[title]) == len(telling[best])]
    return best if rare and len(alike) == 1 else None


def _tells(form: str) -> bool:
    return form.isalpha() and len(form) > 1 and form not in common_words()


def _shared_words(titles: Sequence[str], evidence: Evidence) -> frozenset[str]:
    return frozenset.intersection(*(evidence.title_words[title] for title in titles))


_FAMILY = 12
"""Titles that may share a short name."""
CHANGE = frozenset(
    normal_form(word)
    for word in """change changes fall fell drop dropped reduction reductions reduced decrease decreased decline
    declined lowered lowering rise rose increase increased improved improvement worsened gained lost down""".split()
)
"""Words of a sentence that tells how a measurement changed."""


def changes_of(name: str, evidence: Evidence) -> list[str]:
    """The titles of changes in what a name tells, which the table has at baseline, too: those that have it in a row."""
    told = [token.form for token in split_tokens(name)]
    titles = evidence.titles_with(frozenset(told) | {normal_form("change"), normal_form("baseline")})[:_FAMILY]
    held = [title for title in titles if evidence.results(title)[0].category == "efficacy"]
    return [title for title in held if f" {' '.join(told)} " in f" {evidence.title_text(title)} "] or held
