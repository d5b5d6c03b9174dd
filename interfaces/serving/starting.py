"""Starts the service: its settings checked, its evidence open, and its tools on a port or on standard input."""

from __future__ import annotations

import logging
import socket
from collections.abc import Sequence
from contextlib import suppress
from functools import partial
from threading import Thread
from typing import TYPE_CHECKING

from ingest.corpus import open_corpus
from ingest.errors import EvidenceError
from ingest.settings import Settings
from interfaces.output import report
from interfaces.serving.evidence import Evidence
from interfaces.serving.guard import Guard, is_loopback, names_of

if TYPE_CHECKING:
    from retrieval.assistant import Assistant

SHORTEST_TOKEN = 16
"""Characters: a token that others reach must not be guessed."""
_MOST_CONNECTIONS = 100
"""More are told that the service is busy."""


class ServeError(EvidenceError):
    """The service cannot be started as it was asked for."""


def serve_stdio(settings: Settings) -> None:
    """Serve the tools on standard input and output, to the one program that started this one.

    Raises:
        ServeError: The packages for it are not installed.
        IndexMissingError: Nothing has been ingested yet.
    """
    evidence = _open_evidence(settings)
    try:
        from interfaces.serving.mcp_tools import make_server
    except ImportError as error:
        raise _missing(error) from error
    Thread(target=evidence.warm_up, daemon=True).start()
    make_server(evidence).run("stdio")


def serve_http(settings: Settings, *, host: str, port: int, names: Sequence[str] = ()) -> None:
    """Serve the HTTP API, and the tools under ``/mcp``, until stopped.

    Raises:
        ServeError: The packages for it are not installed, or others would reach it without a token.
        IndexMissingError: Nothing has been ingested yet.
    """
    token = settings.token
    check_token(token, host=host)
    evidence = _open_evidence(settings)
    try:
        import uvicorn
    except ImportError as error:
        raise _missing(error) from error
    config = uvicorn.Config(
        make_guarded(evidence, token=token, names=names_of(host, names)),
        log_level="warning",
        access_log=False,  # an address holds what was looked up
        limit_concurrency=_MOST_CONNECTIONS,
        server_header=False,
    )
    with _listen(host, port) as listening:
        address = f"http://{f'[{host}]' if ':' in host else host}:{port}"
        report(f"serving {address}/v1 and {address}/mcp, described in {address}/openapi.json; stop with Ctrl+C")
        Thread(target=evidence.warm_up, daemon=True).start()
        with suppress(KeyboardInterrupt):
            uvicorn.Server(config).run(sockets=[listening])
    evidence.close()


def make_guarded(evidence: Evidence, *, token: str | None, names: frozenset[str] | None) -> Guard:
    """Return the whole application: API and tools at one address, behind the guard.

    Raises:
        ServeError: The packages for it are not installed.
    """
    try:
        from mcp.server.transport_security import TransportSecuritySettings

        from interfaces.serving.http_api import make_app
        from interfaces.serving.mcp_tools import make_server
    except ImportError as error:
        raise _missing(error) from error
    server = make_server(evidence)
    tools = server.streamable_http_app(
        stateless_http=True,
        json_response=True,
        transport_security=TransportSecuritySettings(enable_dns_rebinding_protection=False),  # the guard sees to it
    )
    app = make_app(evidence, running=server.session_manager.run)
    app.router.routes.extend(tools.routes)
    return Guard(app, names=names, token=token)


def check_token(token: str | None, *, host: str) -> None:
    """Refuse to serve others without a token that cannot be guessed.

    Raises:
        ServeError: There is none, or it is too short.
    """
    if token is None and not is_loopback(host):
        raise ServeError(
            f"serving on {host} lets other machines ask: set a token in TRIALCITE_TOKEN, or serve on localhost"
        )
    if token is not None and len(token) < SHORTEST_TOKEN:
        raise ServeError(f"TRIALCITE_TOKEN: expected at least {SHORTEST_TOKEN} characters, found {len(token)}")


def _listen(host: str, port: int) -> socket.socket:
    try:
        return socket.create_server((host, port), family=socket.AF_INET6 if ":" in host else socket.AF_INET)
    except OSError as error:
        raise ServeError(
            f"cannot listen on {host}, port {port} ({error.strerror}); choose others by --host and --port"
        ) from error


def _open_evidence(settings: Settings) -> Evidence:
    open_corpus(settings.home).close()  # says "run trialcite ingest" here, where it can be done
    logging.getLogger("httpx").setLevel(logging.WARNING)
    return Evidence(settings.home, open_assistant=partial(_open_assistant, settings))


def _open_assistant(settings: Settings) -> Assistant:
    from retrieval.assistant import open_assistant
    from retrieval.chat_model.model import open_model

    model = open_model(settings.model, url=settings.model_url, timeout_seconds=settings.model_timeout_seconds)
    return open_assistant(settings.home, model=model)


def _missing(error: ImportError) -> ServeError:
    return ServeError(f"trialcite serve needs packages of its own ({error.name}): pip install 'trialcite[serve]'")
