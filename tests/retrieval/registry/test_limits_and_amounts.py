"""Limits and amounts that a question gives, values at entry, and titles that are of some of the doses alone."""

from __future__ import annotations

import pytest

from retrieval.registry.limits_of_titles import limits_told
from tests.retrieval.registry.ridge_record import answer


@pytest.mark.parametrize(
    ("question", "told", "not_told"),
    [
        pytest.param("RIDGEWAY: how many lost at least 15% of their weight?", "39.5%", "-12.7", id="a limit of a row"),
        pytest.param("What share in RIDGEWAY shed 10% or more of their body weight?", "64.5%", "39.5%",
                     id="the row of that limit alone"),
        pytest.param("RIDGEWAY: share with an HbA1c under 5.7%?", "50.2%", "92.1%", id="a limit of a title"),
        pytest.param("RIDGEWAY, how many had an A1c of less than 7?", "92.1%", "-2.4", id="by another name"),
        pytest.param("RIDGEWAY: what share lost 15% of their weight?", "39.5%", "-12.7", id="a share that was lost"),
        pytest.param("How many in RIDGEWAY got below 5.7?", "50.2%", "92.1%", id="a limit that one title has"),
        pytest.param("RIDGEWAY: how much weight did they lose on 15 mg?", "-12.7", "39.5", id="an amount"),
        pytest.param("kg lost in RIDGEWAY?", "-12.7", "39.5", id="an amount by its unit"),
        pytest.param("How many kilos came off in RIDGEWAY?", "-12.7", "39.5", id="a unit in everyday words"),
        pytest.param("RIDGEWAY: change in HbA1c with velastin 15 mg versus oldarol?", "-0.61", "-2.1",
                     id="no title of another dose"),
        pytest.param("RIDGEWAY: HbA1c change for the 5 mg and the 15 mg group?", "-2.4", "no result",
                     id="titles of both doses"),
        pytest.param("RIDGEWAY: HbA1c with vela 15 vs olda?", "-2.4", "-2.1", id="a dose by its number after the drug"),
        pytest.param("What was the HbA1c at the start of RIDGEWAY?", "8.31", "-2.1", id="a name in full at entry"),
        pytest.param("How heavy were they at baseline in RIDGEWAY?", "92.1", "no result", id="one plain word at entry"),
        pytest.param("RIDGEWAY: how severe was the tension at the start?", "6.11", "14 of 100",
                     id="no event before anything was given"),
        pytest.param("How many in RIDGEWAY had their brow tension halved?", "33 of 100", "98 patients", id="halved"),
        pytest.param("In how many did brow tension fall by half or more in RIDGEWAY?", "33 of 100", "3.3",
                     id="by half"),
        pytest.param("RIDGEWAY: did the brow ease?", "3.3", "no result", id="a word of the primary outcome"),
    ],
)  # fmt: skip
def test_what_is_bounded_or_measured_is_told(question: str, told: str, not_told: str) -> None:
    """A limit asks for those within it, an amount for none who reached one, and entry for nothing later."""
    text = answer(question)
    assert told in text, text
    assert not_told not in text, text


@pytest.mark.parametrize(
    ("question", "told", "not_told"),
    [
        pytest.param("RIDGEWAY: were severe storms cut?", "0.073", "0.73", id="a severity"),
        pytest.param("Moderate or severe storms in RIDGEWAY?", "0.73", "0.073", id="both together"),
        pytest.param("Time to the first severe storm in RIDGEWAY?", "no result", "0.073", id="only both are held"),
        pytest.param("Did it reduce storms in severe ridge fever in RIDGEWAY?", "0.73", "no result",
                     id="the severity of what all have"),
        pytest.param("RIDGEWAY: FBV at 12 weeks, and did it last to week 52?", "0.153", "no result",
                     id="the second of two times"),
        pytest.param("FBV at week 12 and at a year in RIDGEWAY?", "0.163", "0.253", id="no part of the patients"),
        pytest.param("Did older adults respond less than younger ones in RIDGEWAY?", "335", "no result",
                     id="classes of age"),
        pytest.param("Was the antibody response weaker in older people in RIDGEWAY?", "447", "no result",
                     id="classes of age of an outcome"),
        pytest.param("RIDGEWAY: antibody response to kestrel toxoid?", "83.3", "86.3", id="a word that is left"),
        pytest.param("RIDGEWAY: what share was protected against plover by antibodies?", "86.3", "83.3",
                     id="a share that protects"),
        pytest.param("RIDGEWAY: storms, sig or not?", "0.73", "not understood", id="clipped"),
    ],
)  # fmt: skip
def test_severity_times_and_ages_are_those_asked(question: str, told: str, not_told: str) -> None:
    """Titles alike differ by what they are of: the one asked is told, and another never in its place."""
    text = answer(question)
    assert told in text, text
    assert not_told not in text, text


