"""A Chroma server on loopback, for as long as it is needed."""

from __future__ import annotations

import socket
import subprocess
import sys
import time
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path
from urllib.error import URLError
from urllib.request import urlopen

_START_SECONDS = 60


@contextmanager
def served_chroma(folder: Path) -> Iterator[str]:
    """Start a server that keeps its files in ``folder``, and give its address."""
    with socket.socket() as free:
        free.bind(("127.0.0.1", 0))
        port = free.getsockname()[1]
    command = [str(Path(sys.executable).with_name("chroma")), "run", "--host", "127.0.0.1", "--port", str(port)]
    with subprocess.Popen([*command, "--path", str(folder)], stdout=subprocess.DEVNULL) as process:  # noqa: S603
        try:
            address = f"http://127.0.0.1:{port}"
            _wait_for(f"{address}/api/v2/heartbeat")
            yield address
        finally:
            process.terminate()


def _wait_for(url: str) -> None:
    deadline = time.monotonic() + _START_SECONDS
    while True:
        try:
            with urlopen(url):  # noqa: S310  # our own server
                return
        except (URLError, OSError):
            if time.monotonic() > deadline:
                raise
            time.sleep(0.1)
