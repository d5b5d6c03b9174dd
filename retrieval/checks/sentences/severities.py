"""How bad events were, in the words of a text, of a title and of a row's name: fatal, serious, severe."""

from __future__ import annotations

import re
from functools import lru_cache

from ingest.records import Result

_WORDS = {
    "fatal": r"fatal\w*|lethal|died|dying|deaths?|mortality|killed",
    "serious": r"(?<!non-)(?<!non )serious|(?-i:SAEs?)",
    "severe": r"severe|grades?\s?(?:>=|\u2265|>)?\s?(?:[3-5]|iii|iv)|(?:>=|\u2265) ?grade [3-5]|high-grade",
}
_WORD = re.compile(
    r"(?<!\w)(?:" + "|".join(f"(?P<{name}>{words})" for name, words in _WORDS.items()) + r")\b", re.IGNORECASE
)
_OF_GRADE = {"serious": "serious", "5": "fatal", ">=3": "severe", "3": "severe", "4": "severe", "3-4": "severe"}
_EVENTS = re.compile(r"\b(?:adverse|TE?AEs?|SAEs?|events?|reactions?|mortality)\b", re.IGNORECASE)
"""In a title: it counts events, which differ in how bad they were."""


@lru_cache(maxsize=4096)
def severities(text: str) -> frozenset[str]:
    """What a text says of how bad events were."""
    return frozenset(match.lastgroup or "" for match in _WORD.finditer(text))


def is_of_other_severity(row: Result, told: str) -> bool:
    """Whether a row counts events of another severity than the only ones that a sentence tells."""
    own = severities(row.item or "") or severities(row.outcome) | {_OF_GRADE.get(row.grade or "", "")} - {""}
    stated = severities(told) if own else own
    return bool(stated) and not own & stated and _EVENTS.search(row.outcome) is not None


def names_grade(row: Result, grades: frozenset[str]) -> bool:
    """Whether a result without a grade of its own is of one of ``grades`` by its title and row: "Pain, Grade 3"."""
    name = f"{row.outcome} {row.item or ''}".casefold()
    if numbered := _NUMBERED.findall(row.item or ""):
        return any(number in grade for number in numbered for grade in grades)
    if "any" in grades:
        return not severities(row.item or "")
    told = {_OF_GRADE.get(grade, "") for grade in grades} - {"severe"}
    return bool(told & severities(name)) or any(grade in name for grade in grades if grade.isalpha())


_NUMBERED = re.compile(r"\bgrades?\s?(?:>=|\u2265|>)?\s?([1-5])", re.IGNORECASE)
