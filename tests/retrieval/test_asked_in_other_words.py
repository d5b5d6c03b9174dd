"""What is asked in words that no title has: each question finds the results it means, and nothing beside them."""

from __future__ import annotations

from collections.abc import Iterator
from pathlib import Path

import pytest

from ingest.corpus import open_corpus
from ingest.embedding import Embedder
from retrieval.assistant import Assistant
from retrieval.records import Answer


@pytest.fixture(scope="module")
def assistant(corpus_home: Path, embedder: Embedder) -> Iterator[Assistant]:
    """The assistant over the repository's corpus."""
    with open_corpus(corpus_home, embedder=embedder) as corpus:
        yield Assistant(corpus)


def _told(answer: Answer) -> set[str]:
    """The outcomes whose results an answer tells."""
    return {row.outcome for row in answer.results}


@pytest.mark.parametrize(
    ("question", "outcomes"),
    [
        ("Did anyone die because of the drugs?", {"Fatal treatment-emergent adverse event"}),
        ("Did the medicines kill anybody?", {"Fatal treatment-emergent adverse event"}),
        ("Is it true that the control patients lived 50.6 months in the median?", {"Overall survival"}),
        (
            "What proportion had already had an IMiD, and how many were refractory to one?",
            {"Prior immunomodulatory drug", "Refractory to immunomodulatory drug"},
        ),
        (
            "How many had had a PI before and how many were refractory to it?",
            {"Prior proteasome inhibitor", "Refractory to proteasome inhibitor"},
        ),
        ("How many people got better on each treatment?", {"Overall response rate"}),
        ("Did the extra drug clear the cancer completely in some people?", {"Complete response rate"}),
        ("Is it true that in the median isatuximab held the disease for 19 months?", {"Progression-free survival"}),
        ("When did they need the following line of treatment?", {"Time to next treatment"}),
        ("What part of each group had not stopped therapy?", {"Still on treatment"}),
        ("What share never stopped treatment?", {"Still on treatment"}),
        (
            "Performance status mix at the start",
            {"ECOG performance status 0 or 1", "ECOG performance status 2"},
        ),
        (
            "How many were refractory both to an immunomodulatory drug and to a proteasome inhibitor?",
            {"Refractory to immunomodulatory drug and proteasome inhibitor"},
        ),
        ("What share was MRD negative on top of being in CR?", {"MRD-negative complete response rate"}),
        ("A very good response or an even better one: how many?", {"Very good partial response or better rate"}),
        ("Low infection-fighting white cells (neutrophils), how often?", {"Neutropenia (laboratory)"}),
        ("What's the date of your newest data from this trial?", {"Data cut-off"}),
        ("isa held due to AR, % pts", {"Isatuximab interruption due to adverse reaction"}),
        ("For how many was the disease below the limit of detection?", {"MRD negativity rate"}),
        ("How fit were they (ECOG)?", {"ECOG performance status 0 or 1", "ECOG performance status 2"}),
        ("Lenalidomide no longer working at entry - in what share?", {"Refractory to lenalidomide"}),
        ("MRD-neg. CR among late relapsers", {"MRD-negative complete response rate"}),
        ("Is it true that the study included 302 patients?", {"Patients randomised"}),
        ("Did the trial include 302 patients from 16 countries?", {"Patients randomised", "Countries"}),
        ("Exactly VGPR, without the complete responders?", {"Very good partial response rate"}),
        ("Among early relapsers, was kidney impairment equally frequent in both arms?", {"Renal impairment"}),
        (
            "How many treatments must somebody have had before to be allowed in?",
            {"Prior lines of therapy for eligibility"},
        ),
    ],
)
def test_results_meant_are_told_alone(assistant: Assistant, question: str, outcomes: set[str]) -> None:
    """The results that the words mean are told, and no other ones."""
    assert _told(assistant.invoke(question)) == outcomes


@pytest.mark.parametrize(
    "question", ["Which side effects are the most likely ones?", "Which adverse reactions occur most?"]
)
def test_events_that_are_most_likely_are_ranked(assistant: Assistant, question: str) -> None:
    """The most likely events are the most frequent ones."""
    assert "the most frequent, in falling order" in assistant.invoke(question).statements[0].text


def test_survival_without_some_deaths_is_that_of_its_analysis(assistant: Assistant) -> None:
    """Deaths that are left out, in shorthand, ask for the sensitivity analysis alone."""
    assert {str(row.value) for row in assistant.invoke("os hr excl covid deaths").results} == {"0.803"}


