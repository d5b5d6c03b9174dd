"""Who is in front of the page; pages ask here, and ``interfaces.access`` decides."""

from __future__ import annotations

from interfaces import access
from interfaces.access import Action, User


def current_user() -> User:
    """Return the person in front of the page."""
    return access.LOCAL


def may(action: Action) -> bool:
    """Whether the person in front of the page may do this."""
    return access.may(current_user(), action)
