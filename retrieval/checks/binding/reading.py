"""A text read into slots: sentence by sentence, each for the trial that it speaks of."""

from __future__ import annotations

import re
from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field

from ingest.records import Source, Trial
from ingest.table import ResultsTable
from retrieval.checks.binding.binding import bind
from retrieval.checks.figures.characters import readable
from retrieval.checks.figures.frames import Frame, blank_frames, find_frames, numbers_in
from retrieval.checks.figures.layout import SECTION, Sentence, split_sentences
from retrieval.checks.figures.numbers import NOT_TOLD, Number, find_not_told, find_numbers
from retrieval.checks.figures.roles import Expression, Part, Role
from retrieval.checks.sentences.clauses import Clause, Context, read_clause
from retrieval.checks.sentences.qualifiers import Qualifier, reach
from retrieval.checks.sentences.slots import Slot
from retrieval.checks.table.evidence import Evidence
from retrieval.checks.table.trials import TrialFinder, TrialMention
from retrieval.terms import TermIndex

_REFERENCE = re.compile(
    r"[(\[][A-Z][\w'-]{2,30}(?: [A-Z]{1,3}\b| et al\b\.?)?,? [^()\[\]]{0,60}?\b(?:19|20)[0-9]{2}\b[^()\[\]]*"
    r"|\b(?:by|from) [A-Z][\w'-]{2,30}(?: [A-Z]{1,3})?,? (?:et al\b\.?|and (?:colleagues|co-?workers))"
    r"(?:,? (?:in )?(?:the |The )?[A-Z][a-z]{2,20}(?: [A-Z][a-z]{2,20}){0,4},?(?: \(?(?:19|20)[0-9]{2}\b)?)?"
)
"""A publication cited in brackets, or by its authors: its words name no outcome and no group."""
ATTRIBUTED = "attributed to"
"""Begins the reason why a number of a trial that is not held is not checked."""


@dataclass(frozen=True, slots=True)
class Reading:
    """What was read in a text.

    Attributes:
        text: The text with typographic variants read as one spelling, as long as the original.
        bare: The same with blanks for its time frames.
        clauses: One for each sentence that could be bound to a trial, by the sentence's place.
        loose: Numbers of sentences that speak of no known trial, with the reason.
    """

    text: str
    bare: str
    sentences: tuple[Sentence, ...]
    clauses: dict[int, Clause]
    slots: list[Slot]
    loose: list[tuple[Number, str]]


