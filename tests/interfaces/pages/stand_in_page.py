"""The Ask page over the stand-in assistant; started as a Streamlit script by the page tests."""

from pathlib import Path
from tempfile import mkdtemp

import streamlit as st

from interfaces.pages import ask
from tests.interfaces.stand_in import StandInAssistant

st.set_page_config(page_title="TrialCite", page_icon="🔎", layout="wide")
home = Path(st.session_state.setdefault("stand_in_home", mkdtemp()))
ask.draw(StandInAssistant(), home=home)  # type: ignore[arg-type]  # it plays the part of an Assistant that a page uses
