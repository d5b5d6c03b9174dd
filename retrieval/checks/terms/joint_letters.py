"""Outcomes told by letters that their titles join: "CR or CRi" and "CR/CRi", of "Composite Remission (CR + CRi)"."""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence
from itertools import pairwise

from retrieval.checks.figures.rare import Rare
from retrieval.checks.figures.times import read_times, share_time
from retrieval.checks.table.evidence import Evidence
from retrieval.terms import Mention, normal_form, word_forms

_LETTERS = r"[A-Z]{2,4}[a-z]{0,2}"
_JOINT = r"\s?(?:\+|/|&|\bplus\b|\band/or\b|\bor\b|\band\b)\s?"
_JOINED = Rare(
    rf"(?<![\w/+])(?P<letters>{_LETTERS}(?:{_JOINT}{_LETTERS})+)(?![\w/])(?:\s(?:rate|response)s?\b)?",
    "+", "/", "&", "plus", "or", "and",
)  # fmt: skip
_EACH = re.compile(_LETTERS)
_IN_TITLE = re.compile(rf"(?<![\w/+]){_LETTERS}(?:{_JOINT}{_LETTERS})+(?![\w/])")
_WITH = re.compile(r"\swith\s(?P<how>[a-z]+(?:\s[a-z]+){0,2})", re.IGNORECASE)
_OR = re.compile(r"\s(?:or|and|plus|and/or)\s(?:an?\s)?", re.IGNORECASE)
_PARTED = re.compile(r"\bby (?!the\b|week\b|month\b|day\b|year\b|end\b)[^,;]{3,60}$", re.IGNORECASE)
"""Ends a title that leaves its patients to its rows."""


def find_joint_letters(
    text: str, start: int, end: int, *, found: Sequence[Mention], evidence: Evidence
) -> list[Mention]:
    """Return the outcomes whose titles join the letters that a span joins; the plainest of them goes first."""
    told: list[Mention] = []
    words, times = word_forms(text[start:end]), read_times(text[start:end])
    for low, high, letters in [*_by_letters(text, start, end), *_spelt_out(text, found, evidence)]:
        titles = [title for title in evidence.titles_with(frozenset(letters)) if _joins(title, letters)]
        titles = [title for title in titles if evidence.results(title)]
        ranked = sorted(titles, key=lambda title: _is_apart(title, words, times))
        terms = [evidence.terms.term(title, kind="outcome", trial=evidence.trial.id) for title in ranked]
        told += [Mention(low, high, text[low:high], term) for term in terms if term is not None]
    return told


def _by_letters(text: str, start: int, end: int) -> Iterator[tuple[int, int, frozenset[str]]]:
    for match in _JOINED.finditer(text, start, end):
        yield *match.span(), frozenset(map(normal_form, _EACH.findall(match["letters"])))


def _spelt_out(text: str, found: Sequence[Mention], evidence: Evidence) -> Iterator[tuple[int, int, frozenset[str]]]:
    """ "Complete remission or CR with incomplete recovery": the letters of the first, and these with an "i"."""
    for first, second in pairwise(sorted(found, key=lambda mention: mention.start)):
        how = _WITH.match(text, second.end)
        if how is None or not _OR.fullmatch(text, first.end, second.start):
            continue
        for own in (normal_form(each) for each in _EACH.findall(second.text)):
            begun = {letters for title in evidence.titles_with(frozenset({own})) for letters in _sets_of(title)}
            for word in how["how"].casefold().split():
                if (joint := frozenset({own, f"{own}{word[0]}"})) in begun:
                    yield first.start, how.end(), joint
                    break


def _sets_of(title: str) -> list[frozenset[str]]:
    return [frozenset(map(normal_form, _EACH.findall(match[0]))) for match in _IN_TITLE.finditer(title)]


def _joins(title: str, letters: frozenset[str]) -> bool:
    return letters in _sets_of(title)


def _is_apart(title: str, words: frozenset[str], times: frozenset[float]) -> tuple[bool, float]:
    """Whether a title is of a time or of groups that are not told, and how little of it is told."""
    own, parted = read_times(title), _PARTED.search(title)
    untimed = bool(own) and not share_time(own, times)
    trait = {form for form in word_forms(parted[0]) if len(form) > _SHORT} if parted else set()
    forms = word_forms(title)
    return untimed or (bool(trait) and not trait & words), -len(forms & words) / len(forms)


_SHORT = 3
