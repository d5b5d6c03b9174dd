"""Each provider's real client, asked for replies by the chat model over its own protocol."""

from __future__ import annotations

import logging

import pytest

from evaluation.played_model import Act, PlayedModel, drop, fail, fail_late, refuse, say, say_whole, stay_silent
from evaluation.played_protocols import PROTOCOLS, AnthropicProtocol, OllamaProtocol, OpenAIProtocol, WireProtocol
from retrieval.chat_model.model import ChatModel
from retrieval.chat_model.outages import Outage

MESSAGES = [("system", "Be brief."), ("user", "Hello?")]
SCHEMA = {
    "title": "answer",
    "description": "An answer.",
    "type": "object",
    "properties": {"text": {"type": "string"}},
    "required": ["text"],
    "additionalProperties": False,
}
REPLY = '{"text": "one two three four five six seven eight nine"}'
KEY = "sk-not-to-be-told"


@pytest.fixture(params=PROTOCOLS, ids=[protocol.provider for protocol in PROTOCOLS])
def protocol(request: pytest.FixtureRequest, monkeypatch: pytest.MonkeyPatch) -> type[WireProtocol]:
    """Each provider, with a key in the environment where it wants one."""
    monkeypatch.setenv("OPENAI_API_KEY", KEY)
    monkeypatch.setenv("ANTHROPIC_API_KEY", KEY)
    chosen: type[WireProtocol] = request.param
    return chosen


def test_structured_reply_is_streamed(model_server: PlayedModel, protocol: type[WireProtocol]) -> None:
    """Each provider holds its model to the schema in its own way, and the reply still comes piece by piece."""
    texts = list(model_server.plays(say(REPLY)).open(protocol=protocol).stream(MESSAGES, schema=SCHEMA))
    assert len(texts) == 2
    assert texts[-1] == REPLY
    assert model_server.asked[0].protocol.holds_schema
    assert model_server.asked[0].texts == ["Be brief.", "Hello?"]


@pytest.mark.parametrize("schema", [SCHEMA, None], ids=["structured", "plain"])
def test_reply_that_is_not_streamed_is_read(
    model_server: PlayedModel, protocol: type[WireProtocol], schema: dict[str, object] | None
) -> None:
    """A service that answers in one piece, though asked to stream, is understood."""
    assert model_server.plays(say_whole(REPLY)).open(protocol=protocol).reply(MESSAGES, schema=schema) == REPLY


def test_empty_reply_is_no_text(model_server: PlayedModel, protocol: type[WireProtocol]) -> None:
    """A model that says nothing is asked once: what comes of it is decided where replies are read."""
    assert not model_server.plays(say("")).open(protocol=protocol).reply(MESSAGES, schema=SCHEMA)


@pytest.mark.parametrize(
    ("act", "requests", "reason"),
    [
        pytest.param(fail(429, retry_after="0.01"), 3, "rate limit", id="too many requests"),
        pytest.param(fail(529), 3, "the service failed", id="overloaded"),
        pytest.param(drop(), 3, "could not be reached", id="connection cut"),
        pytest.param(fail_late("one"), 3, "in the middle of its reply", id="error in a stream"),
        pytest.param(fail(401, message=f"bad key {KEY}"), 1, "did not accept the key", id="wrong key"),
        pytest.param(fail(404), 1, "does not know this model", id="unknown model"),
    ],
)
def test_failures_are_outages(
    model_server: PlayedModel, protocol: type[WireProtocol], act: Act, requests: int, reason: str
) -> None:
    """The same failure has the same reason, in our words, with each provider; what may pass is tried three times."""
    outage = model_server.plays(act).open(protocol=protocol).reply(MESSAGES, schema=SCHEMA)
    assert isinstance(outage, Outage)
    assert reason in outage.reason
    assert KEY not in outage.reason
    assert len(model_server.asked) == requests


@pytest.mark.parametrize("chosen", [OpenAIProtocol, AnthropicProtocol])
def test_refusal_is_an_outage(
    model_server: PlayedModel, chosen: type[WireProtocol], monkeypatch: pytest.MonkeyPatch
) -> None:
    """OpenAI refuses in a field, Anthropic in the reason to stop; Ollama only in words, which are read as a reply."""
    monkeypatch.setenv("ANTHROPIC_API_KEY", KEY)
    reply = model_server.plays(refuse()).open(protocol=chosen).reply(MESSAGES, schema=SCHEMA)
    assert reply == Outage("the model declined to answer")


def test_service_that_only_keeps_its_connection_open_is_given_up(
    model_server: PlayedModel, protocol: type[WireProtocol]
) -> None:
    """Signs of life that say nothing hold up nobody beyond the time for a reply."""
    client = model_server.plays(stay_silent(seconds=1.0)).open(protocol=protocol, timeout_seconds=0.2)
    assert client.reply(MESSAGES, schema=SCHEMA) == Outage("its reply did not come in time")


def test_neither_key_nor_question_is_logged(
    model_server: PlayedModel, protocol: type[WireProtocol], caplog: pytest.LogCaptureFixture
) -> None:
    """Whatever is logged by anybody, at any level, holds neither."""
    caplog.set_level(logging.DEBUG)
    model_server.plays(fail(401, message=f"bad key {KEY}")).open(protocol=protocol).reply(MESSAGES, schema=SCHEMA)
    logged = [record.getMessage() for record in caplog.records]
    assert logged
    assert not [message for message in logged if KEY in message or "Hello?" in message]


def test_ollama_needs_no_key(model_server: PlayedModel, monkeypatch: pytest.MonkeyPatch) -> None:
    """A service on one's own machine is asked without one."""
    monkeypatch.delenv("OPENAI_API_KEY", raising=False)
    assert model_server.plays(say(REPLY)).open(protocol=OllamaProtocol).reply(MESSAGES) == REPLY
    assert "authorization" not in model_server.asked[0].headers


def test_anthropic_at_another_address_wants_its_key(model_server: PlayedModel, monkeypatch: pytest.MonkeyPatch) -> None:
    """The key goes in a header; without one nothing is asked."""
    monkeypatch.setenv("ANTHROPIC_API_KEY", KEY)
    client = model_server.plays(say(REPLY)).open(protocol=AnthropicProtocol)
    assert client.reply(MESSAGES) == REPLY
    assert any(KEY in value for value in model_server.asked[0].headers.values())
    monkeypatch.delenv("ANTHROPIC_API_KEY")
    outage = ChatModel(client.name, url=client.url).reply(MESSAGES)
    assert isinstance(outage, Outage)
    assert "ANTHROPIC_API_KEY" in outage.reason
