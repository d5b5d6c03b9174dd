"""A general name with the word before it that titles part by: "severe exacerbations", where others are of any."""

from __future__ import annotations

import re
from collections.abc import Sequence
from dataclasses import replace

from retrieval.checks.table.evidence import Evidence
from retrieval.terms import Mention, common_words, normal_form, split_tokens, word_forms

_LEAD = re.compile(r"(?<![\w-])(?P<word>[a-z]{4,}(?:-[a-z]+)?) $", re.IGNORECASE)
_LISTED = re.compile(r"\b(?:or|and|to|/)\s$", re.IGNORECASE)
"""Before such a word: it is one of several, "moderate to severe"."""
_FAR = 30
_FAMILY = 12
"""Titles of one name that are looked through."""


def by_word_before(text: str, start: int, mention: Mention, evidence: Evidence) -> Sequence[Mention]:
    """Return the mentions of the titles that have the word before a name, and least beside what is told."""
    lead = _LEAD.search(text, max(start, mention.start - _FAR), mention.start)
    if lead is None or mention.term.category != "efficacy" or _LISTED.search(text, start, lead.start()):
        return (mention,)
    word, own = normal_form(lead["word"]), word_forms(mention.text)
    titles = evidence.titles_with(own | {word})[:_FAMILY] if word not in common_words() else []
    untold = {title: len(_telling(title) - own - {word}) for title in titles}
    least = [title for title in titles if untold[title] == min(untold.values())]
    if len(least) == len(evidence.titles_with(own)):
        return (mention,)
    terms = [evidence.terms.term(title, kind="outcome", trial=evidence.trial.id) for title in least]
    whole = text[lead.start("word") : mention.end]
    named = [replace(mention, start=lead.start("word"), text=whole, term=term) for term in terms if term]
    return named or (mention,)


def _telling(title: str) -> frozenset[str]:
    return frozenset(token.form for token in split_tokens(title)) - common_words()
