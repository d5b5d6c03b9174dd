"""The outcome titles of a trial by their words, and the digits that belong to them; split once for each table."""

from __future__ import annotations

import re
from collections import defaultdict
from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from weakref import WeakKeyDictionary

from ingest.table import ResultsTable
from retrieval.checks.figures.times import without_time_points
from retrieval.terms import common_words, split_tokens


@dataclass(frozen=True, slots=True)
class Titles:
    """The outcome titles of a trial, by their words, in order.

    Attributes:
        by_case: Those that differ in case alone.
        by_name: Those that name the same measure, by that name: "overall survival" of "Overall Survival (OS)".
        folded: All of them in lower case, a line each.
        digits: The words around each figure in a title or in the name of a row: ``{"1.73": {("min", "m")}}``.
    """

    words: dict[str, frozenset[str]]
    texts: dict[str, str]
    by_word: dict[str, dict[str, None]]
    ordered: tuple[str, ...]
    by_case: dict[str, tuple[str, ...]]
    by_name: dict[str, tuple[str, ...]]
    folded: str
    digits: dict[str, frozenset[tuple[str, str]]]


LINKING = frozenset("a an and at by due for from in of on or rate the to with".split())
"""Words of titles that say nothing of what is counted."""
_TITLES: WeakKeyDictionary[ResultsTable, dict[str, Titles]] = WeakKeyDictionary()


def read_titles_of(table: ResultsTable, trial: str) -> Titles:
    """Split the titles once for each table and trial."""
    kept = _TITLES.setdefault(table, {})
    if trial not in kept:
        forms = {title: [token.form for token in split_tokens(title)] for title in table.outcomes(trial)}
        by_case: defaultdict[str, list[str]] = defaultdict(list)
        for title in forms:
            by_case[title.casefold()].append(title)
        by_name: defaultdict[str, list[str]] = defaultdict(list)
        for title in forms:
            by_name[name_in(title)].append(title)
        by_word: defaultdict[str, dict[str, None]] = defaultdict(dict)
        for title in sorted(forms):
            for word in forms[title]:
                by_word[word][title] = None
        kept[trial] = Titles(
            {title: frozenset(words) for title, words in forms.items()},
            {title: " ".join(words) for title, words in forms.items()},
            dict(by_word),
            tuple(sorted(forms)),
            {fold: tuple(titles) for fold, titles in by_case.items() if len(titles) > 1},
            {name: tuple(titles) for name, titles in by_name.items()},
            "\n".join(forms).casefold(),
            _digits({*forms, *(row.item for row in table.slots(trial, ("item",)) if row.item)}),
        )
    return kept[trial]


def name_in(title: str) -> str:
    """The name of what is measured in a title, in lower case."""
    return _NAME.split(title, maxsplit=1)[0].casefold()


_NAME = re.compile(r"\s*(?:[(:;,]|\s-\s)")
"""Ends that name: "Overall Survival (OS)", "Overall Survival: Updated Analysis"."""


def words_around(text: str) -> Iterator[tuple[re.Match[str], tuple[str, str]]]:
    """Each figure of ``text`` that stands between two words or figures, with these in lower case."""
    parts = list(_PART.finditer(text))
    for before, part, after in zip(parts, parts[1:], parts[2:], strict=False):
        if part[0][0].isdigit():
            yield part, (before[0].casefold(), after[0].casefold())


def _digits(names: Iterable[str]) -> dict[str, frozenset[tuple[str, str]]]:
    found: defaultdict[str, set[tuple[str, str]]] = defaultdict(set)
    for name in names:
        plain = without_time_points(name)
        for words in {plain, _BRACKETS.sub(" ", plain)}:
            for part, around in words_around(words):
                if any(_tells(word) for word in around) and around[0] not in _GRADES:
                    found[part[0]].add(around)
    return {figure: frozenset(around) for figure, around in found.items()}


def _tells(word: str) -> bool:
    return word[0].isalpha() and word not in common_words() and word not in LINKING


_PART = re.compile(r"[^\W\d_]+|[0-9]+(?:\.[0-9]+)?")
_BRACKETS = re.compile(r"\([^()]*\)")
_GRADES = frozenset({"grade", "grades"})
