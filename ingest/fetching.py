"""Records of trials and articles, fetched from the registry and from PubMed.

The services as they document themselves:

- ClinicalTrials.gov, API v2: ``studies/{number}`` gives one record as JSON; a number that was replaced points to its
  successor, an unknown one is 404 with a line of text, a malformed one 400. ``version`` gives the time of its data.
- PubMed, E-utilities: ``efetch`` gives articles as XML, an empty set for a number that nobody has; ``esearch`` finds
  numbers by DOI. At most 3 requests a second, 10 with a key; who asks says which tool it is, and how to reach a person.
  A search that finds no such phrase may search for its words instead: what it finds is compared with what was asked.
"""

from __future__ import annotations

import asyncio
import hashlib
import logging
import re
from collections.abc import Callable, Iterable
from contextlib import AsyncExitStack
from dataclasses import dataclass
from typing import Literal

from pydantic import BaseModel, ValidationError

from ingest.errors import FetchError
from ingest.identifiers import Identifier
from ingest.network import Patience, Reply, Service
from ingest.registry_reply import identify_record

REGISTRY_BYTES = 50_000_000
"""The largest registry records with results are near 10 MB."""
ARTICLE_BYTES = 10_000_000
"""An article's record with some thousand authors and references stays below 2 MB."""

_LISTED_BYTES = 100_000  # a version, or the first few numbers that a search finds
_REGISTRY_INTERVAL = 1.0  # seconds; the registry asks robots for this pause, and names no other limit
_PUBMED_INTERVAL = 0.34  # seconds; three requests a second
_PUBMED_INTERVAL_WITH_KEY = 0.1
_JSON = ("application/json",)
_XML = ("text/xml", "application/xml")
_ARTICLE = re.compile(rb"<Pubmed(?:Book)?Article[\s>]")
_UNKNOWN, _MALFORMED, _FOUND = 404, 400, 200
_logger = logging.getLogger(__name__)


@dataclass(frozen=True, slots=True)
class Services:
    """Where the services are, and what PubMed is to know of who asks.

    Attributes:
        email: Where PubMed reaches a person; ``None`` to tell none.
        key: API key; a secret.
    """

    registry: str
    pubmed: str
    email: str | None = None
    key: str | None = None


@dataclass(frozen=True, slots=True)
class Fetched:
    """One record as the service gave it.

    Attributes:
        fingerprint: Hash of what the record says, without what changes every day.
        as_of: Time of the service's data, where it tells one.
    """

    content: bytes
    suffix: Literal[".json", ".xml"]
    fingerprint: str
    as_of: str | None = None


@dataclass(frozen=True, slots=True)
class Outcome:
    """What came of asking for one record: the record, or why there is none."""

    identifier: Identifier
    record: Fetched | None
    error: str | None = None


def fetch(
    identifiers: Iterable[Identifier],
    *,
    services: Services,
    patience: Patience | None = None,
    tell: Callable[[Identifier], None] | None = None,
) -> tuple[Outcome, ...]:
    """Ask the services for each record, one after the other; one that cannot be had does not stop the others.

    Args:
        tell: Told before each record.
    """
    return asyncio.run(_fetch_all(tuple(identifiers), services, patience or Patience(), tell or _be_silent))


async def _fetch_all(
    identifiers: tuple[Identifier, ...], services: Services, patience: Patience, tell: Callable[[Identifier], None]
) -> tuple[Outcome, ...]:
    outcomes = []
    async with AsyncExitStack() as stack:
        registry = await stack.enter_async_context(
            Service(services.registry, interval_seconds=_REGISTRY_INTERVAL, patience=patience)
        )
        interval = _PUBMED_INTERVAL_WITH_KEY if services.key else _PUBMED_INTERVAL
        pubmed = await stack.enter_async_context(Service(services.pubmed, interval_seconds=interval, patience=patience))
        trials, articles = _Registry(registry), _Pubmed(pubmed, services)
        for identifier in identifiers:
            tell(identifier)
            try:
                record = await (trials if identifier.kind == "nct" else articles).fetch(identifier)
                outcomes.append(Outcome(identifier, record))
            except FetchError as error:
                _logger.warning("%s was not fetched", identifier)
                outcomes.append(Outcome(identifier, None, str(error)))
    return tuple(outcomes)


