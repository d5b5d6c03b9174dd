"""What a reason says of the slot that a number was read as."""

from __future__ import annotations

from retrieval.checks.figures import cues
from retrieval.checks.figures.roles import Expression
from retrieval.checks.judging.reasons import read_as
from retrieval.checks.sentences.slots import Slot


def test_one_of_several_statistics_is_named_in_every_run() -> None:
    """A number that may be any ratio is told as the first of them by name: sets have another order in each run."""
    slot = Slot(Expression((), 0, 0), 0, outcomes=("Overall Survival",), statistics=cues.RATIOS)
    assert read_as(slot, None) == "read as hazard ratio of Overall Survival"
