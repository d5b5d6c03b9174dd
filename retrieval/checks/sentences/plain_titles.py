"""Of several titles that one name stands for, those that a sentence can mean: of everybody, of as many components."""

from __future__ import annotations

import re
from collections.abc import Sequence
from functools import lru_cache

from ingest.records import Result
from retrieval.checks.figures.limits import read_limits
from retrieval.checks.figures.times import read_times, share_time
from retrieval.checks.terms.analysis_sets import is_gap_of_change, is_of_other_set
from retrieval.checks.terms.title_restrictions import is_of_others, whom_of
from retrieval.stems import stem_forms
from retrieval.terms import common_words, split_tokens, word_forms

_POINTS = re.compile(r"\b(?P<number>[0-9]{1,2}|three|four|five|six)[- ]point (?=[A-Z]{2}|composite\b|\w+ composite\b)")
_PARTS = re.compile(r"\b(?:individual |each )?components?\b", re.IGNORECASE)
_COMPOSITE = re.compile(r"\bcomposite\b", re.IGNORECASE)
_JOINT = re.compile(
    r"\bcomposites?\b|\bcombined\b|\bprimary\b|\bend-?\s?points?\b|\bor\b|\bplus\b|[/+&]|\bMACE\b", re.IGNORECASE
)
"""Words without which a composite is not told, but one of what it is made of."""
_WORDS = {"three": "3", "four": "4", "five": "5", "six": "6"}


def plain_titles(told: str, rows: Sequence[Result]) -> list[Result]:
    """The rows of the titles that a sentence can mean, and of several titles those of no row that it does not tell."""
    titles = tuple(dict.fromkeys(row.outcome for row in rows))
    if len(titles) < 2:
        return list(rows)
    meant = _meant(told, titles)
    kept = [row for row in rows if row.outcome in meant]
    words = word_forms(told)
    return [row for row in kept if row.item is None or _ANY.match(row.item) or _is_told(row.item, told, words)] or kept


_ANY = re.compile(r"(?:any|all|overall|total)\b", re.IGNORECASE)
"""Begins the name of a row that counts everybody whom its title does: "Any TEAE"."""


def titles_told(told: str, titles: Sequence[str]) -> tuple[str, ...]:
    """Of several titles those that a sentence can mean; all of them where it can mean none.

    A title that counts some patients alone is meant where these are told; one of so many components, where no other
    number of them is, and one of which more is told than what another has of it.
    """
    told = _OF_A_GAP.sub("", told)
    return tuple(best_told(word_forms(told), _meant(told, titles)))


_OF_A_GAP = re.compile(
    r"\btreatment (?=(?:differences?|effects?|arms?|groups?|benefits?|comparisons?)\b)", re.IGNORECASE
)
"""A word that tells what is compared, and nothing of a title: "the treatment difference"."""


def _meant(told: str, titles: Sequence[str]) -> Sequence[str]:
    words = word_forms(told)
    kept = [title for title in titles if not is_of_others(title, words)] or titles
    kept = [title for title in kept if not any(_adds_untold(title, other, words) for other in kept)]
    kept = [title for title in kept if not _PARTS.search(title) or _PARTS.search(told)] or kept
    kept = _within_limits(told, without_composites(told, kept))
    asked = _points(told)
    kept = [title for title in kept if not asked or not _points(title) or asked & _points(title)] or kept
    figures = frozenset(_FIGURE.findall(told))
    return [title for title in kept if _figures(title) & figures] or kept


def _adds_untold(title: str, other: str, words: frozenset[str]) -> bool:
    """Whether a title is another one with more behind a dash, "X - Per-protocol Analysis", of which nothing is told."""
    more = title.removeprefix(f"{other} - ")
    return more != title and not _telling(more) & words


def _within_limits(told: str, titles: Sequence[str]) -> Sequence[str]:
    """The titles but those of another limit than a sentence tells, where one has its own: "below 2.6", and not 3.2."""
    limits = read_limits(told)
    held = [title for title in titles if read_limits(title) & limits] if limits else []
    return [title for title in titles if title in held or not read_limits(title)] if held else titles


def without_composites(told: str, titles: Sequence[str]) -> Sequence[str]:
    """The titles but the composites, where a sentence tells one of the things that these are made of, and no "or"."""
    joint = _JOINT.search(told) is not None
    return titles if joint else [title for title in titles if not _COMPOSITE.search(title)] or titles


def best_told(told: frozenset[str], titles: Sequence[str]) -> list[str]:
    """The titles but those of which only a part of another's told words are told; one told in other words stays."""
    shared = {title: _telling(title) & told for title in titles}
    return [title for title in titles if not shared[title] or not any(shared[title] < own for own in shared.values())]


def is_of_other_estimand(title: str, told: str) -> bool:
    """Whether a title is of another estimand or analysis set than a sentence names, or of another kind of change."""
    own, said = _estimands(title), _estimands(told)
    other = bool(own and said and not own & said)
    return other or is_of_other_set(title, told) or is_gap_of_change(title, told)


@lru_cache(maxsize=4096)
def _estimands(text: str) -> frozenset[str]:
    return frozenset(match[1].casefold().replace("-", " ") for match in _ESTIMAND.finditer(text))


_ESTIMAND = re.compile(
    r"\b(treatment[- ]policy|treatment[- ]regimen|efficacy|hypothetical|composite|while[- ]on[- ]treatment"
    r"|on[- ]treatment|trial[- ]product|principal[- ]stratum|de[- ]facto|de[- ]jure) estimand\b",
    re.IGNORECASE,
)


BY_TRAIT = re.compile(
    r"\bby (?:baseline|randomi[sz]ation|[^,;]{0,40}\b(?:age|sex|gender|race|region|subtype|stratum|genotype|history)\b"
    r"|[^,;]{0,50}\bstatus\b)[^,;]*$",
    re.IGNORECASE,
)
"""Ends a title whose rows are surely groups of patients: "by Baseline Regurgitation Grade"."""


def words_told(told: frozenset[str], title: str) -> int:
    """How many of a title's words are told that say what is counted or measured."""
    return len(stem_forms(_telling(title)) & stem_forms(told))


@lru_cache(maxsize=4096)
def _telling(title: str) -> frozenset[str]:
    """The words of a title that say what is counted or measured."""
    forms = (token.form for token in split_tokens(title))
    return frozenset(form for form in forms if len(form) > _SHORT and form.isalpha() and form not in common_words())


_SHORT = 3


def _figures(title: str) -> frozenset[str]:
    return frozenset(_FIGURE.findall(whom_of(title)))


_FIGURE = re.compile(r"(?<![\w.])[0-9]+(?:\.[0-9]+)?(?![\w.]*[0-9])")


def _points(text: str) -> frozenset[str]:
    return frozenset(_WORDS.get(match["number"], match["number"]) for match in _POINTS.finditer(text))


def _is_told(item: str, told: str, words: frozenset[str]) -> bool:
    """Whether a row is told: by its time, else by a word of its name, "TPS", which a figure of it, "<1%", is not."""
    if times := read_times(item):
        return share_time(times, read_times(told))
    forms = {token.form for token in split_tokens(item)} - common_words()
    return bool(({form for form in forms if not form[0].isdigit()} or forms) & words)
