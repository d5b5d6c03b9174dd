"""Drugs that patients had had before the trial."""

from __future__ import annotations

from dataclasses import replace

import pytest

from retrieval.answers.prior_drugs import with_prior_drugs
from tests.retrieval.small_trial import FLOW_ROWS, RESULTS, SmallCorpus, ask, make_result


@pytest.fixture(scope="module")
def corpus(tmp_path_factory: pytest.TempPathFactory) -> SmallCorpus:
    """HARBOUR with a flow, its reasons, and what patients had had before."""
    return SmallCorpus((*RESULTS, *FLOW_ROWS), folder=tmp_path_factory.mktemp("counts"))


def test_prior_drug_is_asked_by_its_brand(corpus: SmallCorpus) -> None:
    """Who had already had a drug is told by the baseline, whatever the drug is called."""
    for text in ("How many had already had Velcade?", "How many had previously got Velcade?"):
        asked = with_prior_drugs(ask(text), corpus=corpus)
        assert (asked.outcomes, asked.unknown, asked.unread) == (("Prior bortezomib",), (), ())


@pytest.mark.parametrize(
    "text",
    [
        "Which drugs had they already had?",
        "What previous treatments had patients had?",
        "Which therapies before it?",
        "Which treatment classes had patients already seen?",
        "How pretreated were they, and by what drug classes?",
    ],
)
def test_all_that_patients_had_had_before_is_asked(text: str, corpus: SmallCorpus) -> None:
    """Without a drug by name every treatment before the trial is told, and none that it gave."""
    asked = with_prior_drugs(replace(ask(text), outcomes=()), corpus=corpus)
    assert asked.outcomes == ("Prior bortezomib",)
    assert "intervention" not in {topic.name for topic in asked.topics}


@pytest.mark.parametrize(
    "text", ["How many had already had Velcade, and how many Revlimid?", "Prior Velcade, and what share Revlimid?"]
)
def test_drug_of_a_further_question_is_one_given_before_too(text: str) -> None:
    """The second drug stands alone, and is asked of as the first one is."""
    rows = [
        make_result(f"article:9{i}", outcome=f"Prior {name}", statistic="percentage", category="baseline", value="40")
        for i, name in enumerate(("bortezomib", "lenalidomide"))
    ]
    corpus = SmallCorpus(rows)
    asked = with_prior_drugs(ask(text, corpus=corpus), corpus=corpus)
    assert set(asked.outcomes) == {"Prior bortezomib", "Prior lenalidomide"}
    assert asked.unknown == ()


@pytest.mark.parametrize(
    ("text", "asked"),
    [
        ("How many patients had been on Velcade?", True),
        ("Velcade pre-treatment, share?", True),
        ("bortezomib exposure", True),
        ("How many had been on Velcade after progression?", False),
    ],
)
def test_drug_that_patients_had_been_on_is_a_prior_one(corpus: SmallCorpus, text: str, asked: bool) -> None:
    """By whatever name of it; the number of all patients is not asked then."""
    assert (with_prior_drugs(ask(text), corpus=corpus).outcomes == ("Prior bortezomib",)) is asked
