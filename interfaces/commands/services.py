"""The commands that go on until they are stopped, and what readers of the pages left behind."""

from __future__ import annotations

import os
import subprocess
import sys
from pathlib import Path
from typing import Any

import click

from ingest.corpus import open_corpus
from ingest.settings import read_settings

APP = Path(__file__).parent.parent.parent / "app.py"


@click.command()
@click.option("--host", default="127.0.0.1", help="Address to listen on; other than this machine's needs a token.")
@click.option("--port", type=click.IntRange(1, 65535), default=8710, help="Port to listen on.")
@click.option("--name", multiple=True, help="Host name under which it is reached, as through a proxy; may be repeated.")
@click.option("--stdio", is_flag=True, help="Serve MCP tools on standard input and output.")
def serve(host: str, port: int, name: tuple[str, ...], stdio: bool) -> None:
    """Serve other programs over HTTP and MCP.

    An HTTP API for ask, check, lookup and sources, and the same as MCP tools under /mcp.
    """
    from interfaces.serving.starting import serve_http, serve_stdio

    if stdio:
        serve_stdio(read_settings())
    else:
        serve_http(read_settings(), host=host, port=port, names=name)


@click.command()
@click.option("--port", type=click.IntRange(1, 65535), default=8501, help="Port on this machine.")
@click.option("--host", default="localhost", help="Address to listen on; other machines reach 0.0.0.0.")
@click.option("--browser/--no-browser", default=True, help="Open the page in a browser, where there is a screen.")
def chat(port: int, host: str, browser: bool) -> int:
    """Start the chat and open its page."""
    from interfaces.sharing import refuse_without_login

    refuse_without_login(host, folders=(Path.cwd(), Path.home()))
    open_corpus(read_settings().home).close()  # says "run trialcite ingest" here, where it can be done
    options = {
        "server.port": port,
        "server.address": host,
        "server.headless": str(not (browser and _has_screen())).lower(),
        "server.showEmailPrompt": "false",  # or a first start waits for an answer in the terminal
        "browser.gatherUsageStats": "false",
    }
    flags = [f"--{name}={value}" for name, value in options.items()]
    server = [sys.executable, "-m", "streamlit", "run", str(APP), *flags]
    if os.name == "posix":
        os.execv(server[0], server)  # it takes this process's place, and so its signals
    return subprocess.call(server)


@click.command()
@click.option("--format", "form", type=click.Choice(["json", "csv"]), default="json", help="How to print it.")
def feedback(form: Any) -> int:
    """Print what readers thought of answers.

    Thumbs and reasons, with question and answer.
    """
    from interfaces.giving_feedback import export_feedback

    return export_feedback(read_settings().home, form=form)


def _has_screen() -> bool:
    return not sys.platform.startswith("linux") or any(os.environ.get(name) for name in ("DISPLAY", "WAYLAND_DISPLAY"))
