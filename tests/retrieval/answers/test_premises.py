"""Figures that a question takes for granted."""

from __future__ import annotations

from typing import Any

import pytest

from ingest.vocabulary import Term
from retrieval.answers.answering import answer_figures
from retrieval.answers.premises import correct_premises
from retrieval.records import Sentence
from retrieval.terms import index_terms
from tests.retrieval.small_trial import BASE, HARBOUR, RESULTS, ZELTA, SmallCorpus, ask, harbour, make_result


def _correct(text: str) -> tuple[Sentence, ...]:
    corpus, terms = harbour()
    question = ask(text)
    figures = answer_figures(question, corpus=corpus, terms=terms)
    shown = [row for sentence in figures.sentences for row in sentence.results] if figures else []
    return correct_premises(question, shown, corpus=corpus, terms=terms)


@pytest.mark.parametrize(
    ("text", "result"),
    [
        pytest.param(
            "Why was the hazard ratio for PFS 0.35?", {"article:1", "update:1", "registry:1"}, id="another value"
        ),
        pytest.param("Why did 12% have pneumonia in the zeltamab group?", {"article:2"}, id="the other arm's value"),
        pytest.param("Why did only 20% have pneumonia in the control group?", {"article:3"}, id="swapped"),
    ],
)
def test_wrong_figure_is_corrected(text: str, result: set[str]) -> None:
    """A figure of another value or another arm is said to be wrong, with the result that says so."""
    [sentence] = _correct(text)
    assert {row.id for row in sentence.results} <= result
    assert sentence.results


def test_number_right_before_an_arm_is_a_number_of_its_patients() -> None:
    """ "20 controls had it" claims as much as "20 patients in the control arm"."""
    assert _correct("20 control arm patients had pneumonia, right?")
    assert not _correct("12 control arm patients had pneumonia, right?")


def test_confidence_level_is_claimed_by_that_word_too() -> None:
    """ "The confidence level was 95%"."""
    assert _correct("The confidence level of the PFS hazard ratio was 90%, right?")
    assert not _correct("The confidence level of the PFS hazard ratio was 98%, right?")


def test_figure_of_a_later_analysis_is_no_false_premise() -> None:
    """What is told to have changed is held against each analysis."""
    assert not _correct("Why was the PFS hazard ratio 0.61 in the first analysis but 0.66 later on?")
    assert _correct("Why was the PFS hazard ratio 0.61 in the first analysis but 0.75 later on?")


def test_wrong_figure_is_not_repeated() -> None:
    """No answer carries the figure that is wrong."""
    assert "0.35" not in _correct("Why was the hazard ratio for PFS 0.35?")[0].text


@pytest.mark.parametrize(
    "text",
    [
        "The label says 12% had pneumonia in the control group but the paper says 14%, one of them is a typo?",
        "They say pneumonia was 12% with base and not 14%, one of these must be wrong, isn't it?",
        "Is the hazard ratio for PFS 0.61 or 0.35, which is it?",
        "Why was the hazard ratio for PFS 0.61?",
        "Was the hazard ratio for PFS 0.66 at the final analysis?",
        "Why did 20% have pneumonia in the zeltamab group?",
        "What was PFS?",
        "What was the hazard ratio for PFS in patients aged 65 years or older?",
        "grade 3 or worse adverse events",
        "Was the p-value for PFS one or two sided?",
        "Did more than 15% have pneumonia in the zeltamab group?",
        "Was the hazard ratio for PFS below 0.5?",
        "Pneumonia was 8 points more frequent in the zeltamab group, right?",
        "Since pneumonia differed by 30 percentage points from the control group, why?",
        "Pneumonia was 40% more common in the zeltamab group, right?",
        "Is it right that 80% of the zeltamab group escaped pneumonia?",
        "In the zeltamab group 80% were free of pneumonia, right?",
    ],
)
def test_right_or_absent_figure_needs_no_correction(text: str) -> None:
    """A figure of any analysis of the slot is right, and an age or a grade is no figure."""
    assert _correct(text) == ()


