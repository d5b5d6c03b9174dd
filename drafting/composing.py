"""From an inquiry and the evidence picked for it to a letter: the list of its sections."""

from __future__ import annotations

import hashlib
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from datetime import date
from typing import TYPE_CHECKING

from drafting.answering import Answers
from drafting.check_report import settle
from drafting.evidence import Evidence
from drafting.labels import describe_label
from drafting.limitations import list_limitations
from drafting.records import Block, Inquiry, Letter, LetterText, Paragraph, Section, Selection
from drafting.references import number_sources
from drafting.regions import find_region
from drafting.stating import Wording, join_words, plural
from drafting.tables import tabulate
from drafting.templates import Templates
from ingest.records import Category, Result, Trial
from retrieval.answers.phrasing import format_date, in_sentence
from retrieval.trials import name_trial

if TYPE_CHECKING:
    from retrieval.assistant import Assistant

_MOST_TOPICS = 3


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
    composer = _Composer(inquiry, heading, evidence, templates)
    letter = Letter(
        id=heading.id or make_id(inquiry),
        version=heading.version,
        status="draft",
        created=heading.created,
        region=find_region(inquiry.region).name,
        topic=composer.topic,
        inquiry=inquiry,
        selections=tuple(selections),
        sections=tuple(composer.sections()),
        product=heading.product or composer.product,
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

    def sections(self) -> Iterator[Section]:
        """The sections; references and the check report are added when the letter is settled and printed."""
        wording = Wording(self.evidence.terms, self.evidence.names, several=len(self.evidence.trials) > 1)
        answers = Answers(self.evidence, wording, self.templates)
        region = find_region(self.inquiry.region)
        label = describe_label(region, evidence=self.evidence, templates=self.templates)
        before = [
            Section("opening", "", tuple(self._opening())),
            Section("inquiry", "Your inquiry", tuple(self._inquiry())),
            Section("answer", "Answer", answers.answer()),
            *([Section("points", "Key points", told)] if (told := answers.points()) else []),
            Section("label", f"Label context: {region.name}", label),
            Section("background", "Background", tuple(self._background())),
        ]
        yield from before
        data = tuple(self._data(wording))
        limits = list_limitations(self._shown(), evidence=self.evidence, templates=self.templates)
        if limits:
            data += (Section("limitations", "Limitations", limits),)
        cited = number_sources((*before, *data))
        yield Section("search", "Sources searched and selection", tuple(self._search(len(cited))))
        yield from data
        report = self.templates.fill("reporting", authority=region.authority)
        yield Section("reporting", "Reporting of adverse events", (Paragraph((LetterText(report),), "caution"),))
        yield Section("closing", "", _paragraphs(self.templates.fill("closing")))

    @property
    def topic(self) -> str:
        """What the letter is about: the outcomes asked for, and the trials."""
        about = self._about()
        return f"{about[0].upper()}{about[1:]}"

    @property
    def product(self) -> str | None:
        """The drugs that the inquiry names, else the first that a trial's title names."""
        about = {trial.id for trial in self.evidence.trials}
        drugs = [term for term in self.evidence.corpus.terms if term.kind == "drug" and term.trial in about]
        asked = self.inquiry.verbatim.casefold()
        named = [term.name for term in drugs if any(word.casefold() in asked for word in term.spellings)]
        for trial in self.evidence.trials if not named else ():
            places = [(trial.title.casefold().find(term.name.casefold()), term.name) for term in drugs]
            named += [name for place, name in sorted(places) if place >= 0][:1]
        return ", ".join(dict.fromkeys(named)) or None

    def _about(self) -> str:
        """The topic within a sentence."""
        rows = self.evidence.rows("asked") or self.evidence.rows("context")
        outcomes = list(dict.fromkeys(plural(in_sentence(row.outcome)) for row in rows))
        named = outcomes[:_MOST_TOPICS] + (["other outcomes"] if len(outcomes) > _MOST_TOPICS else [])
        trials = join_words([self.evidence.names[trial.id] for trial in self.evidence.trials])
        return f"{join_words(named) or 'the evidence'}{f' in {trials}' if trials else ''}"

    def _opening(self) -> Iterator[Block]:
        yield from _paragraphs(self.templates.fill("opening", addressee=self.heading.addressee, topic=self._about()))
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
        picked = "selection" if self._shown() else "selection_none"
        yield Paragraph((LetterText(self.templates.fill(picked)),))
        if any(selection.chosen for selection in self.evidence.selections):
            yield Paragraph((LetterText(self.templates.fill("selection_changed")),))

    def _data(self, wording: Wording) -> Iterator[Section]:
        """Design, efficacy and safety of each trial, the last two at one level and in one form."""
        several = len(self.evidence.trials) > 1
        if self.evidence.trials:
            yield Section("data", "Clinical data", ())
        for trial in self.evidence.trials:
            lead = f"{self.evidence.names[trial.id]}: " if several else ""
            yield Section("design", _title(lead, "study design"), tuple(self._design(trial, wording)), level=2)
            efficacy = self._table("efficacy", trial)
            safety = self._table("safety", trial)
            if efficacy:
                yield Section("efficacy", _title(lead, "efficacy"), efficacy, level=2)
            if safety or efficacy:
                yield Section("safety", _title(lead, "safety"), safety or self._none("no_safety", trial), level=2)

    def _design(self, trial: Trial, wording: Wording) -> Iterator[Block]:
        quotes = self.evidence.say_together(self.evidence.quotes("design", trial=trial.id))
        if quotes:
            yield Paragraph(tuple(quotes))
        other = [row for row in self.evidence.rows(trial=trial.id) if row.category not in ("efficacy", "safety")]
        for figure in self.evidence.figures(other):
            yield Paragraph((wording.state(figure),), "bullet")

    def _table(self, category: Category, trial: Trial) -> tuple[Block, ...]:
        rows = [row for row in self._shown() if row.trial == trial.id and row.category == category]
        if not rows:
            return ()
        name = self.evidence.names[trial.id]
        caption = f"{'Efficacy' if category == 'efficacy' else 'Safety'} results of {name}"
        notes = self.templates.fill("table_notes")
        return (tabulate(self.evidence.figures(rows), caption=caption, evidence=self.evidence, notes=notes),)

    def _none(self, template: str, trial: Trial) -> tuple[Block, ...]:
        text = self.templates.fill(template, trial=self.evidence.names[trial.id])
        return (Paragraph((LetterText(text, trial=trial.id),)),)

    def _shown(self) -> list[Result]:
        """Each result that the letter prints: of several sources' reports the leading one, others as a disagreement."""
        figures = self.evidence.figures(self.evidence.rows())
        return [row for figure in figures for row in figure.rows]


def _title(lead: str, what: str) -> str:
    return f"{lead}{what}" if lead else f"{what[0].upper()}{what[1:]}"


def _paragraphs(text: str) -> tuple[Paragraph, ...]:
    """A template's paragraphs, which an empty line separates."""
    pieces = [" ".join(piece.split()) for piece in text.split("\n\n")]
    return tuple(Paragraph((LetterText(piece),)) for piece in pieces if piece)
