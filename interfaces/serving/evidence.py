"""What is served: the published evidence, asked from many threads, as the command line's JSON."""

from __future__ import annotations

import logging
from collections.abc import Callable, Iterator, Sequence
from contextlib import contextmanager
from dataclasses import dataclass, replace
from datetime import date
from pathlib import Path
from threading import Lock
from typing import TYPE_CHECKING, Any

from ingest.errors import EvidenceError
from ingest.home import Home
from interfaces.checking import open_checker
from interfaces.serialise import answer_entry, report_entry, result_entry, source_entries
from retrieval.records import Notice

if TYPE_CHECKING:
    from retrieval.assistant import Assistant
    from retrieval.lookup import Filters

_logger = logging.getLogger(__name__)

LONGEST_QUESTION = 2_000
"""Characters: a long inquiry fits, a pasted paper does not."""
LONGEST_TEXT = 200_000
"""Characters of a text to check: a letter has 20,000, a long review article 100,000."""
MOST_ROWS = 1_000
"""Results of one look-up; who wants more narrows it, or asks the command line."""
MOST_EARLIER = 6
"""Earlier questions that a follow-up may bring; more are not read."""


class RequestError(EvidenceError):
    """A request that asks for what cannot be done; the message says what can."""


@dataclass(frozen=True, slots=True)
class Found:
    """The first results of a look-up, and how many there are."""

    rows: list[dict[str, Any]]
    total: int


@dataclass(slots=True)
class _Held:
    assistant: Assistant
    generation: Path | None
    users: int = 0


class Evidence:
    """One assistant for all requests, over the generation that is published when a request comes.

    A request that is under way when another generation is published ends on the one that it began with.
    """

    def __init__(self, home: Path, *, open_assistant: Callable[[], Assistant]) -> None:
        self._home = Home(home)
        self._open = open_assistant
        self._lock = Lock()
        self._held: _Held | None = None

    def ask(self, question: str, *, earlier: Sequence[str] = ()) -> dict[str, Any]:
        """Return what ``ask --format json`` prints; a follow-up is written out first, and a notice tells how.

        Args:
            earlier: The questions of the conversation so far, as they were answered, oldest first.
        """
        from retrieval.conversation.following import stand_alone

        _refuse_length(question, "question", LONGEST_QUESTION)
        for each in earlier[-MOST_EARLIER:]:
            _refuse_length(each, "earlier", LONGEST_QUESTION)
        with self._assistant() as assistant:
            plain = type(assistant)(assistant.corpus) if earlier and assistant.model else assistant
            answers = [plain.invoke(each) for each in earlier[-MOST_EARLIER:]]
            asked = stand_alone(question, answers, assistant=assistant)
            answer = assistant.invoke(asked.question)
            if asked.rewritten:
                read_as = Notice("read_as", f"Read as: {asked.question}")
                answer = replace(answer, notices=(read_as, *answer.notices))
            return answer_entry(answer, sources=assistant.corpus.sources)

    def check(self, text: str, *, trial: str | None = None) -> dict[str, Any]:
        """Return what ``check --format json`` prints."""
        _refuse_length(text, "text", LONGEST_TEXT)
        with self._assistant() as assistant:
            return report_entry(open_checker(assistant.corpus, trial=trial)(text))

    def lookup(self, terms: str, *, filters: Filters, limit: int = MOST_ROWS) -> Found:
        """Return the first ``limit`` rows that ``lookup --format json`` prints, and the number of all."""
        from retrieval.lookup import look_up

        _refuse_length(terms, "terms", LONGEST_QUESTION, blank=True)
        with self._assistant() as assistant:
            found = look_up(assistant.corpus, terms, filters=filters)
            sources = assistant.corpus.sources
            rows = [result_entry(found[place], sources=sources) for place in range(min(limit, len(found)))]
            return Found(rows, len(found))

    def sources(self) -> list[dict[str, Any]]:
        """Return what ``sources --format json`` prints."""
        with self._assistant() as assistant:
            return source_entries(assistant.corpus)

    def fingerprint(self) -> str:
        """Return the fingerprint of the corpus that is answered from now."""
        with self._assistant() as assistant:
            return assistant.corpus.fingerprint

    def warm_up(self) -> None:
        """Load the embedding model before the first question in prose needs it; one about a figure never waits."""
        try:
            with self._assistant() as assistant:
                assistant.corpus.dense.search("warm-up", 1)
        except EvidenceError as error:  # the question that needs the model tells it
            _logger.warning("no dense search: %s", error)

    def close(self) -> None:
        """Let the evidence go."""
        with self._lock:
            if self._held is not None:
                self._held.assistant.corpus.close()
            self._held = None

    @contextmanager
    def _assistant(self) -> Iterator[Assistant]:
        held = self._take()
        try:
            yield held.assistant
        finally:
            with self._lock:
                held.users -= 1
                if held is not self._held and held.users == 0:
                    held.assistant.corpus.close()

    def _take(self) -> _Held:
        """The assistant over what is published now; it is opened once, while other requests wait."""
        with self._lock:
            published = self._home.published()
            held = self._held
            if held is None or held.generation != published:
                former, held = held, _Held(self._open(), published)
                self._held = held
                if former is not None and former.users == 0:
                    former.assistant.corpus.close()
            held.users += 1
            return held


def make_filters(
    *,
    trial: str | None = None,
    category: str | None = None,
    arm: str | None = None,
    cutoff: str | None = None,
    population: str | None = None,
) -> Filters:
    """Return the filters of a look-up.

    Raises:
        RequestError: The cut-off is no date.
    """
    from retrieval.lookup import Filters

    try:
        day = date.fromisoformat(cutoff) if cutoff else None
    except ValueError as error:
        raise RequestError(f"cutoff: expected a date as YYYY-MM-DD, found {cutoff!r}") from error
    return Filters(trial=trial, category=category, arm=arm, cutoff=day, population=population)


def _refuse_length(text: str, name: str, longest: int, *, blank: bool = False) -> None:
    if not blank and not text.strip():
        raise RequestError(f"{name}: expected words, found none")
    if len(text) > longest:
        raise RequestError(f"{name}: expected at most {longest} characters, found {len(text)}")
