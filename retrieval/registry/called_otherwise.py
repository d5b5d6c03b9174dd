"""Outcomes that a record calls otherwise than the general name which a question's word leads to: "remission"."""

from __future__ import annotations

import re
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import replace

from retrieval.questions.question import Question
from retrieval.questions.wording import assessors
from retrieval.registry.titles_asked import BY_PART
from retrieval.stems import stems
from retrieval.terms import TermIndex

_MEASURED = "efficacy"
_SMALL = stems("in of the rate rates")
MOST_ALIKE = 2
"""Titles of one name that may be told together although nothing asked fits one better than the other."""


def by_own_word(
    name: str,
    titles: Sequence[str],
    question: Question,
    *,
    kinds: Mapping[str | None, str | None],
    later: bool = False,
) -> list[str]:
    """The measures that have the word by which a general name is called, where none of the name's titles has it.

    "Remission" is no response of a record that tells both apart.

    Args:
        titles: The titles that the name leads to.
        kinds: The category of each title of the record.
        later: Whether what became of a characteristic is asked, and not what it was at baseline.
    """
    if name in titles:
        return []
    named = [m for m in question.mentions if m.term.kind == "outcome" and m.term.name == name and not m.term.trial]
    told = (_MEASURED, "baseline") if later else (_MEASURED,)
    said = [words for m in named if m.term.category in told and (words := stems(m.text) - _SMALL)]
    said = [words for words in said if not (words <= _DIED and _MORTALITY in kinds)]  # whatever they died of
    measured = [title for title, kind in kinds.items() if title and kind == _MEASURED]
    own = [_with_word(words, measured, titles, later=later) for words in said]
    own = [found for found in own if titles or len(found) <= MOST_ALIKE]
    apart = any(found and not set(found) & set(titles) for found in own)
    return list(dict.fromkeys(title for found in own for title in found)) if apart else []


def _with_word(words: frozenset[str], measured: Iterable[str], titles: Sequence[str], *, later: bool) -> list[str]:
    """The measures that have these words; of a change where that is asked, and of no part where the name has titles."""
    found = [title for title in measured if words <= stems(_BRACKETS.sub(" ", title))]
    found = [title for title in found if later and stems(title) >= _CHANGED] or found
    return [title for title in found if not titles or assessors(title) or not BY_PART.search(title)]


_BRACKETS = re.compile(r"\([^()]*(?:\([^()]*\))?[^()]*\)")
_CHANGED = stems("change")
_DIED = stems("died die dying death deaths")
_MORTALITY = "All-cause mortality"


def tells_itself(name: str, title: str, *, kinds: Mapping[str | None, str | None]) -> bool:
    """Whether the one title of a name is told in its place: a part, so that its whole is sought; one of other words."""
    return bool(BY_PART.search(title)) or (kinds.get(title) == _MEASURED and not stems(name) & stems(title))


def with_names_of_record(question: Question, called: Mapping[str, str], *, terms: TermIndex) -> Question:
    """The question with the record's own terms in place of general ones, so that what is asked of them stays so.

    Args:
        called: The one title of each name that a question has.
    """
    own = {
        name: term
        for name, title in called.items()
        if name != title and (term := terms.term(title, kind="outcome", trial=question.trial))
    }
    mentions = tuple(
        replace(m, term=own[m.term.name]) if m.term.kind == "outcome" and m.term.name in own else m
        for m in question.mentions
    )
    return replace(question, mentions=mentions)
