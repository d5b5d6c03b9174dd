"""How three providers put a reply on the wire: OpenAI's chat completions, Anthropic's messages, Ollama's chat."""

from __future__ import annotations

import json
from collections.abc import Sequence
from typing import Any, ClassVar

_REFUSED = "I cannot help with that."
EVENTS = "text/event-stream"


class OpenAIProtocol:
    """Server-sent events without names; a refusal is a field of its own."""

    provider: ClassVar[str] = "openai"
    base: ClassVar[str] = "/v1"
    path: ClassVar[str] = "/v1/chat/completions"
    media_type: ClassVar[str] = EVENTS
    silence: ClassVar[bytes] = b": still here\n\n"

    def __init__(self, body: dict[str, Any]) -> None:
        self.texts = [str(message["content"]) for message in body["messages"]]
        self.holds_schema = "response_format" in body

    def begin(self) -> bytes:
        """What comes before the first word."""
        return self._event({"role": "assistant", "content": ""})

    def piece(self, text: str) -> bytes:
        """Some words of a streamed reply."""
        return self._event({"content": text})

    def end(self) -> bytes:
        """What ends a streamed reply."""
        return self._event({}, finish="stop") + b"data: [DONE]\n\n"

    def refusal(self) -> bytes:
        """A streamed reply that is a refusal."""
        return self._event({"role": "assistant", "refusal": _REFUSED}) + self.end()

    def error(self, message: str) -> bytes:
        """What a body says with a status that is an error."""
        return _line({"error": {"message": message, "type": "played"}})

    def late_error(self) -> bytes:
        """An error in the middle of a streamed reply."""
        return b"data: " + self.error("overloaded") + b"\n"

    def whole(self, text: str) -> bytes:
        """A reply that is not streamed."""
        choice = {"index": 0, "message": {"role": "assistant", "content": text}, "finish_reason": "stop"}
        usage = {"prompt_tokens": 1, "completion_tokens": 1, "total_tokens": 2}
        head = {"id": "1", "object": "chat.completion", "created": 1, "model": "m"}
        return _line({**head, "choices": [choice], "usage": usage})

    @staticmethod
    def _event(delta: dict[str, Any], *, finish: str | None = None) -> bytes:
        choice = {"index": 0, "delta": delta, "finish_reason": finish}
        head = {"id": "1", "object": "chat.completion.chunk", "created": 1, "model": "m"}
        return b"data: " + _line({**head, "choices": [choice]}) + b"\n"


class AnthropicProtocol:
    """Named events; a structured reply comes as the arguments of a call, a refusal as the reason to stop."""

    provider: ClassVar[str] = "anthropic"
    base: ClassVar[str] = ""
    path: ClassVar[str] = "/v1/messages"
    media_type: ClassVar[str] = EVENTS
    silence: ClassVar[bytes] = b'event: ping\ndata: {"type": "ping"}\n\n'

    def __init__(self, body: dict[str, Any]) -> None:
        said = [body["system"]] if "system" in body else []
        self.texts = [_text(content) for content in [*said, *(message["content"] for message in body["messages"])]]
        self.holds_schema = "tools" in body
        self._call = body["tools"][0]["name"] if self.holds_schema else None

    def begin(self) -> bytes:
        """What comes before the first word."""
        return self._event("message_start", message=self._message([])) + self._event(
            "content_block_start", index=0, content_block=self._block("", {})
        )

    def piece(self, text: str) -> bytes:
        """Some words of a streamed reply."""
        delta = (
            {"type": "input_json_delta", "partial_json": text} if self._call else {"type": "text_delta", "text": text}
        )
        return self._event("content_block_delta", index=0, delta=delta)

    def end(self, reason: str = "end_turn") -> bytes:
        """What ends a streamed reply."""
        stop = self._event(
            "message_delta", delta={"stop_reason": reason, "stop_sequence": None}, usage={"output_tokens": 1}
        )
        return self._event("content_block_stop", index=0) + stop + self._event("message_stop")

    def refusal(self) -> bytes:
        """A streamed reply that is a refusal."""
        return self.begin() + self.end("refusal")

    def error(self, message: str) -> bytes:
        """What a body says with a status that is an error."""
        return _line({"type": "error", "error": {"type": "overloaded_error", "message": message}})

    def late_error(self) -> bytes:
        """An error in the middle of a streamed reply."""
        return b"event: error\ndata: " + self.error("overloaded") + b"\n"

    def whole(self, text: str) -> bytes:
        """A reply that is not streamed."""
        return _line(self._message([self._block(text, json.loads(text) if self._call else {})], reason="end_turn"))

    def _block(self, text: str, arguments: dict[str, Any]) -> dict[str, Any]:
        if self._call:
            return {"type": "tool_use", "id": "t1", "name": self._call, "input": arguments}
        return {"type": "text", "text": text}

    @staticmethod
    def _message(content: Sequence[dict[str, Any]], *, reason: str | None = None) -> dict[str, Any]:
        head = {"id": "m1", "type": "message", "role": "assistant", "model": "m", "content": list(content)}
        return {**head, "stop_reason": reason, "stop_sequence": None, "usage": {"input_tokens": 1, "output_tokens": 1}}

    @staticmethod
    def _event(kind: str, **more: Any) -> bytes:
        return f"event: {kind}\ndata: ".encode() + _line({"type": kind, **more}) + b"\n"


class OllamaProtocol:
    """One JSON object a line; there is no refusal but in words."""

    provider: ClassVar[str] = "ollama"
    base: ClassVar[str] = ""
    path: ClassVar[str] = "/api/chat"
    media_type: ClassVar[str] = "application/x-ndjson"
    silence: ClassVar[bytes] = b'{"model": "m", "message": {"role": "assistant", "content": ""}, "done": false}\n'

    def __init__(self, body: dict[str, Any]) -> None:
        self.texts = [str(message["content"]) for message in body["messages"]]
        self.holds_schema = isinstance(body.get("format"), dict)

    def begin(self) -> bytes:
        """What comes before the first word."""
        return b""

    def piece(self, text: str, *, done: bool = False) -> bytes:
        """Some words of a streamed reply."""
        more = {"done_reason": "stop", "total_duration": 1} if done else {}
        head = {"model": "m", "created_at": "2026-11-28T09:00:00Z"}
        return _line({**head, "message": {"role": "assistant", "content": text}, "done": done, **more})

    def end(self) -> bytes:
        """What ends a streamed reply."""
        return self.piece("", done=True)

    def refusal(self) -> bytes:
        """A streamed reply that is a refusal."""
        return self.piece(_REFUSED) + self.end()

    def error(self, message: str) -> bytes:
        """What a body says with a status that is an error."""
        return _line({"error": message})

    def late_error(self) -> bytes:
        """An error in the middle of a streamed reply."""
        return self.error("overloaded")

    def whole(self, text: str) -> bytes:
        """A reply that is not streamed."""
        return self.piece(text, done=True)


WireProtocol = OpenAIProtocol | AnthropicProtocol | OllamaProtocol
PROTOCOLS: tuple[type[WireProtocol], ...] = (OpenAIProtocol, AnthropicProtocol, OllamaProtocol)


def _line(content: object) -> bytes:
    return json.dumps(content).encode() + b"\n"


def _text(content: Any) -> str:
    return content if isinstance(content, str) else "".join(block["text"] for block in content)
