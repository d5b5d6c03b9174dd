"""Answers from tables in a registry's shape: rows of an outcome, time frames, units, dispersions, long titles."""

from __future__ import annotations

from typing import Any

import pytest

from ingest.records import Result
from retrieval.routing import draft_answer
from retrieval.search import Retriever
from retrieval.terms import index_terms
from tests.retrieval.small_trial import BASE, BOTH, ZELTA, SmallCorpus, make_result

SCORE = "Change From Baseline in the Marsh Fever Impact Scale (MFIS) Total Score"
RESPONSE = "Percentage of Participants With a Deep Peat Clearance Response at Week 12"
SEX = "Sex: Female, Male"
RACE = "Race (NIH/OMB)"


def _row(name: str, arm: str, **slots: Any) -> Result:
    slots = {"statistic": "count", "unit": "patients", "data_cutoff": None, "analysis": None, **slots}
    return make_result(f"registry:{name}", arm=arm, **slots)


ROWS = (
    *(_row(f"f{n}", arm, category="baseline", outcome=SEX, item="Female", value=str(v), n=v, N=100)
      for n, arm, v in ((1, ZELTA, 41), (2, BASE, 47))),
    *(_row(f"m{n}", arm, category="baseline", outcome=SEX, item="Male", value=str(v), n=v, N=100)
      for n, arm, v in ((1, ZELTA, 59), (2, BASE, 53))),
    *(_row(f"r{n}", ZELTA, category="baseline", outcome=RACE, item=item, value=str(v), n=v, N=100)
      for n, item, v in ((1, "Asian", 20), (2, "More than one race", 7))),
    *(_row(f"s{n}", arm, outcome=SCORE, item=item, statistic="mean", unit="points", value=value, time_frame="12 weeks")
      for n, arm, item, value in
      ((1, ZELTA, "Week 4", "3.1"), (2, BASE, "Week 4", "1.2"), (3, ZELTA, "Week 12", "5.5"))),
    _row("d1", ZELTA, outcome=SCORE, item="Week 4", statistic="standard deviation", unit="points", value="0.8",
         time_frame="12 weeks"),
    _row("e1", ZELTA, category="safety", outcome="Hiccups", grade="serious", value="4", n=4, N=98),
    _row("e2", ZELTA, category="safety", outcome="Hiccups", grade="serious", unit="events", value="6", N=98),
    _row("e3", ZELTA, category="safety", outcome="Hiccups", grade="non-serious", value="11", n=11, N=98),
    *(_row(f"p{n}", arm, outcome=RESPONSE, statistic="percentage", unit="%", value=v, time_frame="Week 12")
      for n, arm, v in ((1, ZELTA, "61.5"), (2, BASE, "33.0"))),
    make_result("registry:q1", outcome=RESPONSE, statistic="odds ratio", comparison=BOTH, value="2.9", data_cutoff=None,
                analysis=None, time_frame="Week 12"),
)  # fmt: skip


def _answer(question: str) -> str:
    corpus = SmallCorpus(ROWS)
    retriever = Retriever(corpus=corpus, dense=False)
    draft = draft_answer(question, corpus=corpus, terms=index_terms(corpus), retriever=retriever)
    assert draft.status == "answered"
    return "\n".join(sentence.text for sentence in draft.sentences)


@pytest.mark.parametrize(
    ("question", "told", "not_told"),
    [
        pytest.param("How many patients were female?", ["41 of 100", "47 of 100"], ["59", "53"], id="row"),
        pytest.param("What was the MFIS total score at week 4?", ["3.1 points", "1.2 points"], ["5.5"], id="time"),
        pytest.param("race of the patients", ["Asian: 20", "More than one race: 7"], [], id="title's own word"),
        pytest.param("What was the peat clearance response?", ["61.5%", "33.0%", "2.9"], ["3.1"], id="long title"),
    ],
)  # fmt: skip
def test_question_is_answered_by_its_rows(question: str, told: list[str], not_told: list[str]) -> None:
    """A row, a time point or a title's words name what is asked, and nothing else is told."""
    answer = _answer(question)
    assert all(figure in answer for figure in told), answer
    assert not any(figure in answer for figure in not_told), answer


def test_dispersion_stands_beside_its_estimate() -> None:
    """A standard deviation is told with the mean that it belongs to."""
    assert "mean: 3.1 points (SD 0.8) with Zelta-Base and 1.2 points with Base" in _answer("MFIS total score at week 4")


def test_events_and_patients_are_told_apart() -> None:
    """Numbers of events have no denominator of patients, and serious events are not added to others."""
    answer = _answer("How many patients had hiccups?")
    assert "Hiccups, serious: 4 of 98 patients with Zelta-Base" in answer
    assert "events" not in answer
    assert "Hiccups, serious: 6 events with Zelta-Base" in _answer("How many events of hiccups were there?")
    assert "Hiccups, non-serious: 11 of 98 patients with Zelta-Base" in answer
    assert "Another source" not in answer
