"""Which kind of answer a question gets."""

from __future__ import annotations

from collections.abc import Callable
from pathlib import Path

import pytest

from ingest.passage_file import Passages
from ingest.records import Trial
from retrieval.answers.absence import is_pointer
from retrieval.answers.answering import Draft
from retrieval.answers.explaining import endpoint_corrected, endpoints_asked
from retrieval.records import Sentence
from retrieval.routing import draft_answer
from retrieval.search import Retriever
from retrieval.terms import index_terms
from tests.retrieval.small_trial import HARBOUR, TEXT, SmallCorpus, ask, search_by_words

Drafter = Callable[[str], Draft]


@pytest.fixture(scope="module")
def draft(tmp_path_factory: pytest.TempPathFactory) -> Drafter:
    """Draft an answer from HARBOUR, with keyword search alone."""
    corpus, retriever = search_by_words(tmp_path_factory.mktemp("keywords"))
    terms = index_terms(corpus)
    return lambda text: draft_answer(text, corpus=corpus, terms=terms, retriever=retriever)


def _results(draft: Draft) -> set[str]:
    return {row.id for sentence in draft.sentences for row in sentence.results}


def _quotes(draft: Draft) -> str:
    return " ".join(TEXT[quote.start : quote.end] for sentence in draft.sentences for quote in sentence.quotes)


def test_figure_is_answered_from_the_table(draft: Drafter) -> None:
    """A question for a figure rests on results."""
    answer = draft("What was the hazard ratio for PFS?")
    assert answer.status == "answered"
    assert answer.trial == HARBOUR.id
    assert {"article:1", "update:1", "registry:1"} <= _results(answer)


def test_prose_is_answered_with_quotes(draft: Drafter) -> None:
    """What is no figure is answered in the source's words."""
    answer = draft("What does zeltamab block?")
    assert answer.status == "answered"
    assert "Zeltamab blocks the marsh receptor." in _quotes(answer)


@pytest.mark.parametrize(
    ("text", "name"),
    [
        ("Does the paper mention any limitations?", "limitations"),
        ("Is there a data sharing statement in the article?", "data sharing statement"),
        ("Are there any data on ethics approval?", "ethics approval"),
    ],
)
def test_subject_that_no_section_tells_is_not_held(text: str, name: str, draft: Drafter) -> None:
    """Neither the line with the journal nor the results at large are an answer to it."""
    answer = draft(text)
    assert answer.status == "not_found"
    assert f"“{name}”" in answer.sentences[0].text


def test_disclosure_is_answered_from_the_statement(draft: Drafter) -> None:
    """Who disclosed what is answered with the clauses that say so, in whole sentences."""
    answer = draft("Which authors disclosed research funding from Velo?")
    assert answer.status == "answered"
    assert "DC (Dan Cole)" in answer.sentences[0].text
    assert _quotes(answer) == "DC reports research funding from Velo; and may hold shares in Quill."


@pytest.mark.parametrize(
    "text",
    [
        "My patient is 80 and has marsh fever, should I give zeltamab?",
        "What dose should I give?",
        "Would you recommend zeltamab for my mother?",
    ],
)
def test_treatment_of_one_patient_is_declined(draft: Drafter, text: str) -> None:
    """A decision about one patient is declined; what the evidence covers and the label are pointed to."""
    answer = draft(text)
    assert answer.status == "declined"
    assert _results(answer) == set()
    assert "HARBOUR" in answer.sentences[0].text
    assert "prescribing information" in answer.sentences[0].text


@pytest.mark.parametrize(
    ("text", "subject"),
    [
        pytest.param("What was the five-year overall survival?", "survival", id="time point"),
        pytest.param("What was PFS in hedgehogs?", "hedgehogs", id="population"),
        pytest.param("What was PFS in patients with renal impairment?", "renal impairment", id="subgroup"),
        pytest.param("How many patients had alopecia?", "alopecia", id="outcome"),
        pytest.param("How common was grade 4 pneumonia?", "pneumonia", id="grade"),
        pytest.param("What was PFS in NCT01234567?", "NCT01234567", id="trial"),
        pytest.param("What was the PFS with borrelimab?", "borrelimab", id="drug"),
    ],
)
def test_what_is_not_held_is_not_found(draft: Drafter, text: str, subject: str) -> None:
    """No near miss answers: the subject is named, and it is the corpus that lacks it."""
    answer = draft(text)
    assert answer.status == "not_found"
    assert _results(answer) == set()
    [sentence] = answer.sentences
    assert "This corpus holds no result" in sentence.text
    assert subject in sentence.text
    assert "not reported" not in sentence.text


