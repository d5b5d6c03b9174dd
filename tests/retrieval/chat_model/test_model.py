"""The chat model's client: what it asks, how long it tries, and what it makes of failures."""

from __future__ import annotations

import sys
import time

import pytest
from langchain_core.messages import AIMessageChunk

from evaluation.played_model import Act, Asked, PlayedModel, drop, fail, refuse, say
from ingest.errors import ChatModelError
from retrieval.chat_model.model import ChatModel, _text_of, open_model
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


def test_reply_comes_as_far_as_it_is(model_server: PlayedModel) -> None:
    """Each text of the stream begins with the one before; the last is the whole reply."""
    words = "one two three four five six seven eight nine ten eleven twelve"
    texts = list(model_server.plays(say(words)).open().stream(MESSAGES))
    assert len(texts) == 2
    assert isinstance(texts[0], str)
    assert words.startswith(texts[0])
    assert texts[-1] == words


def test_whole_reply(model_server: PlayedModel) -> None:
    """Who does not need it piece by piece gets it whole."""
    assert model_server.plays(say("Hello.")).open().reply(MESSAGES) == "Hello."


def test_messages_are_sent_as_they_are(model_server: PlayedModel) -> None:
    """Roles and texts reach the service in order."""
    model_server.plays(say("Hello.")).open().reply(MESSAGES)
    sent = model_server.asked[0].body["messages"]
    assert [(message["role"], message["content"]) for message in sent] == MESSAGES


def test_schema_is_sent_where_a_service_knows_them(model_server: PlayedModel) -> None:
    """The provider is asked to hold its model to the schema, and still streams."""
    text = '{"text": "one two three four five six seven eight nine"}'
    texts = list(model_server.plays(say(text)).open().stream(MESSAGES, schema=SCHEMA))
    assert model_server.asked[0].body["response_format"]["type"] == "json_schema"
    assert len(texts) > 1
    assert texts[-1] == text


def test_service_without_schemas_is_asked_without_one(model_server: PlayedModel) -> None:
    """A service that refuses the schema is asked again at once, and from then on without it."""

    def knows_none(handler: object, asked: Asked) -> None:
        act = fail(400) if "response_format" in asked.body else say("plain")
        act(handler, asked)  # type: ignore[arg-type]

    model = model_server.plays(knows_none).open()
    assert [model.reply(MESSAGES, schema=SCHEMA) for _ in range(2)] == ["plain", "plain"]
    assert ["response_format" in asked.body for asked in model_server.asked] == [True, False, False]


@pytest.mark.parametrize(
    ("act", "requests", "reason"),
    [
        pytest.param(fail(429), 3, "rate limit", id="too many requests"),
        pytest.param(fail(500), 3, "the service failed", id="server error"),
        pytest.param(drop(), 3, "could not be reached", id="connection cut"),
        pytest.param(fail(401), 1, "did not accept the key", id="wrong key"),
        pytest.param(fail(404), 1, "does not know this model", id="unknown model"),
        pytest.param(refuse(), 1, "declined", id="refusal"),
    ],
)
def test_what_passes_is_tried_again(model_server: PlayedModel, act: Act, requests: int, reason: str) -> None:
    """Three requests where a failure may pass, one where it will not; the reason is in our words."""
    outage = model_server.plays(act).open().reply(MESSAGES, schema=SCHEMA)
    assert isinstance(outage, Outage)
    assert reason in outage.reason
    assert len(model_server.asked) == requests


def test_cut_reply_is_asked_for_again(model_server: PlayedModel) -> None:
    """After a failure the next reply counts."""
    assert model_server.plays(drop(), fail(503), say("Hello.")).open().reply(MESSAGES) == "Hello."


def test_service_that_asks_to_wait_longer_than_there_is_time(model_server: PlayedModel) -> None:
    """Nobody waits a minute for a reply that was to come within seconds."""
    started = time.monotonic()
    outage = model_server.plays(fail(429, retry_after="60")).open(timeout_seconds=5).reply(MESSAGES)
    assert isinstance(outage, Outage)
    assert time.monotonic() - started < 4
    assert len(model_server.asked) == 1


