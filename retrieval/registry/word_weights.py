"""How much each word of a question tells of the measure meant: the rarer it is among them, the more."""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Mapping
from math import log

from retrieval.questions.question import Question
from retrieval.questions.timed_titles import without_times
from retrieval.registry.measure_words import DEFINED, MeasureWords, is_short_for
from retrieval.registry.trial_words import TrialWords
from retrieval.stems import stems
from retrieval.terms import Token, common_words

Asked = Mapping[int, tuple[Token, tuple[frozenset[str], ...]]]
"""The words that tell what is asked, by their places, each with the ways in which a measure may carry it."""
PLAIN = 0.3
"""Worth of an everyday word ("change", "background") that a title has: it decides between titles alike."""
_UNHEARD = 0.5
"""Worth of a word that the record has nowhere, and that restricts nothing: "weaken"."""
_SAID_OF_ALL = 0.1
"""Worth of the condition of all patients that only ends what is asked."""


def carried_by(asked: Asked, told: MeasureWords) -> dict[int, float]:
    """What each word is worth to a measure: in full where the title has it, less where only the definition has."""
    found: dict[int, float] = {}
    for place, (token, ways) in asked.items():
        if any(way <= told.titled for way in ways):
            found[place] = PLAIN if token.form in common_words() else 1.0
        elif is_short_for(token.text, told.initials) or (
            token.form not in common_words() and any(way <= told.defined for way in ways)
        ):
            found[place] = DEFINED
    return found


def weigh(asked: Asked, told: Mapping[str, MeasureWords], question: Question, words: TrialWords) -> dict[int, float]:
    """The rarer a word among the measures, the more it tells; measures that differ only in time count once.

    Half of that what restricts nothing: unheard words, and those that are true of the whole trial.
    """
    kinds = {without_times(title): each for title, each in told.items()}
    seen = Counter(place for each in kinds.values() for place in carried_by(asked, each))
    light = {place for place in _unread(question) if not seen[place]}
    rows = frozenset().union(*(row for each in told.values() for row in each.rows))
    naming = {place: ways for place, (token, ways) in asked.items() if words.names_trial(token)}
    light |= {place for place, ways in naming.items() if not any(way <= rows for way in ways)}
    of_all = {place for place in naming if place in light and _ONLY_OF.search(question.text[:place])}
    light |= {place for place, (token, _) in asked.items() if stems(token.text) <= KINDS} if len(asked) > 1 else set()
    worth = {place: _SAID_OF_ALL if place in of_all else _UNHEARD if place in light else 1 for place in asked}
    return {place: log(1 + len(kinds) / (1 + seen[place])) * worth[place] for place in asked}


def _unread(question: Question) -> set[int]:
    """Where the words stand that nothing was read from, and that name no drug."""
    drugs = [m for m in question.mentions if m.term.kind == "drug"]
    return {token.start for token in question.unread if not any(m.start <= token.start < m.end for m in drugs)}


KINDS = stems("antibody antibodies titer titre level response concentration score rate value")
"""What is measured in whatever: such words tell less of a measure than what it is of."""
_ONLY_OF = re.compile(r"\b(?:for|with|due to|because of)\s(?:the\s|their\s|severe\s)?$", re.IGNORECASE)
"""What stands before the condition of all patients where it only says so: "admissions for asthma"."""
