"""The process that reads a PDF, seen from outside: it is started, listened to, and ended."""

from __future__ import annotations

import json
import os
import queue
import subprocess
import sys
import time
from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import asdict
from pathlib import Path
from threading import Thread
from typing import IO, Any

from ingest.errors import SourceError
from ingest.readers.pdf.limits import Limits

_PROGRAM = "ingest.readers.pdf.worker"


def run(path: Path, *, limits: Limits, head: int | None = None) -> dict[str, Any]:
    """Return what the process says of a file: its title, text, pages and sections.

    Args:
        head: Read only this many pages from the first.

    Raises:
        SourceError: The file cannot be read within the limits.
    """
    _refuse_size(path, limits)
    request = json.dumps({"path": str(path), "head": head, "limits": asdict(limits)})
    deadline = time.monotonic() + limits.seconds
    page = 0
    with _start() as process:
        lines = _listen(process, request)
        while True:
            left = deadline - time.monotonic()
            try:
                message = lines.get(timeout=max(0.0, min(left, limits.step_seconds)))
            except queue.Empty:
                raise _too_slow(path, page, limits) from None
            if message is None:
                raise SourceError(f"{path.name}: is broken, the reading broke off{_after(page)}; save it anew")
            page = message.get("page", page)
            if "error" in message:
                raise SourceError(f"{path.name}{message['error']}")
            if "text" in message:
                return dict(message)


def _refuse_size(path: Path, limits: Limits) -> None:
    try:
        size = path.stat().st_size
    except OSError as error:
        raise SourceError(f"{path.name}: cannot be read; {error.strerror or error}") from error
    if size > limits.bytes:
        raise SourceError(f"{path.name}: expected at most {limits.bytes:,} bytes, found {size:,}; split the file")


def _too_slow(path: Path, page: int, limits: Limits) -> SourceError:
    return SourceError(
        f"{path.name}: reading took too long{_after(page)} (over {limits.step_seconds:g} s for a page, or "
        f"{limits.seconds:g} s in all); split the file or save it anew"
    )


def _after(page: int) -> str:
    return f" after page {page:,}" if page else ""


@contextmanager
def _start() -> Iterator[subprocess.Popen[bytes]]:
    """Start the process with this Python and its search path, and end it in any case."""
    environment = os.environ | {"PYTHONPATH": os.pathsep.join(entry for entry in sys.path if entry)}
    process = subprocess.Popen(  # noqa: S603  # this same Python, with no shell between
        [sys.executable, "-P", "-m", _PROGRAM],
        stdin=subprocess.PIPE,
        stdout=subprocess.PIPE,
        stderr=subprocess.DEVNULL,
        env=environment,
    )
    try:
        yield process
    finally:
        process.kill()
        process.wait()
        for stream in (process.stdin, process.stdout):
            if stream is not None:
                stream.close()


def _listen(process: subprocess.Popen[bytes], request: str) -> queue.Queue[dict[str, Any] | None]:
    """Send the request, and return the messages as they come; the last is ``None``."""
    assert process.stdin is not None
    assert process.stdout is not None
    messages: queue.Queue[dict[str, Any] | None] = queue.Queue()
    try:
        process.stdin.write(request.encode())
        process.stdin.close()
    except OSError:
        pass  # it has ended already, which the missing answer tells
    Thread(target=_forward, args=(process.stdout, messages), daemon=True).start()
    return messages


def _forward(stream: IO[bytes], messages: queue.Queue[dict[str, Any] | None]) -> None:
    try:
        for line in stream:
            messages.put(json.loads(line))
    except ValueError:
        pass  # cut off with its process
    finally:
        messages.put(None)