@pytest.mark.parametrize(
    ("question", "begins"),
    [
        ("inclusion criteria in a nutshell?", "“Patients with relapsed or refractory multiple myeloma"),
        ("Which company is behind the study?", "Funding: “Sanofi.”"),
        ("What sort of trial was this?", "Methods: “This was a prospective, randomised"),
        (
            "Why did adding isatuximab push up the drop-out rate for side effects?",
            "Correction: the figure reported for treatment-emergent adverse event leading to discontinuation is not",
        ),
    ],
)
def test_what_is_asked_in_passing_words_is_told_first(assistant: Assistant, question: str, begins: str) -> None:
    """Words of haste and of every day ask what the field's words do."""
    assert assistant.invoke(question).statements[0].text.startswith(begins)


def test_ratios_held_apart_in_another_sentence_are_both_told(assistant: Assistant) -> None:
    """What separates two ratios is told by both of them."""
    answer = assistant.invoke("Two OS hazard ratios, 0.855 and 0.803, are going round. What separates them?")
    assert {str(row.value) for row in answer.results} == {"0.855", "0.803"}


def test_use_in_a_part_of_the_patients_is_their_benefit(assistant: Assistant) -> None:
    """Whether a drug is useful in some is told by what they gain, the primary endpoint first."""
    answer = assistant.invoke("Is isatuximab useful in the elderly?")
    assert answer.results[0].outcome == "Progression-free survival"


def test_journal_claimed_is_answered_by_the_reference(assistant: Assistant) -> None:
    """Where results appeared is told by the reference, and not by the results."""
    answer = assistant.invoke("Is it true that the updated results appeared in Blood Cancer Journal?")
    assert [statement.text for statement in answer.statements] == [
        "Reference: Martin et al. Updated results from IKEMA. Blood Cancer J. 2023;13:72."
    ]


def test_somebody_who_goes_blind_is_no_masking(assistant: Assistant) -> None:
    """Blindness is an event, which is not held."""
    assert assistant.invoke("Did anyone go blind?").status == "not_found"


def test_part_that_leads_a_question_narrows_it(assistant: Assistant) -> None:
    """A trait of those who relapsed early is told of them, and not of all."""
    answer = assistant.invoke("Among early relapsers, was kidney impairment equally frequent in both arms?")
    assert {row.subgroup for row in answer.results} == {"early relapse"}


def test_severity_asked_beside_a_share_is_told_by_grade(assistant: Assistant) -> None:
    """Each grade that is held is told, and none is said to be missing."""
    answer = assistant.invoke("What proportion reacts to the isatuximab drip and at which severity?")
    grades = {row.grade for row in answer.results}
    assert {"any", ">=3", "1", "2"} <= grades
    assert not any("no result" in sentence.text for sentence in answer.statements)


@pytest.mark.parametrize(
    ("question", "named"),
    [
        ("PFS in t(4;14)", "high-risk cytogenetics, standard-risk cytogenetics"),
        ("PFS in those over 75", "age ≥70 years"),
        ("Does it work in del(17p)?", "cytogenetic risk groups"),
    ],
)
def test_parts_of_the_same_kind_are_named_where_one_is_not_held(
    assistant: Assistant, question: str, named: str
) -> None:
    """What is held of other parts of the same kind is named, without a figure that could pass for the answer."""
    answer = assistant.invoke(question)
    assert answer.status == "not_found"
    assert named in answer.statements[-1].text
    assert not _told(answer)


def test_no_part_is_named_where_none_of_its_kind_is_held(assistant: Assistant) -> None:
    """Of an outcome without results of that kind nothing is said beside that it is not held."""
    assert len(assistant.invoke("CR rate in women").statements) == 1


def test_reduction_of_another_censoring_is_traced(assistant: Assistant) -> None:
    """A reduction that no ratio told comes to is told by the ratio that does, with its censoring."""
    first = assistant.invoke("Is it true that the risk of progression was cut by 45%?").statements[0].text
    assert first.startswith("The reduction in the question is that of")
    assert "0.548" in first
    assert first.endswith("censoring: FDA-requested.")


def test_two_reductions_are_told_each_by_its_ratio(assistant: Assistant) -> None:
    """Of two reductions held against each other, both ratios are told, and that they differ."""
    answer = assistant.invoke("I read '45% lower risk' in one place and '47%' in another. Which is it?")
    told = {str(row.value) for row in answer.results if row.statistic == "hazard ratio"}
    assert told == {"0.53", "0.548"}


