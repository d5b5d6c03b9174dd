"""How many patients there are, in a part of the trial or as a question counts them."""

from __future__ import annotations

from pathlib import Path

import pytest

from retrieval.answers.counts import (
    counts_claimed,
    same_words,
    with_flow,
    with_prior_drugs,
    with_reasons,
    with_sizes,
)
from tests.retrieval.small_trial import PFS, RESULTS, SmallCorpus, ask, make_result

BASELINE = {"category": "baseline", "statistic": "percentage", "data_cutoff": None}
FLOW = {"category": "disposition", "statistic": "count", "unit": "patients", "data_cutoff": None}


@pytest.fixture(scope="module")
def corpus(tmp_path_factory: pytest.TempPathFactory) -> SmallCorpus:
    """HARBOUR with a flow, its reasons, and what patients had had before."""
    more = (
        make_result("article:21", outcome="Refractory to tansine", arm="all", value="31", unit="%", **BASELINE),
        make_result("article:22", outcome="Prior bortezomib", arm="all", value="12", unit="%", **BASELINE),
        make_result("article:23", outcome="Started", arm="all", value="200", **FLOW),
        make_result("article:24", outcome="Not completed: Death", arm="all", value="3", **FLOW),
        make_result("article:25", outcome="Started", arm="Base", value="100", **FLOW),
    )
    return SmallCorpus((*RESULTS, *more), folder=tmp_path_factory.mktemp("counts"))


def test_names_of_the_same_words_are_one() -> None:
    """The order and the small words of a name do not tell it from another."""
    assert same_words("tansine-refractory", "Refractory to tansine")
    assert not same_words("Prior tansine", "Refractory to tansine")


def test_reasons_of_leaving_are_each_asked(corpus: SmallCorpus) -> None:
    """Why patients left is answered by each reason of the flow."""
    asked = with_reasons(ask("Why did patients not complete the trial?"), corpus=corpus)
    assert asked.outcomes == ("Not completed: Death",)


def test_prior_drug_is_asked_by_its_brand(corpus: SmallCorpus) -> None:
    """Who had already had a drug is told by the baseline, whatever the drug is called."""
    asked = with_prior_drugs(ask("How many had already had Velcade?"), corpus=corpus)
    assert (asked.outcomes, asked.unknown) == (("Prior bortezomib",), ())


def test_numbers_alone_name_the_count_that_they_are(corpus: SmallCorpus) -> None:
    """Two numbers of one count lead to it; one number leads nowhere."""
    assert counts_claimed(ask("Confirm 200 pts, 100 of them?"), corpus=corpus) == ("Started",)
    assert counts_claimed(ask("Confirm 200 pts?"), corpus=corpus) == ()


def test_trial_that_randomised_nobody_has_those_who_started(corpus: SmallCorpus, tmp_path: Path) -> None:
    """How many took part is told by the flow where nobody was randomised."""
    rows = [row for row in corpus.table.results() if row.outcome != "Patients randomised"]
    single = SmallCorpus(rows, folder=tmp_path)
    asked = ask("How many patients were randomised?")
    assert with_flow(asked, corpus=single).outcomes == ("Started",)


def test_size_is_asked_beside_a_subgroup(corpus: SmallCorpus) -> None:
    """Without "how many" no size is added to what is asked of a subgroup."""
    assert with_sizes(ask("PFS with renal impairment"), corpus=corpus).outcomes == (PFS,)
