"""From a question to a checked answer: the list of steps, as a LangChain runnable."""

from __future__ import annotations

import logging
import time
from bisect import bisect_right
from collections.abc import Callable, Iterator, Sequence
from itertools import accumulate
from pathlib import Path
from typing import Any

from langchain_core.runnables import Runnable, RunnableConfig

from ingest.corpus import Corpus, open_corpus
from ingest.records import Passage, Result
from retrieval.checks import check_text
from retrieval.citing import Bibliography, mark
from retrieval.notices import find_notices
from retrieval.records import Answer, Citation, Sentence, Statement
from retrieval.routing import draft_answer
from retrieval.search import HybridRetriever
from retrieval.terms import index_terms

_logger = logging.getLogger(__name__)


class Assistant(Runnable[str, Answer]):
    """Answers questions from one corpus; holds no state of a conversation, and threads may share it."""

    def __init__(self, corpus: Corpus) -> None:
        self.corpus = corpus
        self.terms = index_terms(corpus)
        self.retriever = HybridRetriever(corpus=corpus)

    def invoke(self, input: str, config: RunnableConfig | None = None, **kwargs: Any) -> Answer:
        """Answer one question."""
        del config, kwargs
        started = time.perf_counter()
        notices = find_notices(input, terms=self.corpus.terms)
        draft = draft_answer(input, corpus=self.corpus, terms=self.terms, retriever=self.retriever)
        bibliography = Bibliography(self.corpus)
        statements = tuple(bibliography.cite(sentence) for sentence in draft.sentences)
        text = mark(statements)
        report = check_text(
            text,
            table=self.corpus.table,
            terms=self.terms,
            trials=self.corpus.trials,
            trial=draft.trial,
            passages=_cited_passages(bibliography.citations, corpus=self.corpus),
            sources=self.corpus.sources,
        )
        asserts = _asserting(statements)
        answer = Answer(
            question=input,
            status=draft.status,
            answer=text,
            statements=statements,
            citations=tuple(bibliography.citations),
            results=_printed(draft.sentences),
            checks=tuple(check for check in report.checks if asserts(check.start)),
            findings=tuple(finding for finding in report.findings if asserts(finding.start)),
            notices=(*notices, *draft.notices),
            model=None,
            prompt=None,
            corpus=self.corpus.fingerprint,
            seconds=round(time.perf_counter() - started, 4),
        )
        _log(answer)
        return answer

    def stream(self, input: str, config: RunnableConfig | None = None, **kwargs: Any) -> Iterator[Statement | Answer]:  # type: ignore[override]  # parts first
        """Yield each checked statement, then the whole answer."""
        answer = self.invoke(input, config, **kwargs)
        yield from answer.statements
        yield answer


def open_assistant(home: Path) -> Assistant:
    """Open the corpus under ``home`` and the assistant over it.

    Raises:
        IndexMissingError: Nothing has been ingested yet.
    """
    return Assistant(open_corpus(home))


def _asserting(statements: Sequence[Statement]) -> Callable[[int], bool]:
    """Whether an offset of the answer lies in a statement that rests on evidence.

    The others are the program's own texts: that something is not held, that it declines. What they repeat of the
    question is no figure that they report.
    """
    ends = list(accumulate(len(mark([statement])) + 1 for statement in statements))

    def asserts(offset: int) -> bool:
        line = bisect_right(ends, offset)
        return line < len(statements) and bool(statements[line].citations)

    return asserts


def _printed(sentences: Sequence[Sentence]) -> tuple[Result, ...]:
    return tuple({result.id: result for sentence in sentences for result in sentence.results}.values())


def _cited_passages(citations: Sequence[Citation], *, corpus: Corpus) -> tuple[Passage, ...]:
    """The quotes of an answer as passages of their own, for the check that a number is quoted."""
    return tuple(
        Passage(
            id=f"{citation.source}:{citation.start}",
            source=citation.source,
            trial=corpus.sources[citation.source].trial,
            kind="text",
            text=citation.quote,
            start=citation.start,
            end=citation.end,
        )
        for citation in citations
        if citation.quote is not None
    )


def _log(answer: Answer) -> None:
    """One line a question; never the question itself, which may hold a patient's data."""
    verdicts = [check.verdict.value for check in answer.checks]
    counts = ", ".join(f"{verdicts.count(verdict)} {verdict}" for verdict in dict.fromkeys(verdicts)) or "no numbers"
    _logger.info("%s in %.3f s: %d citations, %s", answer.status, answer.seconds, len(answer.citations), counts)