class _Registry:
    """ClinicalTrials.gov."""

    def __init__(self, service: Service) -> None:
        self._service = service
        self._as_of: str | None = None

    async def fetch(self, number: Identifier) -> Fetched:
        reply = await self._service.get(f"studies/{number.value}", media_types=_JSON, max_bytes=REGISTRY_BYTES)
        if reply.status == _UNKNOWN:
            raise FetchError(f"{self._service.name} knows no such trial; check the number")
        content = _accept(reply, name=self._service.name)
        fingerprint = identify_record(content, number=number.value, name=self._service.name)
        return Fetched(content, ".json", fingerprint, as_of=await self._ask_time())

    async def _ask_time(self) -> str | None:
        """The time of the registry's data; a record is worth keeping without it."""
        if self._as_of is None:
            try:
                reply = await self._service.get("version", media_types=_JSON, max_bytes=_LISTED_BYTES)
                self._as_of = _Version.model_validate_json(reply.content).dataTimestamp
            except (FetchError, ValidationError):
                _logger.warning("%s did not tell the time of its data", self._service.name)
        return self._as_of


class _Pubmed:
    """PubMed, through the E-utilities."""

    def __init__(self, service: Service, services: Services) -> None:
        self._service = service
        told = {"db": "pubmed", "tool": "trialcite", "email": services.email, "api_key": services.key}
        self._always = {name: value for name, value in told.items() if value}

    async def fetch(self, article: Identifier) -> Fetched:
        number = article.value if article.kind == "pmid" else await self._find(article.value)
        reply = await self._service.get(
            "efetch.fcgi",
            parameters={**self._always, "id": number, "retmode": "xml"},
            media_types=_XML,
            max_bytes=ARTICLE_BYTES,
        )
        content = _accept(reply, name=self._service.name)
        if not _ARTICLE.search(content):
            raise FetchError(f"{self._service.name} knows no article with the number {number}; check it")
        return Fetched(content, ".xml", hashlib.sha256(content).hexdigest())

    async def _find(self, doi: str) -> str:
        """Return the number of the one article that has a DOI."""
        reply = await self._service.get(
            "esearch.fcgi",
            parameters={**self._always, "term": f'"{doi}"[doi]', "retmode": "json", "retmax": "5"},
            media_types=_JSON,
            max_bytes=_LISTED_BYTES,
        )
        try:
            found = _Search.model_validate_json(_accept(reply, name=self._service.name)).esearchresult.idlist
        except ValidationError as error:
            raise FetchError(f"{self._service.name}: expected the numbers that a search found, found none") from error
        if len(found) != 1:
            several = f"{len(found)} articles (PMID {', '.join(found)}); add the one that is meant by its number"
            raise FetchError(
                f"{self._service.name} knows " + (several if found else "no article with this DOI; check it")
            )
        return found[0]


class _Version(BaseModel):
    dataTimestamp: str  # noqa: N815  # the registry's name for it


class _Found(BaseModel):
    idlist: tuple[str, ...]


class _Search(BaseModel):
    esearchresult: _Found


def _accept(reply: Reply, *, name: str) -> bytes:
    """Return the content of a reply that is no refusal."""
    if reply.status == _FOUND:
        return reply.content
    words = " ".join(re.sub(r"<[^>]*>?", " ", reply.content.decode(errors="replace")).split())
    said = f": {words}" if words.isprintable() and words else ""
    remedy = "check what was asked for" if reply.status == _MALFORMED else "try again later"
    raise FetchError(f"{name} refuses (HTTP {reply.status}{said}); {remedy}")


def _be_silent(identifier: Identifier) -> None:
    """Tell nobody."""
