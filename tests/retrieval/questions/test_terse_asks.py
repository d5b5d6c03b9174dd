"""Questions in few words."""

from __future__ import annotations

import pytest

from retrieval.questions.terse_asks import asked_in_full


@pytest.mark.parametrize(
    ("text", "in_full"),
    [
        ("min age to enter?", "minimum age to enter?"),
        ("proportion with dose holds of zeltamab", "proportion with dose interruptions of zeltamab"),
        ("IRR when?", "when did IRR occur?"),
        ("How was treatment allocated?", "how were patients allocated to treatment?"),
        ("gain in median PFS in months at the final analysis", "by how many months median PFS at the final analysis"),
        (
            "How many more patients were in the Base arm than in the other?",
            "how many patients were randomised in the Base arm and in the other?",
        ),
        ("Which reaction, and when did it begin?", "Which reaction, and when did it begin?"),
        ("30 min of exercise at any age", "30 min of exercise at any age"),
    ],
)
def test_few_words_are_written_in_full(text: str, in_full: str) -> None:
    """What stands for a whole question is written as one; the same words in a sentence are left."""
    assert asked_in_full(text) == in_full
