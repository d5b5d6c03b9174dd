"""A chat model, played by a server on this machine that speaks its provider's protocol and replies as told."""

from __future__ import annotations

import json
import re
import threading
import time
from collections.abc import Callable, Iterator, Sequence
from contextlib import contextmanager
from dataclasses import dataclass, field
from http.server import BaseHTTPRequestHandler, ThreadingHTTPServer
from typing import Any

from evaluation.played_protocols import PROTOCOLS, OpenAIProtocol, WireProtocol
from retrieval.chat_model.model import ChatModel

_PIECE = 40
"""Characters of one piece of a streamed reply."""
AT_ONCE = 1_000
"""Characters of one piece where nobody looks on: each costs a millisecond."""
_EVIDENCE_LINE = re.compile(r"^([A-Z]{8}): (.+)$", re.MULTILINE)


@dataclass(frozen=True)
class Asked:
    """One request that was made, and how to find keys in it; the names of its headers in small letters."""

    body: dict[str, Any]
    headers: dict[str, str]
    protocol: WireProtocol

    @property
    def texts(self) -> list[str]:
        """What each message says."""
        return self.protocol.texts

    def lines(self, part: str) -> dict[str, str]:
        """The lines of one part of the evidence ("results", "sentences") by their keys."""
        marker, _, rest = self.texts[1].partition(" ")
        sections = {section.partition("\n")[0].strip(): section for section in rest.split(marker)}
        return dict(_EVIDENCE_LINE.findall(sections[part]))

    def key(self, *words: str) -> str:
        """The key of the first result or sentence whose line holds all of these words."""
        lines = _EVIDENCE_LINE.findall(self.texts[1])
        return str(next(key for key, line in lines if all(word in line for word in words)))


Words = str | Callable[[Asked], str]


class _Handler(BaseHTTPRequestHandler):
    server: _Server

    def do_POST(self) -> None:
        body = json.loads(self.rfile.read(int(self.headers["Content-Length"])))
        protocol = next(kind for kind in PROTOCOLS if kind.path == self.path)
        asked = Asked(body, {name.lower(): value for name, value in self.headers.items()}, protocol(body))
        self.server.asked.append(asked)
        act = self.server.acts.pop(0) if len(self.server.acts) > 1 else self.server.acts[0]
        try:
            act(self, asked)
        except OSError:
            self.close_connection = True  # the client has gone

    def begin(self, protocol: WireProtocol, *, media_type: str | None = None) -> None:
        """The head of a reply whose end is the connection's."""
        self.send_response(200)
        self.send_header("Content-Type", media_type or protocol.media_type)
        self.send_header("Connection", "close")
        self.end_headers()
        self.close_connection = True

    def send(self, piece: bytes) -> None:
        """A piece of it, at once."""
        self.wfile.write(piece)
        self.wfile.flush()

    def log_message(self, *_: Any) -> None:
        """Say nothing."""


Act = Callable[[_Handler, Asked], None]


class _Server(ThreadingHTTPServer):
    daemon_threads = True

    def __init__(self) -> None:
        super().__init__(("127.0.0.1", 0), _Handler)
        self.acts: list[Act] = []
        self.asked: list[Asked] = []


@dataclass
class PlayedModel:
    """The server's replies, one a request; the last one again and again."""

    server: _Server
    asked: list[Asked] = field(default_factory=list)

    def plays(self, *acts: Act) -> PlayedModel:
        """Begin anew with these replies."""
        self.server.acts = list(acts)
        self.server.asked = self.asked = []
        return self

    def open(self, *, protocol: type[WireProtocol] = OpenAIProtocol, timeout_seconds: float = 30.0) -> ChatModel:
        """A client of it, impatient as tests are."""
        url = f"http://127.0.0.1:{self.server.server_port}{protocol.base}"
        name = f"{protocol.provider}:played"
        return ChatModel(name, url=url, timeout_seconds=timeout_seconds, pause_seconds=0.001)


@contextmanager
def played_model() -> Iterator[PlayedModel]:
    """The server, for as long as the block runs."""
    server = _Server()
    thread = threading.Thread(target=server.serve_forever, kwargs={"poll_interval": 0.01}, daemon=True)
    thread.start()
    try:
        yield PlayedModel(server)
    finally:
        server.shutdown()
        server.server_close()
        thread.join()


def say(words: Words, *, pause_seconds: float = 0.0, until: threading.Event | None = None, piece: int = _PIECE) -> Act:
    """A streamed reply, in pieces of so many characters; with ``until``, its second half waits for the event."""

    def act(handler: _Handler, asked: Asked) -> None:
        text = words if isinstance(words, str) else words(asked)
        handler.begin(asked.protocol)
        handler.send(asked.protocol.begin())
        for start in range(0, len(text), piece):
            if until is not None and start >= len(text) // 2:
                until.wait(5)
            if pause_seconds:
                time.sleep(pause_seconds)
            handler.send(asked.protocol.piece(text[start : start + piece]))
        handler.send(asked.protocol.end())

    return act


def say_whole(words: str) -> Act:
    """A reply in one piece, also to who asks for a stream, as services behind a gateway give it."""

    def act(handler: _Handler, asked: Asked) -> None:
        handler.begin(asked.protocol, media_type="application/json")
        handler.send(asked.protocol.whole(words))

    return act


def state(*statements: tuple[str, Sequence[str]]) -> str:
    """A reply as asked for, of these texts and keys."""
    return json.dumps({"statements": [{"text": text, "cites": list(cites)} for text, cites in statements]})


def refuse() -> Act:
    """A refusal, as the protocol has it."""

    def act(handler: _Handler, asked: Asked) -> None:
        handler.begin(asked.protocol)
        handler.send(asked.protocol.refusal())

    return act


def fail(status: int, *, retry_after: str | None = None, message: str = "no") -> Act:
    """An error with its HTTP status."""

    def act(handler: _Handler, asked: Asked) -> None:
        body = asked.protocol.error(message)
        handler.send_response(status)
        handler.send_header("Content-Type", "application/json")
        handler.send_header("Content-Length", str(len(body)))
        if retry_after is not None:
            handler.send_header("Retry-After", retry_after)
        handler.end_headers()
        handler.wfile.write(body)

    return act


def fail_late(after: str) -> Act:
    """An error that is told in the middle of a reply."""

    def act(handler: _Handler, asked: Asked) -> None:
        handler.begin(asked.protocol)
        handler.send(asked.protocol.begin() + asked.protocol.piece(after) + asked.protocol.late_error())

    return act


def drop(after: str = "") -> Act:
    """A connection that is cut, before a word or in the middle of a reply."""

    def act(handler: _Handler, asked: Asked) -> None:
        if after:
            handler.begin(asked.protocol)
            handler.send(asked.protocol.begin() + asked.protocol.piece(after))
        handler.close_connection = True
        handler.connection.shutdown(2)

    return act


def stay_silent(*, seconds: float) -> Act:
    """A connection that is kept open by signs of life that say nothing."""

    def act(handler: _Handler, asked: Asked) -> None:
        handler.begin(asked.protocol)
        ends = time.monotonic() + seconds
        while time.monotonic() < ends:
            handler.send(asked.protocol.silence)
            time.sleep(0.02)

    return act
