"""Figures in prose read as proposed results: ``Proposer``."""

from __future__ import annotations

import hashlib
import re
from collections.abc import Sequence
from dataclasses import replace
from typing import Any

from ingest.records import Document, Result, Source, Trial
from ingest.vocabulary import Term
from retrieval.proposals.draft import Draft
from retrieval.proposals.drafting import draft_rows
from retrieval.proposals.proposal import Proposal
from retrieval.proposals.quoting import quote_figure
from retrieval.proposals.reading import Scene, Vocabulary

__all__ = ["Proposal", "Proposer"]

_NO_FIGURES = re.compile(
    r"declaration|interest|funding|reference|acknowledg|publication|title|correspondence|disclosure|keyword",
    re.IGNORECASE,
)
"""Sections whose numbers are no results."""
_REFERENCES = re.compile(r"^\s*(?:references|literature cited|acknowledge?ments?)\s*$", re.IGNORECASE | re.MULTILINE)


class Proposer:
    """Reads documents against one corpus's vocabulary.

    It knows no results: what it proposes of a text does not depend on what is held already.
    """

    def __init__(self, terms: Sequence[Term]) -> None:
        self._vocabulary = Vocabulary(terms)

    def propose(self, document: Document, *, source: Source, trial: Trial) -> tuple[Proposal, ...]:
        """Return the figures of ``document`` as drafts, in the order of the text."""
        scene = self._vocabulary.read(document, trial=trial)
        end = max((match.start() for match in _REFERENCES.finditer(document.text)), default=len(document.text))
        slots = [
            slot
            for slot in scene.reading.slots
            if slot.expression.start < end and _may_tell(slot.expression.start, document)
        ]
        drafts = draft_rows(slots, scene)
        return tuple(_to_proposal(draft, scene, document=document, source=source) for draft in drafts)


def _may_tell(start: int, document: Document) -> bool:
    section = next((item for item in document.sections if item.start <= start < item.end), None)
    return section is None or _NO_FIGURES.search(section.title) is None


def _to_proposal(draft: Draft, scene: Scene, *, document: Document, source: Source) -> Proposal:
    cells: Any = {name: entry for name, entry in draft.cells.items() if entry is not None}
    key = _key(draft, document=document, source=source)
    result = Result(id=f"{source.id}:{key}", trial=scene.trial.id, source=source.id, **cells)
    result = quote_figure(result, sentences=scene.reading.sentences, place=draft.slot.sentence, document=document)
    section = next((item for item in document.sections if item.start <= draft.start < item.end), None)
    page = next((item for item in document.pages if item.start <= draft.start < item.end), None)
    locator = ", ".join(text for text in (section and section.title, page and f"page {page.number}") if text)
    return Proposal(
        key, replace(result, locator=locator or "text"), draft.start, draft.end, tuple(dict.fromkeys(draft.uncertain))
    )


def _key(draft: Draft, *, document: Document, source: Source) -> str:
    """Made from the source and from where in its text the number stands, and what it says there."""
    start, end = draft.number.start, draft.number.end
    place = f"{source.id}:{start}:{end}:{document.text[start:end]}"
    return hashlib.sha256(place.encode()).hexdigest()[:8]
