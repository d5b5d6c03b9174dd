"""What the page's address says of what was chosen, so that a reload, a bookmark or a colleague sees the same."""

from __future__ import annotations

from collections.abc import Collection

import streamlit as st

_LEFT = "chosen before: "


def choose_from_address(name: str, options: Collection[str], *, key: str) -> None:
    """Before the selector ``key`` is drawn: choose what the address names, else what was chosen before another page.

    Once the reader has chosen, the selector holds; a name that is no option is passed over.
    """
    if key in st.session_state:
        return
    named = st.query_params.get(name, st.session_state.get(_LEFT + key))
    if named in options:
        st.session_state[key] = named


def tell_address(name: str, chosen: str | None, *, key: str) -> None:
    """Put what was chosen into the address; ``None``, the usual choice, leaves it out."""
    st.session_state[_LEFT + key] = chosen
    if chosen is not None and st.query_params.get(name) != chosen:
        st.query_params[name] = chosen
    elif chosen is None and name in st.query_params:
        del st.query_params[name]
