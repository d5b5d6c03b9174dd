"""Clients of Chroma, of a folder or of a server: opened, and closed with all that they hold.

A client is shared within a process, by path, until the last one is closed; settings of a collection are read when its
segment is loaded, so that a changed one takes effect in a new client.
"""

from __future__ import annotations

from typing import Any

import chromadb
import httpx
from chromadb.api import ClientAPI
from chromadb.api.shared_system_client import SharedSystemClient
from chromadb.config import Settings

from ingest.places import Place, ServerPlace

_SERVER_SECONDS = 60.0  # for one call: 500 rows take a second


def connect(place: Place) -> ClientAPI:
    """Return a client of the folder or server."""
    settings = Settings(anonymized_telemetry=False)
    if isinstance(place, ServerPlace):
        url = httpx.URL(place.url)
        secure = url.scheme == "https"
        client = chromadb.HttpClient(url.host, port=url.port or (443 if secure else 80), ssl=secure, settings=settings)
        for session in _sessions(client):
            session.timeout = httpx.Timeout(_SERVER_SECONDS)  # Chroma would wait for ever
        return client
    try:
        return chromadb.PersistentClient(str(place), settings=settings)
    except Exception:
        # Chroma would keep the half-made client, and hand it to the next who opens this directory.
        SharedSystemClient._identifier_to_system.pop(str(place), None)  # noqa: SLF001
        raise


def disconnect(client: ClientAPI) -> None:
    """Release what a client holds, its connections to a server too, which Chroma leaves open."""
    sessions = _sessions(client)
    client.close()  # type: ignore[attr-defined]  # left out of Chroma's interface
    for session in sessions:
        session.close()


def _sessions(client: ClientAPI) -> tuple[httpx.Client, ...]:
    """The HTTP clients of a client: one for collections, one that asked whether there is such a database."""
    inner: Any = client
    servers = (inner._server, inner._admin_client._server)  # noqa: SLF001  # Chroma gives no other way to them
    return tuple(server._session for server in servers if hasattr(server, "_session"))  # noqa: SLF001
