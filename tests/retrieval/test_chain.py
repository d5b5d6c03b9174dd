"""The assistant as a LangChain runnable, and its search as a LangChain retriever."""

from __future__ import annotations

from pathlib import Path

import pytest
from langchain_core.runnables import Runnable, RunnableLambda

from ingest.errors import IndexMissingError
from retrieval.chain import AnswerChain, open_chain
from tests.retrieval.small_trial import open_by_words

QUESTIONS = ("What was PFS?", "What was PFS in hedgehogs?")


@pytest.fixture(scope="module")
def chain(tmp_path_factory: pytest.TempPathFactory) -> AnswerChain:
    """The chain over an invented trial, searched by words alone."""
    return AnswerChain(open_by_words(tmp_path_factory.mktemp("small")))


def test_it_composes(chain: AnswerChain) -> None:
    """It is a runnable, and its answers go on to the next one in the order of the questions."""
    assert isinstance(chain, Runnable)
    assert [answer.question for answer in chain.batch(list(QUESTIONS))] == list(QUESTIONS)
    statuses = (chain | RunnableLambda(lambda answer: answer.status)).batch(list(QUESTIONS))
    assert statuses == ["answered", "not_found"]


def test_stream_ends_with_the_answer(chain: AnswerChain) -> None:
    """What the stream yields last is what ``invoke`` gives."""
    *_, last = chain.stream(QUESTIONS[0])
    assert last.answer == chain.invoke(QUESTIONS[0]).answer


def test_document_says_where_it_comes_from(chain: AnswerChain) -> None:
    """A document of the retriever carries the passage's text, id and place, and the scores of both halves."""
    [document] = chain.retriever.invoke("zeltamab", k=1, dense=False)
    passage = chain.assistant.corpus.passages.get(str(document.id))
    assert document.page_content == passage.text
    place = {name: document.metadata[name] for name in ("source", "trial", "kind", "link", "section", "start", "end")}
    assert place == {name: getattr(passage, name) for name in place}
    assert document.metadata["bm25"] > 0
    assert document.metadata["cosine"] is None


def test_unknown_field_is_refused(chain: AnswerChain) -> None:
    """A misspelt option of a call is an error, not a search without it."""
    with pytest.raises(TypeError, match="trail"):
        chain.retriever.invoke("study", trail="NCT00000001")


def test_no_index_is_one_error(tmp_path: Path) -> None:
    """Without a corpus there is no chain."""
    with pytest.raises(IndexMissingError, match="trialcite ingest"):
        open_chain(tmp_path)
