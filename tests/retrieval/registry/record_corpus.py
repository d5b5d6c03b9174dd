"""A corpus of one invented registry record, and what is answered from it."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from decimal import Decimal
from typing import Any

from ingest.records import Document, Result, Section, Source, Trial
from ingest.vocabulary import Term
from retrieval.answers.answering import Draft
from retrieval.routing import draft_answer
from retrieval.search import Retriever
from retrieval.terms import index_terms
from tests.retrieval.small_trial import SmallCorpus, make_result


@dataclass(frozen=True, slots=True)
class RowMaker:
    """Makes the results of one outcome, one for each arm in their order; counts of patients unless it is told else.

    Attributes:
        source: Id of the source, with which the ids of the results begin.
        size: Patients of each arm, out of whom a count is.
    """

    source: str
    trial: str
    arms: Sequence[str]
    size: int

    def __call__(self, key: str, outcome: str, *values: str, **slots: Any) -> list[Result]:
        """The results of an outcome: as many as there are values."""
        slots = _OF_RECORD | {"statistic": "count", "unit": "patients"} | slots
        counted = slots["statistic"] == "count"
        return [
            make_result(
                f"{self.source}:{key}{place}", trial=self.trial, outcome=outcome, arm=arm, value=Decimal(value),
                **(slots | ({"n": int(value), "N": self.size} if counted else {})),
            )
            for place, (arm, value) in enumerate(zip(self.arms, values, strict=False))
        ]  # fmt: skip


_OF_RECORD: dict[str, Any] = {"data_cutoff": None, "analysis": None, "population": None}


class _NoWords:
    """A keyword search that finds nothing."""

    def search(self, *_: object, **__: object) -> tuple[()]:
        """Nothing."""
        return ()


class OneRecord(SmallCorpus):
    """The record of one trial alone: its results, and its sections as one document without passages."""

    def __init__(
        self,
        rows: Sequence[Result],
        *,
        terms: Iterable[Term],
        trial: Trial,
        source: Source,
        parts: Iterable[tuple[str, str]],
    ) -> None:
        super().__init__(rows, terms=terms, trials=(trial,))
        self.sources = {source.id: source}
        self.disclosures = ()
        self.result_counts = {source.id: len(rows)}
        text, sections = "", []
        for title, part in parts:
            sections.append(Section(title, len(text), len(text) + len(part)))
            text += f"{part}\n\n"
        self._document = Document(source.id, text, tuple(sections))

    @property
    def keywords(self) -> _NoWords:  # type: ignore[override]  # a search alone is asked of it
        """No passages."""
        return _NoWords()

    def document(self, source: str) -> Document | None:
        """The record."""
        return self._document if source == self._document.source else None


def draft_in(corpus: SmallCorpus, text: str) -> Draft:
    """What is answered to a question over a record."""
    retriever = Retriever(corpus=corpus, dense=False)
    return draft_answer(text, corpus=corpus, terms=index_terms(corpus), retriever=retriever)


def answer_in(corpus: SmallCorpus, text: str) -> str:
    """The sentences of that answer."""
    return "\n".join(sentence.text for sentence in draft_in(corpus, text).sentences)
