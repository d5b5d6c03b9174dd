"""The age that patients had on average."""

from __future__ import annotations

import pytest

from retrieval.questions.average_age import with_age_beside_classes, with_age_of_all, with_average_age
from retrieval.questions.completion import complete
from retrieval.search import Retriever
from retrieval.terms import index_terms
from tests.retrieval.small_trial import RESULTS, SmallCorpus, ask, make_result


def test_bound_of_an_average_age_is_no_part() -> None:
    """Whether patients were over 65 on average is asked of the age of all."""
    age = make_result("article:73", outcome="Age", arm="all", value="61", statistic="median", category="baseline")
    asked = with_average_age(ask("Were they over 65 on average?"), terms=index_terms(SmallCorpus((*RESULTS, age))))
    assert asked is not None
    assert (asked.outcomes, asked.subgroups) == (("Age",), ())


@pytest.mark.parametrize(
    ("text", "outcomes", "parts"),
    [
        ("Were the patients typically elderly?", ("Age",), 0),
        ("Were participants mostly old, and what was their median age?", ("Age",), 0),
        ("Were they young? How many were treated?", ("Patients treated", "Age"), 0),
        ("What was PFS in the elderly?", ("Progression-free survival",), 1),
    ],
)
def test_whether_all_were_old_asks_of_no_part(text: str, outcomes: tuple[str, ...], parts: int) -> None:
    """A word of age said of all who took part asks for their age; before an effect it names a part of them."""
    age = make_result("article:77", outcome="Age", arm="all", value="61", statistic="median", category="baseline")
    corpus = SmallCorpus((*RESULTS, age))
    told = with_age_of_all(ask(text, corpus=corpus), terms=index_terms(corpus))
    assert (told.outcomes, len(told.subgroups)) == (outcomes, parts)


@pytest.mark.parametrize(
    "text",
    [
        "75 or older: how many, and the median age?",
        "share of patients 75+ and the median age by arm",
        "median age and proportion 75 and over",
    ],
)
def test_average_age_is_asked_beside_a_class(text: str) -> None:
    """A share of the oldest leaves the median age of all that is asked with it."""
    base = {"arm": "all", "value": "8", "category": "baseline"}
    rows = (
        make_result("article:73", outcome="Age", statistic="median", **base),
        make_result("article:74", outcome="Age >=75 years", statistic="percentage", **base),
    )
    corpus = SmallCorpus((*RESULTS, *rows))
    terms = index_terms(corpus)
    asked = complete(ask(text, corpus=corpus), corpus=corpus, terms=terms, retriever=Retriever(corpus=corpus))
    assert sorted(asked.outcomes) == ["Age", "Age >=75 years"]
    alone = ask("How many were 75 or older?", corpus=corpus)
    assert with_age_beside_classes(alone, terms=terms) == alone
