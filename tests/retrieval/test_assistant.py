"""From a question to a checked answer, over the repository's own corpus and over an invented trial."""

from __future__ import annotations

import logging
import re
import subprocess
import sys
from collections.abc import Iterator
from concurrent.futures import ThreadPoolExecutor
from dataclasses import replace
from pathlib import Path

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from ingest.corpus import open_corpus
from ingest.embedding import Embedder
from ingest.errors import IndexMissingError
from ingest.records import SourceNotice
from retrieval.assistant import Assistant, open_assistant
from retrieval.records import Answer, Notice
from tests.retrieval.small_trial import open_by_words, search_by_words

QUESTIONS = (
    "What was the hazard ratio for PFS?",
    "What was overall survival?",
    "How common was grade 3 or worse pneumonia?",
    "Which investigators disclosed research funding from Sanofi?",
    "What was the five-year overall survival?",
    "What did the authors conclude?",
    "How many patients were randomised?",
    "My patient is 80, should I give isatuximab?",
)
WORDS = (
    "PFS", "hazard ratio", "pneumonia", "grade", "≥3", "in", "the", "zeltamab group", "at", "5-year", "BA", "Velo",
    "disclosed", "most common", "0.61", "95% CI", "12%", "my patient", "hedgehogs", "NCT01234567", "?", "and", "vs",
)  # fmt: skip


@pytest.fixture(scope="module")
def assistant(corpus_home: Path, embedder: Embedder) -> Iterator[Assistant]:
    """The assistant over the repository's corpus."""
    with open_corpus(corpus_home, embedder=embedder) as corpus:
        yield Assistant(corpus)


@pytest.fixture(scope="module")
def small(tmp_path_factory: pytest.TempPathFactory) -> Assistant:
    """An assistant over an invented trial, that asks no model."""
    return open_by_words(tmp_path_factory.mktemp("keywords"))


def _ask(assistant: Assistant, question: str) -> Answer:
    """An answer without its time, which differs between runs."""
    return replace(assistant.invoke(question), seconds=0.0)


def _lines(answer: Answer, *words: str) -> list[str]:
    return [line.text for line in answer.statements if all(word in line.text for word in words)]


def test_latest_leads_and_the_tested_stands_beside_it(assistant: Assistant) -> None:
    """The final hazard ratio comes first, the formally tested one after it, each with its own interval and cut-off."""
    answer = _ask(assistant, "What was the hazard ratio for PFS?")
    assert answer.status == "answered"
    first = answer.statements[0].text
    assert all(words in first for words in ("0.58", "95.4% CI 0.42–0.79", "14 January 2022", "Isa-Kd vs Kd"))
    [tested] = _lines(answer, "0.53")
    assert all(
        words in tested for words in ("99% CI 0.32–0.89", "one-sided p = 0.0007", "formally tested", "7 February 2020")
    )
    assert answer.answer.index("0.58") < answer.answer.index("0.53")


def test_no_line_holds_two_cutoffs(assistant: Assistant) -> None:
    """Each line rests on results of one cut-off, and prints one."""
    for question in (
        "What was the hazard ratio for PFS?",
        "What was the MRD negativity rate?",
        "What was the complete response rate?",
    ):
        answer = _ask(assistant, question)
        assert len({row.data_cutoff for row in answer.results}) > 1
        for line in answer.statements:
            assert line.text.count("data cut-off") <= 1


def test_disagreement_of_sources_is_said(assistant: Assistant) -> None:
    """One source prints the final interval at another level; it is told as another source's, with its own citation."""
    answer = _ask(assistant, "What was the hazard ratio for PFS, with its confidence interval?")
    [line] = [line for line in answer.statements if line.text.startswith("Another source")]
    assert "0.58 (95% CI 0.42–0.79)" in line.text
    assert line.citations != answer.statements[0].citations


@pytest.mark.parametrize(
    ("question", "figures"),
    [
        (
            "What was median PFS?",
            ("35.7 months (95% CI 25.8–44.0) with Isa-Kd", "19.2 months (95% CI 15.8–25.0) with Kd"),
        ),
        (
            "What percentage had grade 3 or worse TEAEs?",
            ("136 of 177 patients (77%) with Isa-Kd", "82 of 122 patients (67%) with Kd"),
        ),
        (
            "How many stopped treatment because of side effects?",
            ("15 of 177 patients (8%) with Isa-Kd", "17 of 122 patients (14%) with Kd"),
        ),
        (
            "What was the overall response rate?",
            (
                "87% of 179 patients (95% CI 81–91) with Isa-Kd",
                "83% of 123 patients (95% CI 75–89) with Kd",
                "p = 0.3859",
            ),
        ),
        (
            "What was overall survival?",
            (
                "not reached (95% CI 52.172–not reached) with Isa-Kd",
                "0.855 (95% CI 0.608–1.202)",
                "nominal one-sided p = 0.1836",
            ),
        ),
    ],
)
def test_figure_is_told_with_both_arms(assistant: Assistant, question: str, figures: tuple[str, ...]) -> None:
    """Both arms, denominators, intervals with their level and p-values with their sides stand in the answer."""
    answer = _ask(assistant, question)
    assert [figure for figure in figures if figure not in answer.answer] == []


