"""Replies of public services over HTTP, in bounded time and memory; the one module that knows httpx.

Bounded are the time of one reply with all its repetitions, the silence within it, its size as it travels and as it is
unpacked, how often it is asked for and how often it may point elsewhere. httpx bounds each read only, so a server that
sends a byte now and then could hold it for hours: the total is kept by asyncio, whatever is being waited for.
"""

from __future__ import annotations

import asyncio
import logging
import random
import time
from collections.abc import Collection, Mapping
from dataclasses import dataclass
from datetime import UTC, datetime
from email.utils import parsedate_to_datetime
from importlib.metadata import version
from types import TracebackType
from typing import Self

import httpx

from ingest.bounded_body import BoundedBody
from ingest.errors import FetchError, UnreachableError

MAX_REDIRECTS = 3
"""The registry points from a withdrawn number to the one that replaced it, in one step."""

_REPEATED = frozenset({429, 500, 502, 503, 504})  # what a service answers that may answer better a moment later
_NO_WAY_THERE = (httpx.ConnectError, httpx.ConnectTimeout, httpx.ProxyError)
_REASON_CHARACTERS = 200  # of a refusal: services say why in a line, their error pages in thousands


@dataclass(frozen=True, slots=True)
class Patience:
    """How long and how often one reply is waited for.

    Attributes:
        silence_seconds: Without a byte; a large record is being put together meanwhile.
        total_seconds: Of one reply with all its repetitions; 20 MB take it at 170 kB a second.
        attempts: How often it is asked for.
        pause_seconds: Before the first repetition; twice as long before each further one.
        longest_pause_seconds: A service that asks for more is busy: the person decides when to come back.
    """

    connect_seconds: float = 10.0
    silence_seconds: float = 30.0
    total_seconds: float = 120.0
    attempts: int = 4
    pause_seconds: float = 0.5
    longest_pause_seconds: float = 20.0


@dataclass(frozen=True, slots=True)
class Reply:
    """What a service answered; of a refusal, the beginning of what it says."""

    status: int
    content: bytes


