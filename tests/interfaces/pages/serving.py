"""A page served as a person meets it: by Streamlit's own server, on a free port."""

from __future__ import annotations

import os
import socket
import subprocess
import sys
import time
from collections.abc import Iterator, Mapping
from contextlib import contextmanager
from http.client import HTTPConnection
from pathlib import Path

ROOT = Path(__file__).parents[3]
START_SECONDS = 60


def free_port() -> int:
    """A port that nobody listens on."""
    with socket.socket() as free:
        free.bind(("localhost", 0))
        return int(free.getsockname()[1])


@contextmanager
def serve(
    script: Path, *, port: int, folder: Path = ROOT, environment: Mapping[str, str] | None = None
) -> Iterator[str]:
    """Serve ``script`` from ``folder``, whose ``.streamlit`` holds the settings, and give the address."""
    command = [sys.executable, "-m", "streamlit", "run", str(script), f"--server.port={port}"]
    variables = {**os.environ, "PYTHONPATH": str(ROOT), **(environment or {})}
    with subprocess.Popen(command, cwd=folder, env=variables, stdout=subprocess.DEVNULL) as server:
        try:
            _wait_until_healthy(port)
            yield f"http://localhost:{port}"
        finally:
            server.terminate()


def _wait_until_healthy(port: int) -> None:
    deadline = time.monotonic() + START_SECONDS
    while True:
        try:
            connection = HTTPConnection("localhost", port, timeout=1)
            connection.request("GET", "/_stcore/health")
            connection.getresponse().read()
            connection.close()
        except OSError:
            assert time.monotonic() < deadline, f"port {port}: no page within {START_SECONDS} s"
            time.sleep(0.2)
        else:
            return
