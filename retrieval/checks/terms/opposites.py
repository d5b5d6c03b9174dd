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
)
_NEVER_OR_BEFORE = tuple(
    (re.compile(rf"\b(?:{first})\b", re.IGNORECASE), re.compile(rf"\b(?:{second})\b", re.IGNORECASE))
    for pair in _BEFORE
    for first, second in (pair, pair[::-1])
)
"""Whoever never had a treatment, and whoever had it before; the dead and the living."""


def is_of_opposite(outcome: str, told: str, evidence: Evidence) -> bool:
    """Whether a title has a word whose opposite alone a sentence tells."""
    denied, sides = _denied(told), _sides(told)
    if not denied and not sides:
        return False
    if any(own.search(outcome) for own in denied):
        return True
    words = evidence.title_words.get(outcome, frozenset())
    return any(bool(other & words) and not own & words for own, other in sides)


def are_opposites(title: str, name: str) -> bool:
    """Whether a title names a complete response and the name of an outcome a partial one, or the reverse."""
    own, other = (frozenset(_EXTENTS.findall(text.casefold())) for text in (title, name))
    return bool(own and other and not own & other)


_EXTENTS = re.compile(r"\b(?:complete|partial)\b")


@lru_cache(maxsize=1024)
def _denied(told: str) -> tuple[re.Pattern[str], ...]:
    """What a title must not have, since a sentence tells its opposite alone."""
    return tuple(own for own, other in _NEVER_OR_BEFORE if other.search(told) and not own.search(told))


@lru_cache(maxsize=1024)
def _sides(told: str) -> tuple[tuple[frozenset[str], frozenset[str]], ...]:
    """The pairs of which a sentence tells one side alone, that side first."""
    forms = {token.form for token in split_tokens(told)}
    return tuple((first, second) for first, second in _SIDES if first & forms and not second & forms)
