"""The part of a letter that shows the evidence: design, efficacy and safety of each trial."""

from __future__ import annotations

from collections.abc import Iterator

from drafting.evidence import Evidence
from drafting.records import Block, LetterText, Paragraph, Section
from drafting.stating import Wording
from drafting.tables import tabulate
from drafting.templates import Templates
from ingest.records import Category, Trial


def lay_out_data(evidence: Evidence, *, wording: Wording, templates: Templates) -> Iterator[Section]:
    """Yield design, efficacy and safety of each trial, the last two at one level and in one form."""
    several = len(evidence.trials) > 1
    if evidence.trials:
        yield Section("data", "Clinical data", ())
    for trial in evidence.trials:
        lead = f"{evidence.names[trial.id]}: " if several else ""
        design = tuple(_design(trial, evidence=evidence, wording=wording))
        yield Section("design", _title(lead, "study design"), design, level=2)
        efficacy = _table("efficacy", trial, evidence=evidence, templates=templates)
        safety = _table("safety", trial, evidence=evidence, templates=templates)
        if efficacy:
            yield Section("efficacy", _title(lead, "efficacy"), efficacy, level=2)
        if safety or efficacy:
            none = LetterText(templates.fill("no_safety", trial=evidence.names[trial.id]), trial=trial.id)
            yield Section("safety", _title(lead, "safety"), safety or (Paragraph((none,)),), level=2)


def _design(trial: Trial, *, evidence: Evidence, wording: Wording) -> Iterator[Block]:
    quotes = evidence.say_together(evidence.quotes("design", trial=trial.id))
    if quotes:
        yield Paragraph(tuple(quotes))
    other = [row for row in evidence.rows(trial=trial.id) if row.category not in ("efficacy", "safety")]
    for figure in evidence.figures(other):
        yield Paragraph((wording.state(figure),), "bullet")


def _table(category: Category, trial: Trial, *, evidence: Evidence, templates: Templates) -> tuple[Block, ...]:
    rows = [row for row in evidence.shown() if row.trial == trial.id and row.category == category]
    if not rows:
        return ()
    name = evidence.names[trial.id]
    caption = f"{'Efficacy' if category == 'efficacy' else 'Safety'} results of {name}"
    notes = templates.fill("table_notes")
    return (tabulate(evidence.figures(rows), caption=caption, evidence=evidence, notes=notes),)


def _title(lead: str, what: str) -> str:
    return f"{lead}{what}" if lead else f"{what[0].upper()}{what[1:]}"
