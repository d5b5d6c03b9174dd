"""The answer of a letter in a sentence or two, and its key points."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Sequence, Set
from dataclasses import dataclass, replace

from drafting.evidence import Evidence
from drafting.records import LetterText, Paragraph, Selection
from drafting.stating import Wording
from drafting.templates import Templates
from ingest.sentences import sentence_spans
from retrieval.answers.citing import locate
from retrieval.answers.figures import Figure
from retrieval.records import Quote

_MOST_POINTS = 5
_MOST_SAFETY_POINTS = 2
_ANSWER_SENTENCES = 2
"""Sentences that answer one question; what else was found are key points."""
_MOST_NAMED = 4
"""Outcomes that a question names and that its answer tells first."""
_FEW_WORDS = 5
_TOLD_TO_READERS = ("by_meaning", "part_of_composite", "deaths_of_any_cause")
"""Kinds of notices that say of what the figures of an answer are, where that is not quite what was asked."""
_CORRECTION = "Correction:"
"""How a sentence begins that sets right what a question takes for granted: it comes first."""
_MORE_SENTENCES = 4  # of a source that a key point goes on with; the rest stands in the source


@dataclass(slots=True)
class Answers:
    """What answers each question first, and what is left for the key points."""

    evidence: Evidence
    wording: Wording
    templates: Templates

    def answer(self) -> tuple[Paragraph, ...]:
        """One paragraph for each question, in the order asked; of a question about several trials one for each.

        What answered a question before is not said again.
        """
        told: list[Paragraph] = []
        said: set[str] = set()
        for selection in self.evidence.of_role("asked"):
            for texts in self._by_trial(selection):
                new = tuple(_say_once(texts, said))
                told += [Paragraph(new)] if new else []
            notices = tuple(LetterText(each.text) for each in selection.notices if each.kind in _TOLD_TO_READERS)
            told += [Paragraph(new, "caution")] if (new := tuple(_say_once(notices, said))) else []
        if len({figure.first.trial for figure in self._shown()}) > 1:
            told.append(Paragraph((LetterText(self.templates.fill("cross_trial")),), "caution"))
        return tuple(told)

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
        categories = {figure.first.category for figure in (*self._shown(), *rest, *context)}
        groups = {figure.first.subgroup for figure in self._shown()}
        most = 1 if categories >= {"efficacy", "safety"} else _MOST_SAFETY_POINTS
        balanced = _spread(safety, groups=groups)[:most] if safety else []
        room = _MOST_POINTS - len(balanced)
        first = (*rest[: max(room - 1, 1)], *context) if context else tuple(rest)
        parts = any(figure.first.subgroup for figure in self._shown())
        told = [self.wording.state(figure, whole=parts) for figure in (*first[:room], *balanced)]
        quotes = [text for selection in self.evidence.of_role("asked") for text in self._more(selection)]
        return tuple(Paragraph((text,), "bullet") for text in dict.fromkeys((*told, *quotes)))

    def _by_trial(self, selection: Selection) -> list[tuple[LetterText, ...]]:
        texts = tuple(self._answer(selection))
        if len({figure.first.trial for figure in self._headlines(selection)}) < 2:
            return [texts]
        return [tuple(text for text in texts if text.trial == trial) for trial in dict.fromkeys(t.trial for t in texts)]

    def _answer(self, selection: Selection) -> Iterator[LetterText]:
        if selection.status == "declined":
            yield LetterText(self.templates.fill("declined"))
            if self.evidence.trials:
                yield LetterText(self.templates.fill("coverage", trials=self.evidence.named(self.evidence.trials)))
            return
        if any(text.origin == "model" for text in selection.told):
            yield from selection.told[:_ANSWER_SENTENCES]
            return
        headlines = self._headlines(selection)
        printed = {row.id for figure in headlines for row in figure.rows}
        corrections = [text for text in selection.told if text.text.startswith(_CORRECTION)]
        yield from (_shorten(text) if printed & set(text.results) else text for text in corrections)
        yield from (self.wording.state(figure, named=True) for figure in headlines)
        told = [text for text in selection.told if text not in corrections]
        yield from told[:_ANSWER_SENTENCES]
        if selection.quotes and not headlines and not told:
            quoted = self.evidence.say_together(self._sentences(selection)[:_ANSWER_SENTENCES])
            yield from map(self._explain, quoted)
        elif not headlines and not selection.told:
            yield LetterText(self.templates.fill("not_held", question=selection.question))

    def _explain(self, text: LetterText) -> LetterText:
        """A quotation of a few words with the section that it stands in: "Funding: “A company.”"."""
        quote = text.quotes[0]
        document = self.evidence.corpus.document(quote.source)
        place = locate(document, quote.start) if document and len(text.text.split()) < _FEW_WORDS else None
        return replace(text, text=f"{place}: {text.text}") if place else text

    def _headlines(self, selection: Selection) -> list[Figure]:
        """The first figure of each outcome asked, of each trial. Of more outcomes than fit, the first for each name in
        the question, then others that it names, then what was tested, then the first. An event that a registry counts
        by seriousness has two figures.
        """
        figures = self._figures(selection)
        places = {
            figure.first.outcome: self.evidence.place_named(selection.question, figure.first) for figure in figures
        }
        leading = {place: outcome for outcome, place in reversed(places.items()) if place is not None}
        room = max(_ANSWER_SENTENCES, min(len(leading), _MOST_NAMED))
        if len(places) > room:
            figures.sort(
                key=lambda figure: (
                    figure.first.outcome not in leading.values(),
                    places[figure.first.outcome] is None,
                    not self._was_tested(figure),
                )
            )
        first: dict[str, dict[tuple[str, str | None], Figure]] = {}
        for figure in figures:
            told, outcome = first.setdefault(figure.first.trial, {}), figure.first.outcome
            if len({name for name, _ in told} | {outcome}) <= room:
                grades = {each.first.grade for each in figures if each.first.outcome == outcome}
                told.setdefault((outcome, figure.first.grade if grades == _BY_SERIOUSNESS else None), figure)
        return [figure for outcomes in first.values() for figure in outcomes.values()]

    def _was_tested(self, figure: Figure) -> bool:
        """Whether the trial tested a hypothesis about this outcome, in whichever group and analysis."""
        rows = self.evidence.corpus.table.results(trial=figure.first.trial, outcome=figure.first.outcome)
        return any(row.p_tested == "tested" for row in rows)

    def _shown(self) -> list[Figure]:
        return [figure for selection in self.evidence.of_role("asked") for figure in self._headlines(selection)]

    def _figures(self, selection: Selection) -> list[Figure]:
        rows = [self.evidence.corpus.table.get(key) for key in selection.results]
        return self.evidence.figures(rows)

    def _more(self, selection: Selection) -> Iterator[LetterText]:
        """What a question's answer had no room for: further sentences of the program, and some of the source."""
        yield from [text for text in selection.told if not text.text.startswith(_CORRECTION)][_ANSWER_SENTENCES:]
        if not self._figures(selection):
            start = 0 if selection.told else _ANSWER_SENTENCES
            yield from self.evidence.say_together(self._sentences(selection)[start : start + _MORE_SENTENCES])

    def _sentences(self, selection: Selection) -> list[Quote]:
        """The sentences of what was quoted, each for itself: a section may be long."""
        return [sentence for quote in selection.quotes for sentence in self.evidence.sentences(quote)]


