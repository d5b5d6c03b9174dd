"""Titles that have but one word of a question, and that in other words or of another thing: they are not meant."""

from __future__ import annotations

import re
from collections.abc import Mapping, Sequence

from retrieval.registry.alike import are_composites
from retrieval.stems import stems
from retrieval.terms import Token, common_words


def only_sounds_like(
    names: Sequence[str], carried: Mapping[int, float], asked: Mapping[int, tuple[Token, object]], text: str
) -> bool:
    """Whether a composite that is not asked has but one word of the question, and that in other words.

    Nor is "symptom-free" what a title of another freedom tells.

    Args:
        names: The title, then the names of its rows.
    """
    own = [token for place, (token, _) in asked.items() if place in carried and token.form not in common_words()]
    if len(own) != 1:
        return False
    freed = own[0].form == "free" and any(token.end == own[0].start - 1 for token, _ in asked.values())
    return freed or (are_composites(names[:1], text) and not stems(own[0].text) <= stems(" ".join(names)))


def without_other_grades(titles: Sequence[str], text: str) -> list[str]:
    """The titles without those of a further grade or status than is asked, where others are left: "severe attacks".

    "Responders among the seropositive" are not those of the "seropositive and seronegative".
    """
    for kinds in (_GRADES, _STATUSES):
        said = _kinds_in(text) & kinds
        kept = [title for title in titles if not said or _kinds_in(title) & kinds <= said]
        titles = kept or titles
    return list(titles)


def _kinds_in(text: str) -> frozenset[str]:
    return stems(_SERO.sub("", text))


_SERO = re.compile(r"\bsero(?=(?:posi|nega)tiv)", re.IGNORECASE)
_STATUSES = stems("positive negative")
_GRADES = stems("mild moderate severe")
