"""Names of parts of the patients that stand for those who are counted, and the outcomes asked of them."""

from __future__ import annotations

import re
from collections.abc import Sequence
from dataclasses import replace

from retrieval.questions import relations
from retrieval.questions.part_or_outcome import ENDS, LEADS_PART, RATES, is_counted_itself
from retrieval.terms import Mention, TermIndex


def names_those_among(text: str, mentions: Sequence[Mention]) -> bool:
    """Whether a part of the patients is named as those among whom an outcome is counted, before it or behind."""
    first = min((m.start for m in mentions if m.term.kind == "outcome"), default=len(text))
    parts = [m.start for m in mentions if m.term.kind == "subgroup"]
    leads = any(start < first and LEADS_PART.fullmatch(text[:start]) for start in parts)
    return leads or any(start > first and relations.counts_within(text[:start]) for start in parts)


def counted_as_parts(
    text: str, mentions: tuple[Mention, ...], *, terms: TermIndex, trial: str | None
) -> tuple[Mention, ...]:
    """The mentions with the outcomes within the names of parts of which a share is asked: "share with MRD negativity".

    A part's name may be longer than the outcome's ("patients with MRD negativity"), which is not read beside it. Where
    other outcomes are named, it has to stand right behind its share, and restricts none of them.
    """
    rates = [m for m in mentions if m.term.kind == "statistic" and m.term.name in RATES]
    listed = any(m.term.kind == "outcome" for m in mentions)
    found: list[Mention] = []
    for part in (m for m in mentions if m.term.kind == "subgroup" and ENDS.match(text, m.end)):
        if is_counted_itself(text, part, mentions) if listed else any(rate.start < part.start for rate in rates):
            named = terms.find(_PEOPLE.sub("", part.text), trial=trial, kinds={"outcome"}, typos=False)
            found += [replace(part, term=one.term) for one in named if one.term.category == "efficacy"]
    spans = {(m.start, m.end) for m in found} if listed else set()
    kept = (m for m in mentions if m.term.kind != "subgroup" or (m.start, m.end) not in spans)
    return (*kept, *found)


def counted_by_part(
    text: str, mentions: tuple[Mention, ...], *, terms: TermIndex, trial: str | None
) -> tuple[Mention, ...]:
    """The mentions with how many belong to a part, where its name goes on from an outcome's: "how many relapsed late".

    The outcome of the same name that counts those of the part is asked then, and no event at large.
    """
    parts = [m for m in mentions if m.term.kind == "subgroup"]
    found: list[Mention] = []
    for mention in mentions:
        events = mention.term.kind == "outcome" and mention.term.name.endswith(" events")
        part = next((p for p in parts if events and mention.start < p.start < mention.end < p.end), None)
        if part and not _COUNTS_EVENTS.match(mention.text):
            continue  # "the share of patients who relapsed late"
        term = (
            terms.term(part.term.name[:1].upper() + part.term.name[1:], kind="outcome", trial=trial) if part else None
        )
        count = terms.term("count", kind="statistic") if term else None
        if part is None or term is None or count is None:
            found.append(mention)
        else:
            start, end = mention.start, mention.start + len("how many")
            found += (Mention(start, end, text[start:end], count), replace(part, term=term))
    return tuple(found)


_COUNTS_EVENTS = re.compile(r"how many\s", re.IGNORECASE)
_PEOPLE = re.compile(
    r"^\w+\s(?:with|having|who (?:were|are|had|have|became))\s|\s(?:patients|people|participants|subjects|pts)$",
    re.IGNORECASE,
)
"""Who is counted, before or behind what they are or have: "patients who were"."""
