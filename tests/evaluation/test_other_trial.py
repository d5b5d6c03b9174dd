"""The whole path, from sources to graded answers, over a trial that the program was never tuned to."""

from __future__ import annotations

from pathlib import Path

import pytest

import evaluation
from evaluation.question_file import read_questions
from evaluation.run import ask_all
from evaluation.summary import Tally
from ingest.embedding import Embedder
from ingest.pipeline import ingest
from retrieval.assistant import open_assistant

_FOLDER = Path(evaluation.__file__).parent


@pytest.fixture(scope="module")
def tally(tmp_path_factory: pytest.TempPathFactory, embedder: Embedder) -> Tally:
    """The thirty questions, asked once."""
    home = tmp_path_factory.mktemp("other_trial")
    report = ingest(_FOLDER / "other_trial", home=home, embedder=embedder)
    assert report.failed == ()
    file = read_questions(_FOLDER / "other_trial.toml")
    assistant = open_assistant(home)
    with assistant.corpus as corpus:
        documents = {source: corpus.document(source) for source in corpus.sources}
        texts = {source: document.text for source, document in documents.items() if document is not None}
        return ask_all(file.questions, assistant.invoke, texts=texts, people=file.people)


def test_most_answers_are_right(tally: Tally) -> None:
    """At least four in five of the invented trial's questions are answered right."""
    wrong = [f"{grade.question.question}: {', '.join(grade.faults)}" for grade in tally.grades if not grade.right]
    assert len(wrong) <= 6, wrong


def test_nothing_is_made_up(tally: Tally) -> None:
    """What the corpus does not hold is not answered, and nobody is advised on one patient."""
    asked = [grade for grade in tally.grades if grade.question.category in {"abstention", "decline"}]
    assert [grade.status for grade in asked] == ["not_found", "not_found", "declined"]


def test_every_answer_is_cited_and_every_quote_is_verbatim(tally: Tally) -> None:
    """Quotes stand in the report at their offsets."""
    counts = tally.citations
    assert (counts.cited, counts.verbatim) == (counts.answers, counts.quotes)
    assert counts.quotes > 0
