"""What a reader finds in one source: the interface between the readers and the pipeline."""

from __future__ import annotations

from dataclasses import dataclass

from ingest.records import Disclosure, Document, Result, Source, SourceNotice, Trial
from ingest.vocabulary import Term


@dataclass(frozen=True, slots=True)
class Reading:
    """What was found in one source.

    Attributes:
        document: Its text; ``None`` where only figures are held.
        disclosures: Declared interests; the pipeline reads them from the document.
        results: Figures that the source holds in a structure of its own, such as a registry's results section. Their
            ids are ``"<source>:<letter>..."``; those of a results file have digits after the colon.
        terms: Words of the source's trial that the source itself tells: its arms with their roles, its drugs.
        notices: What has to be known of the source, or confirmed by a person.
    """

    document: Document | None
    disclosures: tuple[Disclosure, ...] = ()
    results: tuple[Result, ...] = ()
    terms: tuple[Term, ...] = ()
    notices: tuple[SourceNotice, ...] = ()


@dataclass(frozen=True, slots=True)
class Description:
    """What a file without a manifest tells of itself.

    Attributes:
        trial: The trial as the file describes it; ``None`` where it describes none.
    """

    source: Source
    trial: Trial | None = None