@dataclass(slots=True)
class Reader:
    """Reads texts against one corpus."""

    table: ResultsTable
    terms: TermIndex
    trials: tuple[Trial, ...]
    trial: str | None = None
    sources: Mapping[str, Source] = field(default_factory=dict)
    evidence: dict[str, Evidence] = field(default_factory=dict)
    finder: TrialFinder = field(init=False)

    def __post_init__(self) -> None:
        self.finder = TrialFinder(self.trials, terms=self.terms)

    def read(self, text: str) -> Reading:
        """Return the slots of every number of ``text``."""
        plain = readable(text)
        frames = find_frames(plain)
        bare = blank_frames(plain, frames)
        sentences = split_sentences(blank_frames(plain, frames, fill="x"))
        numbers = sorted((*find_numbers(plain), *find_not_told(plain)), key=lambda number: number.start)
        reading = Reading(plain, bare, sentences, {}, [], [])
        default = self._default(plain)
        context, current, elsewhere, paragraph = Context(), default, "", -1
        position = 0
        for place, sentence in enumerate(sentences):
            first = position
            while position < len(numbers) and numbers[position].start < sentence.end:
                position += 1
            within = [frame for frame in frames if sentence.start <= frame.start < sentence.end]
            framed = [(number, frame) for frame in within for number in numbers_in(numbers[first:position], frame)]
            own = [number for number in numbers[first:position] if number not in [it for it, _ in framed]]
            own = own[_is_numbered(plain, sentence, own) :]
            named = self._named(plain, sentence)
            if sentence.paragraph != paragraph:
                elsewhere = "" if sentence.kind != "cell" else elsewhere
                paragraph = sentence.paragraph
            if named:
                held = [mention.trial for mention in named if mention.trial]
                elsewhere = "" if held else named[0].name
                current = held[0] if held and not self.trial else current
            trial = (named[0].trial if named else None) or current
            clause = None if current is None or trial is None else self._clause(reading, place, own, trial)
            if clause is None:
                where = f"{ATTRIBUTED} {elsewhere}, which the corpus does not hold"
                reading.loose.extend(
                    (number, where if elsewhere else "trial not named")
                    for number in numbers[first:position]
                    if number.value != NOT_TOLD
                )
                continue
            if elsewhere:
                reading.slots.extend(_given_away(bind(clause, context), elsewhere))
                continue
            clause.spans.extend((item.start, item.end) for item in named)
            clause.spans.extend(match.span() for match in _REFERENCE.finditer(plain, sentence.start, sentence.end))
            slots = bind(clause, context)
            slots += _bind_frames(slots, within, [_of_frame(clause, *item) for item in framed])
            _share_out(slots, clause, named)
            reading.clauses[place] = clause
            reading.slots.extend(slots)
        return reading

    def for_trial(self, trial: str) -> Evidence:
        """The evidence of one trial, looked up once for each check."""
        if trial not in self.evidence:
            record = next((item for item in self.trials if item.id == trial), None) or Trial(trial, None, trial)
            self.evidence[trial] = Evidence(self.table, self.terms, record, self.sources)
        return self.evidence[trial]

    def _default(self, text: str) -> str | None:
        if self.trial is not None:
            return self.trial
        named = {mention.trial for mention in self.finder.find(text) if mention.trial}
        if named:
            return next(iter(named)) if len(named) == 1 else None
        held = {trial.id for trial in self.trials} | set(self.table.trials())
        return next(iter(held)) if len(held) == 1 else None

    def _named(self, text: str, sentence: Sentence) -> tuple[TrialMention, ...]:
        found = self.finder.find(text[sentence.start : sentence.end])
        return tuple(
            TrialMention(item.start + sentence.start, item.end + sentence.start, item.name, item.trial)
            for item in found
        )

    def _clause(self, reading: Reading, place: int, numbers: Sequence[Number], trial: str) -> Clause:
        sentence = reading.sentences[place]
        return read_clause(reading.bare, sentence, place=place, numbers=numbers, evidence=self.for_trial(trial))


def _is_numbered(text: str, sentence: Sentence, numbers: Sequence[Number]) -> bool:
    """Whether a heading begins with its section's number, which is no figure."""
    section = SECTION.match(text, sentence.start, sentence.end) if sentence.kind == "heading" else None
    return section is not None and bool(numbers) and numbers[0].start < section.end()


def _bind_frames(slots: Sequence[Slot], frames: Sequence[Frame], framed: list[Slot]) -> list[Slot]:
    """Give each figure the time frame told after it, else before it; return the slots of the frames' numbers."""
    for slot in slots:
        told = [frame.words for frame in frames if slot.expression.start < frame.start]
        before = [frame.words for frame in frames if frame.end <= slot.expression.start]
        slot.frame = next(iter((*told, *before[-1:])), None)
    return framed


def _of_frame(clause: Clause, number: Number, frame: Frame) -> Slot:
    part = Part(number, Role.FRAME)
    expression = Expression((part,), number.start, number.unit_end)
    return Slot(expression, clause.place, trial=clause.evidence.trial.id, frame=frame.words)


def _given_away(slots: list[Slot], elsewhere: str) -> list[Slot]:
    """The slots of a sentence about a trial that is not held."""
    for slot in slots:
        slot.elsewhere = elsewhere
    return slots


def _share_out(slots: list[Slot], clause: Clause, named: tuple[TrialMention, ...]) -> None:
    """Where a sentence names several trials, give each number to the one that its place tells."""
    if len({item.trial or item.name for item in named}) < 2:
        return
    spans = [(slot.expression.start, slot.expression.end) for slot in slots]
    qualifiers = [Qualifier(item.start, item.end, item.trial or item.name) for item in named]
    held = {item.trial for item in named if item.trial}
    own = clause.evidence.trial.id
    for slot, span in zip(slots, spans, strict=True):
        told = reach(clause.text, span, spans, qualifiers).strict
        owner = told[-1].name if told else own
        slot.trial, slot.elsewhere = (owner, None) if owner in held else (own, owner if told else None)
