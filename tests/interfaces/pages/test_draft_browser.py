"""The Draft page in a headless Chromium: the whole way of a letter by hand, and how it looks on a phone."""

from __future__ import annotations

from collections.abc import Iterator
from pathlib import Path

import pytest
from playwright.sync_api import BrowserContext, expect

from tests.interfaces.pages.browsing import THEMES, WIDTHS, find_faint, set_theme, settle, visit
from tests.interfaces.pages.serving import free_port, serve

pytestmark = pytest.mark.browser

_STAND_IN = Path(__file__).with_name("stand_in_draft.py")
_INQUIRY = "My patient developed pneumonia on carfilzomib. What was the progression-free survival in HARBOUR?"


@pytest.fixture(scope="module")
def address() -> Iterator[str]:
    """The page over the invented trial."""
    with serve(_STAND_IN, port=free_port()) as url:
        yield url


def test_letter_is_drafted_reviewed_and_downloaded(context: BrowserContext, address: str) -> None:
    """From an inquiry to an approved letter whose Word file and bundle are downloaded."""
    with visit(context, address) as page:
        name = page.get_by_role("textbox", name="Your name, for the audit trail")
        name.fill("Ann Author")
        name.press("Enter")
        page.get_by_label("The inquiry, as it was received").fill(_INQUIRY)
        page.get_by_role("button", name="Read the inquiry").click()
        expect(page.get_by_text("never closes a report by itself")).to_be_visible()
        page.get_by_role("button", name="Compose the letter").click()
        page.get_by_role("button", name="Keep as a draft").click()
        expect(page.locator(".tc-state-draft")).to_be_visible()
        settle(page)  # what is typed while the page is drawn anew may be lost
        page.get_by_label("Reason, for the audit trail").first.fill("ready")
        page.get_by_role("button", name="Submit for review").click()
        expect(page.locator(".tc-state-in-review")).to_be_visible()
        expect(page.get_by_text("wrote it, and cannot approve it")).to_be_visible()
        name.fill("Bob Reviewer")
        name.press("Enter")
        expect(page.get_by_text("wrote it, and cannot approve it")).to_have_count(0)
        settle(page)  # while the page is drawn anew, the buttons of before stand beside the new ones
        page.get_by_label("Reason, for the audit trail").first.fill("read against the sources")
        page.get_by_role("button", name="Approve", exact=True).click()
        expect(page.locator(".tc-state-approved")).to_be_visible()
        settle(page)  # a download that the run before offered is no longer held
        with page.expect_download() as word:
            page.get_by_role("button", name="Word", exact=True).click()
        assert Path(word.value.path()).read_bytes()[:2] == b"PK"
        page.get_by_text("Evidence bundle and audit trail").click()
        settle(page)
        with page.expect_download() as bundle:
            page.get_by_role("button", name="Evidence bundle (zip)").click()
        assert bundle.value.suggested_filename.endswith("-v1.zip")


def test_page_fits_its_width(context: BrowserContext, address: str) -> None:
    """Neither the picks nor a letter make the page wider than the screen; their text and buttons reach 4.5:1."""
    with visit(context, address) as page:
        page.get_by_label("The inquiry, as it was received").fill(_INQUIRY)
        page.get_by_role("button", name="Read the inquiry").click()
        page.get_by_role("button", name="Compose the letter").click()
        expect(page.locator(".tc-letter")).to_be_visible()
        for width, height in WIDTHS.values():
            page.set_viewport_size({"width": width, "height": height})
            settle(page)
            assert page.evaluate("document.documentElement.scrollWidth <= innerWidth")
        for theme in THEMES:
            set_theme(page, theme)
            assert find_faint(page, ".stHtml *:not(style, script)", ".stMain button p") == []