@pytest.mark.parametrize(
    "question",
    [
        "What was the five-year overall survival?",
        "What was PFS in Japanese patients?",
        "How many patients had alopecia?",
        "What were the QLQ-C30 scores?",
        "What was the hazard ratio for PFS in ICARIA-MM?",
        "What was the PFS in NCT01234567?",
        "What was overall survival in CANDOR?",
        "What was PFS with lenalidomide?",
        "What was PFS in men?",
        "What was overall survival in patients with prior transplant?",
        "How common was grade 5 pneumonia?",
    ],
)
def test_what_is_not_held_is_not_found(assistant: Assistant, question: str) -> None:
    """No near miss is passed off: nothing is cited, and it is the corpus that lacks it."""
    answer = _ask(assistant, question)
    assert answer.status == "not_found"
    assert (answer.results, answer.citations) == ((), ())
    assert "This corpus holds no result" in answer.answer


@pytest.mark.parametrize(
    "question",
    [
        "My patient is 70 with renal failure, should I give isatuximab?",
        "What dose should I give?",
        "Is it safe for my mother?",
    ],
)
def test_one_patients_treatment_is_declined(assistant: Assistant, question: str) -> None:
    """A decision about one patient is declined, and the label pointed to."""
    answer = _ask(assistant, question)
    assert answer.status == "declined"
    assert "prescribing information" in answer.answer
    assert answer.results == ()


@pytest.mark.parametrize(
    "question", ["What dose of isatuximab was given in the trial?", "What was PFS in patients aged 70 years or older?"]
)
def test_question_about_the_trial_is_not_declined(assistant: Assistant, question: str) -> None:
    """What a trial gave, and how its older patients fared, is evidence."""
    assert _ask(assistant, question).status == "answered"


def test_told_adverse_event_is_noticed_and_the_question_answered(assistant: Assistant) -> None:
    """A reaction told of a patient raises the notice, and the rate asked for is still given."""
    answer = _ask(assistant, "My patient developed hypertension after isatuximab. How common was hypertension?")
    assert [notice.kind for notice in answer.notices] == ["adverse_event"]
    assert answer.status == "answered"
    assert "37.3% of 177 patients" in answer.answer
    assert _ask(assistant, "How common was hypertension?").notices == ()


def test_wrong_premise_is_corrected(assistant: Assistant) -> None:
    """The control arm's median is not the isatuximab arm's: said first, then what is reported."""
    answer = _ask(assistant, "Why was PFS only 19.15 months in the isatuximab group?")
    assert answer.statements[0].text.startswith("Correction")
    assert "35.7 months (95% CI 25.8–44.0) with Isa-Kd" in answer.answer
    assert _lines(answer, "not reached with Isa-Kd", "19.15 months")


def test_wrong_value_is_not_repeated(assistant: Assistant) -> None:
    """A hazard ratio that nobody reported is corrected and never printed."""
    answer = _ask(assistant, "Was the hazard ratio for PFS 0.35?")
    assert answer.statements[0].text.startswith("Correction")
    assert "0.35" not in answer.answer


def test_research_funding_from_one_company_names_three(assistant: Assistant) -> None:
    """KY, TM and RB disclosed research funding from Sanofi, and nobody else."""
    answer = _ask(assistant, "Which investigators disclosed research funding from Sanofi?")
    assert set(re.findall(r"\b(?:[A-Z]{2}|[A-Z]-[A-Z]{2})\b", answer.answer)) == {"KY", "TM", "RB"}
    assert all(name in answer.answer for name in ("Kwee Yong", "Thomas Martin", "Ross Baker"))
    assert len(answer.citations) == 3


def test_who_paid_is_told_beside_what_the_authors_declare(assistant: Assistant) -> None:
    """The part about the authors asks nothing of the publication."""
    told = [
        statement.text for statement in assistant.invoke("Who funded it and do the authors have conflicts?").statements
    ]
    assert told[0] == "Funding: “Sanofi.”"
    assert not any(text.startswith("Publication") for text in told)
    assert any("Philippe Moreau" in text for text in told)


