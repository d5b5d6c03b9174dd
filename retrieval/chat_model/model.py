"""The chat model: any provider that LangChain knows, its reply as it comes, and its outages as values."""

from __future__ import annotations

import json
import logging
import math
import os
import re
import time
from collections import deque
from collections.abc import Generator, Iterator, Sequence
from contextlib import closing, suppress
from dataclasses import dataclass, field
from functools import cached_property
from typing import Any

from ingest.errors import ChatModelError
from retrieval.chat_model.deadlines import within
from retrieval.chat_model.outages import KEYS, MissingKeyError, Outage, read_fault, refuse_refusal

_logger = logging.getLogger(__name__)

Message = tuple[str, str]
"""A role ("system", "user", "assistant") and a text."""

_ATTEMPTS = 3
"""Requests for one reply; a provider that failed three times within a few seconds is down."""
_LONGEST_REPLY = 40_000
"""Characters: no answer is as long, and a reply without end would fill the memory."""


@dataclass
class ChatModel:
    """A chat model under its name; nothing of it is imported or connected before the first reply is asked for.

    Attributes:
        name: ``provider:model``, as LangChain names them: ``"openai:gpt-5"``, ``"ollama:llama3.3"``.
        url: Address of the service, where it is not the provider's own; with ``openai``, any that speaks its protocol.
        timeout_seconds: Time for a whole reply, with all its attempts.
        pause_seconds: Pause after a first failure; it doubles with each.
    """

    name: str
    url: str | None = None
    timeout_seconds: float = 60.0
    pause_seconds: float = 0.5
    _knows_schemas: bool = field(default=True, init=False)

    def reply(self, messages: Sequence[Message], *, schema: dict[str, Any] | None = None) -> str | Outage:
        """The whole reply to ``messages``; see ``stream``."""
        return next(iter(deque(self.stream(messages, schema=schema), maxlen=1)), "")

    def stream(self, messages: Sequence[Message], *, schema: dict[str, Any] | None = None) -> Iterator[str | Outage]:
        """Yield the reply as far as it has come, longer each time; an ``Outage`` is the end where there is none.

        An attempt that breaks off is begun anew, so that the text may start over.

        Args:
            schema: JSON schema of the reply, for the providers that can hold a model to one.
        """
        attempt, deadline = 0, math.inf
        while True:
            attempt += 1
            try:
                model = self._held_to(schema) if schema is not None and self._knows_schemas else self._client
                deadline = min(deadline, time.monotonic() + self.timeout_seconds)  # what is imported once takes no part
                yield from _attempt(model, messages, deadline=deadline)
                return
            except Exception as error:  # noqa: BLE001  # whatever a provider's package raises, there is an answer without it
                fault = read_fault(error, provider=self._provider)
                _logger.info("chat model, attempt %d: %s", attempt, type(error).__name__)
            if fault.status == 400 and schema is not None:
                self._knows_schemas = not self._knows_schemas  # a service without them is asked without from now on
                if not self._knows_schemas:
                    continue
            pause = max(self.pause_seconds * 2 ** (attempt - 1), fault.wait_seconds)
            if not fault.passing or attempt >= _ATTEMPTS or time.monotonic() + pause >= deadline:
                yield Outage(fault.reason)
                return
            time.sleep(pause)

    def prepare(self) -> None:
        """Import the provider's package, so that the first question need not wait for it; what fails is told then."""
        with suppress(Exception):
            _ = self._client

    @property
    def _provider(self) -> str:
        return self.name.partition(":")[0]

    def _held_to(self, schema: dict[str, Any]) -> Any:
        """The model held to a schema, where its provider can do that; else the model alone."""
        try:
            structured = self._client.with_structured_output(schema)
        except (NotImplementedError, ValueError, TypeError):
            return self._client
        # Its first step is the model with the schema bound; the second waits for the reply's end, and is not used.
        return getattr(structured, "first", self._client)

    @cached_property
    def _client(self) -> Any:
        from langchain.chat_models import init_chat_model

        elsewhere = self.url is not None and self._provider == "openai"  # there are services that want no key
        if self._provider in KEYS and not elsewhere and not os.environ.get(KEYS[self._provider]):
            raise MissingKeyError  # some packages would send the question all the same
        settings: dict[str, Any] = {} if self.url is None else {"base_url": self.url}
        if self._provider == "ollama":
            settings["client_kwargs"] = {"timeout": self.timeout_seconds}
        else:
            settings |= {"timeout": self.timeout_seconds, "max_retries": 0}
        if self._provider == "openai" and self.url is not None:
            settings |= _for_compatible_service()
        client = init_chat_model(self.name, **settings)
        logging.getLogger(self._provider).setLevel(logging.WARNING)  # below that some log whole requests
        return client


def open_model(name: str | None, *, url: str | None = None, timeout_seconds: float = 60.0) -> ChatModel | None:
    """The chat model that is set, or ``None`` where none is.

    Raises:
        ChatModelError: ``name`` is not written as ``provider:model``.
    """
    if not name:
        return None
    if not re.fullmatch(r"[a-z_]+:\S+", name):
        raise ChatModelError(f"TRIALCITE_MODEL: expected provider:model, such as openai:gpt-5, found {name!r}")
    return ChatModel(name, url=url, timeout_seconds=timeout_seconds)


def _attempt(model: Any, messages: Sequence[Message], *, deadline: float) -> Iterator[str]:
    """Yield the reply of one request as far as it has come.

    Raises:
        TimeoutError: It did not end before the deadline.
    """
    text = ""
    for piece in within(deadline, _pieces(model, list(messages))):
        text += piece
        yield text
        if len(text) > _LONGEST_REPLY:
            return
        if time.monotonic() > deadline:
            raise TimeoutError


def _pieces(model: Any, messages: list[Message]) -> Generator[str]:
    """Yield the reply piece by piece; whole, from a service that is asked to stream and does not."""
    streamed = False
    with closing(_untraced(model.stream(messages))) as chunks:
        try:
            for chunk in chunks:
                streamed = True
                refuse_refusal(chunk)
                if piece := _text_of(chunk):
                    yield piece
        except (ValueError, AssertionError):  # LangChain's and a client's word for a stream without an event
            if streamed:
                raise
    if not streamed:
        [reply] = _untraced(model.invoke(messages) for _ in range(1))
        refuse_refusal(reply)
        yield _text_of(reply)


def _for_compatible_service() -> dict[str, Any]:
    """What a service needs that only speaks OpenAI's protocol: its chat completions, and a key where it wants none."""
    more: dict[str, Any] = {"use_responses_api": False}
    return more if os.environ.get("OPENAI_API_KEY") else more | {"api_key": "none"}


def _untraced(chunks: Iterator[Any]) -> Generator[Any, None, None]:
    """Yield ``chunks``, none of which reaches a tracing service, whatever the environment says of it."""
    from langsmith.run_helpers import tracing_context

    while True:
        with tracing_context(enabled=False):
            chunk = next(chunks, None)
        if chunk is None:
            return
        yield chunk


def _text_of(chunk: Any) -> str:
    """The text of a chunk, or the arguments of the call in which a provider has its models give structured replies."""
    pieces = getattr(chunk, "tool_call_chunks", None)
    if pieces is not None:
        return str(chunk.text) + "".join(call.get("args") or "" for call in pieces)
    return str(chunk.text) + "".join(json.dumps(call["args"]) for call in getattr(chunk, "tool_calls", ()))
