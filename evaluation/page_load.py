"""Many people asking at once: ``python -m evaluation.page_load``, over what is ingested.

Starts the pages as ``trialcite chat`` does, opens as many sessions as are wanted, each over a connection of its own
that speaks the page's protocol, and has all of them ask in the same moment. Prints a Markdown table and writes it to
``evaluation/results/page_load.md``. The state folder is copied first, so that no question is kept. Needs Linux.
"""

from __future__ import annotations

import argparse
import asyncio
import os
import platform
import re
import shutil
import socket
import statistics
import subprocess
import sys
import tempfile
import time
from collections.abc import Iterator, Sequence
from contextlib import contextmanager
from dataclasses import dataclass
from pathlib import Path
from typing import Any, Self

from streamlit.proto.BackMsg_pb2 import BackMsg
from streamlit.proto.ForwardMsg_pb2 import ForwardMsg
from websockets.asyncio.client import ClientConnection, connect
from websockets.exceptions import ConnectionClosed
from websockets.typing import Subprotocol

from ingest.errors import EvidenceError
from ingest.settings import read_settings

_HERE = Path(__file__).parent
_COMMAND = Path(sys.executable).with_name("trialcite")
_SESSIONS = 50
_START_SECONDS = 120.0
_PATIENCE_SECONDS = 300.0
_SINGLE_ROUNDS = 5
_ANSWERED = re.compile(r'class="tc-status tc-(answered|not_found|declined)"')
_FAILED = 2


class LoadError(EvidenceError):
    """The pages did not start, or not as they should."""


@dataclass(frozen=True, slots=True)
class Drawn:
    """One run of a page, as its browser receives it.

    Attributes:
        seconds: From the request to the last message.
        answers: How many answers the page shows.
        errors: What went wrong: exceptions, errors on the page, a run that did not end well.
        examples: Texts of the buttons with example questions.
        box: Id of the question box; ``""`` where there is none.
    """

    seconds: float
    answers: int
    errors: tuple[str, ...]
    examples: tuple[str, ...]
    box: str


class Session:
    """One browser's connection."""

    def __init__(self, connection: ClientConnection) -> None:
        self._connection = connection
        self._box = ""

    @classmethod
    async def open(cls, port: int) -> Self:
        """Connect."""
        return cls(
            await connect(
                f"ws://localhost:{port}/_stcore/stream",
                subprotocols=[Subprotocol("streamlit")],
                max_size=None,
                open_timeout=_PATIENCE_SECONDS,
                ping_interval=None,  # a browser does not ask whether the server is there
            )
        )

    async def draw(self, question: str | None = None) -> Drawn:
        """Draw the page: at first, or with a question that was typed into its box."""
        request = BackMsg()
        request.rerun_script.query_string = ""
        if question is not None:
            state = request.rerun_script.widget_states.widgets.add()
            state.id = self._box
            state.chat_input_value.data = question
        started = time.perf_counter()
        await self._connection.send(request.SerializeToString())
        messages = [message async for message in self._receive()]
        drawn = _read(messages, seconds=time.perf_counter() - started)
        self._box = drawn.box or self._box
        return drawn

    async def close(self) -> None:
        """Leave."""
        await self._connection.close()

    async def _receive(self) -> Any:
        while True:
            raw = await asyncio.wait_for(self._connection.recv(), _PATIENCE_SECONDS)
            message = ForwardMsg.FromString(raw if isinstance(raw, bytes) else raw.encode())
            yield message
            if message.WhichOneof("type") == "script_finished":
                return


def _read(messages: Sequence[ForwardMsg], *, seconds: float) -> Drawn:
    elements = [message.delta.new_element for message in messages if message.WhichOneof("type") == "delta"]
    html = [element.html.body for element in elements if element.WhichOneof("type") == "html"]
    errors = [element.exception.message for element in elements if element.WhichOneof("type") == "exception"]
    errors += [body for body in html if 'role="alert"' in body]
    errors += ["the run did not end well"] if messages[-1].script_finished != ForwardMsg.FINISHED_SUCCESSFULLY else []
    buttons = (element.button for element in elements if element.WhichOneof("type") == "button")
    return Drawn(
        seconds=seconds,
        answers=sum(len(_ANSWERED.findall(body)) for body in html),
        errors=tuple(errors),
        examples=tuple(_plain(button.label) for button in buttons if "example_" in button.id),
        box=next((element.chat_input.id for element in elements if element.WhichOneof("type") == "chat_input"), ""),
    )


def _plain(label: str) -> str:
    return re.sub(r"\\(.)", r"\1", label)


@dataclass(frozen=True, slots=True)
class Measured:
    """What was measured; times in seconds, resident memory in MB."""

    sessions: int
    first_paints: tuple[float, ...]
    single_answers: tuple[float, ...]
    paints_at_once: tuple[float, ...]
    answers_at_once: tuple[float, ...]
    whole_at_once: float
    errors: tuple[str, ...]
    memory_before: float
    memory_after: float
    processes: int


