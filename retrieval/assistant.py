"""From a question to a checked answer: the list of steps."""

from __future__ import annotations

import logging
import time
from collections import deque
from collections.abc import Callable, Iterator, Sequence
from dataclasses import replace
from functools import partial
from pathlib import Path

from ingest.corpus import Corpus, open_corpus
from ingest.records import Result
from retrieval.answers.absence import is_pointer
from retrieval.answers.answering import Draft
from retrieval.answers.citing import Bibliography
from retrieval.chat_model.model import ChatModel
from retrieval.notices import find_notices, make_inert, warn_of_sources, withheld_notice
from retrieval.personal.data import masked
from retrieval.records import Answer, Notice, Sentence
from retrieval.routing import draft_answer
from retrieval.search import Retriever
from retrieval.terms import index_terms
from retrieval.verification import check_statements

_logger = logging.getLogger(__name__)


class Assistant:
    """Answers questions from one corpus; holds no state of a conversation, and threads may share it."""

    def __init__(self, corpus: Corpus, model: ChatModel | None = None) -> None:
        self.corpus = corpus
        self.model = model
        self.terms = index_terms(corpus)
        self.retriever = Retriever(corpus)

    def invoke(self, question: str) -> Answer:
        """Answer one question."""
        [answer] = deque(self.stream(question, whole_only=True), maxlen=1)
        return answer

    def stream(self, question: str, *, whole_only: bool = False) -> Iterator[Answer]:
        """Yield the answer as it grows, statement by statement, each time wholly checked; the last is the whole one.

        Without a model there is one. With ``whole_only`` nothing is checked before the model's reply has ended.
        """
        started = time.perf_counter()
        notices = find_notices(question, corpus=self.corpus)
        draft = draft_answer(question, corpus=self.corpus, terms=self.terms, retriever=self.retriever)
        finish = partial(self.finish, question=question, notices=notices, started=started)
        grown = self._write(question, draft, finish=finish, whole_only=whole_only) if self.model else [finish(draft)]
        for answer in grown:
            yield answer
        _log(answer)

    def _write(
        self, question: str, draft: Draft, *, finish: Callable[[Draft], Answer], whole_only: bool
    ) -> Iterator[Answer]:
        """Let the model write, where there is something to write; what a model needs is imported for it alone."""
        from retrieval.chat_model.offering import offer_evidence
        from retrieval.chat_model.writing import Request, is_open, write_answer

        assert self.model is not None, "called where there is a model"
        if not is_open(draft):
            yield finish(draft)
            return
        offer = offer_evidence(question, draft, corpus=self.corpus, terms=self.terms, retriever=self.retriever)
        draft = replace(draft, notices=(*draft.notices, *withheld_notice(offer.withheld)))
        request = Request(masked(question, corpus=self.corpus), draft, offer, self.corpus, self.terms)
        yield from write_answer(request, model=self.model, finish=finish, whole_only=whole_only)

    def finish(self, draft: Draft, *, question: str, notices: Sequence[Notice], started: float) -> Answer:
        """Number what a draft rests on, and check every number of it."""
        bibliography = Bibliography(self.corpus)
        statements = tuple(bibliography.cite(sentence) for sentence in draft.sentences)
        about = [sentence.trial or draft.trial for sentence in draft.sentences]
        report = check_statements(
            list(zip(statements, about, strict=True)),
            citations=bibliography.citations,
            corpus=self.corpus,
            terms=self.terms,
            sentences=draft.sentences,
        )
        return Answer(
            question=question,
            status=draft.status,
            answer=report.text,
            statements=statements,
            citations=tuple(bibliography.citations),
            results=_printed(draft.sentences),
            checks=report.checks,
            findings=report.findings,
            notices=make_inert(
                *notices,
                *warn_of_sources(bibliography.citations, notices=self.corpus.notices),
                *draft.notices,
            ),
            model=draft.model,
            prompt=draft.prompt,
            corpus=self.corpus.fingerprint,
            seconds=round(time.perf_counter() - started, 4),
        )


def open_assistant(home: Path, *, model: ChatModel | None = None) -> Assistant:
    """Open the corpus under ``home`` and the assistant over it, which writes with ``model`` where there is one.

    Raises:
        IndexMissingError: Nothing has been ingested yet.
    """
    return Assistant(open_corpus(home), model)


def _printed(sentences: Sequence[Sentence]) -> tuple[Result, ...]:
    told = [sentence for sentence in sentences if not is_pointer(sentence)]  # that names a row, and prints none
    return tuple({result.id: result for sentence in told for result in sentence.results}.values())


def _log(answer: Answer) -> None:
    """One line a question; never the question itself, which may hold a patient's data."""
    verdicts = [check.verdict.value for check in answer.checks]
    counts = ", ".join(f"{verdicts.count(verdict)} {verdict}" for verdict in dict.fromkeys(verdicts)) or "no numbers"
    _logger.info("%s in %.3f s: %d citations, %s", answer.status, answer.seconds, len(answer.citations), counts)
