"""What something is, and how it was measured."""

from __future__ import annotations

from collections.abc import Callable

import pytest

from ingest.vocabulary import Term
from retrieval.answers.answering import Draft
from retrieval.answers.definitions import asks_definition, of_sets_counted, tells_apart
from retrieval.routing import draft_answer
from retrieval.terms import index_terms
from tests.retrieval.small_trial import HARBOUR, RESULTS, SmallCorpus, ask, make_result, search_by_words

ASSAY = "flow cytometry, sensitivity 10^-5"
RATE = {"outcome": "MRD negativity rate", "statistic": "percentage", "unit": "%"}
MORE = (
    make_result("update:10", arm="Zelta-Base", value="40", assessor=ASSAY, note="No cell among 100,000.", **RATE),
    make_result("update:11", arm="Base", value="22", assessor=ASSAY, note="No cell among 100,000.", **RATE),
)


@pytest.fixture(scope="module")
def draft(tmp_path_factory: pytest.TempPathFactory) -> Callable[[str], Draft]:
    """Draft an answer from HARBOUR with a rate whose assay is known, and arms that the article names."""
    folder = tmp_path_factory.mktemp("keywords")
    _, retriever = search_by_words(folder)
    names = (
        Term("arm", "Zelta-Base", None, ("zeltamab was given into a vein",), HARBOUR.id, role="experimental"),
        Term("arm", "Base", None, ("every other week",), HARBOUR.id, role="control"),
    )
    corpus = SmallCorpus((*RESULTS, *MORE), terms=names, folder=folder)
    terms = index_terms(corpus)
    return lambda text: draft_answer(text, corpus=corpus, terms=terms, retriever=retriever)


def test_figure_asked_before_its_method_is_told_first(draft: Callable[[str], Draft]) -> None:
    """The rate that is asked first stands before the assay that a further question asks for."""
    texts = [s.text for s in draft("What was the MRD negativity rate, and was the same assay used in both?").sentences]
    assert "40%" in texts[0]
    assert any("was assessed by" in text for text in texts)


@pytest.mark.parametrize("text", ["How was MRD measured?", "Which assay was used for MRD?"])
def test_method_of_an_outcome_is_told_from_its_results(text: str, draft: Callable[[str], Draft]) -> None:
    """How an outcome was assessed is answered by the assay, not by the rate."""
    answer = draft(text)
    assert answer.status == "answered"
    assert answer.sentences[0].text.startswith(f"MRD negativity rate was assessed by {ASSAY}")
    assert "40%" not in " ".join(sentence.text for sentence in answer.sentences)


def test_definition_is_told_by_the_note_of_the_figures(draft: Callable[[str], Draft]) -> None:
    """What counts as an outcome is told by the note that both arms' figures carry."""
    answer = draft("How was MRD negativity defined?")
    assert "No cell among 100,000." in " ".join(sentence.text for sentence in answer.sentences)


def test_count_beside_a_definition_that_is_not_held_is_told(draft: Callable[[str], Draft]) -> None:
    """What is not held of a question takes nothing from what is."""
    answer = draft("What does treatment-emergent adverse event mean, and how many had one?")
    assert answer.status == "answered"
    assert "the definition of treatment-emergent adverse event" in answer.sentences[0].text
    assert answer.sentences[1].results
    assert "(mean)" not in " ".join(sentence.text for sentence in answer.sentences)


def test_definition_that_is_not_held_is_missed(draft: Callable[[str], Draft]) -> None:
    """A figure is no definition."""
    answer = draft("How was pneumonia defined?")
    assert answer.status == "not_found"
    assert "the definition of pneumonia" in answer.sentences[0].text


@pytest.mark.parametrize(
    "text",
    [
        "What is Zelta-Base?",
        "What does Zelta-Base consist of?",
        "Which drugs does Zelta-Base contain?",
        "Sorry to ask, but what is Zelta-Base actually made up of?",
    ],
)
def test_arm_is_introduced_by_the_sentence_that_names_most_arms(text: str, draft: Callable[[str], Draft]) -> None:
    """What an arm is, is quoted from the document: the sentence that names it beside the other."""
    answer = draft(text)
    assert answer.sentences[0].text == "Zelta-Base: “Zeltamab was given into a vein every other week.”"


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("What does Kd stand for?", True),
        ("define early relapse", True),
        ("Who was in the safety population?", True),
        ("Which patients were classed as high risk?", True),
        ("Who was considered refractory?", True),
        ("What did it mean for PFS?", False),
        ("What does the paper conclude?", False),
        ("What is the PFS?", False),
        ("What does the hazard ratio for PFS mean?", False),
    ],
)
def test_definition_is_told_from_a_result(text: str, expected: bool) -> None:
    """What a term means is another question than what was found."""
    assert asks_definition(text) is expected


def test_each_question_word_has_its_own_quote(draft: Callable[[str], Draft]) -> None:
    """Who paid and how it was given are two questions, each answered from its section."""
    answer = draft("Who funded the trial and why was the trial done?")
    told = " ".join(sentence.text for sentence in answer.sentences)
    assert "The Northquay Institute." in told
    assert "Marsh fever returns in most people." in told


@pytest.mark.parametrize(
    ("text", "apart"),
    [
        ("What is the difference between early relapse and late relapse?", True),
        ("How do early relapse and late relapse differ?", True),
        ("What was the difference in PFS between early relapse and late relapse?", False),
        ("What is the difference between the control group and the zeltamab group?", False),
    ],
)
def test_two_traits_are_told_apart(text: str, apart: bool) -> None:
    """What sets two traits apart is asked, unless a result in both is."""
    assert tells_apart(ask(text)) is apart


def test_part_is_not_defined_by_what_was_measured_in_it(draft: Callable[[str], Draft]) -> None:
    """Where no result says what makes a part of the patients, that is not held."""
    answer = draft("How were patients with renal impairment defined?")
    assert answer.status == "not_found"
    assert "the definition of renal impairment" in answer.sentences[0].text


TREATED = make_result("update:12", outcome="Patients treated", category="disposition", statistic="count", value="98")


@pytest.mark.parametrize(
    ("text", "outcomes"),
    [
        ("How many patients are in the safety set?", ("Patients treated",)),
        ("How many were in the safety population?", ("Patients treated",)),
        ("How large was the safety set?", ("Patients treated",)),
        (
            "How many patients in total, and how many patients in the safety set?",
            ("Patients randomised", "Patients treated"),
        ),
        ("How many patients were randomised?", ("Patients randomised",)),
    ],
)
def test_size_of_an_analysis_set_is_no_number_of_all(text: str, outcomes: tuple[str, ...]) -> None:
    """How many are in the safety set is told by those treated; all are told beside them where they are counted too."""
    corpus = SmallCorpus((*RESULTS, TREATED))
    question = ask(text, corpus=corpus)
    assert of_sets_counted(question, terms=index_terms(corpus)).outcomes == outcomes
