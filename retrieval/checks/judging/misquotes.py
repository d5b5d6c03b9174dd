"""Numbers within quotation marks that the quoted passage has otherwise: "one to four lines", where it says three."""

from __future__ import annotations

import re
from collections.abc import Mapping
from dataclasses import replace
from functools import lru_cache

from retrieval.checks.figures.words import CARDINAL
from retrieval.checks.judging.judgements import Judgement
from retrieval.records import Verdict

_WORD = re.compile(r"[0-9]+(?:\.[0-9]+)?|[^\W\d_]+|%")
_NUMBER = re.compile(rf"[0-9]+(?:\.[0-9]+)?|{CARDINAL}", re.IGNORECASE)
_AROUND = 8
"""Words on each side of the number, within the quotation, that a passage is searched for."""
_FEWEST = 6
"""Of them: with fewer, two texts on one subject share as many."""


def find_misquoted(item: Judgement, text: str, plain: Mapping[str, str]) -> Judgement:
    """The judgement, contradicted where a passage has the words around the number in a quotation, and another number.

    Args:
        plain: Readable texts of the passages, by id.
    """
    around = _quotation_around(item, text)
    if around is None:
        return item
    before, after = around
    if len(before) + len(after) < _FEWEST or item.verdict is Verdict.CONTRADICTED:
        return item
    own = " ".join(_WORD.findall(text[item.part.number.start : item.part.number.end])).casefold()
    pattern = re.compile(rf"(?<!\S){_joined(before, behind=True)}(?P<own>\S+){_joined(after, behind=False)}(?!\S)")
    for passage, told in plain.items():
        found = [match["own"] for match in pattern.finditer(_words_of(told))]
        if own in found:
            return item
        other = next((word for word in found if _NUMBER.fullmatch(word)), None)
        if other is not None:
            reason = f"within a quotation; in {passage} the same words have {other}"
            return replace(item, verdict=Verdict.CONTRADICTED, expected=other, reason=reason, result=None)
    return item


@lru_cache(maxsize=1024)
def _words_of(passage: str) -> str:
    """The words of a passage, one blank apart: they are the same for every number that is looked for."""
    return " ".join(_WORD.findall(passage)).casefold()


def _quotation_around(item: Judgement, text: str) -> tuple[list[str], list[str]] | None:
    """The words before and after a number within the quotation marks around it."""
    text = text.replace("\u201c", '"').replace("\u201d", '"')
    number = item.part.number
    opened, closed = text.rfind('"', 0, number.start), text.find('"', number.end)
    if opened < 0 or closed < 0 or text.count('"', 0, number.start) % 2 == 0:
        return None
    before = _WORD.findall(text[max(opened, number.start - 200) : number.start])[-_AROUND:]
    return before, _WORD.findall(text[number.end : min(closed, number.end + 200)])[:_AROUND]


def _joined(words: list[str], *, behind: bool) -> str:
    escaped = [re.escape(word.casefold()) for word in words]
    return "".join(f"{word} " if behind else f" {word}" for word in escaped)
