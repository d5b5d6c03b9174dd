"""The figures of the corpus's one held text, proposed from its prose alone."""

from __future__ import annotations

from pathlib import Path

from ingest.corpus import open_corpus
from ingest.records import Result
from retrieval.proposals import Proposer

SOURCE = "moreau-2021-lancet"
SLOTS = (
    "category", "outcome", "statistic", "grade", "arm", "comparison", "value", "interval_kind", "ci_low", "ci_high",
    "ci_level", "p_comparator", "p_value", "p_sides",
)  # fmt: skip


def _slots(result: Result) -> tuple[object, ...]:
    return tuple(getattr(result, name) for name in SLOTS)


def test_every_curated_figure_of_the_abstract_is_proposed(corpus_home: Path) -> None:
    """All 23 rows are recovered: value, outcome, grade, arm, statistic, interval with its level, and p."""
    with open_corpus(corpus_home) as corpus:
        source = corpus.sources[SOURCE]
        document = corpus.document(SOURCE)
        trial = next(trial for trial in corpus.trials if trial.id == source.trial)
        assert document is not None
        proposed = [item.result for item in Proposer(corpus.terms).propose(document, source=source, trial=trial)]
        curated = [row for row in corpus.table.results(source=SOURCE) if row.id.rpartition(":")[2].isdigit()]
    assert len(curated) == 23
    missing = [row.id for row in curated if _slots(row) not in {_slots(result) for result in proposed}]
    assert missing == []
    assert len(proposed) == 23
    sizes = {(row.outcome, row.arm, row.grade): (row.n, row.N) for row in curated if row.statistic == "percentage"}
    assert sizes == {
        (row.outcome, row.arm, row.grade): (row.n, row.N) for row in proposed if row.statistic == "percentage"
    }
    assert all(document.text[row.start : row.end] == row.quote for row in proposed)
