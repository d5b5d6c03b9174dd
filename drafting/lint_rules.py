"""The rules of ``lint_words.toml``, read into patterns."""

from __future__ import annotations

import re
import tomllib
from collections.abc import Iterable
from dataclasses import dataclass
from functools import cache
from pathlib import Path
from typing import Any, Literal

_FILE = Path(__file__).parent / "lint_words.toml"
_GAP = r"(?:[\w'%/.,-]+\s+){0,4}?"
_NEAR = r"(?:[^\s]+\s+){0,6}?"
Need = Literal["figure", "tested p", "interval"]


@dataclass(frozen=True, slots=True)
class Rule:
    """One kind of wording.

    Attributes:
        before: Matches the end of the text before words that are harmless there; likewise ``after`` and ``beside``.
        harmless: Longer words of which they are a harmless part.
        needs: What makes the words right in a sentence that has it.
        denied: Whether the words are found although they are denied.
        alone: Whether they are found only where nothing else of the sentence is.
    """

    kind: str
    words: re.Pattern[str]
    before: re.Pattern[str] | None
    after: re.Pattern[str] | None
    beside: re.Pattern[str] | None
    harmless: re.Pattern[str] | None
    needs: Need | None
    denied: bool
    alone: bool
    reason: str
    alternative: str


@cache
def read_rules() -> tuple[Rule, ...]:
    """Return the rules in the order of the file."""
    return tuple(_read(entry) for entry in tomllib.loads(_FILE.read_text(encoding="utf-8"))["rule"])


def _read(entry: dict[str, Any]) -> Rule:
    before, after, beside, harmless = (_any(entry.get(key, ())) for key in ("before", "after", "beside", "except"))
    return Rule(
        kind=entry["kind"],
        words=re.compile(_any(entry["words"])),
        before=re.compile(rf"{before}\s+{_NEAR}$") if before else None,
        after=re.compile(rf"\s+{_NEAR}{after}") if after else None,
        beside=re.compile(beside) if beside else None,
        harmless=re.compile(harmless) if harmless else None,
        needs=entry.get("needs"),
        denied=entry.get("denied", False),
        alone=entry.get("alone", False),
        reason=entry["reason"],
        alternative=entry["alternative"],
    )


def _any(phrases: Iterable[str]) -> str:
    """A pattern of whole words, the longest phrase first; empty where there are none."""
    patterns = [_to_pattern(phrase) for phrase in sorted(phrases, key=len, reverse=True)]
    return rf"(?<![\w-])(?:{'|'.join(patterns)})(?![\w-])" if patterns else ""


def _to_pattern(phrase: str) -> str:
    parts = [_GAP if word == "..." else re.escape(word).replace(r"\*", r"\w*") + r"\s+" for word in phrase.split()]
    return "".join(parts).removesuffix(r"\s+")
