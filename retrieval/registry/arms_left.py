"""Arms that a question calls by a part of their names: "the PTI group", "vardexafil" for "Vardexafil MR", "osi"."""

from __future__ import annotations

import re
from collections.abc import Collection, Iterator, Mapping, Sequence
from dataclasses import replace
from itertools import pairwise

from ingest.corpus import Corpus
from ingest.vocabulary import Term
from retrieval.questions.question import Question
from retrieval.registry.trial_words import design_words
from retrieval.stems import stems
from retrieval.terms import Mention, Token, common_words

_COMPARED = ("efficacy", "safety")
_ORDER = re.compile(r"\b(?:then|followed by)\b|[\u2192>]", re.IGNORECASE)
"""What the name of a sequence has: in a crossover it is no treatment whose results are compared."""
_NO_NAME = frozenset("all pooled combined total overall group arm dose".split())


def with_arms_left(question: Question, *, corpus: Corpus) -> Question:
    """The question for the arms that its unread words name: each run of words for those arms that have all of them.

    Words that every arm has name none of them, nor do everyday words and those of any design.
    """
    slots = corpus.table.slots(question.trial or "", ("arm", "category"))
    names = sorted({arm for arm, kind in slots if arm and kind in _COMPARED and not _ORDER.search(arm)})
    words = {name: stems(name) for name in names}
    told = {word for own in words.values() for word in own if not all(word in other for other in words.values())}
    left = sorted({*question.unknown, *question.unread}, key=lambda token: token.start)
    left = [token for token in left if _may_name(token) and _meant(token, told) <= told]
    found = list(_by_words_together(question, words))
    for run in _runs(left, question.text):
        said = frozenset().union(*(_meant(token, told) for token in run))
        for name in (name for name in names if said <= words[name]):
            span = run[0].start, run[-1].end
            found.append(Mention(*span, question.text[slice(*span)], Term("arm", name, trial=question.trial)))
    if not found:
        return question
    inside = [token for token in left if any(m.start <= token.start < m.end for m in found)]
    return replace(
        question,
        arms=tuple(dict.fromkeys((*question.arms, *(m.term.name for m in found)))),
        mentions=(*question.mentions, *found),
        unknown=tuple(token for token in question.unknown if token not in inside),
        unread=tuple(token for token in question.unread if token not in inside),
    )


def _meant(token: Token, told: Collection[str]) -> frozenset[str]:
    """The stems of a word, or of the one longer word of the arms' names that it begins: "osi" for "osimertinib"."""
    said = stems(token.text)
    long = len(token.form) * 2
    begun = [word for word in told if len(word) >= long and word.startswith(token.form)]
    return (
        frozenset(begun) if len(begun) == 1 and not said & set(told) and len(token.form) >= _SHORTEST_CLIPPED else said
    )


_SHORTEST_CLIPPED = 3
"""Letters by which the drug of an arm is called for short."""


def _by_words_together(question: Question, words: Mapping[str, frozenset[str]]) -> Iterator[Mention]:
    """The one arm that has two or more words in a row, everyday ones too, behind a word of comparison: "usual care"."""
    for match in _COMPARED_WITH.finditer(question.text):
        said = match["name"].split()
        inside = any(m.start < match.end("name") and match.start("name") < m.end for m in question.mentions)
        for size in range(len(said), _FEWEST_TOGETHER - 1, -1):
            own = [arm for arm, told in words.items() if stems(" ".join(said[:size])) <= told]
            first, last = said[0].casefold(), said[size - 1].casefold()
            if len(own) == 1 and not inside and not {first, last} & _SMALL:
                start = match.start("name")
                end = start + len(" ".join(said[:size]))
                yield Mention(start, end, question.text[start:end], Term("arm", own[0], trial=question.trial))
                break


_COMPARED_WITH = re.compile(
    r"\b(?:than|with|vs\.?|versus|to|in|on|from|and|or|against)\s(?:(?:the|those|patients|people|in|on|with)\s)*"
    r"(?P<name>[A-Za-z][\w-]*(?:\s[A-Za-z][\w-]*){1,4})",
    re.IGNORECASE,
)
_FEWEST_TOGETHER = 2
_SMALL = frozenset("a an and at by for from group arm in of on or the to with".split())


def _may_name(token: Token) -> bool:
    plain = token.form in common_words() | design_words() | _NO_NAME
    return not plain and any(character.isalpha() for character in token.form)


def _runs(tokens: Sequence[Token], text: str) -> list[list[Token]]:
    """The words as far as only a space or a hyphen stands between them."""
    runs = [[token] for token in tokens[:1]]
    for before, token in pairwise(tokens):
        if re.fullmatch(r"[ -]+", text[before.end : token.start]):
            runs[-1].append(token)
        else:
            runs.append([token])
    return runs
