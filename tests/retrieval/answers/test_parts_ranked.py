"""The parts of the patients in whom a treatment did most."""

from __future__ import annotations

from decimal import Decimal

import pytest

from retrieval.answers.answering import answer_figures
from retrieval.answers.figures import group_figures
from retrieval.answers.parts_ranked import by_effect
from retrieval.questions.completion import complete
from retrieval.terms import index_terms
from tests.retrieval.small_trial import OS, RESULTS, SmallCorpus, ask, make_ratio

CORPUS = SmallCorpus(
    (
        *RESULTS,
        make_ratio("update:20", "0.45", ("0.25", "0.81", "95"), subgroup="age <65 years"),
        make_ratio("update:21", "0.93", ("0.60", "1.44", "95"), subgroup="stage III"),
        make_ratio("update:22", "0.30", ("0.10", "0.90", "95"), outcome=OS, subgroup="stage III"),
    )
)
TERMS = index_terms(CORPUS)
PARTS = [row for row in CORPUS.table.results() if row.subgroup and row.outcome != OS]


def _order(text: str) -> list[Decimal | str]:
    figures = group_figures(PARTS, corpus=CORPUS, terms=TERMS)
    return [figure.first.value for figure in by_effect(figures, ask(text, corpus=CORPUS))]


@pytest.mark.parametrize(
    "text",
    [
        "Which subgroup benefited most from zeltamab?",
        "In which patients was the effect on PFS the greatest?",
        "Which subgroup had the lowest hazard ratio for PFS?",
        "Did any subgroup favour the control group?",
        "Was PFS not improved in any of the subgroups?",
    ],
)
def test_the_strongest_effect_comes_first(text: str) -> None:
    """A hazard ratio is the stronger the lower it is."""
    assert _order(text) == [Decimal("0.45"), Decimal("0.70"), Decimal("0.93")]


@pytest.mark.parametrize(
    "text",
    [
        "Which subgroup benefited least from zeltamab?",
        "Which patients did worst?",
        "In which people was the effect on PFS the weakest?",
    ],
)
def test_the_weakest_effect_comes_first_where_it_is_asked(text: str) -> None:
    """Whoever did worst gained least."""
    assert _order(text) == [Decimal("0.93"), Decimal("0.70"), Decimal("0.45")]


def test_how_badly_somebody_fared_is_no_grade() -> None:
    """The "worst" of "did worst" grades no event, that of "the worst nausea" does."""
    assert ask("Which subgroup did worst?", corpus=CORPUS).grades == ()
    assert ask("How common was the worst nausea?", corpus=CORPUS).grades == (">=3",)


@pytest.mark.parametrize(
    "text",
    [
        "What was PFS in each subgroup?",
        "Did those with age >=65 years benefit most?",
    ],
)
def test_nothing_is_ordered_where_no_order_is_asked(text: str) -> None:
    """What is asked of each part, or of one, stays as the table has it."""
    assert _order(text) == []


def test_effects_on_two_outcomes_are_not_ordered() -> None:
    """A ratio of deaths is not compared with one of progressions."""
    rows = [row for row in CORPUS.table.results() if row.subgroup]
    figures = group_figures(rows, corpus=CORPUS, terms=TERMS)
    assert by_effect(figures, ask("Which subgroup benefited most from zeltamab?", corpus=CORPUS)) == ()


def test_order_is_told_with_what_it_is_worth() -> None:
    """No test compared the parts with each other, and no word on significance stands between them."""
    question = ask("Which subgroup had the lowest hazard ratio for PFS?", corpus=CORPUS)
    draft = answer_figures(complete(question, corpus=CORPUS, terms=TERMS, retriever=None), corpus=CORPUS, terms=TERMS)  # type: ignore[arg-type]
    assert draft is not None
    first, *told = [sentence.text for sentence in draft.sentences]
    assert "no test compares one with another" in first
    assert [value for text in told for value in ("0.45", "0.70", "0.93") if value in text] == ["0.45", "0.70", "0.93"]
    assert not any("null value" in text for text in told)
