"""Questions in everyday words that name nothing known are read as the question that means the same, and say so."""

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


def _is_read_otherwise(answer: Answer) -> bool:
    return any("was read as" in notice.text for notice in answer.notices)


@pytest.mark.parametrize(
    ("question", "outcome"),
    [
        ("How long was it before the myeloma started growing again?", "Progression-free survival"),
        ("How long, usually, did people keep taking the medicines?", "Treatment duration"),
        ("What proportion had risky genetic changes in their cancer cells?", "High-risk cytogenetics"),
        ("When did they start and stop taking people into the study?", "Enrolment start"),
        ("How many treatments could somebody have had before entering?", "Prior lines of therapy for eligibility"),
    ],
)
def test_everyday_words_are_read_by_their_meaning(assistant: Assistant, question: str, outcome: str) -> None:
    """They find the results of the question that means the same, with a notice."""
    answer = assistant.invoke(question)
    assert outcome in {row.outcome for row in answer.results}
    assert _is_read_otherwise(answer)


def test_a_part_of_the_patients_stays_with_the_question(assistant: Assistant) -> None:
    """Whom it is asked of is kept beside what is read by meaning."""
    answer = assistant.invoke("Among people in their seventies and beyond, in how many could no cancer cells be found?")
    assert {(row.outcome, row.subgroup) for row in answer.results} == {("MRD negativity rate", "age >=70 years")}


def test_prose_answers_what_no_result_does(assistant: Assistant) -> None:
    """What is meant may be told by a sentence."""
    answer = assistant.invoke("What was the main thing the researchers wanted to measure?")
    assert "primary endpoint" in answer.statements[0].text


@pytest.mark.parametrize(
    "question",
    [
        "Did anyone get eye problems?",
        "How many people lost their hair?",
        "Will I be able to work during treatment?",
        "Who invented isatuximab?",
        "How long did the disease stay under control in women?",
        "In how many Asians did every sign of the cancer go away?",
        "How long did the disease stay under control with daratumumab?",
        "How long was it before the myeloma started growing again in ICARIA-MM?",
        "How is myeloma diagnosed?",
        "How many patients had their carfilzomib dose reduced?",
        "How many people had a second cancer?",
        "How many people needed hospital care?",
    ],
)
def test_what_is_not_held_is_not_read_as_something_else(assistant: Assistant, question: str) -> None:
    """Other events, parts, drugs and trials are not held, however near the words are."""
    answer = assistant.invoke(question)
    assert answer.status == "not_found"
    assert not _is_read_otherwise(answer)


def test_how_many_are_in_a_part_is_answered_as_it_is_asked(assistant: Assistant) -> None:
    """A part named by itself is asked for its size."""
    answer = assistant.invoke("How many people had a late relapse?")
    assert {row.outcome for row in answer.results} == {"Late relapse"}
    assert not _is_read_otherwise(answer)
