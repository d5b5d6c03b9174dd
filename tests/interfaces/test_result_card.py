from __future__ import annotations

from dataclasses import replace

from interfaces.result_card import describe_result
from tests.interfaces.stand_in import RESULTS, SOURCES


def test_card_gives_everything_that_makes_a_figure_unambiguous() -> None:
    """Comparison, interval with its level, population, analysis and cut-off stand beside a hazard ratio."""
    lines = dict(describe_result(RESULTS[0], source=SOURCES["paper"]))
    assert lines["Comparison"] == "A+B vs B"
    assert lines["Value"].startswith("0.53 (99% CI 0.32")
    assert lines["Population"] == "intention to treat"
    assert lines["Analysis"] == "interim (primary analysis)"
    assert lines["Data cut-off"] == "7 February 2020 (implied by the analysis)"
    assert lines["Source"] == SOURCES["paper"].citation


def test_card_shows_the_denominator() -> None:
    """136 of 177 patients stand beside the percentage that they make."""
    assert dict(describe_result(RESULTS[1], source=None))["n/N"] == "136/177"


def test_card_never_hides_a_subgroup() -> None:
    """A figure of a subgroup says of which."""
    assert dict(describe_result(RESULTS[2], source=None))["Subgroup"] == "age 65 years or more"


def test_card_leaves_out_what_a_result_does_not_give() -> None:
    """A line without a text is not drawn: here a grade and a population."""
    lines = dict(describe_result(replace(RESULTS[1], grade=None, population=None), source=None))
    assert not {"Grade", "Population", "Comparison"} & lines.keys()


def test_row_and_time_frame_of_a_registry_are_shown() -> None:
    """What tells one row of an outcome from another stands on the card."""
    shown = dict(describe_result(replace(RESULTS[2], item="Week 24", time_frame="Baseline to Week 24"), source=None))
    assert (shown["Row"], shown["Time frame"]) == ("Week 24", "Baseline to Week 24")
