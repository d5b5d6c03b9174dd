"""The two lists of a record's adverse events, told beside an event: "cough (other adverse events)", "not serious"."""

from __future__ import annotations

import re

from retrieval.checks.table.evidence import Evidence
from retrieval.terms import Mention

_LISTS = {"Other adverse events": "non-serious", "Serious adverse events": "serious"}
_BEHIND = re.compile(
    r"(?:\s(?:in|of|on) [\w-]+)?(?:\s\(|,\s)(?:(?:listed|reported|recorded|counted|given)\s)?"
    r"(?:(?:as|among|under|one of)\s)?(?:the\s)?(?:other,? )?\(?(?:(?:non-?serious|not serious)\)? )?$",
    re.IGNORECASE,
)
"""Between the name of an event and the list that it stands in."""
_NOT_CLASSED = re.compile(
    r"\bnot (?:(?:classed|classified|reported|considered|judged|counted|listed|regarded|recorded|rated|deemed)"
    r"(?: as| among| to be)?|as|a|an|among the) $",
    re.IGNORECASE,
)


def read_lists(text: str, found: dict[str, list[Mention]], evidence: Evidence) -> None:
    """Read the list behind an event's name as the grade of its figures, and "not classed as serious" as the other."""
    other = evidence.terms.term("non-serious", kind="grade", trial=evidence.trial.id)
    for index, item in enumerate(found.get("grade", ())):
        denied = item.term.name == "serious" and _NOT_CLASSED.search(text, max(0, item.start - _NEAR), item.start)
        if denied and other is not None:
            found["grade"][index] = Mention(item.start, item.end, item.text, other)
    for item in list(found.get("outcome", ())):
        grade = _LISTS.get(item.term.name)
        term = evidence.terms.term(grade, kind="grade", trial=evidence.trial.id) if grade else None
        if term is not None and _follows_event(text, item, found["outcome"], evidence):
            found["outcome"].remove(item)
            kept = [it for it in found.get("grade", ()) if not item.start <= it.start < item.end]
            found["grade"] = sorted(
                [*kept, Mention(item.start, item.end, item.text, term)], key=lambda mention: mention.start
            )


def _follows_event(text: str, listed: Mention, outcomes: list[Mention], evidence: Evidence) -> bool:
    """Whether a list is named behind an event that it holds."""
    return any(
        event.end <= listed.start
        and event.term.name not in _LISTS
        and _BEHIND.fullmatch(text, event.end, listed.start)
        and _LISTS[listed.term.name] in evidence.results(event.term.name).grades
        for event in outcomes
    )


_NEAR = 40
