"""Whether a title has the limits and short forms of a question: a score coded by them, a fold, a percentage."""

from __future__ import annotations

import re
from collections.abc import Collection, Iterable, Mapping, Sequence
from dataclasses import replace

from ingest.records import Result
from retrieval.questions.question import Question
from retrieval.terms import Token, split_tokens


def has_limits(title: str, text: str, *, held: frozenset[str]) -> bool:
    """Whether a title has the limits that a question gives: "EASI-90" is no EASI-75, "57 %" not "at least 40 %".

    A percentage that no title has is a figure, and no limit.

    Args:
        held: The percentages that titles have.
    """
    for pattern, strict in ((_CODED, True), (_FOLD, True), (_PERCENT, False)):
        asked = set(pattern.findall(text)) if strict else set(pattern.findall(text)) & held
        own = set(pattern.findall(title))
        if asked and own and not asked & own:
            return False
    return True


def without_longer_codes(titles: Sequence[str], text: str) -> list[str]:
    """The titles, none with a short form of a text only behind letters that make it another one: "ss-IGA"."""

    def has_longer(title: str) -> bool:
        longer = {match["code"] for match in _LONGER_CODE.finditer(title) if match[0] not in text}
        longer = {code for code in longer if not re.search(rf"(?<!-)\b{code}\b", title)}
        return any(re.search(rf"(?<![\w-]){code}\b", text) for code in longer)

    return [title for title in titles if not has_longer(title)] or list(titles)


_LONGER_CODE = re.compile(r"(?<![\w-])[a-z]{1,3}-(?P<code>[A-Z]{3,6})\b")


def percentages(titles: Iterable[str]) -> frozenset[str]:
    """The percentages that titles have."""
    return frozenset(number for title in titles for number in _PERCENT.findall(title))


def limits_told(text: str) -> frozenset[tuple[str, str]]:
    """The limits that a text gives, each with its side: ``{("<", "5.7")}`` of "under 5.7 %"; none of a time."""
    told = ((match["above"] or match["more"], match["number"] or match["first"]) for match in _LIMIT.finditer(text))
    reached = {(">", match["number"].removesuffix(".0")) for match in _REACHED.finditer(text)}
    return frozenset((">" if side else "<", number.removesuffix(".0")) for side, number in told) | reached


def with_limits_asked(titles: Iterable[str], text: str, *, rows: Mapping[str, Sequence[str]]) -> list[str]:
    """The titles that have a limit which ``text`` gives, in themselves or in a row; none where it gives none.

    Args:
        rows: The names of each title's rows.
    """
    asked = limits_told(text)
    return [title for title in titles if asked & limits_told("; ".join((title, *rows.get(title, ()))))]


def with_foreign_limits(question: Question) -> Question:
    """The question with a percentage that bounds what is asked as a restriction, where its titles have another one.

    "A drop by 50 %" is not told by those with one of 30 %.
    """
    asked = [] if _EFFECT.search(question.text) else list(_BOUND.finditer(question.text))
    told = [frozenset(_PERCENT.findall(title)) for title in question.outcomes]
    if not asked or not told or not all(told):
        return question
    foreign = [match for match in asked if not any(_number(match) in own for own in told)]
    if len(foreign) < len(asked):
        return question
    tokens = [Token(m.start("limit"), m.end("limit"), f"{_number(m)} %", f"{_number(m)}%") for m in foreign]
    return replace(question, unknown=(*question.unknown, *tokens))


def _number(match: re.Match[str]) -> str:
    return match["limit"].split("%")[0].split("p")[0].strip()


