"""Near misses that are not passed off as answers, and answers that stand up to their own checks."""

from __future__ import annotations

import os
import subprocess
import sys
from collections.abc import Iterator
from pathlib import Path

import pytest

from ingest.corpus import open_corpus
from ingest.embedding import Embedder
from ingest.vocabulary import Term
from retrieval.answers.selection import select
from retrieval.assistant import Assistant
from retrieval.routing import draft_answer
from retrieval.search import Retriever
from retrieval.terms import index_terms
from tests.retrieval.small_trial import HARBOUR, OS, PFS, SmallCorpus, ask, harbour


@pytest.fixture(scope="module")
def assistant(corpus_home: Path, embedder: Embedder) -> Iterator[Assistant]:
    """The assistant over the repository's corpus."""
    with open_corpus(corpus_home, embedder=embedder) as corpus:
        yield Assistant(corpus)


def test_other_drug_is_not_swallowed_by_a_topic(tmp_path: Path) -> None:
    """A drug that only prose speaks of still restricts a figure: PFS with another combination is not held."""
    topic = Term("topic", "Approved combinations", None, ("borrelimab",), HARBOUR.id, section="Background")
    drug = Term("drug", "borrelimab")
    corpus = SmallCorpus(terms=(topic, drug), folder=tmp_path)
    retriever = Retriever(corpus=corpus, dense=False)
    answer = draft_answer(
        "What was PFS with borrelimab?", corpus=corpus, terms=index_terms(corpus), retriever=retriever
    )
    assert answer.status == "not_found"


@pytest.mark.parametrize(
    "question",
    [
        "What was PFS with pomalidomide?",
        "What was PFS with isatuximab plus pomalidomide?",
        "What was PFS with subcutaneous isatuximab?",
        "What was the investigator-assessed PFS?",
        "Is isatuximab good?",
        "In how many patients was sleep hygiene an issue?",
        "PFS by subgroup with pomalidomide",
        "overall survival by subgroup",
    ],
)
def test_what_is_not_held_is_not_found(assistant: Assistant, question: str) -> None:
    """No near miss is passed off."""
    answer = assistant.invoke(question)
    assert (answer.status, answer.results) == ("not_found", ())


@pytest.mark.parametrize(
    "question",
    [
        "What was median OS at the interim analysis?",
        "How common was hypertension at the final overall survival analysis?",
    ],
)
def test_another_analysis_is_told_as_such(assistant: Assistant, question: str) -> None:
    """The figure of another analysis than the one asked stands under a line that says so."""
    answer = assistant.invoke(question)
    assert answer.status == "not_found"
    assert answer.statements[1].text.startswith("Without what is not held")


@pytest.mark.parametrize(
    ("text", "outcome", "missing"),
    [
        pytest.param("pneumonia at the final analysis", "Pneumonia", "analysis", id="analysis"),
        pytest.param("OS at the interim analysis", OS, "analysis", id="earlier analysis"),
        pytest.param("median PFS", PFS, "statistic", id="median where only a ratio is held"),
    ],
)
def test_slot_that_no_result_fills_is_named(text: str, outcome: str, missing: str) -> None:
    """A near miss is no answer."""
    corpus, terms = harbour()
    selection = select(ask(text), outcome, corpus=corpus, terms=terms)
    assert (selection.figures, selection.missing) == ((), missing)


@pytest.mark.parametrize(
    "question",
    [
        "What was the overall response rate?",
        "What was the hazard reduction for PFS?",
        "What was the hazard ratio for PFS?",
    ],
)
def test_own_numbers_are_supported(assistant: Assistant, question: str) -> None:
    """Numbers that were printed from the table, or quoted, are found there again."""
    wrong = [
        check for check in assistant.invoke(question).checks if check.verdict.value in ("contradicted", "unchecked")
    ]
    assert wrong == []


def test_decline_has_no_number_to_check(assistant: Assistant) -> None:
    """The "one" of "one patient" is no quantity."""
    assert assistant.invoke("My patient is 70, should I give isatuximab?").checks == ()


def test_value_without_its_outcome_is_corrected(assistant: Assistant) -> None:
    """A hazard ratio without an outcome is the primary endpoint's, and 0.35 is not it."""
    assert assistant.invoke("Was the HR 0.35?").statements[0].text.startswith("Correction")


def test_stopping_treatment_is_discontinuation(assistant: Assistant) -> None:
    """A wrong premise on stopping is answered with discontinuation, not with background prose."""
    answer = assistant.invoke("Why did more patients stop treatment with isatuximab (14%)?")
    assert "15 of 177 patients (8%) with Isa-Kd" in answer.answer


def test_absent_half_of_a_question_on_interests_is_said(assistant: Assistant) -> None:
    """Nobody had honoraria from Pfizer: said, not left out."""
    assert "Pfizer" in assistant.invoke("Who had honoraria from Sanofi and Pfizer?").answer


def test_slip_is_read_the_same_in_every_process() -> None:
    """Of two equally near words every process takes the same."""
    code = "from tests.retrieval.small_trial import ask; print(ask('progresion-free survivl').outcomes)"
    told = {
        subprocess.run(
            [sys.executable, "-c", code],
            env={**os.environ, "PYTHONHASHSEED": str(seed)},
            capture_output=True,
            text=True,
            check=True,
        ).stdout
        for seed in (1, 4)
    }
    assert told == {"('Progression-free survival',)\n"}