_BY_SERIOUSNESS = {"serious", "non-serious"}


def _say_once(texts: Iterable[LetterText], said: set[str]) -> Iterator[LetterText]:
    """Texts without the sentences ``said`` before, which grows by theirs, and without results that all were printed."""
    for text in texts:
        keys = set(text.results)
        sentences = [text.text[start:end] for start, end in sentence_spans(text.text)]
        new = [sentence for sentence in sentences if sentence not in said]
        if new and not (keys and keys <= said):
            yield text if len(new) == len(sentences) or text.origin == "quote" else replace(text, text=" ".join(new))
        said |= keys | set(sentences)


def _shorten(text: LetterText) -> LetterText:
    """The first sentence of a correction: what is reported follows in a sentence of its own."""
    spans = sentence_spans(text.text)
    return replace(text, text=text.text[: spans[0][1]]) if len(spans) > 1 else text


def _spread(figures: Sequence[Figure], *, groups: Set[str | None]) -> list[Figure]:
    """One figure of each outcome before a second of any; the subgroups shown come first, non-serious events last."""
    ordered = sorted(
        figures, key=lambda figure: (figure.first.subgroup not in groups, figure.first.grade == "non-serious")
    )
    first: dict[tuple[str, str | None], Figure] = {}
    for figure in ordered:
        first.setdefault((figure.first.outcome, figure.first.grade), figure)
    kept = list(first.values())
    return [*kept, *(figure for figure in ordered if figure not in kept)]
