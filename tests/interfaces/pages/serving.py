"""A page served as a person meets it: by Streamlit's own server, on a free port."""

from __future__ import annotations

import os
import secrets
import socket
import subprocess
import sys
import time
from collections.abc import Iterator, Mapping
from contextlib import contextmanager
from http.client import HTTPConnection
from pathlib import Path

ROOT = Path(__file__).parents[3]
START_SECONDS = 180
"""How long a server may take to start on a machine that runs other tests."""
_PORTS = range(20_000, 32_000)
"""Below those that the system gives to outgoing connections, which could take a port before the server does."""


def free_port() -> int:
    """A port that nobody listens on, drawn so that tests beside this one draw another."""
    while True:
        port = secrets.choice(_PORTS)
        with socket.socket() as free:
            if free.connect_ex(("localhost", port)):  # refused
                return port


@contextmanager
def serve(
    script: Path, *, port: int, folder: Path = ROOT, environment: Mapping[str, str] | None = None
) -> Iterator[str]:
    """Serve ``script`` from ``folder``, whose ``.streamlit`` holds the settings, and give the address."""
    command = [sys.executable, "-m", "streamlit", "run", str(script), f"--server.port={port}"]
    variables = {**os.environ, "PYTHONPATH": str(ROOT), **(environment or {})}
    with subprocess.Popen(command, cwd=folder, env=variables, stdout=subprocess.DEVNULL) as server:
        try:
            _wait_until_healthy(port, server)
            yield f"http://localhost:{port}"
        finally:
            server.terminate()


def _wait_until_healthy(port: int, server: subprocess.Popen[bytes]) -> None:
    deadline = time.monotonic() + START_SECONDS
    while True:
        assert server.poll() is None, f"port {port}: the server has ended"
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