def test_one_slot_is_corrected_once() -> None:
    """Two wrong figures of one slot give one correction."""
    assert len(_correct("Was the hazard ratio for PFS 0.35, or was the hazard ratio for PFS 0.36?")) == 1


def test_figure_of_the_other_arm_is_said_to_be_its() -> None:
    """A true figure that is told of the wrong arm is given back to the arm that it belongs to."""
    [sentence] = _correct("Why did only 20% have pneumonia in the control group?")
    assert "the one reported with Zelta-Base, not with Base" in sentence.text


@pytest.mark.parametrize(
    ("text", "corrected"),
    [
        pytest.param("The interim PFS hazard ratio had a 95% confidence interval, right?", True, id="another level"),
        pytest.param("To go out: 'interim PFS HR with a 95% confidence interval'. OK like that?", True, id="draft"),
        pytest.param("The interim PFS hazard ratio had a 98% confidence interval, right?", False, id="its level"),
        pytest.param("What is the 95% confidence interval of the interim PFS hazard ratio?", False, id="no premise"),
    ],
)
def test_confidence_level_that_is_taken_for_granted_is_corrected(text: str, corrected: bool) -> None:
    """The interim hazard ratio has a 98 % interval."""
    assert any("Correction" in sentence.text for sentence in _correct(text)) is corrected


def test_share_of_one_arm_is_held_against_that_arm() -> None:
    """A share of one arm's patients that is to be confirmed, and that no figure has, is corrected."""
    [sentence] = _correct("Confirm that 41% of patients in the zeltamab group had pneumonia")
    assert sentence.text.startswith("Correction")
    assert "20 of 100 patients" in sentence.text


def test_median_of_the_other_arm_is_said_to_be_its() -> None:
    """A median time that one arm reached, told of another whose median was not reached, is given back."""
    rows = [
        make_result(f"update:3{i}", outcome="Overall survival", statistic="median", unit="months", arm=arm, value=value)
        for i, (arm, value) in enumerate(((ZELTA, "not reached"), (BASE, "41.2")))
    ]
    corpus = SmallCorpus(rows)
    terms = index_terms(corpus)
    asked = ask("Median overall survival was 41.2 months in the zeltamab group - can I quote that?", corpus=corpus)
    told = " ".join(s.text for s in correct_premises(asked, rows, corpus=corpus, terms=terms))
    assert "the one reported with Base, not with Zelta-Base" in told


def test_better_arm_is_held_against_the_hazard_ratio() -> None:
    """The control is not better where the hazard ratio is below 1."""
    text = "Since Base was better than Zelta-Base on PFS, what was the hazard ratio?"
    assert any("in favour of Zelta-Base, not of Base" in sentence.text for sentence in _correct(text))
    assert not _correct("Since Zelta-Base was better than Base on PFS, what was the hazard ratio?")


def test_drug_that_is_said_to_harm_is_the_arm_called_by_it() -> None:
    """A drug that one of two arms is called by stands for that arm."""
    corpus = SmallCorpus(terms=(Term("drug", "zeltamab", "Zelta", (), HARBOUR.id),))
    asked = ask("Since zeltamab shortened survival, what was the hazard ratio for OS?", corpus=corpus)
    [ratio] = [row for row in RESULTS if row.id == "update:9"]
    told = correct_premises(asked, [ratio], corpus=corpus, terms=index_terms(corpus))
    assert any("in favour of Zelta-Base, not of Base" in sentence.text for sentence in told)


def test_question_for_the_sides_claims_none() -> None:
    """Asked whether a p-value is one- or two-sided, nothing is corrected."""
    assert not _correct("Was the p-value of PFS one- or two-sided?")


@pytest.mark.parametrize(
    "text",
    [
        "One of our pts on zeltamab had a temperature of 39 and pneumonia. How common was pneumonia?",
        "My patient, 3 months on zeltamab, has pneumonia. What was the rate of pneumonia?",
    ],
)
def test_number_of_one_patient_is_no_claim(text: str) -> None:
    """What a story tells of a person is held against no result."""
    assert _correct(text) == ()


