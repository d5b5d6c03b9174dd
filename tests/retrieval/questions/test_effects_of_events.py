"""The effect on what is counted as events."""

from __future__ import annotations

import pytest

from retrieval.questions.effects_of_events import with_effects_of_events
from tests.retrieval.small_trial import PFS, RESULTS, SmallCorpus, ask, make_result

EVENTS = f"{PFS} events"
CORPUS = SmallCorpus((*RESULTS, make_result("update:30", outcome=EVENTS, arm="all", statistic="count", value="90")))


@pytest.mark.parametrize(
    ("text", "outcomes"),
    [
        ("How many people progressed or died, and what was the hazard ratio for that?", (EVENTS, PFS)),
        ("How many PFS events were there?", (EVENTS,)),
        ("PFS hazard ratio?", (PFS,)),
    ],
)
def test_hazard_ratio_is_of_the_outcome_whose_events_are_counted(text: str, outcomes: tuple[str, ...]) -> None:
    """The table has the ratio of the outcome and the number of its events: each is asked for where it is held."""
    assert with_effects_of_events(ask(text, corpus=CORPUS), corpus=CORPUS).outcomes == outcomes
