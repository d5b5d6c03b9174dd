"""A text read into slots: sentence by sentence, each for the trial that it speaks of."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass, field

from ingest.records import Trial
from ingest.table import ResultsTable
from retrieval.checks.binding import Clause, Context, bind, read_clause
from retrieval.checks.characters import readable
from retrieval.checks.evidence import Evidence
from retrieval.checks.layout import Sentence, split_sentences
from retrieval.checks.numbers import Number, find_numbers
from retrieval.checks.qualifiers import Qualifier, reach
from retrieval.checks.slots import Slot
from retrieval.checks.trials import TrialFinder, TrialMention
from retrieval.terms import TermIndex


@dataclass(frozen=True, slots=True)
class Reading:
    """What was read in a text.

    Attributes:
        text: The text with typographic variants read as one spelling, as long as the original.
        clauses: One for each sentence that could be bound to a trial, by the sentence's place.
        loose: Numbers of sentences that speak of no known trial, with the reason.
    """

    text: str
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
    evidence: dict[str, Evidence] = field(default_factory=dict)
    finder: TrialFinder = field(init=False)

    def __post_init__(self) -> None:
        self.finder = TrialFinder(self.trials, terms=self.terms)

    def read(self, text: str) -> Reading:
        """Return the slots of every number of ``text``."""
        plain = readable(text)
        sentences = split_sentences(plain)
        numbers = find_numbers(plain)
        reading = Reading(plain, sentences, {}, [], [])
        default = self._default(plain)
        context, current, elsewhere, paragraph = Context(), default, "", -1
        position = 0
        for place, sentence in enumerate(sentences):
            first = position
            while position < len(numbers) and numbers[position].start < sentence.end:
                position += 1
            own = numbers[first:position]
            named = self._named(plain, sentence)
            if sentence.paragraph != paragraph:
                elsewhere = "" if sentence.kind != "cell" else elsewhere
                paragraph = sentence.paragraph
            if named:
                held = [mention.trial for mention in named if mention.trial]
                elsewhere = "" if held else named[0].name
                current = held[0] if held and not self.trial else current
            if current is None or elsewhere:
                reason = f"attributed to {elsewhere}, which the corpus does not hold" if elsewhere else "trial not named"
                reading.loose.extend((number, reason) for number in own)
                if current is not None:  # the next sentence may go on with its subject
                    bind(read_clause(plain, sentence, place=place, numbers=own, evidence=self.for_trial(current), trials=named), context)
                continue
            self._read_sentence(reading, place, own, named, context, current if not (named and named[0].trial) else (named[0].trial or current))
        return reading

    def for_trial(self, trial: str) -> Evidence:
        """The evidence of one trial, looked up once for each check."""
        if trial not in self.evidence:
            record = next((item for item in self.trials if item.id == trial), None) or Trial(trial, None, trial)
            self.evidence[trial] = Evidence(self.table, self.terms, record)
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
        return tuple(TrialMention(item.start + sentence.start, item.end + sentence.start, item.name, item.trial) for item in found)

    def _read_sentence(
        self, reading: Reading, place: int, numbers: Sequence[Number], named: tuple[TrialMention, ...], context: Context, trial: str
    ) -> None:
        """Bind one sentence; where it names several trials, each number goes to the one that its place tells."""
        clause = read_clause(reading.text, reading.sentences[place], place=place, numbers=numbers, evidence=self.for_trial(trial), trials=named)
        slots = bind(clause, context)
        owners = {item.trial or item.name for item in named}
        if len(owners) > 1:
            others = [(slot.expression.start, slot.expression.end) for slot in slots]
            qualifiers = [Qualifier(item.start, item.end, item.trial or item.name) for item in named]
            held = {item.trial for item in named if item.trial}
            for slot, span in zip(slots, others, strict=True):
                told = reach(reading.text, span, others, qualifiers).strict
                owner = told[-1].name if told else trial
                slot.trial, slot.elsewhere = (owner, None) if owner in held else (trial, owner if told else None)
        reading.clauses[place] = clause
        reading.slots.extend(slots)
