"""Words of titles that exclude each other, "awake" and "asleep": told of one, a figure is none of the other's."""

from __future__ import annotations

import re
from functools import lru_cache

from retrieval.checks.table.evidence import Evidence
from retrieval.terms import normal_form, split_tokens

_PAIRS = (
    ("awake waking daytime", "asleep sleep sleeping nighttime"),
    ("systolic", "diastolic"),
    ("fasting", "postprandial"),
    ("ischaemic ischemic", "haemorrhagic hemorrhagic"),
    ("left", "right"),
    ("physical", "mental"),
    ("proximal", "distal"),
    ("supine", "standing"),
    ("ipsilateral", "contralateral"),
    ("inpatient", "outpatient"),
    ("gain gaining gained gains", "loss losing lost"),
    ("morning", "evening"),
    ("arterial", "venous"),
    ("unilateral", "bilateral"),
    ("naive na\u00efve", "experienced"),
)
_SIDES = tuple(
    (frozenset(map(normal_form, first.split())), frozenset(map(normal_form, second.split())))
    for pair in _PAIRS
    for first, second in (pair, pair[::-1])
)


_BEFORE = (
    (
        r"na[i\u00ef]ve|never (?:been )?(?:treated|exposed|vaccinated)|untreated|unvaccinated",
        r"(?:already|previously) (?:been )?(?:treated|exposed|vaccinated)|pre-?treated|\w+-experienced",
    ),
    (
        r"mortality|deaths?|died",
        r"(?<!those )(?<!patients )(?<!people )(?:were|was|still|remained|are) (?:still )?alive",
    ),
    (
        r"(?:all|any)[- ]cause|(?:any|whatever|every) (?:cause|reason)|(?:overall|total|all) (?:mortality|deaths)",
        r"(?:cardio-?vascular|CV|cardiac|cancer|tumou?r|sudden|stroke|vascular)[ -](?:related |cardiac )?"
        r"(?:mortality|deaths?)|died (?:of|from) (?:a )?cardiovascular",
    ),
)
_FIRST = re.compile(
    r"\b(?:at |in )?the (?:first|initial|primary|original|earlier) analysis\b|\b(?:first|initial|primary) analysis:",
    re.IGNORECASE,
)
_LATER = re.compile(r"\b(?:updat|later|second|final|subsequent|follow-up)", re.IGNORECASE)
_UPDATED = re.compile(r"\bupdated? analysis\b", re.IGNORECASE)
"""The analysis that is told, and one of a title that says it is a later one."""
_NEVER_OR_BEFORE = tuple(
    (re.compile(rf"\b(?:{first})\b", re.IGNORECASE), re.compile(rf"\b(?:{second})\b", re.IGNORECASE))
    for pair in _BEFORE
    for first, second in (pair, pair[::-1])
)
"""Whoever never had a treatment, and whoever had it before; the dead and the living; deaths of any cause and of one."""


def is_of_opposite(outcome: str, told: str, evidence: Evidence) -> bool:
    """Whether a title has a word whose opposite alone a sentence tells."""
    denied, sides, parts = _denied(told), _sides(told), _parts_told(told)
    if _UPDATED.search(outcome) and _FIRST.search(told) and not _LATER.search(told):
        return True
    if parts and is_of_other_part(outcome, parts):
        return True
    if not denied and not sides:
        return False
    if any(own.search(outcome) for own in denied):
        return True
    words = evidence.title_words.get(outcome, frozenset())
    return any(bool(other & words) and not own & words for own, other in sides)


def is_of_other_part(title: str, told: frozenset[tuple[str, str]]) -> bool:
    """Whether a title begins with a part of the trial, "Phase 2: ...", and others of that kind alone are told."""
    kinds = {kind for kind, _ in told}
    own = {part for part in _parts_in(title.partition(":")[0]) if part[0] in kinds} if ":" in title else set()
    return bool(own) and not any(kind == to and number[0] == n[0] for kind, number in own for to, n in told)


def are_opposites(title: str, name: str) -> bool:
    """Whether a title names a complete response and an outcome a partial one, or survival of another kind."""
    own, other = (frozenset(_EXTENTS.findall(text.casefold())) for text in (title, name))
    return bool(own and other and not own & other)


_EXTENTS = re.compile(
    r"\b(?:complete|partial)\b"
    r"|\b(?:overall|(?:progression|event|disease|relapse|recurrence)(?=[ -]free)) ?(?=(?:.free )?surviv)"
)


@lru_cache(maxsize=1024)
def _denied(told: str) -> tuple[re.Pattern[str], ...]:
    """What a title must not have, since a sentence tells its opposite alone."""
    return tuple(own for own, other in _NEVER_OR_BEFORE if other.search(told) and not own.search(told))


@lru_cache(maxsize=1024)
def _parts_told(told: str) -> frozenset[tuple[str, str]]:
    """The numbered parts of a trial that a sentence names; the phase of the trial as a whole is none."""
    return _parts_in(_DESIGN.sub(" ", told))


@lru_cache(maxsize=4096)
def _parts_in(text: str) -> frozenset[tuple[str, str]]:
    """The kind and the number of each part: "part B" and "phases 2 and 3", "phase II" as "phase 2"."""
    found = [(match["kind"], number) for match in _PART.finditer(text) for number in _NUMBER.findall(match["numbers"])]
    return frozenset((kind.casefold(), _ROMAN.get(number, number.upper())) for kind, number in found)


_ONE = r"(?:[1-4](?![0-9.])[ab]?|(?-i:[A-D]|I{1,3}|IV))"
_NUMBER = re.compile(rf"\b{_ONE}\b", re.IGNORECASE)
_PART = re.compile(
    rf"\b(?P<kind>phase|part|period|stage)s?\s(?P<numbers>{_ONE}(?:(?:/|, | and | or | to | plus |-){_ONE})*)\b",
    re.IGNORECASE,
)
_DESIGN = re.compile(rf"\bphase\s{_ONE}(?:/{_ONE})?(?:,? [a-z-]+)?,? (?:trial|study)\b", re.IGNORECASE)
_ROMAN = {"I": "1", "II": "2", "III": "3", "IV": "4"}


@lru_cache(maxsize=1024)
def _sides(told: str) -> tuple[tuple[frozenset[str], frozenset[str]], ...]:
    """The pairs of which a sentence tells one side alone, that side first."""
    forms = {token.form for token in split_tokens(told)}
    return tuple((first, second) for first, second in _SIDES if first & forms and not second & forms)
