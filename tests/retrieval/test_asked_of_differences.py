"""By how much figures are said to differ, and which of two figures held apart is what, over the repository's corpus."""

from __future__ import annotations

from collections.abc import Iterator
from pathlib import Path

import pytest

from ingest.corpus import open_corpus
from ingest.embedding import Embedder
from retrieval.assistant import Assistant


@pytest.fixture(scope="module")
def assistant(corpus_home: Path, embedder: Embedder) -> Iterator[Assistant]:
    """The assistant over the repository's corpus."""
    with open_corpus(corpus_home, embedder=embedder) as corpus:
        yield Assistant(corpus)


@pytest.mark.parametrize(
    "question",
    [
        "Is it true that CR increased by 16 percentage points?",
        "Is it true that the CR rate was 15.6 points higher with isatuximab?",
        "Can I say that isatuximab prolongs PFS by 16.5 months?",
        "PFS 16.5 months longer, right?",
    ],
)
def test_a_difference_that_the_figures_make_is_confirmed(assistant: Assistant, question: str) -> None:
    """Two figures that differ by what is claimed bear it out, as computed."""
    assert assistant.invoke(question).statements[0].text.startswith("Confirmed, as computed: ")


@pytest.mark.parametrize(
    ("question", "correction"),
    [
        ("Is it true that the complete response rate rose by 15.6 percent?", "differ by percentage points"),
        ("Is it true that the CR rate was 25 points higher with isatuximab?", "differ by another amount"),
        ("Does isatuximab prolong median PFS by 10 months?", "differ by another amount"),
        ("Is it true that the CR rate was 15.6 points higher with Kd?", "is not higher with Kd"),
        ("Can I say it adds 16.5 months of life?", "no difference of overall survival can be computed"),
    ],
)
def test_another_difference_is_corrected(assistant: Assistant, question: str, correction: str) -> None:
    """Percent for points, another amount, the other arm and medians that were not reached are corrected."""
    first = assistant.invoke(question).statements[0].text
    assert first.startswith("Correction: ")
    assert correction in first


def test_a_difference_claimed_of_survival_is_traced(assistant: Assistant) -> None:
    """A gain in months that is another outcome's is said to be that one's."""
    told = [sentence.text for sentence in assistant.invoke("Can I say it adds 16.5 months of life?").statements]
    assert told[1].startswith("The difference in the question is that of: progression-free survival")


def test_a_reduction_that_is_not_shown_is_corrected(assistant: Assistant) -> None:
    """A ratio that comes to a reduction shows none where its interval includes the null value."""
    answer = assistant.invoke("Our draft says isatuximab 'reduces the risk of death by 14.5%'. Acceptable?")
    assert "a reduction is not shown" in answer.statements[0].text


def test_an_advantage_taken_for_significant_is_corrected(assistant: Assistant) -> None:
    """Which p-value shows a significant advantage takes for granted that there is one."""
    first = assistant.invoke("Which p-value established the significant OS advantage?").statements[0].text
    assert "overall survival is not statistically significant" in first


@pytest.mark.parametrize(
    ("question", "told"),
    [
        (
            "The company page says 42% had gain(1q21), but the abstract gives 24.0% for Isa-Kd. How come?",
            "The figure 42 is that of: Percentage of 1q21+ status",
        ),
        (
            "I find 43.96, 44 and 44.2 months of follow-up, all for January 2022. Which number is the right one?",
            "The figure 44.2 is that of: Median follow-up, subgroup: 1q21+",
        ),
        ("Why is one PFS hazard ratio 0.53 and the other 0.27?", "subgroup: renal impairment"),
    ],
)
def test_figures_held_apart_are_each_told_by_what_they_are_of(assistant: Assistant, question: str, told: str) -> None:
    """A figure that is not of what is shown is told by its outcome and its part, and corrects nothing."""
    answer = assistant.invoke(question)
    assert any(told in sentence.text for sentence in answer.statements)
    assert not any(sentence.text.startswith("Correction") for sentence in answer.statements)


def test_a_figure_held_nowhere_is_corrected_where_two_are_held_apart(assistant: Assistant) -> None:
    """Of two figures, of which one is no result at all, that one is wrong."""
    assert assistant.invoke("Why is the HR 0.35 and not 0.53?").statements[0].text.startswith("Correction")


def test_an_effect_that_cannot_be_ruled_out_is_weighed_by_its_interval(assistant: Assistant) -> None:
    """Whether no effect is possible in a part is told by the interval of its ratio."""
    told = [
        s.text for s in assistant.invoke("Is it true that one cannot rule out no effect in early relapse?").statements
    ]
    assert any("0.662" in text for text in told)
    assert any("includes the null value" in text for text in told)
