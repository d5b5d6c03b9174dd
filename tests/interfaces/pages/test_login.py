"""Letting people in, end to end: the pages, a browser, and an identity provider that the test plays."""

from __future__ import annotations

import shutil
from collections.abc import Iterator

import pytest
from playwright.sync_api import BrowserContext, Page, expect

from tests.interfaces.pages.browsing import settle, visit
from tests.interfaces.pages.identity_provider import CLIENT, SECRET, Provider, serve_provider
from tests.interfaces.pages.serving import ROOT, free_port, serve

pytestmark = pytest.mark.browser


@pytest.fixture(scope="module")
def provider() -> Iterator[Provider]:
    """The identity provider."""
    with serve_provider() as provider:
        yield provider


@pytest.fixture(scope="module")
def address(provider: Provider, tmp_path_factory: pytest.TempPathFactory) -> Iterator[str]:
    """The program's pages, without an index, behind a login at ``provider``."""
    folder = tmp_path_factory.mktemp("shared")
    shutil.copytree(ROOT / ".streamlit", folder / ".streamlit")
    port = free_port()
    (folder / ".streamlit" / "secrets.toml").write_text(
        "[auth]\n"
        f'redirect_uri = "http://localhost:{port}/oauth2callback"\n'
        'cookie_secret = "a secret of this test, long enough"\n'
        f'client_id = "{CLIENT}"\nclient_secret = "{SECRET}"\n'
        f'server_metadata_url = "{provider.address}/.well-known/openid-configuration"\n',
        encoding="utf-8",
    )
    environment = {
        "TRIALCITE_HOME": str(folder / "home"),
        "TRIALCITE_ROLES_CLAIM": "roles",
        "TRIALCITE_ROLES": '{"ada@example.org": ["drafter"]}',
    }
    with serve(ROOT / "app.py", port=port, folder=folder, environment=environment) as url:
        yield url


@pytest.fixture
def page(context: BrowserContext, address: str) -> Iterator[Page]:
    """A browser whose person has never been here."""
    context.clear_cookies()
    with visit(context, address) as page:
        yield page


def _sign_in(page: Page) -> None:
    page.get_by_role("button", name="Sign in").click()
    page.wait_for_url("**/localhost:*/**")


def _pages(page: Page) -> list[str]:
    settle(page)
    return page.get_by_test_id("stTopNavLink").all_inner_texts()


def test_stranger_sees_how_to_sign_in_and_nothing_else(page: Page) -> None:
    """Before the login there are no pages, no question box and no word of what is held."""
    expect(page.get_by_role("button", name="Sign in")).to_be_visible()
    assert _pages(page) == []
    assert page.get_by_placeholder("Ask about the evidence").count() == 0
    expect(page.locator("body")).not_to_contain_text("no index yet")


def test_role_of_the_list_lets_in(page: Page, provider: Provider) -> None:
    """A drafter signs in, sees the pages of a drafter, and is a stranger again after signing out."""
    provider.person = {"sub": "1", "name": "Ada", "email": "ada@example.org", "email_verified": True}
    _sign_in(page)
    expect(page.locator("body")).to_contain_text("no index yet")
    expect(page.get_by_test_id("stSidebar")).to_contain_text("Signed in as Ada")
    assert _pages(page) == ["Ask", "Quick reference", "Sources", "Draft"]
    assert provider.refused == []
    page.reload()
    expect(page.get_by_test_id("stSidebar")).to_contain_text("Signed in as Ada")
    page.get_by_role("button", name="Sign out").click()
    expect(page.get_by_role("button", name="Sign in")).to_be_visible()


def test_role_of_a_claim_lets_in(page: Page, provider: Provider) -> None:
    """A reader by the provider's own claim sees no drafts."""
    provider.person = {"sub": "2", "name": "Ben", "roles": ["reader", "payroll"]}
    _sign_in(page)
    expect(page.get_by_test_id("stSidebar")).to_contain_text("Signed in as Ben")
    assert _pages(page) == ["Ask", "Quick reference", "Sources"]


def test_person_without_a_role_sees_nothing(page: Page, provider: Provider) -> None:
    """Whoever the provider knows, but nobody let in, is told so; an address that is not verified gives no role."""
    provider.person = {"sub": "3", "name": "Eve", "email": "ada@example.org", "email_verified": False}
    _sign_in(page)
    expect(page.locator("body")).to_contain_text("You are signed in as Eve, but nobody has given you a role here.")
    assert _pages(page) == []


def test_forged_token_is_refused(page: Page, provider: Provider) -> None:
    """A token that was signed with another key leaves the browser where it was."""
    provider.person, provider.forged = {"sub": "1", "email": "ada@example.org", "email_verified": True}, True
    with page.expect_response(lambda response: "/oauth2callback" in response.url):
        _sign_in(page)
    tab = page.context.new_page()  # the first one may still be on its way back, and would give up another step
    tab.goto(page.url.split("/oauth2callback")[0])
    expect(tab.get_by_role("button", name="Sign in")).to_be_visible()
    provider.forged = False
