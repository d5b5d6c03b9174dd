"""An inquiry as it comes in, and the questions in it: greetings, signatures and patients are left out."""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import dataclass
from datetime import date

from drafting.inquiry_words import (
    ADDED,
    ANNOUNCEMENT,
    ASKS,
    CLOSE_IN_LINE,
    CONTINUATION,
    COURTESY,
    DIRECT,
    EARLIER_MAIL,
    GREETING,
    HEADER,
    JOINING,
    LEADING_IN,
    LIST_IN_LINE,
    LIST_MARK,
    REQUEST,
    SECOND_QUESTION,
    SIGNATURE,
)
from drafting.records import Inquiry
from ingest.corpus import Corpus
from ingest.errors import EvidenceError
from ingest.sentences import sentence_spans
from retrieval.intake.stories import asks_to_confirm
from retrieval.notices import find_notices
from retrieval.personal.data import masked
from retrieval.questions import clauses
from retrieval.questions.scope import asks_for_treatment_advice
from retrieval.terms import TermIndex, split_tokens
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
    questions = _without_subject(tuple(split_inquiry(text)), terms=terms)
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
    pieces: list[tuple[str, bool]] = []
    for paragraph, listed in _paragraphs(text):
        for sentence in _sentences(paragraph):
            continues = CONTINUATION.match(sentence) and not sentence.endswith("?")
            if pieces and (continues or asks_to_confirm(sentence)):
                before, wanted = pieces[-1]
                pieces[-1] = f"{before} {sentence}", wanted
            else:
                pieces.append((sentence, listed))
    asked: list[str] = []
    for piece, listed in pieces:
        if listed or piece.endswith("?") or REQUEST.search(piece) or (asked and ADDED.match(piece)):
            asked.append(piece)
    asked = [piece for piece in asked if not ANNOUNCEMENT.search(piece) and not _is_courtesy(piece)] or asked
    whole = " ".join(piece for piece, _ in pieces)
    yield from dict.fromkeys(part for piece in asked or ([whole] if whole else []) for part in _parts(piece))


def restate(question: str) -> str:
    """A question without courtesies, and without a patient's details: its personal data is masked before."""
    if asks_for_treatment_advice(question):
        return PATIENT_QUESTION
    direct = JOINING.sub("", question)
    bare = COURTESY.sub("", direct, count=1)
    indirect = len(bare) < len(direct)  # "tell me what it was" asks without a question mark
    bare = _IF.sub("whether ", bare.strip(" ,;:?.!"))
    if not bare:
        return question
    direct_words = ASKS.match(bare) and (question.rstrip().endswith("?") or DIRECT.match(bare))
    *_, last = sentence_spans(question)
    confirms = asks_to_confirm(question[slice(*last)])
    return f"{bare[0].upper()}{bare[1:]}{'?' if confirms or (direct_words and not indirect) else '.'}"


def _without_subject(questions: tuple[str, ...], *, terms: TermIndex) -> tuple[str, ...]:
    """The questions without what only says which product or trial all are about: "a colleague asks about zeltamab"."""

    def names_only(question: str) -> bool:
        bare = restate(question)
        named = terms.find(bare, kinds=_SUBJECTS)
        left = (t for t in split_tokens(bare) if not any(m.start <= t.start < m.end for m in named))
        return bool(named) and all(token.form in _JOINS for token in left)

    return tuple(question for question in questions if not names_only(question)) or questions


_SUBJECTS = frozenset({"drug", "arm", "trial"})
_JOINS = frozenset("a an and combined in of or plus the trial study versus vs with your".split())
_IF = re.compile(r"^if\s+(?=(?:there|it|they|any|the)\b)", re.IGNORECASE)
"""How a question begins that asks indirectly: "... asks if there were falls"."""


def _is_courtesy(piece: str) -> bool:
    """Whether a piece only asks to be told what follows: "could you tell me"."""
    return not LEADING_IN.sub("", COURTESY.sub("", f"{piece} ", count=1)).strip(" ,;:?.!")


def _body(text: str) -> list[str]:
    """The paragraphs and list items between greeting and signature."""
    return [paragraph for paragraph, _ in _paragraphs(text)]


def _paragraphs(text: str) -> list[tuple[str, bool]]:
    """The same, each with whether it is an item of a list."""
    found: list[tuple[str, bool]] = [("", False)]
    for line in _lines(text):
        item = LIST_MARK.match(line)
        before, listed = found[-1]
        if not line or item or (listed and line[:1].isupper()):
            found.append((LIST_MARK.sub("", line), bool(item)))
        else:
            found[-1] = f"{before} {line}".strip(), listed
    return [(paragraph, listed) for paragraph, listed in found if paragraph]


def _lines(text: str) -> list[str]:
    """The lines between greeting and signature; a list within a line is taken apart."""
    lines: list[str] = []
    for raw in text.replace("\r\n", "\n").split("\n"):
        line = CLOSE_IN_LINE.sub("", raw.strip())
        if EARLIER_MAIL.match(line) or (any(lines) and SIGNATURE.match(line)):
            break
        if HEADER.match(line):
            continue
        if not any(lines):
            line = GREETING.sub("", line)
        first, *items = LIST_IN_LINE.split(line)
        lines += [first, *(f"- {item}" for item in items)] if len(items) > 1 else [line]
    return lines


def _sentences(paragraph: str) -> Iterator[str]:
    for start, end in sentence_spans(paragraph):
        yield paragraph[start:end]


def _parts(question: str) -> list[str]:
    """A sentence that asks twice, as two questions; a list behind a colon as one each."""
    if members := [member for member, _ in clauses.listed(question)]:
        return [f"{member}." for member in members]
    parts: list[str] = []
    start = 0
    for cut in (*SECOND_QUESTION.finditer(question), None):
        part = question[start : cut.start() if cut else len(question)].strip(" ,;")
        if len(part.split()) >= _FEWEST_WORDS:
            parts.append(part)
        elif parts:  # "how many stopped and why"
            parts[-1] = f"{parts[-1].rstrip('?')} and {part}"
        elif cut:
            continue
        start = cut.end() if cut else len(question)
    if len(parts) < 2:
        return [question]
    return [part if part.endswith(("?", ".")) else f"{part}?" for part in parts]


_FEWEST_WORDS = 3
