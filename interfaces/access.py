"""Who may do what: users, their roles, and the actions that a role allows."""

from __future__ import annotations

from collections.abc import Collection, Mapping
from dataclasses import dataclass
from enum import StrEnum
from typing import Any, Literal

Action = Literal["read", "draft", "approve", "confirm", "manage"]
"""What a page can ask of a user: read answers and sources; write letters; review and approve letters; confirm or
reject proposed results; add and remove sources."""


class Role(StrEnum):
    """A part that a person plays; one person may have several."""

    READER = "reader"
    DRAFTER = "drafter"
    REVIEWER = "reviewer"
    ADMIN = "admin"


ALLOWED: dict[Role, frozenset[Action]] = {
    Role.READER: frozenset({"read"}),
    Role.DRAFTER: frozenset({"read", "draft"}),
    Role.REVIEWER: frozenset({"read", "approve", "confirm"}),
    Role.ADMIN: frozenset({"read", "confirm", "manage"}),
}
"""Nobody approves by running the system: an admin who also reviews has both roles."""


@dataclass(frozen=True, slots=True)
class User:
    """The person in front of a page.

    Attributes:
        id: What tells this person from others, and stays the same: the provider's address and its subject.
        name: What pages and audit trails call the person.
        roles: Empty for a person whom nobody let in.
    """

    id: str
    name: str
    roles: frozenset[Role]


LOCAL = User(id="local", name="local user", roles=frozenset(Role))
"""Whoever sits at this machine, where there is no login: may do everything."""

NOBODY = User(id="", name="", roles=frozenset())
"""Whoever has not signed in, where there is a login: may do nothing."""


def may(user: User, action: Action) -> bool:
    """Whether one of the roles of ``user`` allows ``action``."""
    return any(action in ALLOWED[role] for role in user.roles)


def identify(
    claims: Mapping[str, Any], *, roles_claim: str | None = None, listed: Mapping[str, Collection[str]] | None = None
) -> User:
    """Return the user whom an identity provider vouches for by ``claims``, with the roles that are given to them.

    Args:
        claims: Claims of an ID token whose signature was verified.
        roles_claim: Claim that holds a role or a list of roles; a path with dots reaches into objects.
        listed: Roles by e-mail address or subject. An address counts only where the provider says that it is verified:
            others can be typed in by anybody.

    Names that are no role here are ignored, as a provider gives roles of other programs too.
    """
    subject = str(claims.get("sub") or "")
    address = str(claims.get("email") or "").casefold() if claims.get("email_verified") is True else ""
    known = {name.casefold(): roles for name, roles in (listed or {}).items()}
    named = [  # what is empty names nobody
        *(_at_path(claims, roles_claim) if roles_claim else ()),
        *(known.get(address, ()) if address else ()),
        *(known.get(subject.casefold(), ()) if subject else ()),
    ]
    return User(
        id=f"{claims.get('iss') or ''}#{subject}",
        name=str(claims.get("name") or claims.get("email") or subject),
        roles=frozenset(role for role in Role if role.value in named),
    )


def _at_path(claims: Mapping[str, Any], path: str) -> tuple[str, ...]:
    """Return the texts at ``path``, tried whole first: some providers name a claim by an address with dots."""
    value: Any = claims.get(path)
    if value is None:
        value = claims
        for step in path.split("."):
            value = value.get(step) if isinstance(value, Mapping) else None
    values = value if isinstance(value, list | tuple) else [value]
    return tuple(one for one in values if isinstance(one, str))
