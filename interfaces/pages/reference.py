"""Quick reference: one screen for each trial."""

from __future__ import annotations

from pathlib import Path
from typing import TYPE_CHECKING

from interfaces.pages.frame import draw_header

if TYPE_CHECKING:
    from retrieval.chain import Assistant


def draw(assistant: Assistant, *, home: Path) -> None:  # noqa: ARG001  # what every page is given
    """Draw the page."""
    draw_header("Quick reference", corpus=assistant.corpus)
