"""The answer of a letter in a sentence or two, and its key points."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import dataclass

from drafting.evidence import Evidence
from drafting.records import LetterText, Paragraph, Selection
from drafting.stating import Wording
from drafting.templates import Templates
from retrieval.figures import Figure

_MOST_POINTS = 5
_MOST_SAFETY_POINTS = 2
_ANSWER_SENTENCES = 2
"""Sentences that answer one question; what else was found are key points."""


@dataclass(slots=True)
class Answers:
    """What answers each question first, and what is left for the key points."""

    evidence: Evidence
    wording: Wording
    templates: Templates

    def answer(self) -> tuple[Paragraph, ...]:
        """One paragraph for each question, in the order asked."""
        asked = self.evidence.of_role("asked")
        return tuple(Paragraph(tuple(self._answer(selection))) for selection in asked)

    def points(self) -> tuple[Paragraph, ...]:
        """The key points: what else was found, the whole trial where a part of it was asked about, and its safety."""
        said = {
            figure.first.id for selection in self.evidence.of_role("asked") for figure in self._headlines(selection)
        }
        rest = [
            figure
            for selection in self.evidence.of_role("asked")
            for figure in self._figures(selection)
            if figure.first.id not in said and not figure.first.censoring  # a variant stands in the table
        ]
        context = [figure for selection in self.evidence.of_role("context") for figure in self._figures(selection)]
        safety = [figure for selection in self.evidence.of_role("safety") for figure in self._figures(selection)]
        known = [f for f in (*self._shown(), *rest, *context) if f.first.category == "safety"]
        balanced = _spread(safety)[: _MOST_SAFETY_POINTS if not known else 1] if safety else []
        room = _MOST_POINTS - len(balanced)
        first = (*rest[: max(room - 1, 1)], *context) if context else tuple(rest)
        told = [self.wording.state(figure) for figure in (*first[:room], *balanced)]
        quotes = [text for selection in self.evidence.of_role("asked") for text in self._more(selection)]
        return tuple(Paragraph((text,), "bullet") for text in dict.fromkeys((*told, *quotes)))

    def _answer(self, selection: Selection) -> Iterator[LetterText]:
        if selection.status == "declined":
            coverage = self.evidence.named(self.evidence.trials) or "the sources of this letter"
            yield LetterText(self.templates.fill("declined", coverage=coverage))
            return
        headlines = self._headlines(selection)
        told = selection.told
        yield from told[:_ANSWER_SENTENCES]
        if any(text.origin == "model" for text in told):
            return
        if headlines:
            yield self.wording.state(headlines[0], named=True)
        elif selection.quotes:
            yield from map(self.evidence.say, selection.quotes[:_ANSWER_SENTENCES])
        elif not told:
            yield LetterText(self.templates.fill("not_held", question=selection.question))

    def _headlines(self, selection: Selection) -> list[Figure]:
        return self._figures(selection)[:1]

    def _shown(self) -> list[Figure]:
        return [figure for selection in self.evidence.of_role("asked") for figure in self._headlines(selection)]

    def _figures(self, selection: Selection) -> list[Figure]:
        rows = [self.evidence.corpus.table.get(key) for key in selection.results]
        return self.evidence.figures(rows)

    def _more(self, selection: Selection) -> Iterator[LetterText]:
        """What a question's answer had no room for: further sentences of the source, and of the program."""
        figures = self._figures(selection)
        yield from selection.told[_ANSWER_SENTENCES:]
        if not figures:
            start = _ANSWER_SENTENCES if not selection.told else 0
            yield from map(self.evidence.say, selection.quotes[start:])


def _spread(figures: Sequence[Figure]) -> list[Figure]:
    """One figure of each outcome before a second of any, so that key points do not repeat one."""
    first: dict[tuple[str, str | None], Figure] = {}
    for figure in figures:
        first.setdefault((figure.first.outcome, figure.first.grade), figure)
    kept = list(first.values())
    return [*kept, *(figure for figure in figures if figure not in kept)]
