"""What wraps a question."""

from __future__ import annotations

import pytest

from retrieval.questions.spoken_frames import unwrapped


@pytest.mark.parametrize(
    ("text", "asked"),
    [
        ("As to the CR rate, what was found?", "what was the CR rate?"),
        ("Regarding headache: what did the trial report?", "what was headache?"),
        ("When it comes to OS, what were the results", "what was OS"),
        ("Regarding headache, what did patients take?", "Regarding headache, what did patients take?"),
        ("I'm writing a summary and need the CR rate", "please give the CR rate"),
        ("We are preparing slides on marsh fever. We need OS", "please give OS"),
        ("I'm writing a summary of the trial", "I'm writing a summary of the trial"),
        ("What number should I use for the CR rate?", "what was the CR rate?"),
        ("What figure should I use for PFS, 0.53 or 0.58?", "What figure should I use for PFS, 0.53 or 0.58?"),
        ("What's the median age again?", "What's the median age?"),
        ("How many relapsed again?", "How many relapsed again?"),
        ("A doctor from Spain asked about median PFS.", "please give median PFS."),
        ("Our pharmacist in Leeds wants to know OS", "please give OS"),
        ("A patient from Spain asked about median PFS.", "A patient from Spain asked about median PFS."),
        ("Any data on the share with fever?", "what was the share with fever?"),
    ],
)
def test_only_what_is_asked_is_left(text: str, asked: str) -> None:
    """What only looks like a wrapping stays."""
    assert unwrapped(text) == asked
