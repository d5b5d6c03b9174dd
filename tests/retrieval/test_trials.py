"""Which trials a question is about, and answers about several."""

from __future__ import annotations

from pathlib import Path

import pytest

from ingest.keywords import KeywordIndex
from ingest.records import Trial
from ingest.vocabulary import Term
from retrieval.assistant import Assistant
from retrieval.records import Verdict
from retrieval.routing import draft_answer
from retrieval.search import Retriever
from retrieval.terms import index_terms
from retrieval.trials import find_trials
from tests.retrieval.small_trial import HARBOUR, OS, PFS, RESULTS, SOURCES, SmallCorpus, make_result

FENWICK = Trial("NCT90000009", "FENWICK", "Brinamab in dune cough", "chronic dune cough")
OTHER = make_result(
    "fen:1", trial=FENWICK.id, outcome=PFS, statistic="hazard ratio", comparison="Brina vs Base", value="0.77"
)
TERMS = (Term("drug", "brinamab", None, ("brinastat",), FENWICK.id),)


@pytest.fixture
def corpus() -> SmallCorpus:
    """Two trials that report one outcome; of the second only the registry's figures are held."""
    held = SmallCorpus((*RESULTS, OTHER), trials=(HARBOUR, FENWICK), terms=TERMS)
    held.sources["fen"] = SOURCES["registry"].__class__(
        "fen", "figures", FENWICK.id, "FENWICK record", "FENWICK results. 2022.", "registry"
    )
    return held


@pytest.mark.parametrize(
    ("question", "held"),
    [
        pytest.param("PFS in FENWICK?", (FENWICK.id,), id="acronym"),
        pytest.param("PFS in nct90000009?", (FENWICK.id,), id="number"),
        pytest.param("PFS in FENWICK and HARBOUR?", (FENWICK.id, HARBOUR.id), id="two, in the order named"),
        pytest.param("What was PFS with brinastat?", (FENWICK.id,), id="drug"),
        pytest.param("PFS in patients with dune cough?", (FENWICK.id,), id="condition"),
        pytest.param("What was PFS?", (HARBOUR.id, FENWICK.id), id="neither"),
    ],
)
def test_trial_is_found(question: str, held: tuple[str, ...], corpus: SmallCorpus) -> None:
    """A name goes before a treatment, a treatment before a condition."""
    assert find_trials(question, terms=index_terms(corpus), trials=corpus.trials).held == held


def test_word_of_many_conditions_names_none(corpus: SmallCorpus) -> None:
    """ "Chronic" stands in the name of many a disease."""
    found = find_trials("PFS in chronic disease?", terms=index_terms(corpus), trials=corpus.trials)
    assert found.held == (HARBOUR.id, FENWICK.id)


def test_two_trials_stand_side_by_side(corpus: SmallCorpus) -> None:
    """Each trial's figures stand under its name, checked against it, with the warning that they are not compared."""
    answer = Assistant(corpus).invoke("What was the PFS hazard ratio in HARBOUR and in FENWICK?")
    first, second = answer.answer.index("HARBOUR (NCT90000003):"), answer.answer.index("FENWICK (NCT90000009):")
    assert first < answer.answer.index("0.61") < second < answer.answer.index("0.77")
    assert [notice.kind for notice in answer.notices] == ["cross_trial"]
    assert {check.verdict for check in answer.checks} == {Verdict.SUPPORTED}
    assert all(answer.answer[check.start : check.end] == check.number for check in answer.checks)


def test_trial_that_lacks_the_outcome_says_so(corpus: SmallCorpus, tmp_path: Path) -> None:
    """What one of two trials does not hold is said under its name, and the other's figure is not taken for it."""
    KeywordIndex.build(corpus.passages, tmp_path)
    corpus.keywords = KeywordIndex.open(tmp_path)
    retriever = Retriever(corpus=corpus, dense=False)
    draft = draft_answer("OS in HARBOUR and FENWICK?", corpus=corpus, terms=index_terms(corpus), retriever=retriever)
    of_fenwick = [sentence for sentence in draft.sentences if sentence.trial == FENWICK.id]
    assert {row.outcome for sentence in draft.sentences for row in sentence.results} >= {OS}
    assert not any(sentence.results for sentence in of_fenwick)
    assert "no result" in of_fenwick[-1].text


def test_paper_of_no_trial_is_quoted(tmp_path: Path) -> None:
    """A corpus that describes no trial still quotes its text."""
    corpus = SmallCorpus((), trials=(), folder=tmp_path)
    retriever = Retriever(corpus=corpus, dense=False)
    draft = draft_answer(
        "How was randomisation stratified?", corpus=corpus, terms=index_terms(corpus), retriever=retriever
    )
    assert draft.status == "answered"
    assert "stratified by region and by previous fever" in draft.sentences[0].text


@pytest.mark.parametrize(
    ("text", "foreign"),
    [
        pytest.param("PFS in TIDEWAY-2?", ("TIDEWAY-2",), id="a sister"),
        pytest.param("PFS in TIDEWAY-1?", (), id="the trial itself"),
        pytest.param("PFS in TIDEWAY?", (), id="without its number"),
        pytest.param("TIDEWAY-like results?", (), id="a word joined on"),
        pytest.param("PFS in TIDEWAY 1?", (), id="with a blank"),
        pytest.param("PFS in TIDEWAY 2?", ("TIDEWAY 2",), id="a sister with a blank"),
        pytest.param("TIDEWAY2 week 12 PFS?", ("TIDEWAY2",), id="a sister without a blank"),
        pytest.param("TIDEWAY 2 week 12 PFS?", ("TIDEWAY 2",), id="a sister before a time"),
        pytest.param("What was PFS in TIDEWAY II?", ("TIDEWAY II",), id="a sister by a numeral"),
        pytest.param("Did TIDEWAY I work?", (), id="the trial by a numeral"),
        pytest.param("In TIDEWAY 2 patients died, right?", (), id="a number of patients"),
        pytest.param("PFS in MARSH2?", ("MARSH2",), id="a sister of a name without a number"),
        pytest.param("PFS in the MARSH 2 trial?", ("MARSH 2",), id="a sister of such a name with a blank"),
        pytest.param("In MARSH 12 died?", (), id="a count beside such a name"),
    ],
)
def test_sister_trial_is_not_the_one_that_is_held(text: str, foreign: tuple[str, ...]) -> None:
    """TIDEWAY-2 is not answered by TIDEWAY-1, nor MARSH2 by MARSH."""
    acronym = "MARSH" if "MARSH" in text else "TIDEWAY-1"
    tideway = Trial("NCT90000077", acronym, "Tides in marsh fever", "marsh fever")
    corpus = SmallCorpus((), trials=(tideway,))
    assert find_trials(text, terms=index_terms(corpus), trials=corpus.trials).foreign == foreign
