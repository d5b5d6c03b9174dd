"""The pages that tests open, started as a Streamlit script: Ask over the stand-in assistant, the others over HARBOUR.

``?page=reference`` and ``?page=sources`` name the others.
"""

from collections.abc import Sequence
from pathlib import Path
from tempfile import mkdtemp
from types import SimpleNamespace

import streamlit as st

from interfaces import answering
from interfaces.pages import ask, reference, sources
from retrieval.conversation.following import StandAlone
from retrieval.records import Answer
from tests.interfaces.stand_in import StandInAssistant
from tests.retrieval.small_trial import harbour


@st.cache_resource
def shared_home() -> Path:
    """A state folder that all sessions of the server share."""
    return Path(mkdtemp())


def write_out(question: str, earlier: Sequence[Answer], *, assistant: object) -> StandAlone:  # noqa: ARG001  # its part
    """Read what begins with "And" as the question before it with more words; the real rules need a real corpus."""
    follows = bool(earlier) and question.startswith("And ")
    return StandAlone(f"{earlier[-1].question} {question}" if follows else question, rewritten=follows)


st.set_page_config(page_title="TrialCite", page_icon="🔎", layout="wide")
answering.stand_alone = write_out  # type: ignore[assignment]
home = st.session_state.get("home") or shared_home()
page = st.query_params.get("page")
if page in ("reference", "sources"):
    corpus, terms = harbour()
    small = SimpleNamespace(corpus=corpus, terms=terms)
    (reference if page == "reference" else sources).draw(small, home=home)  # type: ignore[arg-type]  # what these pages use
else:
    ask.draw(StandInAssistant(), home=home)  # type: ignore[arg-type]  # it plays the part of an Assistant that a page uses
