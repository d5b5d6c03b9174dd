"""Who is in front of the page; pages ask here, and ``interfaces.access`` decides."""

from __future__ import annotations

from functools import cache
from html import escape

import streamlit as st

from ingest.settings import read_settings
from interfaces import access
from interfaces.access import Action, User
from interfaces.pages.frame import draw_error
from interfaces.pages.style import draw_style
from interfaces.sharing import REFUSAL, is_loopback
from retrieval.chat_model.prompting import fill


def current_user() -> User:
    """Return the person in front of the page; somebody without a role where nobody has signed in."""
    if not _has_login():
        return access.LOCAL if is_loopback(st.get_option("server.address")) else access.NOBODY
    if not st.user.is_logged_in:
        return access.NOBODY
    settings = read_settings()
    return access.identify(st.user.to_dict(), roles_claim=settings.roles_claim, listed=settings.roles)


def may(action: Action) -> bool:
    """Whether the person in front of the page may do this."""
    return access.may(current_user(), action)


def let_in() -> bool:
    """Whether a page may be drawn; where not, draw how to get in, and nothing that the corpus holds."""
    user = current_user()
    if access.may(user, "read"):
        return True
    draw_style()
    with st.container(key="sign_in"):
        st.html(f'<h1 class="tc-heading">TrialCite</h1><p class="tc-use">{escape(fill("intended_use"))}</p>')
        if not _has_login():
            draw_error(f"Not open: {REFUSAL}.")
        elif st.user.is_logged_in:
            draw_error(
                f"You are signed in as {user.name}, but nobody has given you a role here. "
                "Ask whoever runs this server for one."
            )
            st.button("Sign out", on_click=st.logout)
        else:
            st.button("Sign in", type="primary", on_click=st.login)
    return False


def draw_user() -> None:
    """Draw who is signed in and as what, with the way out; nothing where there is no login."""
    if not _has_login():
        return
    user = current_user()
    with st.sidebar, st.container(key="signed_in"):
        roles = ", ".join(sorted(user.roles))
        st.html(f'<p class="tc-meta">Signed in as <b>{escape(user.name)}</b><br>{escape(roles)}</p>')
        st.button("Sign out", key="sign_out", type="tertiary", on_click=st.logout)


@cache
def _has_login() -> bool:
    """Whether the server was started with a login; Streamlit looks for the file at each question, behind one lock."""
    return bool(st.secrets.load_if_toml_exists() and st.secrets.get("auth"))
