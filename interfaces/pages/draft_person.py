"""Who takes a step on the Draft page, as the audit trail names them."""

from __future__ import annotations

import streamlit as st

from drafting.audit import Person
from interfaces import access
from interfaces.pages.login import current_user

_NAME = "draft_name"
_WIDTH_PIXELS = 420


def draw_person() -> None:
    """Ask for a name where there is no login: the audit trail keeps who took each step."""
    if current_user() == access.LOCAL:
        st.session_state.setdefault(_NAME, "")
        st.text_input(
            "Your name, for the audit trail",
            key=_NAME,
            width=_WIDTH_PIXELS,
            help="There is no login on this machine, so nobody vouches for the name. With a login it comes from there.",
        )


def current_person(role: str) -> Person:
    """Return the person in front of the page, in the role that the step needs; the name may be empty."""
    user = current_user()
    if user == access.LOCAL:
        return Person(str(st.session_state.get(_NAME) or "").strip(), f"{role}, without login")
    return Person(user.name, role)
