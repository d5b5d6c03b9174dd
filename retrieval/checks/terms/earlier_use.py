"""What patients had before the trial, by the cue of time: the "Prior X" of "X had been part of earlier treatment"."""

from __future__ import annotations

import re

from retrieval.checks.figures.rare import Rare
from retrieval.checks.table.evidence import Evidence
from retrieval.terms import Mention, split_tokens

_EARLIER = Rare(
    r"\b(?:already|previous(?:ly)?|earlier|beforehand|in the past|history of|before (?:they |being )?(?:entry|enter"
    r"|enrol|joining|the (?:trial|study)|baseline|randomi[sz]|study entry|inclusion)\w*|prior to"
    r"|had (?:all |also )?(?:been (?:given|treated with|on|exposed to)|received|had|taken|seen|tried|used))\b",
    "already", "previous", "earlier", "beforehand", "in the past", "history of", "before ", "prior to", "had ",
)  # fmt: skip
_LINE = re.compile(r"Number of prior", re.IGNORECASE)
"""Begins the title for which "earlier treatment" stands, where no treatment is named."""
_TITLE = re.compile(r"(?:prior|previous|past) ", re.IGNORECASE)


def name_earlier_use(text: str, start: int, end: int, *, found: dict[str, list[Mention]], evidence: Evidence) -> None:
    """Name the one title "Prior X" whose other words stand together in a sentence that tells of earlier times."""
    if not _EARLIER.search(text[start:end]):
        return
    tokens = split_tokens(text[start:end])
    for title in (*evidence.titles_with(frozenset({"prior"})), *evidence.titles_with(frozenset({"previous"}))):
        lead = _TITLE.match(title)
        words = [token.form for token in split_tokens(title[lead.end() :])] if lead else []
        place = next((at for at in range(len(tokens)) if words == [it.form for it in tokens[at : at + len(words)]]), -1)
        if not words or place < 0:
            continue
        first, last = start + tokens[place].start, start + tokens[place + len(words) - 1].end
        outcomes = found.get("outcome", ())
        if any(it.start < last and first < it.end and not _LINE.match(it.term.name) for it in outcomes):
            continue  # its own words name something: "refractory to X"
        term = evidence.terms.term(title, kind="outcome", trial=evidence.trial.id)
        if term is not None:
            kept = [it for it in outcomes if not _LINE.match(it.term.name)]
            named = Mention(first, last, text[first:last], term)
            found["outcome"] = sorted([*kept, named], key=lambda mention: mention.start)