@pytest.mark.parametrize(
    ("question", "told", "not_told"),
    [
        pytest.param("RIDGEWAY: how many stopped velastin or oldarol because of side effects?", "43 of 100", "23 of",
                     id="who stopped what was given"),
        pytest.param("RIDGEWAY: how many dropped out of the trial because of side effects?", "23 of", "43 of 100",
                     id="who left the trial"),
        pytest.param("How often did potassium go up in RIDGEWAY?", "63 of 100", "no result", id="a level that rose"),
        pytest.param("RIDGEWAY: was MACE reduced?", "74 of 100", "no result", id="a composite by its parts"),
        pytest.param("RIDGEWAY: the brow persistence at three years?", "no result for Brow Persistence Index",
                     "0.153", id="planned and not posted"),
        pytest.param("How many storms had they had in the year before RIDGEWAY?", "2.3", "0.73", id="the year before"),
        pytest.param("RIDGEWAY: any related serious adverse events?", "6 of 100", "53 of 100", id="related events"),
        pytest.param("How many in RIDGEWAY got both doses?", "87 of", "100 of", id="both doses"),
        pytest.param("Which dose had the biggest drop in weight in RIDGEWAY?", "-12.7", "Once a week",
                     id="what a dose came to"),
        pytest.param("What was the margin for non-inferiority in RIDGEWAY?", "Margin 0.4", "no result", id="a margin"),
        pytest.param("How many in RIDGEWAY had the BRW2 mutation?", "44 of 100", "no result", id="a gene"),
        pytest.param("RIDGEWAY: did velastin reduce brow tension by 18%?", "3.3", "no result", id="an effect"),
        pytest.param("Were the batches equivalent in RIDGEWAY?", "513", "no result", id="lots of a vaccine"),
        pytest.param("RIDGEWAY: how did velastin compare with kelpazole?", "no result for “kelpazole”", "36 of 100",
                     id="what nobody got"),
        pytest.param("RIDGEWAY: was velastin better than oldarol?", "0.73", "no result", id="two drugs at large"),
        pytest.param("Is it right that three patients on oldarol had hyperkalaemia in RIDGEWAY?",
                     "Correction: the question gives another figure", "no result", id="a number in words"),
        pytest.param("Starting dose for a brow index of 7 in RIDGEWAY?", "2.5 mg", "6.13", id="a dose by a value"),
    ],
)  # fmt: skip
def test_what_the_record_tells_elsewhere_is_told(question: str, told: str, not_told: str) -> None:
    """By a row of events, by the flow, by the event that a level is, by its plan, by how it was given."""
    text = answer(question)
    assert told in text, text
    assert not_told not in text, text


@pytest.mark.parametrize(
    ("text", "told"),
    [
        ("an HbA1c under 5.7%", {("<", "5.7")}),
        (">=15% weight loss", {(">", "15")}),
        ("lost 10% or more", {(">", "10")}),
        ("7.0 points or lower", {("<", "7")}),
        ("a fall of at least 12 weeks", set()),
        ("over 52 weeks", set()),
        ("grade 3 or higher", set()),
        ("15% lost weight", set()),
        ("losing 15% of it", {(">", "15")}),
    ],
)
def test_a_limit_is_no_time_and_no_figure(text: str, told: set[tuple[str, str]]) -> None:
    """A number is a limit by the word beside it; how long something went on, and a grade, are none."""
    assert limits_told(text) == told
