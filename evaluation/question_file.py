"""Question files: what is asked, and what a right answer holds."""

from __future__ import annotations

import tomllib
from pathlib import Path
from typing import Literal

from pydantic import BaseModel, ConfigDict, Field, ValidationError, field_validator

from ingest.errors import EvidenceError
from retrieval.records import Status

SetName = Literal["development", "held_out"]


class QuestionFileError(EvidenceError):
    """A question file that cannot be read."""


class _Model(BaseModel):
    model_config = ConfigDict(extra="forbid", frozen=True)


class Expectation(_Model):
    """What a right answer is.

    Attributes:
        status: Accepted statuses; the first is the best.
        facts: Each fact as its accepted spellings; asked of an answered answer only.
        lead: Spellings of which one stands in the first statement that holds any fact.
        forbidden: Strings that the answer must not hold, whatever its status.
        sources: One of these has to be cited; empty where any source will do.
        names: The people whom the answer names, and nobody else of ``QuestionFile.people``; ``None`` where
            people are not the matter.
        corrects: The question holds a wrong premise, and the answer has to say so.
        notices: Kinds of notice that have to be raised.
        broad: The question asks for much, so that the facts may stand anywhere in the answer.
    """

    status: tuple[Status, ...] = ("answered",)
    facts: tuple[tuple[str, ...], ...] = ()
    lead: tuple[str, ...] = ()
    forbidden: tuple[str, ...] = ()
    sources: tuple[str, ...] = ()
    names: tuple[str, ...] | None = None
    corrects: bool = False
    notices: tuple[str, ...] = ()
    broad: bool = False

    @field_validator("status", "lead", mode="before")
    @classmethod
    def _one_or_many(cls, value: object) -> object:
        return (value,) if isinstance(value, str) else value

    @field_validator("facts", mode="before")
    @classmethod
    def _spellings(cls, value: object) -> object:
        return [(fact,) if isinstance(fact, str) else fact for fact in value] if isinstance(value, list) else value


class Person(_Model):
    """Someone whom an answer may name."""

    name: str
    initials: str


class Question(_Model):
    """One question with its expectation."""

    id: str
    set: SetName = "development"
    category: str
    question: str
    expect: Expectation


class QuestionFile(_Model):
    """A set of questions over one corpus."""

    title: str
    people: tuple[Person, ...] = ()
    questions: tuple[Question, ...] = Field(min_length=1)


def read_questions(path: Path) -> QuestionFile:
    """Read a question file.

    Raises:
        QuestionFileError: It is not TOML, an entry has a wrong or unknown field, or two questions share an id.
    """
    try:
        file = QuestionFile.model_validate(tomllib.loads(path.read_text(encoding="utf-8")))
    except (OSError, UnicodeDecodeError, tomllib.TOMLDecodeError) as error:
        raise QuestionFileError(f"{path}: expected a TOML question file; {error}") from error
    except ValidationError as error:
        first = error.errors()[0]
        place = ".".join(str(part) for part in first["loc"])
        raise QuestionFileError(f"{path.name}: {place}: {first['msg']}") from error
    seen: set[str] = set()
    for question in file.questions:
        if question.id in seen:
            raise QuestionFileError(f"{path.name}: expected every id once, found {question.id!r} twice")
        seen.add(question.id)
    return file
