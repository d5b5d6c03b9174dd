"""When and where a publication came out, and of which kind it is."""

from __future__ import annotations

from dataclasses import replace

import pytest

from retrieval.answers.publication_asked import tell_publication
from tests.retrieval.small_trial import RESULTS, SOURCES, SmallCorpus, ask, make_ratio


@pytest.fixture(scope="module")
def corpus() -> SmallCorpus:
    """HARBOUR with an abstract that reports survival in the latest analysis."""
    own = make_ratio("talk:1", "0.80", ("0.60", "1.10", "95"), outcome="Overall survival", data_cutoff=LAST)
    made = SmallCorpus((*RESULTS, own))
    made.sources["talk"] = replace(
        SOURCES["update"],
        id="talk",
        title="HARBOUR at the Fen Meeting",
        citation="HARBOUR at the Fen Meeting. Abstract 7. 2023.",
        publication_type="conference abstract",
    )
    return made


LAST = RESULTS[1].data_cutoff


@pytest.mark.parametrize(
    ("text", "said"),
    [
        ("When was the Bog Journal paper published?", "Reference: Cole D. Updated zeltamab results. Bog Journal. 2022"),
        ("In which journal did the primary results come out?", "Reference: Ames B"),
        ("At which congress was overall survival shown?", "Reference: HARBOUR at the Fen Meeting"),
        ("Where was the overall survival published?", "Reference: Cole D"),
        ("Which meeting presented the latest analysis?", "Reference: HARBOUR at the Fen Meeting"),
        ("volume and pages of the Bog Journal paper?", "Reference: Cole D"),
        ("Which journal published the swamp results?", "This corpus holds no result for a publication of “swamp”"),
        ("Is the Fen Meeting report peer-reviewed?", "Conference abstract: HARBOUR at the Fen Meeting"),
        ("Is the Bog Journal report a full paper or an abstract?", "Journal article: Cole D"),
        ("Is the Bog Journal report an article, or was it merely presented?", "Journal article: Cole D"),
        ("When was the ASCO abstract presented?", "no result for a publication called “ASCO”"),
    ],
)
def test_publication_is_told_by_its_reference(text: str, said: str, corpus: SmallCorpus) -> None:
    """The publication that is named, or that reports what is named; of another one nothing."""
    [sentence] = tell_publication(ask(text), corpus=corpus)
    assert said in sentence.text


@pytest.mark.parametrize(
    "text",
    [
        "What was the hazard ratio for overall survival, and where was it presented?",
        "Was it published before the approval?",
        "When were results first posted in the registry?",
        "What did the paper say of safety?",
    ],
)
def test_figures_and_other_dates_are_no_matter_of_the_publication(text: str, corpus: SmallCorpus) -> None:
    """These are told with the figures, or by results."""
    assert tell_publication(ask(text), corpus=corpus) == ()


@pytest.mark.parametrize(
    "text",
    [
        "Are the overall survival results a full paper or merely a meeting abstract?",
        "Was overall survival published as an article or only presented?",
    ],
)
def test_kind_is_told_of_every_publication_of_a_result(text: str, corpus: SmallCorpus) -> None:
    """Where it is asked of which kind a publication is, the article and the abstract are both told."""
    told = {sentence.text.partition(":")[0] for sentence in tell_publication(ask(text), corpus=corpus)}
    assert told == {"Journal article", "Conference abstract"}