@pytest.mark.parametrize(
    ("text", "subject"),
    [
        pytest.param("What was PFS at 31 months?", "at 31 months", id="time point"),
        pytest.param("What was the odds ratio for PFS?", "odds ratio", id="statistic"),
    ],
)
def test_what_is_held_instead_is_told_as_such(draft: Drafter, text: str, subject: str) -> None:
    """Where the time or the measure asked is not held, the outcome's latest figure follows, marked as another."""
    answer = draft(text)
    assert answer.status == "not_found"
    absent, lead, *figures, pointer = answer.sentences
    assert subject in absent.text
    assert lead.text.startswith("Without what is not held")
    assert is_pointer(pointer)
    assert {row.outcome for sentence in figures for row in sentence.results} == {"Progression-free survival"}


def test_other_trials_disclosures_are_not_this_ones(draft: Drafter) -> None:
    """Asked of a trial that is not held, the interests of this one's authors are no answer."""
    assert draft("Which authors disclosed research funding from Velo in NCT01234567?").status == "not_found"


def test_missing_part_of_a_question_is_said(draft: Drafter) -> None:
    """Of two outcomes the one that is held is answered, and the other's absence said."""
    answer = draft("What were the rates of pneumonia and alopecia?")
    assert answer.status == "answered"
    assert {"article:2", "article:3"} <= _results(answer)
    assert any("no result for alopecia" in sentence.text for sentence in answer.sentences)


def test_efficacy_ends_with_where_safety_is(draft: Drafter) -> None:
    """The last line of an efficacy answer points to the safety results; a safety answer needs none."""
    [*_, last] = draft("What was the hazard ratio for PFS?").sentences
    assert last.text.startswith("Safety results")
    assert [row.category for row in last.results] == ["safety"]
    assert not any("Safety results" in sentence.text for sentence in draft("How common was pneumonia?").sentences)


def test_wrong_premise_is_corrected_first(draft: Drafter) -> None:
    """The correction comes before the figures, which are given in full."""
    answer = draft("Why was the hazard ratio for PFS 0.35?")
    assert answer.sentences[0].text.startswith("Correction")
    assert {"article:1", "update:1"} <= _results(answer)


@pytest.mark.parametrize("text", ["What was the hazard ratio?", "What was the result of the primary endpoint?"])
def test_effect_without_an_outcome_is_the_primary_endpoints(draft: Drafter, text: str) -> None:
    """Where only a hazard ratio or the primary endpoint is named, that of PFS is meant."""
    assert {"article:1", "update:1"} <= _results(draft(text))


def test_grade_without_an_outcome_is_of_all_adverse_events(draft: Drafter) -> None:
    """ "How many had grade 3 or worse events" is about adverse events as a whole."""
    assert _results(draft("What was the rate of grade 3 or worse toxicity?")) == {"update:7", "update:8"}


def test_several_trials_ask_for_a_name(tmp_path: Path) -> None:
    """Where the corpus holds two trials and none is named, the question goes back with both names."""
    corpus, retriever = search_by_words(tmp_path)
    corpus.trials = (HARBOUR, Trial("NCT90000009", "FENWICK", "Another trial"))
    answer = draft_answer("What was OS?", corpus=corpus, terms=index_terms(corpus), retriever=retriever)
    assert answer.status == "not_found"
    assert "HARBOUR" in answer.sentences[0].text
    assert "FENWICK" in answer.sentences[0].text


def test_empty_corpus_holds_nothing() -> None:
    """A corpus without a trial answers that it holds nothing, without an error."""
    corpus = SmallCorpus((), trials=())
    corpus.sources, corpus.disclosures, corpus.passages = {}, (), Passages()
    answer = draft_answer(
        "What was PFS?", corpus=corpus, terms=index_terms(corpus), retriever=Retriever(corpus=corpus, dense=False)
    )
    assert answer.status == "not_found"


@pytest.mark.parametrize(
    "text", ["pneumonia: is the register contradictory to the paper?", "PFS subgroup in the paper?"]
)
def test_paper_in_a_question_for_a_figure_quotes_no_reference(draft: Drafter, text: str) -> None:
    """A word for a publication beside an outcome does not ask for its reference or its declared interests."""
    assert "honoraria" not in _quotes(draft(text))


def test_sources_are_told_before_any_figure(draft: Drafter) -> None:
    """A question about the corpus is answered from its manifest."""
    assert draft("How many sources do you hold?").sentences[0].counted == ("3", "2", "1")