_NUMBER = r"\d+(?:\.\d+)?(?![\d.]*\s?-?(?:years?|months?|weeks?|days?|hours?|yo\b|y/o))"
_LIMIT = re.compile(
    r"(?:(?P<above>>=?|\u2265|\b(?:at least|over|above|more than|greater than|higher than|exceed\w*|no less than))"
    r"|<=?|\u2264|\b(?:under|below|less than|lower than|fewer than|at most|no more than|not more than|up to))"
    rf"\s?(?:an?\s|of\s)?(?P<number>{_NUMBER})"
    r"|(?<![\d.])(?<!grade )(?P<first>\d+(?:\.\d+)?)[\s-]?(?:%|per\s?cent|points?|letters?|fold|kg|mm|ml)?\s?"
    r"(?:\w+\s)?"
    r"(?:(?P<more>or (?:more|greater|higher|above|over|better)|and (?:over|above))|or (?:less|lower|fewer|below))\b",
    re.IGNORECASE,
)
"""A number that is told to be a limit, on either side of it."""
_REACHED = re.compile(
    r"\b(?:los(?:e|t|ing)|shed(?:ding)?|gain(?:ed|ing)?|reach(?:ed|ing)?|achiev(?:ed|ing|e))\s(?:an?\s)?"
    r"(?P<number>\d+(?:\.\d+)?)\s?(?:%|per\s?cent)",
    re.IGNORECASE,
)
"""A share that somebody lost or reached: it is the least that counts."""
_SIZE = r"(?P<limit>\d+ ?(?:%|per ?cent))"
_BOUND = re.compile(
    rf"\b(?:by|of|at least|over|more than|above)\s(?:a\s|an\s|the\s)?{_SIZE}"
    r"(?!\s(?:CI|confidence|of (?:the )?patients))",
    re.IGNORECASE,
)
"""A percentage that bounds an outcome."""
_EFFECT = re.compile(
    r"\b(?:did|does|do)\s[^?,;]*\b(?:reduce|cut|lower|decrease|slash)\b[^?,;]*\bby\s(?:about\s|over\s)?\d",
    re.IGNORECASE,
)
"""That the size of an effect is asked to be confirmed: by how much the risk of an outcome fell."""


def of_limit(rows: Sequence[Result], text: str) -> tuple[Result, ...]:
    """The rows of the limit, or the multiple of one, that ``text`` asks for ("5 x ULN"), if some tell it; else all."""
    asked, limits = set(_MULTIPLE.findall(text)), limits_told(text)
    items = dict.fromkeys(row.item or "" for row in rows)
    named = {item for item in items if asked & set(_MULTIPLE.findall(item))}
    named = named or {item for item in items if limits & limits_told(item)}
    return tuple(row for row in rows if (row.item or "") in named) if named else tuple(rows)


def of_level(rows: Sequence[Result], asked: Collection[str]) -> tuple[Result, ...]:
    """The rows of the levels said, of those that a title lists ("PASI 50, PASI 75 and PASI 90"); all where none is."""
    items = dict.fromkeys(row.item for row in rows if row.item)
    named = names_of_level(" ".join(dict.fromkeys(row.outcome for row in rows)), [*items], asked)
    return tuple(row for row in rows if row.item is None or row.item in named)


def names_of_level(title: str, names: Sequence[str], asked: Collection[str]) -> list[str]:
    """The names of a title's rows that are of the levels said, in normal forms; all where none is."""
    titled = {token.form for token in split_tokens(title) if token.form.isdecimal()}
    told = [titled & {token.form for token in split_tokens(name)} for name in names]
    shared = {form for form in titled if all(form in own for own in told)}
    listed = frozenset().union(*told) - shared
    levels = listed.intersection(asked)
    return [name for name, own in zip(names, told, strict=True) if not levels or own & levels or not own & listed]


_MULTIPLE = re.compile(r"(\d+)\s?(?:x|times|\*|\u00d7|-?fold)\s?(?:the\s)?(?:ULN|upper limit)", re.IGNORECASE)
_CODED = re.compile(r"(?<=[A-Z]{2})-?(\d+)\b")
_FOLD = re.compile(r"\b(\d+)(?=[- ]?fold)", re.IGNORECASE)
_PERCENT = re.compile(r"\b(\d+)(?= ?(?:%|per ?cent))")
