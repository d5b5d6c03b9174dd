"""The chat model: any provider that LangChain knows, its reply as it comes, and its outages as values."""

from __future__ import annotations

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

_logger = logging.getLogger(__name__)

Message = tuple[str, str]
"""A role ("system", "user", "assistant") and a text."""

_ATTEMPTS = 3
"""Requests for one reply; a provider that failed three times within a few seconds is down."""
_LONGEST_REPLY = 40_000
"""Characters: no answer is as long, and a reply without end would fill the memory."""
_PASSING = frozenset({408, 409, 429})
"""HTTP statuses below 500 after which the same request may succeed."""
_INSTALL = "its package is not installed: pip install trialcite[models]"
_KEYS = {"openai": "OPENAI_API_KEY", "anthropic": "ANTHROPIC_API_KEY"}
_DECLINED = "the model declined to answer"


@dataclass(frozen=True, slots=True)
class Outage:
    """There is no reply, and why, in words for a reader; never the provider's own, which may repeat the question."""

    reason: str


@dataclass(frozen=True, slots=True)
class _Fault:
    reason: str
    passing: bool = False
    status: int | None = None
    wait_seconds: float = 0.0


class _RefusalError(Exception):
    """The model says that it will not answer."""


class _KeyError(Exception):
    """The key of a provider is not set."""


@dataclass
class ChatModel:
    """A chat model under its name; nothing of it is imported or connected before the first reply is asked for.

    Attributes:
        name: ``provider:model``, as LangChain names them: ``"openai:gpt-5"``, ``"ollama:llama3.3"``.
        url: Address of the service, where it is not the provider's own; any that speaks the OpenAI protocol will do.
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
                fault = _read_fault(error, provider=self._provider)
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

        if self.url is None and self._provider in _KEYS and not os.environ.get(_KEYS[self._provider]):
            raise _KeyError  # some packages would send the question all the same
        settings: dict[str, Any] = {} if self.url is None else {"base_url": self.url}
        if self._provider == "ollama":
            settings["client_kwargs"] = {"timeout": self.timeout_seconds}
        else:
            settings |= {"timeout": self.timeout_seconds, "max_retries": 0}
        if self._provider == "openai" and self.url is not None:
            settings |= _for_compatible_service()
        return init_chat_model(self.name, **settings)


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
    """Yield the reply of one request as far as it has come."""
    text = ""
    with closing(_untraced(model.stream(list(messages)))) as chunks:
        for chunk in chunks:
            _refuse_refusal(chunk)
            piece = _text_of(chunk)
            if piece:
                text += piece
                yield text
            if len(text) > _LONGEST_REPLY:
                return
            if time.monotonic() > deadline:
                raise TimeoutError


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
    calls = getattr(chunk, "tool_call_chunks", ())
    return str(chunk.text) + "".join(call.get("args") or "" for call in calls)


def _refuse_refusal(chunk: Any) -> None:
    blocks = chunk.content if isinstance(chunk.content, list) else ()
    refused = any(isinstance(block, dict) and block.get("type") == "refusal" for block in blocks)
    if refused or chunk.additional_kwargs.get("refusal"):
        raise _RefusalError
    if chunk.response_metadata.get("finish_reason") in ("content_filter", "refusal"):
        raise _RefusalError


def _read_fault(error: Exception, *, provider: str) -> _Fault:
    """What an error means, by its type and status: its text is the provider's, and is neither shown nor logged."""
    status = getattr(error, "status_code", None)
    name = type(error).__name__
    if isinstance(error, _RefusalError):
        return _Fault(_DECLINED)
    if isinstance(error, _KeyError):
        return _Fault(f"no key is set: it is read from the environment, {_KEYS[provider]}")
    if isinstance(error, ImportError):
        return _Fault(_INSTALL)
    if isinstance(status, int):
        return _Fault(_reason_of(status), status in _PASSING or status >= 500, status, _asked_wait(error))
    if isinstance(error, TimeoutError) or "Timeout" in name:
        return _Fault("its reply did not come in time", passing=True)
    if isinstance(error, OSError) or "Connection" in name or type(error).__module__.startswith(("httpx", "httpcore")):
        return _Fault("it could not be reached, or the connection broke off", passing=True)
    if isinstance(error, ValueError) and "provider" in str(error):
        return _Fault(f"LangChain knows no provider {provider!r}: see its documentation of init_chat_model")
    return _Fault(f"its client failed ({name})")


def _reason_of(status: int) -> str:
    reasons = {
        400: "it refused the request",
        401: "it did not accept the key",
        403: "it did not accept the key",
        404: "it does not know this model",
        413: "the request was too long for it",
        429: "its rate limit was reached",
    }
    return f"{reasons.get(status, 'the service failed')} (HTTP {status})"


def _asked_wait(error: Exception) -> float:
    """Seconds that the service asks to wait; 0 where it does not say."""
    headers = getattr(getattr(error, "response", None), "headers", {})
    try:
        return max(0.0, float(headers.get("retry-after", 0)))
    except ValueError:  # a date: rare, and then the pause is ours
        return 0.0
