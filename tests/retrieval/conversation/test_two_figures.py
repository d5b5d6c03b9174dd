"""Follow-ups to another of the same head."""

from __future__ import annotations

from types import SimpleNamespace
from typing import Any

import pytest

from retrieval.conversation.two_figures import left_for


def _rows(*titles: str) -> Any:
    return tuple(SimpleNamespace(outcome=title, trial="T") for title in titles)


@pytest.mark.parametrize(
    ("words", "told", "asked"),
    [
        pytest.param(
            "lack of efficacy", "Not completed: Adverse Event", "because of lack of efficacy?", id="another reason"
        ),
        pytest.param("lack of sleep", "Not completed: Adverse Event", None, id="no reason that is held"),
        pytest.param("lack of efficacy", "Pneumonia", None, id="nobody left"),
    ],
)
def test_a_reason_alone_asks_who_left_for_it(words: str, told: str, asked: str | None) -> None:
    """After those who left for one reason, the name of another one is no outcome of its own."""
    held = _rows("Not completed", "Not completed: Adverse Event", "Not completed: Lack of Efficacy")
    reader: Any = SimpleNamespace(every_row=lambda _: held)
    found = left_for(words, _rows("Not completed", told), reader=reader)
    assert found == (asked and f"How many patients did not complete {asked}")
