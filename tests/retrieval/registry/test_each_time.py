"""A question over a record that lists several times."""

from __future__ import annotations

import pytest

from ingest.records import Result
from retrieval.answers.answering import Draft
from retrieval.records import Sentence
from retrieval.registry.each_time import at_each_time, with_each_time
from tests.retrieval.small_trial import ZELTA, make_event


@pytest.mark.parametrize(
    ("text", "times"),
    [
        ("What was the score at weeks 12 and 52?", ("week 12", "week 52")),
        ("What was the score at week 12 and at week 52 with Base?", ("week 12", "week 52")),
        ("What was the level at weeks 4, 12 and 24?", ("week 4", "week 12", "week 24")),
        ("What was the change from week 12 to week 52?", ()),
        ("What happened between week 12 and week 52?", ()),
        ("What was the score at week 12?", ()),
        ("What was the score at week 12, and who left by week 52?", ()),
    ],
)
def test_each_time_is_put_into_the_question(text: str, times: tuple[str, ...]) -> None:
    """The ends of one stretch, and times of two things, are none of a list."""
    asked = at_each_time(text)
    assert len(asked) == len(times)
    for each, time in zip(asked, times, strict=True):
        assert time in each
        assert not any(other in each for other in times if other != time)


def told(*rows: Result) -> Draft:
    """An answer that prints these results."""
    return Draft("answered", tuple(Sentence(row.id, (row,)) for row in rows))


def test_time_that_the_answer_to_all_lacks_is_told() -> None:
    """Only where each time has figures of its own."""
    first, second = (make_event(f"update:{n}", "Score", arm=ZELTA, n=n) for n in (20, 21))
    answers = {"12": told(first), "52": told(second)}
    text = "What was the score at weeks 12 and 52?"
    both = with_each_time(told(first), text, draft=lambda part: answers["52" if "52" in part else "12"])
    assert [row for sentence in both.sentences for row in sentence.results] == [first, second]
    kept = with_each_time(told(first), text, draft=lambda part: told(first) if "12" in part else told())
    assert kept == told(first)