class Service:
    """One service below the address ``base``, asked one thing at a time and no faster than it allows.

    Args:
        interval_seconds: Least time from one request to the next.
    """

    def __init__(self, base: str, *, interval_seconds: float, patience: Patience) -> None:
        self._base = httpx.URL(base.rstrip("/"))
        self._interval = interval_seconds
        self._patience = patience
        self._next_turn = 0.0
        self._unreachable: UnreachableError | None = None

    @property
    def name(self) -> str:
        """Its host, as errors name it."""
        return self._base.host

    async def __aenter__(self) -> Self:
        logging.getLogger("httpx").setLevel(logging.WARNING)  # it logs whole addresses, and with them a person's key
        patience = self._patience
        self._client = httpx.AsyncClient(
            timeout=httpx.Timeout(patience.silence_seconds, connect=patience.connect_seconds),
            headers={"User-Agent": f"trialcite/{version('trialcite')}", "Accept-Encoding": "gzip"},
        )
        return self

    async def __aexit__(
        self, kind: type[BaseException] | None, error: BaseException | None, trace: TracebackType | None
    ) -> None:
        await self._client.aclose()

    async def get(
        self, path: str, *, parameters: Mapping[str, str] | None = None, media_types: Collection[str], max_bytes: int
    ) -> Reply:
        """Return what the service answers at ``path``: a whole reply, or a refusal that another try will not change.

        Raises:
            UnreachableError: There is no way to the service; it is not asked again.
            FetchError: It gives no whole reply, or one that is too large, of another type, or from elsewhere.
        """
        if self._unreachable:
            raise self._unreachable
        url = self._base.copy_with(path=f"{self._base.path.rstrip('/')}/{path}", params=parameters)
        try:
            async with asyncio.timeout(self._patience.total_seconds):
                return await self._repeat(url, media_types=media_types, max_bytes=max_bytes)
        except TimeoutError as error:
            raise FetchError(
                f"{self.name} gave no whole reply within {self._patience.total_seconds:g} s; try again later"
            ) from error

    async def _repeat(self, url: httpx.URL, *, media_types: Collection[str], max_bytes: int) -> Reply:
        """Ask until there is a reply; which fault is told is decided by the last try."""
        attempt = 0
        while True:
            attempt += 1
            last = attempt == self._patience.attempts
            asked_pause = None
            try:
                reply, asked_pause = await self._ask(url, media_types=media_types, max_bytes=max_bytes)
            except _NO_WAY_THERE as error:
                if last:
                    self._unreachable = UnreachableError(
                        f"{self.name} cannot be reached ({_describe(error)}); check the network, "
                        "or save the record as a file and run trialcite ingest FILE"
                    )
                    raise self._unreachable from error
            except httpx.TransportError as error:
                if last:
                    raise FetchError(
                        f"{self.name} gave no whole reply in {attempt} tries ({_describe(error)}); try again later"
                    ) from error
            else:
                if reply.status not in _REPEATED:
                    return reply
                if last or (asked_pause or 0) > self._patience.longest_pause_seconds:
                    raise FetchError(_refusal(self.name, reply.status, asked_pause))
            await asyncio.sleep(self._pause(attempt, asked_pause))

    def _pause(self, attempt: int, asked: float | None) -> float:
        """The pause that the service asks for, or else one that grows, varied so that many do not come back at once."""
        if asked is not None:
            return asked
        pause: float = self._patience.pause_seconds * 2 ** (attempt - 1)
        return min(pause, self._patience.longest_pause_seconds) * random.uniform(0.5, 1)  # noqa: S311  # no secret

    async def _ask(self, url: httpx.URL, *, media_types: Collection[str], max_bytes: int) -> tuple[Reply, float | None]:
        """Return one reply, and how long the service wants to be left alone."""
        for _ in range(MAX_REDIRECTS + 1):
            await self._wait_for_turn()
            async with self._client.stream("GET", url) as response:
                if response.next_request is None:
                    self._refuse_other_type(response, media_types)
                    return await _receive(response, name=self.name, max_bytes=max_bytes), _read_pause(response)
                url = response.next_request.url
                self._refuse_elsewhere(url)
        raise FetchError(f"{self.name} points from one address to another more than {MAX_REDIRECTS} times; try later")

    async def _wait_for_turn(self) -> None:
        now = time.monotonic()
        turn = max(now, self._next_turn)
        self._next_turn = turn + self._interval
        await asyncio.sleep(turn - now)

    def _refuse_elsewhere(self, url: httpx.URL) -> None:
        same_origin = (url.scheme, url.host, url.port) == (self._base.scheme, self._base.host, self._base.port)
        made_safe = (url.scheme, url.host, url.port) == ("https", self._base.host, None)
        if not (same_origin or made_safe):
            raise FetchError(
                f"{self.name} points to {url.scheme}://{url.netloc.decode()}, which is not followed; "
                "see whether its address has changed (.env.example)"
            )

    def _refuse_other_type(self, response: httpx.Response, media_types: Collection[str]) -> None:
        found = response.headers.get("Content-Type", "").split(";")[0].strip().casefold()
        if response.status_code == httpx.codes.OK and found not in media_types:
            raise FetchError(
                f"{self.name}: expected a reply of type {' or '.join(media_types)}, found {found or 'none'}; "
                "a sign-in page of this network may be in between, or the service is being maintained"
            )


async def _receive(response: httpx.Response, *, name: str, max_bytes: int) -> Reply:
    refused = response.status_code != httpx.codes.OK
    encoding = response.headers.get("Content-Encoding", "identity").strip().casefold()
    if encoding not in ("gzip", "identity"):  # httpx would unpack others, and without a bound
        raise FetchError(f"{name}: expected a plain reply or gzip, found {encoding!r}; try again later")
    declared = response.headers.get("Content-Length", "")
    body = BoundedBody(name=name, packed=encoding == "gzip", max_bytes=max_bytes)
    if declared.isdecimal() and int(declared) > max_bytes and not refused:
        raise FetchError(f"{name}: expected a record of at most {max_bytes:,} bytes, found {int(declared):,}")
    async for piece in response.aiter_raw():
        body.take(piece)
        if refused and len(body.content) >= _REASON_CHARACTERS:
            return Reply(response.status_code, bytes(body.content[:_REASON_CHARACTERS]))
    body.refuse_fragment()
    return Reply(response.status_code, bytes(body.content))


def _read_pause(response: httpx.Response) -> float | None:
    """Seconds that a ``Retry-After`` asks for, as a number or a date; ``None`` without one that can be read."""
    asked = response.headers.get("Retry-After", "").strip()
    if asked.isdecimal():
        return float(asked)
    try:
        moment = parsedate_to_datetime(asked)
    except ValueError:
        return None
    aware = moment if moment.tzinfo else moment.replace(tzinfo=UTC)
    return max(0.0, (aware - datetime.now(UTC)).total_seconds())


def _refusal(name: str, status: int, asked_pause: float | None) -> str:
    when = f"in {asked_pause:.0f} s" if asked_pause else "later"
    busy = "is asked too often" if status == httpx.codes.TOO_MANY_REQUESTS else "has a fault"
    return f"{name} {busy} (HTTP {status}); try again {when}"


def _describe(error: Exception) -> str:
    return str(error) or type(error).__name__
