"""What is on the desk of one session: an inquiry that was read, its picks, and the letter composed of them."""

from __future__ import annotations

from dataclasses import dataclass, replace
from datetime import UTC, datetime
from pathlib import Path
from typing import TYPE_CHECKING

import streamlit as st

from drafting.changing import choose
from drafting.composing import Heading, compose
from drafting.inquiry import Circumstances, read_inquiry
from drafting.intake_report import IntakeReports, KeptReport
from drafting.picking import pick
from drafting.records import Inquiry, Letter, Selection
from drafting.templates import read_templates
from ingest.errors import EvidenceError
from ingest.settings import read_settings
from retrieval.records import Quote

if TYPE_CHECKING:
    from retrieval.assistant import Assistant

_DESK = "draft_desk"


@dataclass(frozen=True, slots=True)
class Desk:
    """One inquiry in work.

    Attributes:
        reads: Counts the inquiries read in this session: keys of widgets are of one inquiry.
        report: What the inquiry tells of adverse events; found before anything else.
        picked: As the program picked it: what can be ticked and unticked.
        left_out: Keys of the boxes that a person unticked.
        added: Results and passages that a person added, by the number of their selection.
    """

    reads: int
    text: str
    report: KeptReport | None = None
    inquiry: Inquiry | None = None
    picked: tuple[Selection, ...] = ()
    added: tuple[tuple[int, str | Quote], ...] = ()
    left_out: frozenset[str] = frozenset()
    letter: Letter | None = None
    trouble: str | None = None


def current() -> Desk | None:
    """Return what is on the desk; ``None`` before the first inquiry."""
    desk = st.session_state.get(_DESK)
    return desk if isinstance(desk, Desk) else None


def put(desk: Desk | None) -> None:
    """Lay something on the desk in place of what was there."""
    st.session_state[_DESK] = desk


def read(text: str, *, about: Circumstances, assistant: Assistant, home: Path) -> None:
    """Read an inquiry: first what it tells of adverse events, then its questions and their evidence."""
    before = current()
    desk = Desk(reads=before.reads + 1 if before else 1, text=text)
    try:
        desk = replace(desk, report=IntakeReports(home).take(text, terms=assistant.corpus.terms))
        inquiry, questions = read_inquiry(text, about=about, corpus=assistant.corpus, terms=assistant.terms)
        desk = replace(desk, inquiry=inquiry, picked=pick(inquiry, questions, assistant=assistant))
    except EvidenceError as error:
        desk = replace(desk, trouble=str(error))
    put(desk)


def add(number: int, evidence: str | Quote) -> None:
    """Add a result or a passage to a selection."""
    desk = current()
    if desk and (number, evidence) not in desk.added:
        put(replace(desk, added=(*desk.added, (number, evidence))))


def toggle(key: str) -> None:
    """Take a piece of evidence out, or in again."""
    desk = current()
    if desk:
        put(replace(desk, left_out=desk.left_out ^ {key}))


def offered(desk: Desk, number: int) -> tuple[tuple[str, ...], tuple[Quote, ...]]:
    """Return the results and passages that can be ticked in a selection: those picked, then those added."""
    own = [evidence for at, evidence in desk.added if at == number]
    results = (*desk.picked[number].results, *(each for each in own if isinstance(each, str)))
    quotes = (*desk.picked[number].quotes, *(each for each in own if isinstance(each, Quote)))
    return tuple(dict.fromkeys(results)), tuple(dict.fromkeys(quotes))


def pick_key(desk: Desk, number: int, evidence: str | Quote) -> str:
    """Return the key of the box that ticks one piece of evidence."""
    name = evidence if isinstance(evidence, str) else f"{evidence.source}_{evidence.start}_{evidence.end}"
    return f"pick_{desk.reads}_{number}_{name}"


def chosen(desk: Desk, *, assistant: Assistant) -> tuple[Selection, ...]:
    """Return the selections as they are ticked."""
    selections = []
    for number, selection in enumerate(desk.picked):
        results, quotes = offered(desk, number)
        results = tuple(each for each in results if pick_key(desk, number, each) not in desk.left_out)
        quotes = tuple(each for each in quotes if pick_key(desk, number, each) not in desk.left_out)
        selections.append(choose(selection, results=results, quotes=quotes, corpus=assistant.corpus))
    return tuple(selections)


def compose_letter(desk: Desk, *, assistant: Assistant) -> None:
    """Compose the letter of what is ticked, and lay it on the desk."""
    assert desk.inquiry is not None, "there is nothing to tick before an inquiry was read"
    try:
        letter = compose(
            desk.inquiry,
            chosen(desk, assistant=assistant),
            heading=Heading(datetime.now(UTC).date()),
            assistant=assistant,
            templates=read_templates(read_settings().templates),
        )
    except EvidenceError as error:
        put(replace(desk, letter=None, trouble=str(error)))
    else:
        put(replace(desk, letter=letter, trouble=None))
