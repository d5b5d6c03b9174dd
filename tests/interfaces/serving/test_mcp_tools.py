"""A client of the Model Context Protocol finds the four tools, in memory and over a real socket."""

from __future__ import annotations

import socket
from collections.abc import Iterator
from contextlib import contextmanager
from threading import Thread
from typing import Any

import anyio
import pytest
import uvicorn
from mcp import Client

from interfaces.serving.evidence import Evidence
from interfaces.serving.guard import names_of
from interfaces.serving.mcp_tools import make_server
from interfaces.serving.starting import make_guarded


def call(evidence: Evidence, tool: str, **arguments: object) -> Any:
    """The result of one call, in memory."""

    async def run() -> Any:
        async with Client(make_server(evidence)) as client:
            return await client.call_tool(tool, arguments)

    return anyio.run(run)


def test_tools_are_described_and_read_only(evidence: Evidence) -> None:
    """Each says what it takes and gives, and that it changes nothing."""

    async def run() -> Any:
        async with Client(make_server(evidence)) as client:
            return (await client.list_tools()).tools

    tools = {tool.name: tool for tool in anyio.run(run)}
    assert set(tools) == {"ask", "check", "lookup", "sources"}
    assert all(tool.annotations.read_only_hint and tool.description and tool.output_schema for tool in tools.values())


def test_question_is_answered_as_on_the_command_line(evidence: Evidence) -> None:
    """The structured reply is the same JSON."""
    question = "What was the hazard ratio for PFS?"
    told = call(evidence, "ask", question=question).structured_content
    assert told | {"seconds": 0} == evidence.ask(question) | {"seconds": 0}


def test_follow_up_brings_the_questions_before_it(evidence: Evidence) -> None:
    """It is read with them."""
    told = call(evidence, "ask", question="and OS?", earlier=["What was the hazard ratio for PFS?"]).structured_content
    assert told["question"] == "What was the hazard ratio for overall survival?"


def test_text_is_checked_and_results_are_looked_up(evidence: Evidence) -> None:
    """A wrong number is contradicted; rows come with the number of all."""
    report = call(evidence, "check", text="In HARBOUR the PFS hazard ratio was 0.71.").structured_content
    assert report["summary"]["contradicted"] == 1
    found = call(evidence, "lookup", terms="hazard ratio", limit=2).structured_content
    assert (len(found["rows"]), found["total"]) == (2, 5)


@pytest.mark.parametrize(
    ("tool", "arguments", "error"),
    [
        ("ask", {"question": " "}, "question: expected words, found none"),
        ("lookup", {"trial": "NOSUCH"}, "no trial 'NOSUCH' in this corpus"),
        ("lookup", {"cutoff": "soon"}, "expected a date"),
    ],
)
def test_error_tells_what_was_expected(evidence: Evidence, tool: str, arguments: dict[str, Any], error: str) -> None:
    """The caller can mend it."""
    result = call(evidence, tool, **arguments)
    assert result.is_error
    assert error in result.content[0].text


@contextmanager
def serving(evidence: Evidence) -> Iterator[str]:
    """The whole service on a free port of this machine."""
    application = make_guarded(evidence, token=None, names=names_of("127.0.0.1", ()))
    server = uvicorn.Server(uvicorn.Config(application, log_level="warning", access_log=False))
    with socket.create_server(("127.0.0.1", 0)) as listening:
        thread = Thread(target=server.run, kwargs={"sockets": [listening]})
        thread.start()
        try:
            yield f"http://127.0.0.1:{listening.getsockname()[1]}"
        finally:
            server.should_exit = True
            thread.join(10)


def test_tools_are_served_over_http(evidence: Evidence) -> None:
    """A client connects by the address alone, on a real socket."""

    async def run(address: str) -> Any:
        async with Client(f"{address}/mcp") as client:
            return await client.call_tool("lookup", {"terms": "PFS hazard ratio", "limit": 1})

    with serving(evidence) as address:
        assert anyio.run(run, address).structured_content["total"] == 4
