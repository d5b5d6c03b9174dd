"""The registry and PubMed, played by a server on this machine: it answers as told, well or badly."""

from __future__ import annotations

import gzip
import json
import threading
from collections import defaultdict
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from dataclasses import dataclass
from http.server import BaseHTTPRequestHandler, ThreadingHTTPServer
from typing import Any
from urllib.parse import parse_qs, urlsplit

from ingest.network import Patience

IMPATIENT = Patience(
    connect_seconds=2.0,
    silence_seconds=0.5,
    total_seconds=1.5,
    attempts=3,
    pause_seconds=0.001,
    longest_pause_seconds=0.05,
)
"""Patience of a test."""
NO_RECORDS = (
    b'<?xml version="1.0" ?>\n<!DOCTYPE PubmedArticleSet PUBLIC "-//NLM//DTD PubMedArticle, 1st January 2025//EN" '
    b'"https://dtd.nlm.nih.gov/ncbi/pubmed/out/pubmed_250101.dtd">\n<PubmedArticleSet></PubmedArticleSet>'
)


class _Handler(BaseHTTPRequestHandler):
    server: _Server

    def do_GET(self) -> None:
        address = urlsplit(self.path)
        replies = self.server.replies[address.path]
        self.server.asked.append(Asked(address.path, parse_qs(address.query), dict(self.headers)))
        reply = (replies.pop(0) if len(replies) > 1 else replies[0]) if replies else refuse(404, "nothing is played")
        try:
            reply(self)
        except OSError:
            self.close_connection = True  # the client has gone, as some tests want

    def log_message(self, *_: Any) -> None:
        """Say nothing."""


Reply = Callable[[_Handler], None]


@dataclass(frozen=True, slots=True)
class Asked:
    """One request that was made."""

    path: str
    parameters: dict[str, list[str]]
    headers: dict[str, str]


class _Server(ThreadingHTTPServer):
    daemon_threads = True

    def __init__(self) -> None:
        super().__init__(("127.0.0.1", 0), _Handler)
        self.replies: defaultdict[str, list[Reply]] = defaultdict(list)
        self.asked: list[Asked] = []
        self.over = threading.Event()


class PlayedServices:
    """Both services below one address."""

    def __init__(self, server: _Server) -> None:
        self._server = server
        self.address = f"http://127.0.0.1:{server.server_port}"
        self.registry = f"{self.address}/api/v2"
        self.pubmed = f"{self.address}/eutils"
        self.over = server.over

    def play(self, path: str, *replies: Reply) -> None:
        """Answer requests for ``path`` with one reply after the other, and then always with the last."""
        self._server.replies[path] = list(replies)

    def play_trial(self, number: str, *replies: Reply) -> None:
        """Answer requests for a trial's record."""
        self.play(f"/api/v2/studies/{number}", *replies)
        self.play("/api/v2/version", give_json({"apiVersion": "2.0.5", "dataTimestamp": "2026-11-27T09:00:05"}))

    def play_article(self, *replies: Reply, found: tuple[str, ...] = ()) -> None:
        """Answer requests for an article, and searches with the numbers ``found``."""
        self.play("/eutils/efetch.fcgi", *replies)
        result = {"count": str(len(found)), "retmax": "5", "retstart": "0", "idlist": list(found)}
        self.play("/eutils/esearch.fcgi", give_json({"header": {"type": "esearch"}, "esearchresult": result}))

    @property
    def asked(self) -> list[Asked]:
        """All requests, in order."""
        return self._server.asked

    @property
    def paths(self) -> list[str]:
        """The paths of all requests, in order."""
        return [request.path for request in self.asked]


@contextmanager
def played_services() -> Iterator[PlayedServices]:
    """Run the server."""
    server = _Server()
    thread = threading.Thread(target=server.serve_forever, kwargs={"poll_interval": 0.01}, daemon=True)
    thread.start()
    try:
        yield PlayedServices(server)
    finally:
        server.over.set()
        server.shutdown()
        server.server_close()
        thread.join()


def give(content: bytes, *, media_type: str, status: int = 200, **headers: str) -> Reply:
    """Answer with ``content``; underscores in the names of headers stand for hyphens."""

    def reply(handler: _Handler) -> None:
        handler.send_response(status)
        sent = {"Content_Type": media_type, "Content_Length": str(len(content)), **headers}
        for name, value in sent.items():
            handler.send_header(name.replace("_", "-"), value)
        handler.end_headers()
        handler.wfile.write(content)

    return reply


def give_json(content: object) -> Reply:
    """Answer as the registry does."""
    return give(json.dumps(content).encode(), media_type="application/json")


def give_xml(content: bytes) -> Reply:
    """Answer as PubMed does."""
    return give(content, media_type="text/xml; charset=UTF-8")


def give_packed(content: bytes, *, media_type: str = "application/json") -> Reply:
    """Answer with packed content."""
    return give(gzip.compress(content), media_type=media_type, Content_Encoding="gzip")


def refuse(status: int, text: str = "", **headers: str) -> Reply:
    """Answer with a status and a line of text."""
    return give(text.encode(), media_type="text/plain", status=status, **headers)


def break_off(content: bytes, *, media_type: str) -> Reply:
    """Promise all of ``content``, and close the connection after half of it."""

    def reply(handler: _Handler) -> None:
        give(content[: len(content) // 2], media_type=media_type, Content_Length=str(len(content)))(handler)

    return reply


def drip(head: bytes, piece: bytes) -> Reply:
    """Write ``head``, then ``piece`` every few milliseconds for as long as somebody reads."""

    def reply(handler: _Handler) -> None:
        handler.wfile.write(head)
        while not handler.server.over.wait(0.01):
            handler.wfile.write(piece)

    return reply


def pour(piece: bytes, *, media_type: str) -> Reply:
    """Write ``piece`` again and again for as long as somebody reads."""

    def reply(handler: _Handler) -> None:
        handler.wfile.write(b"HTTP/1.0 200 OK\r\nContent-Type: " + media_type.encode() + b"\r\n\r\n")
        while not handler.server.over.is_set():
            handler.wfile.write(piece)

    return reply


def keep_silent(handler: _Handler) -> None:
    """Take the request and answer nothing."""
    handler.server.over.wait(5)
