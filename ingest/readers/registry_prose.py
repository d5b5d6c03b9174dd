"""Sentences made of what a registry record says in fields, lists and codes."""

from __future__ import annotations

import re
from collections.abc import Sequence

from ingest.readers.registry_words import unescape, unescape_lines

BULLET = re.compile(r"^\s*[*•-]\s+")
"""The mark of a list entry."""


def prose(text: str | None) -> str:
    """The paragraphs of a text, each list entry a sentence of its own."""
    lines = (BULLET.sub("", line).strip() for line in unescape_lines(text).splitlines())
    return "\n".join(sentence(line) for line in lines if line)


def join(head: str, body: str) -> str:
    """A head as a sentence, and a body after it."""
    return f"{sentence(head)} {body}".strip() if head else body


def sentence(text: str) -> str:
    """A text with a full stop, unless it ends in a mark already."""
    return text if not text or text[-1] in ".!?:;," else f"{text}."


def list_names(name: str, entries: Sequence[str]) -> str:
    """A list with its name as one sentence; nothing for an empty list."""
    named = [entry for entry in entries if entry]
    return f"{name}: {sentence('; '.join(named))}" if named else ""


def words(code: str | None) -> str:
    """A code of the registry as words: "OUTCOMES_ASSESSOR" is "outcomes assessor"."""
    return unescape(code).replace("_", " ").casefold()