@pytest.mark.parametrize(
    ("text", "figures"),
    [
        ("How many had an infusion reaction, and how many had a grade 3 or higher event?", ("45.8%", "84.2%")),
        ("What share had a grade 3 or higher event, and what share got pneumonia?", ("84.2%", "36.2%")),
        (
            "How many patients had a grade 3 or higher event? How many stopped because of side effects?",
            ("84.2%", "15 of"),
        ),
        ("How many had a serious side effect and how many got pneumonia?", ("70.1%", "36.2%")),
    ],
)
def test_grade_of_one_clause_is_none_of_another(assistant: Assistant, text: str, figures: tuple[str, ...]) -> None:
    """Events of a grade are asked in a clause of their own; what another clause asks is told at any grade, too."""
    told = assistant.invoke(text).answer
    assert [figure for figure in figures if figure not in told] == []


@pytest.mark.parametrize(
    "text",
    [
        "If you take out the COVID deaths, does survival look better?",
        "Was the sensitivity analysis excluding COVID deaths any different for survival?",
    ],
)
def test_variant_is_told_beside_what_it_is_held_against(assistant: Assistant, text: str) -> None:
    """Whether a variant looks better is told by both."""
    told = assistant.invoke(text).answer
    assert "0.855" in told
    assert "0.803" in told


def test_main_analysis_stands_beside_the_variant_that_is_added(assistant: Assistant) -> None:
    """ "Including" a sensitivity analysis asks for both."""
    told = assistant.invoke("Overall survival, including the analysis with COVID-19 deaths censored?").answer
    assert "0.855" in told
    assert "0.803" in told


def test_author_without_a_tie_is_told_what_is_reported(assistant: Assistant) -> None:
    """AO reports no tie to Sanofi, but honoraria from three others."""
    answer = _ask(assistant, "Did AO report any tie to Sanofi?")
    assert "No tie to Sanofi is reported for AO (Albert Oriol)" in answer.answer
    assert all(name in answer.answer for name in ("Amgen", "Celgene", "Janssen"))


def test_efficacy_ends_with_where_safety_is(assistant: Assistant) -> None:
    """The last line of an efficacy answer is the pointer to safety."""
    assert _ask(assistant, "What was overall survival?").statements[-1].text.startswith("Safety results")


@pytest.mark.parametrize("question", QUESTIONS)
def test_answer_holds_together(assistant: Assistant, question: str) -> None:
    """Quotes are verbatim, marks are the list's numbers, checks and findings lie on their text, figures are held."""
    answer = _ask(assistant, question)
    corpus = assistant.corpus
    assert answer.corpus == corpus.fingerprint
    assert (answer.model, answer.prompt) == (None, None)
    assert [citation.n for citation in answer.citations] == list(range(1, len(answer.citations) + 1))
    assert {n for line in answer.statements for n in line.citations} == {citation.n for citation in answer.citations}
    for citation in answer.citations:
        document = corpus.document(citation.source)
        held = document is not None and citation.kind == "text"
        quote = document.text[citation.start : citation.end] if document and held else None
        assert quote == citation.quote
        assert (citation.kind == "figure") == (citation.quote is None)
        assert citation.reference == corpus.sources[citation.source].citation
    assert all(answer.answer[check.start : check.end] == check.number for check in answer.checks)
    assert all(answer.answer[finding.start : finding.end] == finding.text for finding in answer.findings)
    assert all(corpus.table.get(row.id) == row for row in answer.results)
    if answer.status == "answered":
        assert all(line.citations for line in answer.statements)


@pytest.mark.parametrize(
    "question",
    [
        "What was overall survival?",
        "What percentage had grade 3 or worse TEAEs?",
        "What was the MRD negativity rate?",
        "How many patients were randomised?",
    ],
)
def test_own_numbers_are_supported(assistant: Assistant, question: str) -> None:
    """Numbers that were printed from the table are found there again by the checks."""
    answer = _ask(assistant, question)
    assert answer.checks
    assert {check.verdict.value for check in answer.checks} <= {"supported", "derived"}


def test_answers_are_the_same_from_many_threads(assistant: Assistant) -> None:
    """Eight threads asking at once get what one gets."""
    alone = [_ask(assistant, question) for question in QUESTIONS]
    with ThreadPoolExecutor(8) as pool:
        together = list(pool.map(lambda question: _ask(assistant, question), QUESTIONS * 3))
    assert together == alone * 3


