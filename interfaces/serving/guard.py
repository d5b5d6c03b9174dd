"""Who may send a request: the right host, the right token, and no more than a reasonable body."""

from __future__ import annotations

import ipaddress
import logging
import secrets
from collections.abc import Awaitable, Callable, Iterable, MutableMapping
from typing import Any
from urllib.parse import urlsplit

from interfaces.serialise import dump

_logger = logging.getLogger(__name__)

Message = MutableMapping[str, Any]
Receive = Callable[[], Awaitable[Message]]
Send = Callable[[Message], Awaitable[None]]
Application = Callable[[MutableMapping[str, Any], Receive, Send], Awaitable[None]]

LARGEST_BODY = 1_000_000
"""Bytes: the longest text to check, with its JSON around it, in any script."""
_TOO_LARGE = f"expected a body of at most {LARGEST_BODY} bytes"
OPEN_PATHS = frozenset({"/health"})
"""Answered without a token: whoever watches a service need not read its evidence."""
_LOCAL_NAMES = frozenset({"localhost", "127.0.0.1", "::1"})


class Guard:
    """An ASGI application before another: it refuses what must not reach it, each time in one line of JSON.

    A page on another site can have a browser ask a service on this machine under a name of its own ("DNS rebinding"):
    so only the names given are answered to, and only pages of these names may ask.
    """

    def __init__(self, application: Application, *, names: Iterable[str] | None, token: str | None) -> None:
        """Take what is guarded.

        Args:
            names: Host names and addresses that are answered to; ``None`` for any, where the token protects.
            token: What a request has to show; ``None`` where none is needed.
        """
        self._application = application
        self._names = None if names is None else {name.casefold() for name in names}
        self._token = token

    async def __call__(self, scope: MutableMapping[str, Any], receive: Receive, send: Send) -> None:
        """Answer one request, or pass it on."""
        if scope["type"] != "http":
            await self._application(scope, receive, send)
            return
        headers = {name.lower(): value.decode("latin-1") for name, value in scope["headers"]}
        if refusal := self._refuse(scope["path"], headers):
            await _answer(send, *refusal)
            return
        await self._pass_on(scope, receive, send)

    def _refuse(self, path: str, headers: MutableMapping[bytes, str]) -> tuple[int, str] | None:
        """The status and the reason of a refusal; ``None`` where a request may pass."""
        if not self._is_named(_host_of(headers.get(b"host", ""))):
            return 421, "this service does not answer to that host name; start it with --name to allow it"
        origin = headers.get(b"origin")
        if origin and not self._is_named(urlsplit(origin).hostname or ""):
            return 403, "pages of other sites may not ask this service"
        if self._token is not None and path not in OPEN_PATHS and not self._is_shown(headers.get(b"authorization", "")):
            return 401, "expected the header Authorization: Bearer <token>, with the token of TRIALCITE_TOKEN"
        length = headers.get(b"content-length", "0")
        if not length.isdigit() or int(length) > LARGEST_BODY:
            return 413, _TOO_LARGE
        return None

    def _is_named(self, host: str) -> bool:
        return self._names is None or host.casefold() in self._names

    def _is_shown(self, header: str) -> bool:
        kind, _, shown = header.partition(" ")
        expected = (self._token or "").encode()
        return kind.casefold() == "bearer" and secrets.compare_digest(shown.strip().encode(), expected)

    async def _pass_on(self, scope: MutableMapping[str, Any], receive: Receive, send: Send) -> None:
        """Let the request through with its whole body: one that comes in pieces tells no length before."""
        body = await _read_body(receive)
        if body is None:
            await _answer(send, 413, _TOO_LARGE)
            return
        rest = iter(({"type": "http.request", "body": body, "more_body": False},))
        begun = False

        async def replay() -> Message:
            return next(rest, None) or await receive()

        async def note(message: Message) -> None:
            nonlocal begun
            begun = True
            await send(message)

        try:
            await self._application(scope, replay, note)
        except Exception as fault:  # noqa: BLE001  # a fault of ours; its text may repeat the request, and is not told
            _logger.error("fault in the program: %s", type(fault).__name__)  # no traceback either
            if not begun:
                await _answer(send, 500, f"fault in the program: {type(fault).__name__}; please report it")


def is_loopback(host: str) -> bool:
    """Whether only this machine reaches a service that listens on ``host``."""
    try:
        return ipaddress.ip_address(host).is_loopback
    except ValueError:
        return host.casefold() == "localhost"


def names_of(host: str, more: Iterable[str]) -> frozenset[str] | None:
    """The names under which a service on ``host`` is reached; ``None`` for any, where it listens on every address."""
    given = frozenset(more)
    if host in ("0.0.0.0", "::", "") and not given:  # noqa: S104  # what it means, not what is chosen
        return None
    return _LOCAL_NAMES | {host} | given


def _host_of(header: str) -> str:
    """The host of a Host header, without its port and the brackets of an address."""
    if header.startswith("["):
        return header[1:].partition("]")[0]
    return header.rpartition(":")[0] if ":" in header else header


async def _read_body(receive: Receive) -> bytes | None:
    """The whole body of a request; ``None`` where it is too large."""
    body, more = b"", True
    while more and len(body) <= LARGEST_BODY:
        message = await receive()
        body += message.get("body", b"")
        more = message.get("more_body", False)
    return None if len(body) > LARGEST_BODY else body


async def _answer(send: Send, status: int, reason: str) -> None:
    body = dump({"error": reason}).encode()
    headers = [(b"content-type", b"application/json"), (b"content-length", str(len(body)).encode())]
    if status == 401:
        headers.append((b"www-authenticate", b"Bearer"))
    await send({"type": "http.response.start", "status": status, "headers": headers})
    await send({"type": "http.response.body", "body": body})