@pytest.mark.parametrize(
    ("text", "corrected"),
    [
        ("Is 0.82 the hazard ratio for PFS?", True),
        ("Was 0.66 the hazard ratio for overall survival?", True),
        ("Is 0.66 the hazard ratio for PFS?", False),
        ("Is 12% the rate of pneumonia with zeltamab?", True),
        ("Is 20% the rate of pneumonia with zeltamab?", False),
        ("Is 95 the level of the interval for PFS?", False),
    ],
)
def test_number_offered_for_what_is_asked_is_held_against_it(text: str, corrected: bool) -> None:
    """PFS 0.66 and OS 0.82 at the last analysis; pneumonia 20% with zeltamab and 12% with Base."""
    assert (
        any("another figure" in sentence.text or "not with" in sentence.text for sentence in _correct(text))
        is corrected
    )


@pytest.mark.parametrize(
    ("text", "corrected"),
    [
        ("Zeltamab was dosed at 20 mg/kg, right?", True),
        ("Zeltamab was dosed at 10 mg/kg, right?", False),
        ("At 20 ml a day, what was the zeltamab dose?", False),
    ],
)
def test_dose_of_the_unit_reported_is_held_against_it(text: str, corrected: bool) -> None:
    """10 mg/kg were given; a dose in another unit is none of these."""
    dose = {"statistic": "dose", "category": "design", "unit": "mg/kg", "data_cutoff": None}
    row = make_result("article:80", outcome="Zeltamab dose", value="10", arm=ZELTA, **dose)
    corpus = SmallCorpus((row,), terms=(Term("outcome", "Zeltamab dose", trial=HARBOUR.id, category="design"),))
    told = correct_premises(ask(text, corpus=corpus), (row,), corpus=corpus, terms=index_terms(corpus))
    assert bool(told) is corrected


def test_average_told_is_a_claim_although_its_words_name_a_part() -> None:
    """ "A median of 3 prior lines" is no part of those with three."""
    lines = make_result(
        "article:70", category="baseline", outcome="Number of prior lines of therapy", statistic="median", arm="all",
        value="2", unit="lines",
    )  # fmt: skip
    part = Term("outcome", "Three prior lines of therapy", None, ("3 prior lines",), HARBOUR.id, category="baseline")
    corpus = SmallCorpus((*RESULTS, lines), terms=(part,))
    question = ask("Patients had a median of 3 prior lines, right?", corpus=corpus)
    [sentence] = correct_premises(question, [lines], corpus=corpus, terms=index_terms(corpus))
    assert sentence.results == (lines,)


def test_figure_that_the_printed_one_rounds_to_is_right() -> None:
    """Who tells 30 % of 29.9 % is not corrected, be the words read as being of a wider outcome with 33 %."""
    names = ("Zeltamab interruption due to adverse reaction", "Zeltamab interruption due to infusion-related reaction")
    slots: dict[str, Any] = {"statistic": "percentage", "unit": "%", "arm": ZELTA, "category": "safety", "N": 100}
    values = zip(names, ("33", "29.9"), strict=True)
    rows = [make_result(f"update:{value}", outcome=name, value=value, **slots) for name, value in values]
    corpus = SmallCorpus(rows)
    question = ask("Confirm: 30% of patients had zeltamab interrupted for adverse reactions.")
    assert not correct_premises(question, rows[1:], corpus=corpus, terms=index_terms(corpus))
    assert correct_premises(ask(question.text.replace("30", "40")), rows[1:], corpus=corpus, terms=index_terms(corpus))


def test_bound_on_the_events_asked_for_claims_nothing() -> None:
    """ "The side effects that fewer than 10% of the controls had" is held against no event that is told."""
    assert not _correct("Name the side effects that fewer than 15% of the control group had")
