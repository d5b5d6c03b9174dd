"""Parts of the patients of the kind asked, where the one asked has no result."""

from __future__ import annotations

from pathlib import Path

import pytest

from ingest.vocabulary import Term
from retrieval.routing import draft_answer
from retrieval.search import Retriever
from retrieval.terms import index_terms
from tests.retrieval.small_trial import RESULTS, SmallCorpus

KIND = ("marsh lineages",)
TERMS = (
    Term("subgroup", "lineage B", None, (), broader=KIND),
    Term("subgroup", "age >=65 years", None, (), broader=KIND),
)


@pytest.mark.parametrize(
    ("text", "of_outcome"),
    [
        ("PFS in patients with lineage B?", "For progression-free survival, this corpus"),
        ("What happened in patients with lineage B?", "This corpus"),
        ("How were patients with lineage B?", "This corpus"),
    ],
)
def test_parts_of_one_kind_are_named(text: str, of_outcome: str, tmp_path: Path) -> None:
    """With an outcome those that have results of it, without one those that have any."""
    corpus = SmallCorpus(RESULTS, terms=TERMS, folder=tmp_path)
    retriever = Retriever(corpus=corpus, dense=False)
    draft = draft_answer(text, corpus=corpus, terms=index_terms(corpus), retriever=retriever)
    told = [sentence.text for sentence in draft.sentences]
    assert draft.status == "not_found"
    assert f"{of_outcome} holds results of other marsh lineages: age ≥65 years." in told
