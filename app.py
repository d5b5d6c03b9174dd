"""Streamlit entry point: navigation, and the resources that all sessions share."""

from __future__ import annotations

import importlib
import logging
from collections.abc import Callable
from pathlib import Path
from threading import Thread
from typing import TYPE_CHECKING

import streamlit as st

from ingest.errors import EvidenceError
from ingest.home import Home
from ingest.settings import read_settings
from interfaces.pages import ask, draft, reference, sources
from interfaces.pages.frame import draw_unavailable
from interfaces.pages.login import draw_user, let_in, may

if TYPE_CHECKING:
    from retrieval.assistant import Assistant

_logger = logging.getLogger(__name__)


def main() -> None:
    """Draw the page that was navigated to."""
    st.set_page_config(page_title="TrialCite", page_icon="🔎", layout="wide")
    if not let_in():
        return
    pages = [
        st.Page(show_ask, title="Ask", url_path="ask", default=True),
        st.Page(show_reference, title="Quick reference", url_path="reference"),
        st.Page(show_sources, title="Sources", url_path="sources"),
    ]
    if may("draft") or may("approve"):  # drafts are not for every reader
        pages.append(st.Page(show_draft, title="Draft", url_path="draft"))
    page = st.navigation(pages, position="top")
    st.set_page_config(page_title=f"{page.title} · TrialCite")
    page.run()
    draw_user()


def show_ask() -> None:
    """Questions and their answers."""
    _show(ask.draw)


def show_reference() -> None:
    """One screen for each trial."""
    _show(reference.draw)


def show_sources() -> None:
    """What the corpus holds."""
    _show(sources.draw, otherwise=sources.draw_without_evidence)


def show_draft() -> None:
    """Response letters."""
    _show(draft.draw)


def _show(draw: Callable[..., None], *, otherwise: Callable[..., None] = draw_unavailable) -> None:
    """Draw a page over the evidence that is published now, or say why there is none."""
    home = read_settings().home
    try:
        assistant = shared_assistant(home, Home(home).published())
    except EvidenceError as error:
        otherwise(error, home=home)
    else:
        draw(assistant, home=home)


# A second entry lets the questions that are under way finish on the generation that they began with.
@st.cache_resource(
    max_entries=2, show_spinner="Opening the evidence…", on_release=lambda assistant: assistant.corpus.close()
)
def shared_assistant(home: Path, generation: Path | None) -> Assistant:  # noqa: ARG001  # part of the cache's key
    """Return the assistant over the published ``generation``: opened once, and again after the next ingestion."""
    from retrieval.assistant import open_assistant  # slow: imported behind the spinner
    from retrieval.chat_model.model import open_model

    settings = read_settings()
    model = open_model(settings.model, url=settings.model_url, timeout_seconds=settings.model_timeout_seconds)
    assistant = open_assistant(home, model=model)
    Thread(target=_warm_up, args=(assistant,), daemon=True).start()
    return assistant


def _warm_up(assistant: Assistant) -> None:
    """Load the models while the first question is typed; a question about a figure waits for no embedding model."""
    importlib.import_module("pandas")  # pyarrow imports it for the first result that is looked up by its id
    if assistant.model is not None:
        assistant.model.prepare()
    try:
        assistant.corpus.dense.search("warm-up", 1)
    except EvidenceError as error:  # the question that needs the model tells it on the page
        _logger.warning("no dense search: %s", error)


main()
