"""In which parts of the patients an outcome is asked."""

from __future__ import annotations

from dataclasses import replace

import pytest

from ingest.vocabulary import Term
from retrieval.questions.parts_asked import as_parts, with_members, with_related_parts
from retrieval.terms import index_terms
from tests.retrieval.small_trial import HARBOUR, PFS, RESULTS, ZELTA, SmallCorpus, ask, make_ratio, make_result

_PARTS = tuple(
    Term("subgroup", f"MRD-{sign}", None, (), HARBOUR.id, broader=("MRD status",)) for sign in ("negative", "positive")
)
_RATE = make_result("update:60", outcome="MRD negativity rate", statistic="percentage", arm=ZELTA, value="31", unit="%")
_RATIOS = tuple(
    make_ratio(f"update:6{i}", "0.6", ("0.4", "0.9", "95"), subgroup=part.name) for i, part in enumerate(_PARTS, 1)
)


@pytest.mark.parametrize(
    ("text", "parts"),
    [
        ("How does MRD negativity relate to PFS?", ("MRD-negative", "MRD-positive")),
        ("Was PFS linked to MRD negativity?", ("MRD-negative", "MRD-positive")),
        ("What were PFS and MRD negativity?", ()),
    ],
)
def test_outcome_is_told_by_another(text: str, parts: tuple[str, ...]) -> None:
    """How two outcomes are related is told by one of them in the parts that the other makes."""
    corpus = SmallCorpus((*RESULTS, _RATE, *_RATIOS), terms=_PARTS)
    asked = with_related_parts(ask(text, corpus=corpus), corpus=corpus, terms=index_terms(corpus))
    assert asked.subgroups == parts
    assert (asked.outcomes == (PFS,)) is bool(parts)


def test_effect_is_asked_in_the_parts_that_are_named() -> None:
    """A hazard ratio of those who have a characteristic is no number of them."""
    part = Term("subgroup", "marked", None, (), HARBOUR.id)
    count = make_result(
        "update:63", outcome="Marked", statistic="percentage", arm="all", value="20", category="baseline"
    )
    corpus = SmallCorpus(
        (*RESULTS, count, make_ratio("update:64", "0.7", ("0.4", "1.1", "95"), subgroup="marked")), terms=(part,)
    )
    asked = as_parts(replace(ask("hazard ratio", corpus=corpus), outcomes=("Marked",)), corpus=corpus)
    assert (asked.outcomes, asked.subgroups) == ((), ("marked",))
    share = as_parts(replace(ask("percentage", corpus=corpus), outcomes=("Marked",)), corpus=corpus)
    assert share.outcomes == ("Marked",)


def test_those_counted_are_those_whose_figure_is_asked() -> None:
    """Though the words for who they are go beyond the part's name; without "their", everybody's is asked."""
    corpus = SmallCorpus(
        (*RESULTS, make_ratio("update:60", "0.27", ("0.11", "0.66", "95"), subgroup="renal impairment"))
    )
    terms = index_terms(corpus)
    texts = ("How many had renal impairment at baseline, what their PFS ratio was?",
             "How many had renal impairment at baseline, and what was the PFS ratio?")  # fmt: skip
    asked = [with_members(ask(text, corpus=corpus), corpus=corpus, terms=terms).subgroups for text in texts]
    assert asked == [("renal impairment",), ()]


@pytest.mark.parametrize(
    ("text", "parts"),
    [
        ("PFS HR MRD negativity", ("MRD-negative",)),
        ("MRD negativity PFS hazard ratio", ("MRD-negative",)),
        ("PFS HR and MRD negativity", ()),
        ("median PFS MRD negativity", ()),
    ],
)
def test_effect_beside_another_outcome_is_asked_in_its_part(text: str, parts: tuple[str, ...]) -> None:
    """A rate without a hazard ratio of its own tells whose ratio is asked; in a list it is asked itself."""
    corpus = SmallCorpus((*RESULTS, _RATE, *_RATIOS), terms=_PARTS)
    asked = as_parts(ask(text, corpus=corpus), corpus=corpus)
    assert asked.subgroups == parts
    assert (asked.outcomes == (PFS,)) is bool(parts)
