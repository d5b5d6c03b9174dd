"""A chat model's reply read as statements: JSON as far as it has come, and with what models get wrong in it."""

from __future__ import annotations

import json
import re
from collections.abc import Iterator
from dataclasses import dataclass
from typing import Any

from pydantic import BaseModel, ConfigDict, Field, ValidationError, field_validator

_THOUGHTS = re.compile(r"<think(?:ing)?>.*?(?:</think(?:ing)?>|\Z)", re.DOTALL | re.IGNORECASE)
_TRAILING_COMMA = re.compile(r",(?=\s*[}\]])")
_BULLET = re.compile(r"^\s*(?:[-*•]|\d{1,2}[.)])\s+")
_FENCE = re.compile(r"^\s*```.*$", re.MULTILINE)
_MOST_STATEMENTS = 20
_LONGEST = 1_500
"""Characters of one statement: a longer one is no sentence."""


@dataclass(frozen=True, slots=True)
class Reply:
    """What a reply says so far.

    Attributes:
        broken: Whether a part of it could not be read, or it ends in the middle of a statement.
    """

    statements: tuple[ReplyStatement, ...]
    broken: bool = False


class ReplyStatement(BaseModel):
    """One sentence of the answer."""

    model_config = ConfigDict(extra="ignore", frozen=True, json_schema_extra={"additionalProperties": False})

    text: str = Field(description="One sentence. Every figure in it is a slot: {{KEY:form}}.")
    cites: tuple[str, ...] = Field(description="Keys of the sentences and results that it rests on beside its slots.")

    @field_validator("cites", mode="before")
    @classmethod
    def _read_cites(cls, value: Any) -> Any:
        """Keys as a list, whether they came as one, as a text or not at all."""
        if isinstance(value, str):
            return tuple(re.split(r"[\s,;]+", value.strip())) if value.strip() else ()
        return tuple(str(key) for key in value) if isinstance(value, list | tuple) else ()


class _WholeReply(BaseModel):
    """The answer to the question, statement by statement."""

    model_config = ConfigDict(title="answer", json_schema_extra={"additionalProperties": False})

    statements: list[ReplyStatement]


REPLY_SCHEMA: dict[str, Any] = _WholeReply.model_json_schema()
"""What a provider can hold its model to."""


def read_reply(text: str, *, ended: bool) -> Reply:
    """Read the statements that are complete in ``text``; with ``ended``, nothing more will come.

    What is no JSON at all is read as prose, a statement a line, once it has ended.
    """
    text = _FENCE.sub("", _THOUGHTS.sub("", text))
    statements: list[ReplyStatement] = []
    open_at_end, damaged = False, False
    for part in _objects(text):
        if part is None:
            open_at_end = True
            continue
        statement = _read_statement(part)
        damaged = damaged or (statement is None and '"text"' in part and '"statements"' not in part)
        if statement is not None:
            statements.append(statement)
    if ended and not statements and '"text"' not in text and '"statements"' not in text:
        statements = [ReplyStatement(text=line, cites=()) for line in _prose(text)]
    return Reply(tuple(statements[:_MOST_STATEMENTS]), ended and (open_at_end or damaged))


def _objects(text: str) -> Iterator[str | None]:
    """Yield each object of a JSON text as it closes, inner ones first; ``None`` for one that is open at the end."""
    opened: list[int] = []
    quoted = escaped = False
    for place, character in enumerate(text):
        if quoted:
            quoted = escaped or character != '"'
            escaped = not escaped and character == "\\"
        elif character == '"':
            quoted = bool(opened)
        elif character == "{":
            opened.append(place)
        elif character == "}" and opened:
            yield text[opened.pop() : place + 1]
    if opened:
        yield None


def _read_statement(part: str) -> ReplyStatement | None:
    """The statement that an object is; ``None`` for another object, or one that cannot be read."""
    try:
        found = json.loads(_TRAILING_COMMA.sub("", part), strict=False)
        statement = ReplyStatement.model_validate({"cites": (), **found})
    except (ValueError, ValidationError, RecursionError):
        return None
    return statement if 0 < len(statement.text.strip()) <= _LONGEST else None


def _prose(text: str) -> Iterator[str]:
    for line in text.splitlines():
        told = _BULLET.sub("", line).strip()
        if " " in told and any(character.isalnum() for character in told) and len(told) <= _LONGEST:
            yield told
