"""Outcomes that a question means without a word of theirs."""

from __future__ import annotations

from dataclasses import dataclass
from typing import Any, cast

import pytest

from ingest.records import Passage
from retrieval.questions.meaning import outcomes_by_meaning
from retrieval.search import Found, Retriever
from tests.retrieval.small_trial import HARBOUR, SmallCorpus, ask, harbour, make_result


@dataclass(frozen=True)
class _Search:
    """Finds what it is told to: results by id, with their cosines."""

    hits: tuple[tuple[str, float], ...]

    def search(self, query: str, *, k: int, **filters: Any) -> list[Found]:
        del query, filters
        return [Found(_passage(link), cosine, cosine, None) for link, cosine in self.hits[:k]]


def _passage(link: str) -> Passage:
    return Passage(link, link.partition(":")[0], HARBOUR.id, "result", "", link=link)


@pytest.mark.parametrize(
    ("hits", "expected"),
    [
        pytest.param((("update:3", 0.7),), ("Headache",), id="one that is near"),
        pytest.param((("update:3", 0.5), ("update:4", 0.5)) * 2, ("Headache",), id="four that agree"),
        pytest.param(
            (("update:3", 0.55), ("update:4", 0.5), ("update:5", 0.54), ("update:6", 0.5)),
            ("Headache", "Nausea"),
            id="two outcomes",
        ),
        pytest.param((("update:3", 0.5), ("update:4", 0.5), ("update:5", 0.5), ("update:9", 0.4)), (), id="neighbours"),
        pytest.param((("update:3", 0.4), ("update:4", 0.4)) * 2, (), id="far"),
    ],
)
def test_passages_that_agree_tell_what_is_meant(hits: tuple[tuple[str, float], ...], expected: tuple[str, ...]) -> None:
    """One near passage, or several that agree, mean the outcome; neighbours of different outcomes mean nothing."""
    corpus, _ = harbour()
    question = ask("for how many did somebody's temples begin throbbing")
    assert outcomes_by_meaning(question, corpus=corpus, retriever=cast(Retriever, _Search(hits))) == expected


def test_few_words_mean_nothing_in_particular() -> None:
    """Passages do not agree on a question that says nothing beside the drug's name."""
    hits = (("update:3", 0.5), ("update:4", 0.5)) * 2
    retriever = cast(Retriever, _Search(hits))
    assert outcomes_by_meaning(ask("Is zeltamab good?"), corpus=harbour()[0], retriever=retriever) == ()


def test_what_patients_went_on_to_is_no_earlier_treatment() -> None:
    """A treatment before the trial is near in its words, and tells nothing of what came after."""
    prior = make_result("update:3", outcome="Prior transplant", statistic="percentage", arm="all", value="60")
    corpus, retriever = SmallCorpus((prior,)), cast(Retriever, _Search((("update:3", 0.9),)))
    for text, expected in (
        ("Did anyone proceed to grafting?", ()),
        ("Had anyone been grafted?", ("Prior transplant",)),
    ):
        assert outcomes_by_meaning(ask(text), corpus=corpus, retriever=retriever) == expected
