"""An inquiry as it comes in, and the questions in it: greetings, signatures and patients are left out."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass
from datetime import date

from drafting.inquiry_words import (
    ANNOUNCEMENT,
    ASKS,
    CLOSE_IN_LINE,
    COURTESY,
    EARLIER_MAIL,
    GREETING,
    HEADER,
    LIST_MARK,
    REQUEST,
    SECOND_QUESTION,
    SIGNATURE,
)
from drafting.records import Inquiry
from ingest.corpus import Corpus
from ingest.errors import EvidenceError
from ingest.sentences import sentence_spans
from retrieval.notices import find_notices
from retrieval.personal_data import masked
from retrieval.scope import asks_for_treatment_advice
from retrieval.terms import TermIndex
from retrieval.trials import find_trials

PATIENT_QUESTION = "Treatment of an individual patient (details are not repeated here)"
"""Stands for a question about what to do with one patient."""


class InquiryError(EvidenceError):
    """An inquiry in which there is nothing to answer."""


@dataclass(frozen=True, slots=True)
class Circumstances:
    """How an inquiry reached the team; see ``Inquiry``."""

    received: date
    region: str
    requester: str | None = None
    channel: str | None = None


def read_inquiry(
    text: str, *, about: Circumstances, corpus: Corpus, terms: TermIndex
) -> tuple[Inquiry, tuple[str, ...]]:
    """Return the inquiry, and for each restated question the words that are answered.

    Raises:
        InquiryError: The text holds no words.
    """
    questions = tuple(split_inquiry(text))
    if not questions:
        raise InquiryError("the inquiry is empty; give what was asked, as text or as a file")
    found = find_trials(text, terms=terms, trials=corpus.trials)
    named = found.held[0] if found.named and len(found.held) == 1 else None
    inquiry = Inquiry(
        verbatim=text,
        shown=masked("\n".join(_body(text)), corpus=corpus),
        restated=tuple(restate(masked(question, corpus=corpus)) for question in questions),
        requester=about.requester,
        channel=about.channel,
        region=about.region,
        received=about.received,
        trial=named,
        notices=find_notices(text, corpus=corpus),
    )
    return inquiry, questions


def split_inquiry(text: str) -> Iterator[str]:
    """Yield the questions of an inquiry in its own words; all of its text where none is recognised."""
    body = _body(text)
    sentences = [piece for line in body for piece in _sentences(line)]
    asked = [piece for piece in sentences if piece.endswith("?") or REQUEST.search(piece)]
    asked = [piece for piece in asked if not ANNOUNCEMENT.search(piece)] or asked
    whole = " ".join(sentences)
    yield from dict.fromkeys(part for piece in asked or ([whole] if whole else []) for part in _parts(piece))


def restate(question: str) -> str:
    """A question without courtesies, and without a patient's details: its personal data is masked before."""
    if asks_for_treatment_advice(question):
        return PATIENT_QUESTION
    bare = COURTESY.sub("", question, count=1)
    indirect = len(bare) < len(question)  # "tell me what it was" asks without a question mark
    bare = bare.strip(" ,;:?.!")
    if not bare:
        return question
    return f"{bare[0].upper()}{bare[1:]}{'?' if ASKS.match(bare) and not indirect else '.'}"


def _body(text: str) -> list[str]:
    """The paragraphs and list items between greeting and signature."""
    lines: list[str] = []
    for raw in text.replace("\r\n", "\n").split("\n"):
        line = CLOSE_IN_LINE.sub("", raw.strip())
        if EARLIER_MAIL.match(line) or (lines and any(lines) and SIGNATURE.match(line)):
            break
        if HEADER.match(line):
            continue
        if not any(lines):
            line = GREETING.sub("", line)
        lines.append(line)
    paragraphs = [""]
    for line in lines:
        if not line or LIST_MARK.match(line):
            paragraphs.append(LIST_MARK.sub("", line))
        else:
            paragraphs[-1] = f"{paragraphs[-1]} {line}".strip()
    return [paragraph for paragraph in paragraphs if paragraph]


def _sentences(paragraph: str) -> Iterator[str]:
    for start, end in sentence_spans(paragraph):
        yield paragraph[start:end]


def _parts(question: str) -> list[str]:
    """A sentence that asks twice, as two questions."""
    parts = [part.strip(" ,;") for part in SECOND_QUESTION.split(question)]
    if len(parts) < 2 or any(len(part.split()) < 3 for part in parts):
        return [question]
    return [part if part.endswith(("?", ".")) else f"{part}?" for part in parts]
