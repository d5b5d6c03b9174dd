"""How many took part, and in which ratio."""

from __future__ import annotations

from pathlib import Path

import pytest

from retrieval.answers.flow_asked import with_flow
from tests.retrieval.small_trial import FLOW, FLOW_ROWS, RESULTS, ZELTA, SmallCorpus, ask, make_result


@pytest.fixture(scope="module")
def corpus(tmp_path_factory: pytest.TempPathFactory) -> SmallCorpus:
    """HARBOUR with a flow, its reasons, and what patients had had before."""
    return SmallCorpus((*RESULTS, *FLOW_ROWS), folder=tmp_path_factory.mktemp("counts"))


_FLOW = ("Patients randomised", "Patients treated")
_RANDOM = ("Patients randomised", "Randomisation ratio")


def test_trial_that_randomised_nobody_has_those_who_started(corpus: SmallCorpus, tmp_path: Path) -> None:
    """How many took part is told by the flow where nobody was randomised."""
    rows = [row for row in corpus.table.results() if row.outcome != "Patients randomised"]
    single = SmallCorpus(rows, folder=tmp_path)
    asked = ask("How many patients were randomised?")
    assert with_flow(asked, corpus=single).outcomes == ("Started",)


def test_those_without_a_dose_are_told_by_those_with_one() -> None:
    """Where no result counts the untreated, those assigned and those treated are told."""
    rows = [make_result(f"article:6{i}", outcome=name, arm="all", value="9", **FLOW) for i, name in enumerate(_FLOW)]
    question = with_flow(ask("How many never got a drug?"), corpus=SmallCorpus((*RESULTS, *rows)))
    assert question.outcomes == _FLOW


def test_ratio_is_told_beside_those_randomised() -> None:
    """Where the ratio is asked with how many were randomised, both are told."""
    rows = [make_result(f"article:8{i}", outcome=name, arm="all", value="9", **FLOW) for i, name in enumerate(_RANDOM)]
    question = with_flow(ask("how many randomised to each arm? ratio?"), corpus=SmallCorpus((*RESULTS, *rows)))
    assert question.outcomes == _RANDOM


@pytest.mark.parametrize(
    ("text", "told"),
    [
        ("ratio for randomisation, and was anyone blinded?", True),
        ("Was it masked, and which ratio did the randomisation have?", True),
        ("Was anyone blinded, and how was randomisation done?", False),
    ],
)
def test_ratio_of_the_randomisation_is_told_beside_another_fact(text: str, told: bool) -> None:
    """A ratio that is asked with the randomisation is not lost where the masking is asked too."""
    rows = [make_result(f"article:7{i}", outcome=name, arm="all", value="9", **FLOW) for i, name in enumerate(_RANDOM)]
    question = with_flow(ask(text), corpus=SmallCorpus((*RESULTS, *rows)))
    assert "Masking" in question.outcomes
    assert (_RANDOM[1] in question.outcomes) is told
    assert ("randomisation" in {topic.name for topic in question.topics}) is not told


@pytest.mark.parametrize(
    ("text", "counted"),
    [
        ("How many folks got Zelta-Base versus Base?", True),
        ("How many were put on Zelta-Base?", True),
        ("How many with Zelta-Base had pneumonia?", False),
    ],
)
def test_those_who_got_what_an_arm_is_called_by_are_counted(text: str, counted: bool) -> None:
    """Where nothing else is asked of them, their number is."""
    size = make_result("article:61", outcome="Patients randomised", arm=ZELTA, value="100", **FLOW)
    corpus = SmallCorpus((*RESULTS, size))
    assert ("Patients randomised" in with_flow(ask(text, corpus=corpus), corpus=corpus).outcomes) is counted
