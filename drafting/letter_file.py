"""A letter as a JSON file, and back."""

from __future__ import annotations

from dataclasses import replace
from functools import cache
from pathlib import Path
from typing import TYPE_CHECKING

from drafting.records import Letter
from ingest.errors import EvidenceError

if TYPE_CHECKING:
    from pydantic import TypeAdapter


class LetterFileError(EvidenceError):
    """A file that is to hold a letter, and does not."""


def write_letter(letter: Letter, path: Path) -> None:
    """Write a letter with its inquiry as received: for the team that answers it, not for sending."""
    try:
        path.write_text(to_json(letter), encoding="utf-8")
    except OSError as error:
        raise LetterFileError(f"{path}: cannot be written ({error.strerror or error})") from error


def read_letter(path: Path) -> Letter:
    """Return the letter that ``write_letter`` wrote.

    Raises:
        LetterFileError: The file cannot be read, or holds no letter.
    """
    try:
        return from_json(path.read_text(encoding="utf-8"))
    except (OSError, UnicodeDecodeError) as error:
        raise LetterFileError(f"{path}: cannot be read ({error}); give a letter that trialcite draft wrote") from error


def to_json(letter: Letter) -> str:
    """Return a letter as JSON text."""
    return _adapter().dump_json(letter, indent=1).decode()


def from_json(text: str) -> Letter:
    """Return the letter that some JSON text holds.

    Raises:
        LetterFileError: It holds none, or one of another version of the program.
    """
    from pydantic import ValidationError

    try:
        return _adapter().validate_json(text)
    except ValidationError as error:
        wrong = error.errors()[0]
        place = ".".join(map(str, wrong["loc"])) or "its beginning"
        message = f"expected the record of a letter, found at {place}: {wrong['msg']}"
        raise LetterFileError(f"{message}; draft the letter again, or use the version that wrote it") from error


def without_verbatim(letter: Letter) -> Letter:
    """The same with the inquiry as it is shown: what is written into documents that leave the team."""
    return replace(letter, inquiry=replace(letter.inquiry, verbatim=letter.inquiry.shown))


@cache
def _adapter() -> TypeAdapter[Letter]:
    from pydantic import TypeAdapter

    return TypeAdapter(Letter)