def test_threads_may_share_a_new_assistant(corpus_home: Path, embedder: Embedder) -> None:
    """What loads on first use loads safely when eight threads ask first."""
    question = "What did the authors conclude?"
    with open_corpus(corpus_home, embedder=embedder) as corpus, ThreadPoolExecutor(8) as pool:
        assistant = Assistant(corpus)
        answers = list(pool.map(lambda text: _ask(assistant, text), [question, QUESTIONS[0]] * 4))
    assert all(answer == answers[i % 2] for i, answer in enumerate(answers))
    assert {answer.status for answer in answers} == {"answered"}


@pytest.mark.parametrize(
    ("question", "warned"), [("What was the hazard ratio for PFS?", True), ("How common was nausea?", False)]
)
def test_answer_from_a_marked_source_carries_its_mark(
    question: str, warned: bool, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    """A retraction stands with every answer that cites the source, and with no other."""
    corpus, retriever = search_by_words(tmp_path)
    retraction = SourceNotice("retraction", "This article was retracted: Fen Med. 2021;2(1):1.")
    monkeypatch.setattr(corpus, "notices", {"article": (retraction, SourceNotice("to confirm", "A date."))})
    assistant = Assistant(corpus)
    assistant.retriever = retriever
    answer = _ask(assistant, question)
    assert answer.status == "answered"
    cited = [citation.n for citation in answer.citations if citation.source == "article"]
    assert bool(cited) is warned
    expected = [
        Notice("retraction", f"Source [{n}], article: This article was retracted: Fen Med. 2021;2(1):1.")
        for n in cited[:1]
    ]
    assert list(answer.notices) == expected


def test_stream_without_a_model_yields_the_answer(small: Assistant) -> None:
    """Without a model there is nothing to wait for: the stream is the whole answer."""
    [answer] = small.stream("What was PFS?")
    assert replace(answer, seconds=0.0) == _ask(small, "What was PFS?")


@pytest.mark.parametrize(
    "question", ["", " \n", "?", "0", "%", "[1]", "\x00", "∞" * 50, "PFS " * 500, "“$subject” \\1 {x}"]
)
def test_odd_text_is_answered_without_an_error(small: Assistant, question: str) -> None:
    """Whatever is typed gives an answer with a text."""
    answer = small.invoke(question)
    assert answer.question == question
    assert answer.answer


@settings(max_examples=60, suppress_health_check=[HealthCheck.function_scoped_fixture])
@given(question=st.text(max_size=60) | st.lists(st.sampled_from(WORDS), max_size=8).map(" ".join))
def test_any_text_gives_a_whole_answer(small: Assistant, question: str) -> None:
    """Any text as a question gives an answer whose marks, checks and quotes are in their places."""
    answer = small.invoke(question)
    numbers = [citation.n for citation in answer.citations]
    assert numbers == list(range(1, len(numbers) + 1))
    assert all(set(line.citations) <= set(numbers) for line in answer.statements)
    assert all(answer.answer[check.start : check.end] == check.number for check in answer.checks)
    assert answer.status != "answered" or answer.citations


def test_question_is_never_logged(small: Assistant, caplog: pytest.LogCaptureFixture) -> None:
    """One line a question tells its status and verdicts, and not a word of the question."""
    with caplog.at_level(logging.DEBUG):
        small.invoke("How common was pneumonia in Mrs Fenwick?")
    [record] = [record for record in caplog.records if record.name.startswith("retrieval")]
    assert "Fenwick" not in caplog.text
    assert "not_found" in record.getMessage()


def test_no_index_is_one_error(tmp_path: Path) -> None:
    """Without an ingestion the assistant does not open, and the remedy is named."""
    with pytest.raises(IndexMissingError, match="trialcite ingest"):
        open_assistant(tmp_path)


def test_figure_question_loads_no_model(corpus_home: Path) -> None:
    """A figure, an absence and a disclosure are answered without torch, Chroma and LangChain."""
    code = """
import sys
from pathlib import Path
from retrieval.assistant import open_assistant
assistant = open_assistant(Path(sys.argv[1]))
for question in ("What was the hazard ratio for PFS?", "How many had alopecia?", "Did AO report any tie to Sanofi?"):
    print(assistant.invoke(question).status)
print(sorted({"torch", "chromadb", "langchain_core", "pandera", "sentence_transformers"} & set(sys.modules)))
"""
    done = subprocess.run([sys.executable, "-c", code, str(corpus_home)], capture_output=True, text=True, check=True)
    assert done.stdout.split("\n")[:4] == ["answered", "not_found", "answered", "[]"]