def test_two_roundings_of_one_median_agree(assistant: Assistant) -> None:
    """Figures that are one by rounding are said to agree."""
    answer = assistant.invoke("Median PFS of Isa-Kd shows up as 35.65 and as 35.7 months, what is right?")
    assert any("agree within rounding" in sentence.text for sentence in answer.statements)


def test_figure_of_another_cutoff_confirms_nothing(assistant: Assistant) -> None:
    """What is said of early 2022 is not confirmed by the figure of 2023."""
    question = "Is it true that a quarter of the isatuximab patients were still on treatment in early 2022?"
    answer = assistant.invoke(question)
    assert not any(statement.text.startswith("Confirmed") for statement in answer.statements)
    assert {str(row.data_cutoff) for row in answer.results} == {"2022-01-14"}


def test_findings_are_told_with_what_later_analyses_hold(assistant: Assistant) -> None:
    """The findings of the publication are followed by the primary endpoint and survival at their later cut-offs."""
    answer = assistant.invoke("What was the main result of the trial?")
    assert answer.statements[0].text.startswith("Findings: ")
    assert {(row.outcome, str(row.data_cutoff)) for row in answer.results} >= {
        ("Progression-free survival", "2022-01-14"),
        ("Overall survival", "2023-02-07"),
    }


def test_schedule_claimed_beside_a_dose_is_not_confirmed_with_it(assistant: Assistant) -> None:
    """Of a dose given "every week throughout", the dose alone is confirmed."""
    answer = assistant.invoke("Is it true that isatuximab was dosed at 10 mg/kg every week throughout?")
    assert answer.statements[0].text.startswith("Of the question, only figures are confirmed")


def test_what_is_about_as_frequent_is_not_corrected(assistant: Assistant) -> None:
    """Whether 34.1 % and 37.4 % are about as many, the reader judges."""
    answer = assistant.invoke("Is it true that early relapse was about equally frequent in both arms?")
    assert not any(statement.text.startswith("Correction") for statement in answer.statements)


def test_time_lived_is_held_against_survival(assistant: Assistant) -> None:
    """A time that somebody lived is corrected by overall survival, and not confirmed by what has the same digits."""
    first = assistant.invoke("Is it true that people on isatuximab lived 35.7 months in the median?").statements[0].text
    assert first.startswith("Correction")
    assert "overall survival" in first


@pytest.mark.parametrize(
    "question",
    [
        "Which drugs were compared?",
        "What treatments were compared in the trial?",
        "Who got what?",
        "What were the two treatment arms?",
        "What treatment did each arm get?",
    ],
)
def test_what_each_arm_was_given_is_quoted(assistant: Assistant, question: str) -> None:
    """To what patients were assigned is told first, then what one arm and what all were given."""
    told = [statement.text for statement in assistant.invoke(question).statements]
    assert [text.split()[0] for text in told] == ["“Patients", "“Patients", "“Both"]
    assert "randomly assigned" in told[0]


def test_grade_of_events_in_a_part_is_no_trait_of_it(assistant: Assistant) -> None:
    """Severe events in those with a trait are told of them, and the trait has no grade."""
    answer = assistant.invoke("Were grade 3+ events more common in people with kidney impairment who got Isa-Kd?")
    assert {(row.outcome, row.grade) for row in answer.results} == {("Treatment-emergent adverse event", ">=3")}
    assert all(row.subgroup for row in answer.results)


def test_both_parts_are_told_where_each_has_its_preposition(assistant: Assistant) -> None:
    """ "After early or after late relapse" asks of both."""
    answer = assistant.invoke("Is the benefit larger after early or after late relapse?")
    assert {row.subgroup for row in answer.results} == {"early relapse", "late relapse"}


def test_letter_left_out_of_a_short_word_is_added(assistant: Assistant) -> None:
    """A word of four letters is mended where one word alone has a letter more."""
    answer = assistant.invoke("What was the median PFS in erly relapse?")
    assert {row.subgroup for row in answer.results} == {"early relapse"}


def test_arms_by_the_number_of_their_drugs_are_held_against_each_other(assistant: Assistant) -> None:
    """What is taken to be lower with three drugs than with two is corrected by the two arms."""
    answer = assistant.invoke("Why was the response rate lower with three drugs than with two?")
    assert answer.statements[0].text.startswith(
        "Correction: the figure reported for overall response rate is not lower"
    )