def test_reply_that_does_not_end_is_given_up(model_server: PlayedModel) -> None:
    """A reply has its time; one that trickles on beyond it is an outage."""
    slow = say("word " * 80, pause_seconds=0.05)
    *_, last = model_server.plays(slow).open(timeout_seconds=0.2).stream(MESSAGES)
    assert isinstance(last, Outage)
    assert "in time" in last.reason


def test_endless_reply_is_cut(model_server: PlayedModel, monkeypatch: pytest.MonkeyPatch) -> None:
    """No reply fills the memory."""
    monkeypatch.setattr("retrieval.chat_model.model._LONGEST_REPLY", 100)
    reply = model_server.plays(say("word " * 200)).open().reply(MESSAGES)
    assert isinstance(reply, str)
    assert len(reply) < 200


def test_key_comes_from_the_environment(model_server: PlayedModel, monkeypatch: pytest.MonkeyPatch) -> None:
    """The provider's own variable holds the key; a service that needs none is sent no secret."""
    monkeypatch.setenv("OPENAI_API_KEY", "from-the-environment")
    model_server.plays(say("Hello.")).open().reply(MESSAGES)
    assert model_server.asked[0].headers["authorization"] == "Bearer from-the-environment"
    monkeypatch.delenv("OPENAI_API_KEY")
    model_server.plays(say("Hello.")).open().reply(MESSAGES)
    assert model_server.asked[0].headers["authorization"] == "Bearer none"


@pytest.mark.parametrize("provider", ["openai", "anthropic"])
def test_missing_key_is_told_with_its_name(provider: str, monkeypatch: pytest.MonkeyPatch) -> None:
    """Without a key nothing is asked, and the variable that is missing is named."""
    monkeypatch.delenv(f"{provider.upper()}_API_KEY", raising=False)
    outage = ChatModel(f"{provider}:model", timeout_seconds=1, pause_seconds=0.0).reply(MESSAGES)
    assert isinstance(outage, Outage)
    assert f"{provider.upper()}_API_KEY" in outage.reason


def test_missing_package_is_told_with_the_remedy(monkeypatch: pytest.MonkeyPatch) -> None:
    """A provider's package that is not installed is an outage that says what to install."""
    from langchain.chat_models.base import _get_chat_model_creator

    monkeypatch.setenv("OPENAI_API_KEY", "x")
    monkeypatch.setitem(sys.modules, "langchain_openai", None)
    _get_chat_model_creator.cache_clear()
    outage = ChatModel("openai:model").reply(MESSAGES)
    _get_chat_model_creator.cache_clear()
    assert outage == Outage("its package is not installed: pip install trialcite[models]")


def test_unknown_provider_is_told() -> None:
    """A provider that LangChain does not know is named."""
    outage = ChatModel("nobody:model").reply(MESSAGES)
    assert isinstance(outage, Outage)
    assert "'nobody'" in outage.reason


def test_nothing_is_traced(model_server: PlayedModel, monkeypatch: pytest.MonkeyPatch) -> None:
    """Even where the environment asks LangChain to trace, no question goes to a tracing service."""
    monkeypatch.setenv("LANGSMITH_TRACING", "true")
    monkeypatch.setenv("LANGSMITH_ENDPOINT", model_server.open().url or "")
    model_server.plays(say("Hello.")).open().reply(MESSAGES)
    time.sleep(0.05)  # a trace would be sent from a thread
    assert len(model_server.asked) == 1


def test_structured_reply_may_come_as_a_call() -> None:
    """Providers that have their models call a function give the reply as its arguments, piece by piece."""
    call = {"name": None, "args": '{"statements": [', "id": None, "index": 0}
    chunk = AIMessageChunk(content="", tool_call_chunks=[call])
    assert _text_of(chunk) == '{"statements": ['
    assert _text_of(AIMessageChunk(content=[{"type": "text", "text": "words"}])) == "words"


@pytest.mark.parametrize("name", ["gpt-5", "openai:", ":gpt", "open ai:x"])
def test_name_has_a_provider(name: str) -> None:
    """A name without its provider is one error that shows how it is written."""
    with pytest.raises(ChatModelError, match="provider:model"):
        open_model(name)


@pytest.mark.parametrize("name", [None, ""])
def test_no_name_is_no_model(name: str | None) -> None:
    """Unset, there is none."""
    assert open_model(name) is None
