"""The rows of an outcome that words name."""

from __future__ import annotations

import re
from collections.abc import Iterable, Sequence

from retrieval.checks.figures.limits import read_limits
from retrieval.checks.terms.items import BRACKETS, plain
from retrieval.checks.terms.told_levels import rows_of_level
from retrieval.terms import common_words, split_tokens

_SEXES = {"female": r"females?|wom[ae]n|girls?", "male": r"males?|m[ae]n|boys?"}


def told_rows(words: str, outcome: str, items: Sequence[str]) -> list[str]:
    """The rows of an outcome that words name: by their name or order, a limit in it, or a word of no other row."""
    words = _DENIED.sub("non-", words)
    if any(plain(item).startswith("no ") for item in items):
        words = _WITHOUT.sub("no ", words)  # "without a previous stroke" is told of "No previous stroke"
    return (
        list(dict.fromkeys(rows_named(words, items) + elided_rows(words, items)))
        or _told_as_not(words, items)
        or _in_order(words, items)
        or rows_of_level(words, items)
        or _told_by_limit(words, items)
        or _told_by_word(words, outcome, items)
    )


_WITHOUT = re.compile(r"\b(?:without|had not had|never had)\s(?:an?\s|any\s|the\s)?(?=[a-z])", re.IGNORECASE)
_DENIED = re.compile(r"\b(?:not|never|un(?=ventilated|treated|vaccinated)) ?(?=[a-z]+ed\b)", re.IGNORECASE)
"""Before what people were not: "not ventilated" is told of "Non-ventilated"."""


def _told_as_not(words: str, items: Iterable[str]) -> list[str]:
    """The rows of those who were not something: "Non-ventilated HABP", of patients who were not ventilated."""
    denied = {match[0].casefold() for match in _NON.finditer(words)}
    return [item for item in items if denied and any(name in plain(item) for name in denied)]


def elided_rows(words: str, items: Iterable[str]) -> list[str]:
    """The rows that begin as words do whose end was told before: "without diabetes" of "in those without"."""
    told = {match[1].casefold() for match in _BARE_WITH.finditer(words)}
    return [item for item in items if any(_BEGINNINGS[word].match(plain(item)) for word in told)]


_BARE_WITH = re.compile(
    r"\b(?:those|patients|participants|people|ones) (with(?:out)?)(?: (?:it|them|this|these|any)\b)?"
    r"(?=\s?[,;:(]|\s[0-9]|$)",
    re.IGNORECASE,
)
_BEGINNINGS = {"with": re.compile(r"with\b|yes\b"), "without": re.compile(r"(?:without|no|not|non)\b")}
_NON = re.compile(r"\bnon-[a-z]{4,}", re.IGNORECASE)


def _in_order(words: str, items: Iterable[str]) -> list[str]:
    """The rows that are told by their order: "at the fourth session" of "Session 4"."""
    told = {(_ORDINALS.index(match[1].casefold()) + 1, match[2]) for match in _ORDINAL.finditer(words)}
    found = []
    for item in items if told else ():
        name = _COUNTED.fullmatch(plain(item))
        if name and any(place == int(name[2]) and (noun or name[1]).startswith(name[1]) for place, noun in told):
            found.append(item)
    return found


_ORDINALS = ("first", "second", "third", "fourth", "fifth", "sixth")
_ORDINAL = re.compile(rf"\bthe ({'|'.join(_ORDINALS)})\b(?:\s(?!and\b|to\b|or\b)([a-z]+))?(?!-)", re.IGNORECASE)
_COUNTED = re.compile(r"([a-z]+) ([1-6])")


def rows_named(words: str, items: Iterable[str]) -> list[str]:
    """The rows whose names stand in the words, the longest first."""
    found, rest = [], words.casefold()
    for item in sorted(items, key=len, reverse=True):
        bare = BRACKETS.sub("", plain(item))
        name = _SEXES.get(plain(item)) or _pattern(plain(item)) + (f"|{_pattern(bare)}" if len(bare) > 8 else "")
        pattern = rf"\b(?<!non-)(?<!non )(?:{name})(?!\w)"
        if re.search(r"[^\W\d_]{3}", item) and re.search(pattern, rest):
            found.append(item)
            rest = re.sub(pattern, " ", rest)
    return found


def _pattern(name: str) -> str:
    """A pattern for a row's name, whose words may be joined by hyphens: "end-stage disease" of "End stage disease"."""
    return re.sub(r"(?<=[a-z])\\[ -](?=[a-z])", "[ -]", re.escape(name))


def _told_by_limit(words: str, items: Sequence[str]) -> list[str]:
    """The rows with a limit or a range that is told: "75 and over" of ">=75 years"."""
    own = {item: read_limits(item) for item in items}
    if not any(own.values()):
        return []
    told = read_limits(words)
    return [item for item in items if own[item] and own[item] <= told]


def _told_by_word(words: str, outcome: str, items: Sequence[str]) -> list[str]:
    """The row that alone has a telling word of the text: "in chromophobe tumours" of "Chromophobe histology"."""
    told = {token.form for token in split_tokens(_SINCE.sub(" ", words))}
    forms = {item: {token.form for token in split_tokens(item)} for item in items}
    title = {token.form for token in split_tokens(outcome)}
    alone = {
        item: {form for form in mine if len(form) > SHORT_WORD and form.isalpha() and form not in common_words()}
        - {form for other, theirs in forms.items() if other != item for form in theirs}
        for item, mine in forms.items()
    }
    listed = all(mine & title for mine in alone.values())  # "Systolic and Diastolic Blood Pressure" names its rows
    own = {item: mine if listed else mine - title for item, mine in alone.items()}
    return [item for item in items if own[item] & told]


_SINCE = re.compile(
    r"\b(?:days?|weeks?|months?|years?) (?:after|of|following|from|since|before|post) (?:the |each |any )?[\w-]+",
    re.IGNORECASE,
)
"""Since when a time is counted, "in the 30 days after vaccination": no row of what is related to it."""
SHORT_WORD = 5
"""Letters of a word that may tell a row by itself are more."""