def test_tag_asks_for_the_statement_before_it(draft: Drafter) -> None:
    """ "We hear that ..., ok?" asks for what was heard."""
    assert "article:1" in _results(draft("We hear PFS had a hazard ratio of 0.61. ok?"))


@pytest.mark.parametrize(
    "text",
    [
        "Is the primary endpoint OS or PFS?",
        "Was OS the primary endpoint?",
        "The primary endpoint was OS, wasn't it?",
        "Was OS the primary outcome of HARBOUR?",
        "OS was primary, wasn't it?",
        "Wasn't OS the primary endpoint?",
        "Isn't the primary endpoint OS?",
        "Am I right that the primary endpoint was OS?",
        "So the primary endpoint is overall survival?",
    ],
)
def test_whether_an_outcome_was_an_endpoint_asks_for_no_result(draft: Drafter, text: str) -> None:
    """That an outcome was an endpoint is no question for its figures, where prose tells; else they are told."""
    assert [topic.name for topic in endpoints_asked(ask(text), terms=index_terms(SmallCorpus()))] == [
        "primary endpoint"
    ]
    assert draft(text).status == "answered"


@pytest.mark.parametrize(
    ("text", "corrected"),
    [
        ("So the primary endpoint was PFS, right?", True),
        ("So the primary endpoint was OS, right?", False),
        ("Was the primary endpoint PFS?", False),
    ],
)
def test_endpoint_taken_for_another_is_corrected(text: str, corrected: bool) -> None:
    """The sentence that names another outcome is told as a correction, where the question takes its own for granted."""
    terms, question = index_terms(SmallCorpus()), ask(text)
    told = (Sentence("“The primary endpoint of HARBOUR was overall survival.”"),)
    [first] = endpoint_corrected(told, question, endpoints_asked(question, terms=terms), terms=terms)
    assert first.text.startswith("Correction: ") is corrected


@pytest.mark.parametrize(
    "text", ["Was the primary endpoint met?", "What was the hazard ratio for PFS, the primary endpoint?"]
)
def test_result_of_an_endpoint_is_asked(draft: Drafter, text: str) -> None:
    """Whether the primary endpoint was met, or its hazard ratio, asks for its result."""
    assert "article:1" in _results(draft(text))


def test_who_asks_whom_to_tell_is_told(draft: Drafter) -> None:
    """Alone it is declined; what the trial reports is told beside it."""
    alone = draft("A nurse here: my patient had pneumonia on zeltamab. Who do I report this to?")
    assert (alone.status, _results(alone)) == ("declined", set())
    both = draft("My patient had pneumonia on zeltamab. Who do I tell, and how common was pneumonia?")
    assert "takes no report" in both.sentences[0].text
    assert _results(both) == {"article:2", "article:3"}


@pytest.mark.parametrize(
    ("text", "named"),
    [
        ("Were there any eye problems?", "“eye problems”"),
        ("did anyone get blood clots", "“blood clots”"),
        ("any QoL results?", "quality of life"),
        ("Was there any anaphylaxis?", "anaphyla"),
        ("How did the on-body injector perform?", "“on-body injector”"),
        ("What did zeltamab do to the kidneys?", "“kidneys”"),
        ("How did people in Japan do?", "Japan"),
        ("How many patients needed a blood transfusion?", "“transfusion”"),
    ],
)
def test_what_is_not_held_is_named_as_it_was_asked(draft: Drafter, text: str, named: str) -> None:
    """The words of the question stand for what it asks, where the vocabulary's term is another or less."""
    answer = draft(text)
    assert answer.status == "not_found"
    assert named in answer.sentences[0].text, answer.sentences[0].text


@pytest.mark.parametrize(
    "text",
    [
        "What did HARBOUR find in children?",
        "Newly diagnosed patients: what did the trial show?",
        "Main results in patients with diabetes?",
        "What were the findings in pregnant women?",
    ],
)
def test_findings_at_large_are_not_those_of_a_part(draft: Drafter, text: str) -> None:
    """A section on the findings of all is not quoted for a part of the patients that it does not name."""
    assert draft(text).status == "not_found"


def test_membership_is_told_beside_what_somebody_declared(draft: Drafter) -> None:
    """Whether somebody is an author is answered beside the interests that are asked of them."""
    told = " ".join(sentence.text for sentence in draft("Is Dan Cole an author, and what did he disclose?").sentences)
    assert "Dan Cole is among the 3 authors listed" in told
    assert "research funding from Velo" in told
