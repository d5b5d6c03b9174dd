"""Grading: one answer against what was expected of it."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import dataclass

from evaluation.matching import corrects, holds, holds_any, names_person, normalise
from evaluation.question_file import Expectation, Person, Question
from retrieval.records import Answer

READ_ON = 12
"""Statements within which the facts have to stand: an answer that lists the whole table answers nothing."""
ADVERSE_EVENT = "adverse event"
"""The notice that may be raised only where the question tells an adverse event."""
_LABEL = ("label", "labelling", "labeling", "prescribing information", "product information", "SmPC")
_UNTRUE_ABSTENTIONS = ("not reported", "was not studied", "no data exist")
"""What a corpus of selected figures cannot know of the trial."""


@dataclass(frozen=True, slots=True)
class Grade:
    """What is wrong with an answer; nothing when it is right.

    Attributes:
        got: The answer's status and text, or the error that was raised.
        seconds: Wall-clock time of the answer.
    """

    question: Question
    status: str
    got: str
    faults: tuple[str, ...]
    seconds: float

    @property
    def right(self) -> bool:
        """Whether nothing was wrong."""
        return not self.faults


def grade(question: Question, answer: Answer, *, seconds: float, people: Sequence[Person] = ()) -> Grade:
    """Grade ``answer`` strictly: every fault is named, and one is enough to make it wrong."""
    faults = tuple(_find_faults(question.expect, answer, people=people))
    return Grade(question=question, status=answer.status, got=answer.answer, faults=faults, seconds=seconds)


def grade_error(question: Question, error: Exception, *, seconds: float) -> Grade:
    """Grade a question at which the assistant failed."""
    fault = f"raised {type(error).__name__}"
    return Grade(question=question, status="error", got=f"{fault}: {error}", faults=(fault,), seconds=seconds)


def _find_faults(expect: Expectation, answer: Answer, *, people: Sequence[Person]) -> Iterator[str]:
    if answer.status not in expect.status:
        yield f"status {answer.status}, expected {' or '.join(expect.status)}"
    elif answer.status == "answered":
        yield from _find_answer_faults(expect, answer, people=people)
    elif answer.status == "declined" and not holds_any(answer.answer, _LABEL):
        yield "declined without pointing to the label"
    elif answer.status == "not_found":
        yield from (f"says {phrase!r}" for phrase in _UNTRUE_ABSTENTIONS if holds(answer.answer, phrase))
    yield from (f"holds {text!r}" for text in expect.forbidden if holds(answer.answer, text))
    yield from _find_notice_faults(expect, answer)


def _find_answer_faults(expect: Expectation, answer: Answer, *, people: Sequence[Person]) -> Iterator[str]:
    statements = [statement.text for statement in answer.statements]
    read = "\n".join(statements if expect.broad else statements[:READ_ON])
    yield from (f"lacks {' / '.join(fact)}" for fact in expect.facts if not holds_any(read, fact))
    if expect.lead and not _leads(statements, expect=expect):
        yield f"does not lead with {' / '.join(expect.lead)}"
    if expect.corrects and not corrects(read):
        yield "follows the premise instead of correcting it"
    if not answer.citations:
        yield "cites nothing"
    elif expect.sources and not {citation.source for citation in answer.citations} & set(expect.sources):
        yield f"cites none of {', '.join(expect.sources)}"
    if expect.names is not None:
        yield from _find_name_faults(expect.names, "\n".join(statements), people=people)


def _leads(statements: Sequence[str], *, expect: Expectation) -> bool:
    """Whether the first statement that holds any fact holds the one that has to lead."""
    for statement in statements:
        if holds_any(statement, expect.lead):
            return True
        if any(holds_any(statement, fact) for fact in expect.facts):
            return False
    return False


def _find_name_faults(names: Sequence[str], text: str, *, people: Sequence[Person]) -> Iterator[str]:
    for person in people:
        named = names_person(text, name=person.name, initials=person.initials)
        if named != (person.name in names):
            yield f"names {person.name}" if named else f"does not name {person.name}"


def _find_notice_faults(expect: Expectation, answer: Answer) -> Iterator[str]:
    raised = {_kind(notice.kind) for notice in answer.notices}
    expected = {_kind(kind) for kind in expect.notices}
    yield from (f"raises no notice of kind {kind!r}" for kind in sorted(expected - raised))
    if ADVERSE_EVENT in raised - expected:
        yield "raises an adverse-event notice where none was told"


def _kind(kind: str) -> str:
    return normalise(kind).replace("_", " ").replace("-", " ").removesuffix("s")
