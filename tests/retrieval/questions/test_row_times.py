"""Rows measured at the time asked."""

from __future__ import annotations

from dataclasses import replace

from retrieval.questions.row_times import at_time
from tests.retrieval.small_trial import make_result

SHORT = replace(
    make_result("update:1", outcome="OS", statistic="median", value="12"),
    time_frame="Up to 21 months (median follow-up 10.5 months)",
)


def test_digits_of_a_decimal_are_no_time() -> None:
    """A follow-up of 10.5 months is none of 5 years."""
    assert at_time((SHORT,), "5 years") == ()


def test_time_of_the_frame_is_the_time_asked() -> None:
    """The frame of a row tells its time."""
    assert at_time((replace(SHORT, time_frame="5 years"),), "5 years")
