from __future__ import annotations

from typing import Any

import pytest

from interfaces.access import LOCAL, NOBODY, Action, Role, User, identify, may

ACTIONS: tuple[Action, ...] = ("read", "draft", "approve", "confirm", "manage")


def _user(*roles: Role) -> User:
    return User(id="x", name="x", roles=frozenset(roles))


@pytest.mark.parametrize(
    ("user", "allowed"),
    [
        pytest.param(_user(Role.READER), {"read"}, id="reader"),
        pytest.param(_user(Role.DRAFTER), {"read", "draft"}, id="drafter"),
        pytest.param(_user(Role.REVIEWER), {"read", "approve", "confirm"}, id="reviewer"),
        pytest.param(_user(Role.ADMIN), {"read", "confirm", "manage"}, id="admin"),
        pytest.param(_user(Role.READER, Role.ADMIN), {"read", "confirm", "manage"}, id="several"),
        pytest.param(NOBODY, set(), id="nobody"),
        pytest.param(LOCAL, set(ACTIONS), id="local"),
    ],
)
def test_role_allows_its_actions(user: User, allowed: set[str]) -> None:
    """Each role may do what it is for, and no more."""
    assert {action for action in ACTIONS if may(user, action)} == allowed


@pytest.mark.parametrize(
    ("claims", "path", "roles"),
    [
        pytest.param({"roles": ["drafter", "payroll"]}, "roles", {"drafter"}, id="list, other programs' left out"),
        pytest.param({"role": "admin"}, "role", {"admin"}, id="one"),
        pytest.param({"realm": {"roles": ["reader"]}}, "realm.roles", {"reader"}, id="path"),
        pytest.param({"https://x.org/roles": ["reader"]}, "https://x.org/roles", {"reader"}, id="address"),
        pytest.param({"roles": "reader admin"}, "roles", set(), id="not split"),
        pytest.param({"roles": {"admin": True}}, "roles", set(), id="object"),
        pytest.param({"roles": ["admin"]}, None, set(), id="no claim named"),
        pytest.param({}, "roles", set(), id="claim missing"),
    ],
)
def test_roles_come_from_a_claim(claims: dict[str, Any], path: str | None, roles: set[str]) -> None:
    """The claim that the setting names, and no other, gives roles."""
    assert identify({"sub": "1", **claims}, roles_claim=path).roles == roles


@pytest.mark.parametrize(
    ("claims", "roles"),
    [
        pytest.param({"email": "Ada@Example.org", "email_verified": True}, {"reviewer"}, id="verified"),
        pytest.param({"email": "ada@example.org", "email_verified": False}, set(), id="not verified"),
        pytest.param({"email": "ada@example.org", "email_verified": "true"}, set(), id="verified in words"),
        pytest.param({"email": "ada@example.org"}, set(), id="not said"),
        pytest.param({"sub": "auth0|77"}, {"admin"}, id="subject"),
        pytest.param({"email": "eve@example.org", "email_verified": True}, set(), id="not listed"),
    ],
)
def test_roles_come_from_a_list(claims: dict[str, Any], roles: set[str]) -> None:
    """An address counts only when the provider vouches for it, a subject always."""
    listed = {"ada@example.org": ["reviewer"], "auth0|77": ["admin"]}
    assert identify({"sub": "1", **claims}, listed=listed).roles == roles


def test_empty_subject_matches_no_list() -> None:
    """A token without subject and address gets nothing, whatever the list says."""
    assert identify({}, listed={"": ["admin"]}).roles == frozenset()


def test_users_of_two_providers_are_told_apart() -> None:
    """The same subject at another provider is another person."""
    ids = {identify({"iss": issuer, "sub": "1"}).id for issuer in ("https://a.org", "https://b.org")}
    assert ids == {"https://a.org#1", "https://b.org#1"}