async def measure(port: int, *, pid: int, sessions: int) -> Measured:
    """Measure one visitor alone on a warm server, then ``sessions`` at once."""
    errors: list[str] = []
    opener = await Session.open(port)
    examples = (await opener.draw()).examples
    if not examples:
        raise LoadError("the page shows no example questions; run trialcite ingest")
    for question in examples:
        errors += (await opener.draw(question)).errors  # every part that an answer needs is loaded now
    paints, alone = [], []
    for place in range(_SINGLE_ROUNDS):
        visitor = await Session.open(port)
        paints.append((await visitor.draw()).seconds)
        alone.append((await visitor.draw(examples[place % len(examples)])).seconds)
        await visitor.close()
    before = _resident_mb(pid)
    crowd = await asyncio.gather(*(Session.open(port) for _ in range(sessions)))
    drawn = await asyncio.gather(*(session.draw() for session in crowd))
    started = time.perf_counter()
    asked = (session.draw(examples[place % len(examples)]) for place, session in enumerate(crowd))
    answered = await asyncio.gather(*asked)
    whole = time.perf_counter() - started
    after = _resident_mb(pid)
    for each in (*drawn, *answered):
        errors += each.errors
    errors += [f"{each.answers} answers on a page that asked once" for each in answered if each.answers != 1]
    await asyncio.gather(*(session.close() for session in (opener, *crowd)))
    return Measured(
        sessions=sessions,
        first_paints=tuple(paints),
        single_answers=tuple(alone),
        paints_at_once=tuple(each.seconds for each in drawn),
        answers_at_once=tuple(each.seconds for each in answered),
        whole_at_once=whole,
        errors=tuple(errors),
        memory_before=before,
        memory_after=after,
        processes=_count_children(pid) + 1,
    )


def write_table(measured: Measured) -> str:
    """Return the measurements as a Markdown table."""
    lines = (
        ("errors", str(len(measured.errors))),
        ("one visitor, warm server: page drawn, median (worst)", _median(measured.first_paints)),
        ("one visitor, warm server: answer drawn, median (worst)", _median(measured.single_answers)),
        (f"{measured.sessions} pages opened at once: median (worst)", _median(measured.paints_at_once)),
        (
            f"{measured.sessions} questions at once: answer on the page, median (worst)",
            _median(measured.answers_at_once),
        ),
        (
            f"{measured.sessions} questions at once: all answered after",
            f"{measured.whole_at_once:.2f} s, {measured.sessions / measured.whole_at_once:.0f} a second",
        ),
        ("memory of the server before the crowd", f"{measured.memory_before:.0f} MB"),
        ("memory of the server after it", f"{measured.memory_after:.0f} MB, in {measured.processes} process"),
    )
    rows = "\n".join(f"| {name} | {value} |" for name, value in lines)
    return f"| measured | result |\n|---|---|\n{rows}\n"


def _median(seconds: Sequence[float]) -> str:
    return f"{statistics.median(seconds):.2f} s ({max(seconds):.2f} s)"


@contextmanager
def serve(home: Path) -> Iterator[tuple[int, int]]:
    """Start the pages over a copy of ``home``, and give port and process id."""
    with tempfile.TemporaryDirectory(ignore_cleanup_errors=True) as folder:
        copy = Path(folder) / "home"
        shutil.copytree(home, copy, ignore=shutil.ignore_patterns("history.sqlite3*"))
        with socket.socket() as free:
            free.bind(("localhost", 0))
            port = free.getsockname()[1]
        command = [str(_COMMAND), "chat", f"--port={port}", "--no-browser"]
        environment = os.environ | {"TRIALCITE_HOME": str(copy)}
        with subprocess.Popen(command, env=environment, stdout=subprocess.DEVNULL) as server:  # noqa: S603  # our own
            try:
                _wait_for(port, server)
                yield port, server.pid
            finally:
                server.terminate()


def _wait_for(port: int, server: subprocess.Popen[bytes]) -> None:
    deadline = time.monotonic() + _START_SECONDS
    while time.monotonic() < deadline and server.poll() is None:
        try:
            socket.create_connection(("localhost", port), timeout=1).close()
        except OSError:
            time.sleep(0.2)
        else:
            return
    raise LoadError(f"port {port}: no page within {_START_SECONDS:.0f} s; run trialcite chat to see why")


def _resident_mb(pid: int) -> float:
    """Memory of the process and of those that it started."""
    pids = [pid, *_children(pid)]
    statuses = (Path(f"/proc/{one}/status").read_text(encoding="ascii") for one in pids)
    return sum(int(re.findall(r"VmRSS:\s+(\d+) kB", status)[0]) for status in statuses) / 1024


def _count_children(pid: int) -> int:
    return len(_children(pid))


def _children(pid: int) -> list[int]:
    return [int(one) for one in Path(f"/proc/{pid}/task/{pid}/children").read_text(encoding="ascii").split()]


def main(arguments: Sequence[str] | None = None) -> int:
    """Measure, print and write; return 1 when any session met an error."""
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("--sessions", type=int, default=_SESSIONS)
    parser.add_argument("--out", type=Path, default=_HERE / "results" / "page_load.md")
    options = parser.parse_args(arguments)
    try:
        with serve(read_settings().home) as (port, pid):
            measured = asyncio.run(measure(port, pid=pid, sessions=options.sessions))
    except (EvidenceError, ConnectionClosed, TimeoutError, OSError) as error:
        print(f"page_load: {error}", file=sys.stderr)
        return _FAILED
    table = write_table(measured)
    machine = f"{os.cpu_count()} processors, {platform.system()}, Python {platform.python_version()}"
    text = f"# Many people asking at once\n\n`python -m evaluation.page_load`, {machine}.\n\n{table}"
    print(text)
    for told in dict.fromkeys(measured.errors):
        print(f"page_load: {told}", file=sys.stderr)
    options.out.write_text(text, encoding="utf-8")
    return 1 if measured.errors else 0


if __name__ == "__main__":
    sys.exit(main())
