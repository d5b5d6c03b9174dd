"""The unit in which a question gives a time."""

from __future__ import annotations

from dataclasses import replace

import pytest

from ingest.vocabulary import Term
from retrieval.answers.units_claimed import correct_units
from tests.retrieval.small_trial import BASE, LAST, ask, make_result

DURATION = make_result(
    "update:30", outcome="Treatment duration", arm=BASE, statistic="median", value="35.7", unit="weeks"
)


@pytest.mark.parametrize(
    ("text", "corrected"),
    [
        ("How long was treatment? I have 35.7 months noted for the control arm.", True),
        ("How long was treatment? I have 35.7 weeks noted for the control arm.", False),
        ("Was treatment 36 months with Base?", False),
    ],
)
def test_time_in_another_unit_is_corrected(text: str, corrected: bool) -> None:
    """The digits of a time in weeks with the word months; other digits are another rule's."""
    told = correct_units(ask(text), [DURATION])
    assert [sentence.text.endswith("35.7 weeks.") for sentence in told] == [True] * corrected


@pytest.mark.parametrize(
    ("text", "corrected"),
    [
        ("The response rate was 71 months, right?", True),
        ("What was the response rate at 71 months?", False),
        ("The response rate was 71%, right?", False),
    ],
)
def test_share_told_as_a_time_is_corrected(text: str, corrected: bool) -> None:
    """Where it is put as a figure, and does not say when."""
    rate = make_result("update:31", outcome="Overall response rate", arm=BASE, statistic="percentage", value="71",
                       unit="%")  # fmt: skip
    assert bool(correct_units(ask(text), [rate])) is corrected


def test_a_time_cut_off_at_its_point_is_one() -> None:
    """35 of 35.7 weeks, told as months."""
    assert correct_units(ask("Treatment was 35 months with Base, right?"), [DURATION])
    assert not correct_units(ask("Treatment was 35 weeks with Base, right?"), [DURATION])


def test_time_of_an_analysis_is_no_figure() -> None:
    """ "With 71 months of follow-up" says when."""
    rate = make_result("update:31", outcome="Overall response rate", arm=BASE, statistic="percentage", value="71",
                       unit="%")  # fmt: skip
    asked = ask("So the response rate with 71 months of follow-up was high, right?")
    analysis = Term("analysis", "final analysis", None, ("71 months of follow-up",), cutoff=LAST)
    assert correct_units(asked, [rate])
    assert not correct_units(replace(asked, analyses=((analysis, "71 months of follow-up"),)), [rate])
