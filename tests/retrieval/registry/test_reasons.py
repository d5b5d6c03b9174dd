"""Why something is so, and how often something was given, in the words of a record."""

from __future__ import annotations

import pytest

from retrieval.answers.schedules_claimed import correct_schedule
from retrieval.records import Sentence
from tests.retrieval.registry.small_record import answer


def test_sentence_with_a_reason_is_quoted() -> None:
    """The sentence that tells why carries what is asked, and a word that gives a reason."""
    assert answer("Why were 12 people left out of the analyses of FENWAY?") == (
        "“Of 210 people, 12 were left out of the analyses because of audits, so 198 were analysed.”"
    )


@pytest.mark.parametrize(
    ("text", "corrected"),
    [
        pytest.param("It was given every two weeks, wasn't it?", True, id="another"),
        pytest.param("It was given once a week, right?", False, id="the same in other words"),
        pytest.param("Was it given q1w, is that right?", False, id="short"),
        pytest.param("It was given, wasn't it?", False, id="none told"),
    ],
)
def test_schedule_taken_for_granted_is_held_against_the_record(text: str, corrected: bool) -> None:
    """The record's own paragraph follows the correction."""
    assert bool(correct_schedule(text, [Sentence("“20 mg weekly for 8 weeks.”")])) is corrected
