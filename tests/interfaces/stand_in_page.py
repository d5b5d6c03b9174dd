"""The chat page over the stand-in assistant; started as a Streamlit script by the page tests."""

import streamlit as st

from interfaces import chat_page
from tests.interfaces.stand_in import StandInAssistant

st.set_page_config(page_title="TrialCite", page_icon="🔎", layout="wide")
chat_page.draw(StandInAssistant())  # type: ignore[arg-type]  # it plays the part of an Assistant that a page uses
