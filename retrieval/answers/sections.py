"""Which section of a document a topic is answered in: sources title the same part in their own ways."""

from __future__ import annotations

from collections.abc import Iterable
from functools import cache, lru_cache

from ingest.corpus import Corpus
from ingest.records import Source
from ingest.vocabulary import Term
from ingest.words import normal_forms

_FAMILIES = {
    "background": "introduction, summary, rationale, objective, objectives, purpose, description, brief summary",
    "methods": "patients and methods, materials and methods, study design, design, arms, interventions, participants, "
    "eligibility criteria, inclusion criteria, exclusion criteria, study population, primary outcomes, "
    "secondary outcomes, other outcomes, outcome measures, procedures, randomisation, statistical analysis",
    "findings": "results, main results",
    "interpretation": "conclusion, conclusions, discussion, authors' conclusions",
    "funding": "sponsor, sponsors, financial support, funding statement, role of the funding source",
    "publication": "title, dates, registration",
}
"""Titles of sections that tell what the section of a structured abstract (the key) tells."""


def answers(title: str | None, section: str) -> bool:
    """Whether a section titled ``title`` is one where a topic of ``section`` is answered."""
    family = section.casefold()
    told = (title or "").casefold()
    return told == family or told in _titles(family)


def is_about(title: str, topic: Term) -> bool:
    """Whether a section's title is the topic itself: "Inclusion criteria" when eligibility is asked."""
    return " ".join(normal_forms(title)) in spelt(topic.spellings)


@lru_cache(maxsize=64)  # a topic may have thousands of spellings, which each section and sentence is held against
def spelt(spellings: tuple[str, ...]) -> frozenset[str]:
    """The words of each spelling in the form in which they are compared, a blank between them."""
    return frozenset(" ".join(normal_forms(spelling)) for spelling in spellings)


def funding_told(sources: Iterable[Source], *, corpus: Corpus) -> str:
    """What the sources say of who paid for the trial."""
    held = [document for source in sources if (document := corpus.document(source.id))]
    return " ".join(
        document.text[section.start : section.end]
        for document in held
        for section in document.sections
        if section.title.casefold() == "funding"
    )


@cache
def _titles(family: str) -> frozenset[str]:
    return frozenset(title.strip() for title in _FAMILIES.get(family, "").split(",") if title.strip())
