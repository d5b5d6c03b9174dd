"""The Ask page over the stand-in assistant; started as a Streamlit script by the page tests."""

from collections.abc import Sequence
from pathlib import Path
from tempfile import mkdtemp

import streamlit as st

from interfaces import answering
from interfaces.pages import ask
from retrieval.following import StandAlone
from retrieval.records import Answer
from tests.interfaces.stand_in import StandInAssistant


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
ask.draw(StandInAssistant(), home=st.session_state.get("home") or shared_home())  # type: ignore[arg-type]  # it plays the part of an Assistant that a page uses
