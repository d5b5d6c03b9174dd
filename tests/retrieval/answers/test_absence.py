"""What an answer says beside its figures."""

from __future__ import annotations

import pytest

from retrieval.answers.absence import words_listed
from tests.retrieval.small_trial import ask


@pytest.mark.parametrize(
    ("text", "words"),
    [
        ("Any data on headache and gloomth?", ("“gloomth”",)),
        ("Did they look at gloomth or headache?", ("“gloomth”",)),
        ("Headache in gloomth?", ()),
        ("Any data on headache?", ()),
    ],
)
def test_word_in_a_list_with_an_outcome_is_one_that_is_asked(text: str, words: tuple[str, ...]) -> None:
    """What is not held is told with every member of the list."""
    assert words_listed(ask(text)) == words
