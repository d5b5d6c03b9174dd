"""Reactions and products of a vocabulary, found in a text."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterable

from ingest.vocabulary import Term
from ingest.words import normal_forms, split_tokens

_COLLECTIVE = (
    *("adverse", "Dose", "Laboratory", "interaction", "Device", "Interference", "Overdose", "Medication error"),
    *("Pregnancy", "Disease progression", "(laboratory)"),
)
"""Words in names of safety outcomes that are no reaction of one patient, or that count as special situations."""


class IntakeWords:
    """The spellings of a vocabulary that an event can be told in; spans count in the text as given."""

    def __init__(self, terms: tuple[Term, ...]) -> None:
        products = [term for term in terms if term.kind in ("drug", "arm") and term.role != "all"]
        self._reactions = _index(term for term in terms if _is_reaction(term))
        self._products = _index(products)
        self._own_products = _index(term for term in products if term.trial)

    def reactions(self, text: str) -> tuple[tuple[int, int], ...]:
        """Spans of safety outcomes."""
        return _find(self._reactions, text)

    def products(self, text: str) -> tuple[tuple[int, int], ...]:
        """Spans of drugs and of treatment arms."""
        return _find(self._products, text)

    def own_products(self, text: str) -> tuple[tuple[int, int], ...]:
        """Spans of the drugs and arms of held trials."""
        return _find(self._own_products, text)


def _is_reaction(term: Term) -> bool:
    collective = any(word in term.name for word in _COLLECTIVE)
    return term.kind == "outcome" and term.category == "safety" and not collective


def _index(terms: Iterable[Term]) -> dict[str, set[tuple[str, ...]]]:
    """Spellings as word forms, by their first form; two capital letters are too often something else."""
    by_first: dict[str, set[tuple[str, ...]]] = defaultdict(set)
    for term in terms:
        for spelling in term.spellings:
            forms = tuple(normal_forms(spelling))
            if forms and not (len(spelling) <= 2 and spelling.isupper()):
                by_first[forms[0]].add(forms)
    return dict(by_first)


def _find(spelled: dict[str, set[tuple[str, ...]]], text: str) -> tuple[tuple[int, int], ...]:
    tokens = split_tokens(text)
    forms = tuple(token.form for token in tokens)
    return tuple(
        (token.start, tokens[first + len(wanted) - 1].end)
        for first, token in enumerate(tokens)
        for wanted in spelled.get(token.form, ())
        if forms[first : first + len(wanted)] == wanted
    )
