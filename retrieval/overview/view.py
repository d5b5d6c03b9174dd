"""What a trial is looked at with: its arms, the data cut-off asked for, its sources, its words."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass

from ingest.records import Source
from retrieval.overview.records import Arm, Cutoff
from retrieval.terms import TermIndex


@dataclass(frozen=True, slots=True)
class View:
    """What every part of an overview is made with.

    Attributes:
        cutoff: The data cut-off asked for; ``None`` where each endpoint is shown at its latest.
        terms: Brings together what sources title in their own ways; ``None`` where one source has all results.
    """

    arms: tuple[Arm, ...]
    cutoff: Cutoff | None
    sources: Mapping[str, Source]
    terms: TermIndex | None = None
