"""The evidence of a letter by question and trial: rows, figures and quoted sentences."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from functools import cached_property

from drafting.records import LetterText, Role, Selection
from ingest.corpus import Corpus
from ingest.errors import EvidenceError
from ingest.records import Result, Source, Trial
from ingest.sentences import sentence_spans
from retrieval.answers.figures import Figure, group_figures
from retrieval.records import Quote
from retrieval.terms import TermIndex
from retrieval.trials import name_trial


class SelectionError(EvidenceError):
    """A pick that the corpus does not hold."""


@dataclass(frozen=True)
class Evidence:
    """Everything picked for one letter, read from the corpus.

    Raises:
        SelectionError: A result or a source that was picked is not in the corpus.
    """

    selections: tuple[Selection, ...]
    corpus: Corpus
    terms: TermIndex

    def __post_init__(self) -> None:
        for selection in self.selections:
            for key in selection.results:
                if key not in self.corpus.table:
                    raise SelectionError(
                        f"result {key!r}: not in this corpus; trialcite lookup --format json lists ids"
                    )
            for quote in selection.quotes:
                document = self.corpus.document(quote.source)
                if document is None or not 0 <= quote.start < quote.end <= len(document.text):
                    raise SelectionError(f"source {quote.source!r}: no text at {quote.start}-{quote.end} is held")

    @cached_property
    def trials(self) -> tuple[Trial, ...]:
        """The trials that the letter is about, in the order of the corpus."""
        about = {trial for selection in self.selections for trial in selection.trials}
        about |= {row.trial for row in self.rows()}
        return tuple(trial for trial in self.corpus.trials if trial.id in about)

    @cached_property
    def names(self) -> dict[str, str]:
        """How each trial is named in running text, by id: by its acronym where no other trial has it."""
        count = Counter(trial.acronym for trial in self.corpus.trials)
        return {
            trial.id: trial.acronym if trial.acronym and count[trial.acronym] == 1 else trial.id
            for trial in self.corpus.trials
        }

    def of_role(self, *roles: Role) -> tuple[Selection, ...]:
        """The selections made for one of these reasons."""
        return tuple(selection for selection in self.selections if selection.role in roles)

    def rows(self, *roles: Role, trial: str | None = None) -> list[Result]:
        """Each result picked for one of these reasons, or for any, once."""
        keys = [
            key for selection in self.selections if not roles or selection.role in roles for key in selection.results
        ]
        rows = [self.corpus.table.get(key) for key in dict.fromkeys(keys)]
        return [row for row in rows if trial in (None, row.trial)]

    def figures(self, rows: Sequence[Result]) -> list[Figure]:
        """The rows grouped into figures, in the order in which they were picked; none holds rows of two trials."""
        place = {row.id: number for number, row in enumerate(rows)}
        trials = dict.fromkeys(row.trial for row in rows)
        own = [[row for row in rows if row.trial == trial] for trial in trials]
        grouped = [figure for mine in own for figure in group_figures(mine, corpus=self.corpus, terms=self.terms)]
        return sorted(grouped, key=lambda figure: min(place[row.id] for row in figure.rows))

    def shown(self) -> list[Result]:
        """Each result that a letter prints: of several sources' reports the leading one; others as disagreements."""
        return [row for figure in self.figures(self.rows()) for row in figure.rows]

    def place_named(self, question: str, row: Result) -> int | None:
        """Where a question names the outcome of a result; ``None`` where it does not."""
        found = self.terms.find(question, trial=row.trial, kinds=("outcome",))
        term = self.terms.term(row.outcome, kind="outcome", trial=row.trial)
        return next((m.start for m in found if term is not None and m.term.name == term.name), None)

    def quotes(self, *roles: Role, trial: str | None = None) -> list[Quote]:
        """Each span picked for one of these reasons once."""
        spans = [quote for selection in self.of_role(*roles) for quote in selection.quotes]
        return [quote for quote in dict.fromkeys(spans) if trial in (None, self.corpus.sources[quote.source].trial)]

    def sources(self, trial: str) -> list[Source]:
        """The sources of a trial, whether cited or not."""
        return [source for source in self.corpus.sources.values() if source.trial == trial]

    def say(self, quote: Quote) -> LetterText:
        """The words of a span between quotation marks."""
        document = self.corpus.document(quote.source)
        assert document is not None, "seen to be held when the evidence was read"
        words = " ".join(document.text[quote.start : quote.end].split())
        return LetterText(
            f"“{words}”",
            quotes=(quote,),
            sources=(quote.source,),
            origin="quote",
            trial=self.corpus.sources[quote.source].trial,
        )

    def sentences(self, quote: Quote) -> list[Quote]:
        """The sentences of a span."""
        document = self.corpus.document(quote.source)
        assert document is not None, "seen to be held when the evidence was read"
        spans = sentence_spans(document.text[quote.start : quote.end])
        return [Quote(quote.source, quote.start + start, quote.start + end) for start, end in spans]

    def say_together(self, quotes: Sequence[Quote]) -> list[LetterText]:
        """The same of several spans; those that follow each other in their source as one quotation."""
        joined: list[Quote] = []
        for quote in quotes:
            last = joined[-1] if joined else None
            document = self.corpus.document(quote.source)
            if last and document and last.source == quote.source and last.end <= quote.start:
                between = document.text[last.end : quote.start]
                if not between.strip() and "\n" not in between:
                    joined[-1] = Quote(quote.source, last.start, quote.end)
                    continue
            joined.append(quote)
        return [self.say(quote) for quote in joined]

    def named(self, trials: Iterable[Trial]) -> str:
        """Trials with their registry numbers, as a list in prose."""
        names = [name_trial(trial) for trial in trials]
        return " and ".join((", ".join(names[:-1]), names[-1]) if len(names) > 1 else names)
