"""A document read into slots, with the vocabulary that applies to it and the arms and outcomes that it names itself."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass

from ingest.records import Document, Trial
from ingest.table import ResultsTable
from ingest.vocabulary import Term
from ingest.words import normal_forms
from retrieval.checks.binding.reading import Reader, Reading
from retrieval.checks.figures.characters import readable
from retrieval.checks.terms.arm_pairs import Span
from retrieval.proposals.arms import find_arms
from retrieval.proposals.categories import expect_figures
from retrieval.proposals.outcomes import find_compounds, find_outcomes
from retrieval.proposals.vocabulary import separate_synonyms
from retrieval.terms import TermIndex


@dataclass(frozen=True, slots=True)
class Scene:
    """What a document tells, before it is drafted.

    Attributes:
        reading: Its slots, with the text in which they were found, as long as the document's own.
        arms: The trial's arms, the experimental first.
        outcomes: The outcomes that the text mentions, by name.
        own: Names of those that only the text itself has.
        terms: The terms that the slots were read with.
        arm_spans: Where the text names an arm, in order.
    """

    trial: Trial
    reading: Reading
    arms: tuple[Term, ...]
    outcomes: dict[str, Term]
    own: frozenset[str]
    terms: TermIndex
    arm_spans: tuple[Span, ...]


class Vocabulary:
    """A corpus's terms, made ready once for all documents."""

    def __init__(self, terms: Sequence[Term]) -> None:
        terms = separate_synonyms(terms)
        self._index = TermIndex(terms, table=ResultsTable(()))
        self._spelled = [(term, [_forms(spelling) for spelling in term.spellings]) for term in terms]

    def read(self, document: Document, *, trial: Trial) -> Scene:
        """Return what ``document`` tells of ``trial``.

        Arms that the vocabulary has for the trial are taken before those that the text labels.
        """
        text = readable(document.text)
        forms = _forms(text)
        apply = [
            term
            for term, spelled in self._spelled
            if term.trial in (None, trial.id) and any(words <= forms for words in spelled)
        ]
        held = tuple(
            term for term in self._index.terms("arm", trial=trial.id) if term.trial == trial.id and term.role != "all"
        )
        arms = held or find_arms(text, trial=trial.id)
        own = find_outcomes(text, terms=self._index, arms=arms, trial=trial.id)
        compounds = find_compounds(text, terms=self._index, trial=trial.id)
        known = {term.name: term for term in (*self._related(apply), *compounds, *own) if term.kind == "outcome"}
        expected = expect_figures(known.values(), arms=arms, trial=trial.id)
        terms = TermIndex((*apply, *(() if held else arms), *compounds, *own), table=expected)
        reader = Reader(expected, terms=terms, trials=(trial,), trial=trial.id)
        return Scene(
            trial,
            reader.read(document.text),
            arms,
            known,
            frozenset(term.name for term in own),
            terms,
            _arm_spans(text, terms),
        )

    def _related(self, apply: Sequence[Term]) -> list[Term]:
        """The outcomes that apply, and those whose names begin with theirs: events "leading to discontinuation"."""
        names = tuple(term.name for term in apply if term.kind == "outcome" and term.category == "safety")
        return [
            *apply,
            *(
                term
                for term, _ in self._spelled
                if term.kind == "outcome" and term.category == "safety" and any(name.casefold() in term.name.casefold()
                for name in names)
            ),
        ]  # fmt: skip


def _arm_spans(text: str, terms: TermIndex) -> tuple[Span, ...]:
    found = terms.find(text, kinds={"arm"}, typos=False)
    return tuple(Span(item.start, item.end, item.term.name) for item in found if item.term.role != "all")


def _forms(text: str) -> frozenset[str]:
    return frozenset(normal_forms(text))
