"""The Draft page over the invented trial; started as a Streamlit script by the page tests."""

from pathlib import Path
from tempfile import mkdtemp

import streamlit as st

from interfaces.pages import draft
from retrieval.assistant import Assistant
from tests.retrieval.small_trial import open_by_words


@st.cache_resource
def shared() -> tuple[Assistant, Path]:
    """An assistant whose keyword search is real, and a state folder, for all sessions of the server."""
    folder = Path(mkdtemp())
    return open_by_words(folder / "keywords"), folder / "home"


st.set_page_config(page_title="TrialCite", layout="wide")
assistant, home = shared()
draft.draw(assistant, home=st.session_state.get("home") or home)
