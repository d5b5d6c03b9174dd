"""The assistant and its search as LangChain knows them, so that others can compose them: ``open_chain(home) | ...``.

Neither calls LangChain's callbacks for what it does inside, since these may send a question to a tracing service. The
program itself uses what they wrap: LangChain takes a second to import, for which a figure need not wait.
"""

from __future__ import annotations

from collections.abc import Iterator
from pathlib import Path
from typing import Any

from langchain_core.callbacks import CallbackManagerForRetrieverRun
from langchain_core.documents import Document
from langchain_core.retrievers import BaseRetriever
from langchain_core.runnables import Runnable, RunnableConfig
from pydantic import ConfigDict

from retrieval.assistant import Assistant, open_assistant
from retrieval.chat_model.model import ChatModel
from retrieval.records import Answer
from retrieval.search import Found, Retriever

_PLACE = ("source", "trial", "kind", "link", "section", "page", "start", "end")


class AnswerChain(Runnable[str, Answer]):
    """From a question to its checked answer.

    Attributes:
        assistant: What answers.
        retriever: The search that it reads prose with.
    """

    def __init__(self, assistant: Assistant) -> None:
        self.assistant = assistant
        self.retriever = HybridRetriever(passages=assistant.retriever)

    def invoke(self, input: str, config: RunnableConfig | None = None, **kwargs: Any) -> Answer:
        """Answer one question."""
        del config, kwargs
        return self.assistant.invoke(input)

    def stream(self, input: str, config: RunnableConfig | None = None, **kwargs: Any) -> Iterator[Answer]:
        """Yield the answer as it grows, statement by statement; the last is the whole one."""
        del config, kwargs
        yield from self.assistant.stream(input)


class HybridRetriever(BaseRetriever):
    """Finds passages by meaning and by words; ``retriever.invoke(question, trial="NCT...", k=5)`` narrows a search."""

    model_config = ConfigDict(arbitrary_types_allowed=True)

    passages: Retriever

    def _get_relevant_documents(
        self, query: str, *, run_manager: CallbackManagerForRetrieverRun, **changes: Any
    ) -> list[Document]:
        """Search as LangChain asks for it; ``changes`` are fields of the search that differ for this call."""
        del run_manager  # nothing to report between start and end
        return [_to_document(found) for found in self.passages.search(query, **changes)]


def open_chain(home: Path, *, model: ChatModel | None = None) -> AnswerChain:
    """Open the corpus under ``home`` and the chain over it, which writes with ``model`` where there is one.

    Raises:
        IndexMissingError: Nothing has been ingested yet.
    """
    return AnswerChain(open_assistant(home, model=model))


def _to_document(found: Found) -> Document:
    passage = found.passage
    place = {name: getattr(passage, name) for name in _PLACE}
    scores = {"score": found.score, "cosine": found.cosine, "bm25": found.bm25}
    return Document(page_content=passage.text, id=passage.id, metadata={"passage": passage.id} | place | scores)
