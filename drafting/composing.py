"""From an inquiry and the evidence picked for it to a letter: the list of its sections."""

from __future__ import annotations

import hashlib
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from datetime import date
from typing import TYPE_CHECKING

from drafting.answering import Answers
from drafting.arms import spell_out
from drafting.check_report import settle
from drafting.clinical_data import lay_out_data
from drafting.evidence import Evidence
from drafting.labels import describe_label
from drafting.limitations import list_limitations
from drafting.records import Block, Inquiry, Letter, LetterText, Paragraph, Section, Selection
from drafting.references import number_sources
from drafting.regions import find_region
from drafting.stating import Wording, join_words
from drafting.templates import Templates
from drafting.topic import name_product, name_topic
from retrieval.answers.phrasing import format_date
from retrieval.trials import name_trial

if TYPE_CHECKING:
    from retrieval.assistant import Assistant


@dataclass(frozen=True, slots=True)
class Heading:
    """What stands above a letter and is not found in its evidence.

    Attributes:
        id: Of the letter; made from the inquiry where none is given.
    """

    created: date
    id: str | None = None
    product: str | None = None
    addressee: str = "Healthcare Professional"
    version: int = 1


def compose(
    inquiry: Inquiry,
    selections: Sequence[Selection],
    *,
    heading: Heading,
    assistant: Assistant,
    templates: Templates,
) -> Letter:
    """Return the letter, its references numbered and its numbers checked.

    Raises:
        SelectionError: A result or a passage that was picked is not in the corpus.
        RegionError: The inquiry's region is not known.
    """
    evidence = Evidence(tuple(selections), assistant.corpus, assistant.terms)
    topic = name_topic(evidence)
    composer = _Composer(inquiry, heading, evidence, templates, topic)
    letter = Letter(
        id=heading.id or make_id(inquiry),
        version=heading.version,
        status="draft",
        created=heading.created,
        region=find_region(inquiry.region).name,
        topic=topic[:1].upper() + topic[1:],
        inquiry=inquiry,
        selections=tuple(selections),
        sections=tuple(composer.sections()),
        product=heading.product or name_product(inquiry, evidence=evidence),
        model=next((selection.model for selection in selections if selection.model), None),
        prompt=next((selection.prompt for selection in selections if selection.prompt), None),
    )
    return settle(letter, corpus=assistant.corpus, terms=assistant.terms)


def make_id(inquiry: Inquiry) -> str:
    """Return the id of a letter: the day of the inquiry, and digits of a hash of it."""
    digest = hashlib.sha256(f"{inquiry.received}\n{inquiry.verbatim}".encode()).hexdigest()
    return f"MI-{inquiry.received:%Y%m%d}-{digest[:6].upper()}"


@dataclass(slots=True)
class _Composer:
    """Writes the sections of one letter in order."""

    inquiry: Inquiry
    heading: Heading
    evidence: Evidence
    templates: Templates
    topic: str

    def sections(self) -> Iterator[Section]:
        """The sections; references and the check report are added when the letter is settled and printed."""
        wording = Wording(self.evidence.terms, self.evidence.names, several=len(self.evidence.trials) > 1)
        answers = Answers(self.evidence, wording, self.templates)
        region = find_region(self.inquiry.region)
        asked = self.inquiry.restated
        label = describe_label(region, evidence=self.evidence, templates=self.templates, questions=asked)
        before = [
            Section("opening", "", tuple(self._opening())),
            Section("inquiry", "Your inquiry", tuple(self._inquiry())),
            Section("answer", "Answer", (*answers.answer(), *self._arms())),
            *([Section("points", "Key points", told)] if (told := answers.points()) else []),
            Section("label", f"Label context: {region.name}", label),
            Section("background", "Background", tuple(self._background())),
        ]
        yield from before
        data = tuple(lay_out_data(self.evidence, wording=wording, templates=self.templates))
        cited = number_sources((*before, *data))
        limits = list_limitations(self.evidence.shown(), evidence=self.evidence, templates=self.templates, cited=cited)
        if limits:
            data += (Section("limitations", "Limitations", limits),)
        cited = number_sources((*before, *data))
        yield Section("search", "Sources searched and selection", tuple(self._search(len(cited))))
        yield from data
        report = self.templates.fill("reporting", authority=region.authority)
        yield Section("reporting", "Reporting of adverse events", (Paragraph((LetterText(report),), "caution"),))
        yield Section("closing", "", _paragraphs(self.templates.fill("closing")))

    def _arms(self) -> Iterator[Block]:
        """What the short names of the arms stand for, behind the answer that uses them first."""
        rows = self.evidence.shown()
        for trial in self.evidence.trials:
            own = [row for row in rows if row.trial == trial.id]
            spelled = spell_out(own, trial=trial, terms=self.evidence.terms)
            told = join_words([f"{short} stands for {long}" for short, long in spelled.items()])
            if told:
                yield Paragraph((LetterText(self.templates.fill("arms", arms=told), trial=trial.id),))

    def _opening(self) -> Iterator[Block]:
        yield from _paragraphs(self.templates.fill("opening", addressee=self.heading.addressee, topic=self.topic))
        if any(notice.kind == "adverse_event" for notice in self.inquiry.notices):
            yield Paragraph((LetterText(self.templates.fill("event_told")),), "caution")

    def _inquiry(self) -> Iterator[Block]:
        values = {
            "requester": self.inquiry.requester or "healthcare professional",
            "channel": self.inquiry.channel or "written request",
            "received": format_date(self.inquiry.received),
        }
        yield Paragraph((LetterText(self.templates.fill("unsolicited", **values)),))
        yield Paragraph((LetterText(self.templates.fill("restated")),))
        yield from (Paragraph((LetterText(question),), "number") for question in self.inquiry.restated)

    def _background(self) -> Iterator[Block]:
        for trial in self.evidence.trials:
            quotes = self.evidence.quotes("background", trial=trial.id)
            title = f"{name_trial(trial)}: {trial.title}."
            told = self.evidence.say_together(quotes)
            yield Paragraph((LetterText(title, trial=trial.id), *told))
        if not self.evidence.trials:
            yield Paragraph((LetterText(self.templates.fill("background_none", trial="the subject of the inquiry")),))

    def _search(self, cited: int) -> Iterator[Block]:
        held = [source for trial in self.evidence.trials for source in self.evidence.sources(trial.id)]
        values = {
            "corpus": self.evidence.corpus.fingerprint,
            "date": format_date(self.heading.created),
            "trials": self.evidence.named(self.evidence.trials) or "all trials",
            "held": str(len(held) or len(self.evidence.corpus.sources)),
            "cited": str(cited),
        }
        yield Paragraph((LetterText(self.templates.fill("search", **values)),))
        picked = "selection" if self.evidence.shown() else "selection_none"
        yield Paragraph((LetterText(self.templates.fill(picked)),))
        if any(selection.chosen for selection in self.evidence.selections):
            yield Paragraph((LetterText(self.templates.fill("selection_changed")),))


def _paragraphs(text: str) -> tuple[Paragraph, ...]:
    """A template's paragraphs, which an empty line separates."""
    pieces = [" ".join(piece.split()) for piece in text.split("\n\n")]
    return tuple(Paragraph((LetterText(piece),)) for piece in pieces if piece)
