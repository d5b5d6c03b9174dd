"""What a person sees and does: the chat page in a headless Chromium, light and dark, wide and narrow."""

from __future__ import annotations

import re
from collections.abc import Iterator
from pathlib import Path

import pytest
from playwright.sync_api import BrowserContext, Page, expect

from tests.interfaces.pages.browsing import (
    THEMES,
    WIDTHS,
    ask,
    find_beyond,
    find_faint,
    find_unseen_stops,
    set_theme,
    settle,
    visit,
)
from tests.interfaces.pages.serving import free_port, serve
from tests.interfaces.stand_in import FINDINGS

pytestmark = pytest.mark.browser

STAND_IN = Path(__file__).with_name("stand_in_page.py")
QUESTION = "What was the hazard ratio?"


@pytest.fixture(scope="module")
def address() -> Iterator[str]:
    """The stand-in page, served with the project's own settings."""
    with serve(STAND_IN, port=free_port()) as url:
        yield url


@pytest.fixture(scope="module", params=WIDTHS)
def screen(request: pytest.FixtureRequest) -> str:
    """Each screen that the page is made for."""
    return str(request.param)


@pytest.fixture(scope="module")
def answered(context: BrowserContext, address: str, screen: str) -> Iterator[Page]:
    """A conversation of one answer, opened once for each screen; a test leaves it as it found it."""
    with visit(context, address, screen=screen) as page:
        ask(page, QUESTION)
        yield page


@pytest.fixture
def desk(context: BrowserContext, address: str) -> Iterator[Page]:
    """A new conversation on a wide screen."""
    with visit(context, address) as page:
        yield page


def test_page_fits_its_width(answered: Page, screen: str) -> None:
    """Nothing is cut off at the side, with an answer and its source open."""
    answered.get_by_role("button", name="[1]").first.click()
    expect(answered.locator(".tc-heading")).to_be_visible()
    settle(answered)
    assert find_beyond(answered) == []
    if screen == "phone":
        answered.get_by_role("button", name="Close").last.click()


def test_result_behind_a_number_opens_by_keyboard(answered: Page) -> None:
    """Enter on a number opens its card, and Escape closes it."""
    answered.get_by_role("button", name="0.53, supported: show the result behind this number").focus()
    answered.keyboard.press("Enter")
    card = answered.get_by_role("dialog", name="Check of 0.53")
    expect(card).to_be_visible()
    expect(card).to_be_in_viewport(ratio=0.5)
    expect(card).to_contain_text("A+B vs B")
    answered.keyboard.press("Escape")
    expect(card).to_be_hidden()


def test_sidebar_makes_room_for_the_source(answered: Page, screen: str) -> None:
    """It stands open on a desk, and is one click away on narrower screens."""
    search = answered.get_by_placeholder("Search conversations")
    if screen == "desktop":
        expect(search).to_be_in_viewport()
    else:
        expect(search).not_to_be_in_viewport()
        answered.get_by_test_id("stExpandSidebarButton").click()
        expect(search).to_be_in_viewport()
        answered.get_by_test_id("stSidebarCollapseButton").get_by_role("button").click()
        expect(search).not_to_be_in_viewport()


def test_source_shows_where_there_is_room(answered: Page, screen: str) -> None:
    """Beside its answer without a click; on a phone over the lower half of the page, from the chip's click to Close."""
    mark = answered.locator(".tc-document mark")
    if screen == "phone":
        expect(answered.locator(".tc-heading")).to_be_hidden()
        answered.get_by_role("button", name="[1]").first.click()
    expect(mark).to_have_text(FINDINGS)
    expect(mark).to_be_in_viewport()
    if screen == "phone":
        answered.get_by_role("button", name="Close").last.click()
        expect(answered.locator(".tc-heading")).to_be_hidden()


def test_answer_is_read_from_its_beginning(answered: Page) -> None:
    """After each answer its question and status are in view, not the end of the answer."""
    for question in ("Show me the wrong one", "And the hazard ratio again?", "My patient?"):
        ask(answered, question)
        expect(answered.locator(".tc-question").last).to_be_in_viewport(ratio=1)
        expect(answered.locator(".tc-status").last).to_be_in_viewport(ratio=1)


def test_pointer_and_focus_open_a_number(desk: Page) -> None:
    """Resting on a number shows its card, with all that it rests on, and leaving hides it; the Tab key shows it too."""
    ask(desk, QUESTION)
    card = desk.get_by_role("dialog", name="Check of 0.53")
    desk.locator(".tc-number").first.hover()
    expect(card).to_be_visible()
    for part in (
        "supported",
        "Progression-free survival",
        "0.53 (99% CI 0.32–0.89)",
        "intention to treat",
        "7 February",
    ):
        expect(card).to_contain_text(part)
    desk.mouse.move(700, 5)
    expect(card).to_be_hidden()
    desk.locator(".tc-number").first.focus()
    desk.keyboard.press("Tab")
    expect(desk.get_by_role("dialog", name="Check of 99")).to_be_visible()
    expect(card).to_be_hidden()


def test_page_that_moves_below_a_resting_pointer_opens_nothing(desk: Page) -> None:
    """A number that comes to lie under the pointer shows its card only once the pointer moves."""
    ask(desk, QUESTION)
    number, card = desk.locator(".tc-number").first, desk.get_by_role("dialog", name="Check of 0.53")
    place = number.bounding_box()
    assert place is not None
    across, down = place["x"] + place["width"] / 2, place["y"] + place["height"] / 2
    desk.mouse.move(across - 80, down)
    number.evaluate("number => { number.style.position = 'relative'; number.style.left = '-80px'; }")
    expect(number).to_have_css("background-color", re.compile("color"))  # the browser has noticed
    desk.wait_for_timeout(400)
    expect(card).to_be_hidden()
    desk.mouse.move(across - 79, down)
    expect(card).to_be_visible()


def test_number_is_one_stop_of_the_tab_key(desk: Page) -> None:
    """Tab goes from number to number; Enter keeps the card open, and only then its buttons are stops too."""
    ask(desk, QUESTION)
    first, second = (desk.locator(".tc-number").nth(place) for place in (0, 1))
    first.focus()
    desk.keyboard.press("Tab")
    expect(second).to_be_focused()
    desk.keyboard.press("Shift+Tab")
    desk.keyboard.press("Enter")
    desk.keyboard.press("Tab")
    expect(desk.get_by_role("dialog", name="Check of 0.53").get_by_role("button", name="Copy result")).to_be_focused()
    desk.keyboard.press("Tab")
    desk.keyboard.press("Tab")
    expect(second).to_be_focused()
    expect(desk.get_by_role("dialog", name="Check of 0.53")).to_be_hidden()
    expect(desk.get_by_role("dialog", name="Check of 99")).to_be_visible()


def test_keyboard_shows_where_it_is(desk: Page) -> None:
    """Whatever the Tab key reaches has a ring around it: numbers, chips, boxes, buttons, the list of conversations."""
    ask(desk, QUESTION)
    assert find_unseen_stops(desk, stops=50) == []


def test_answer_is_copied_with_its_references(desk: Page) -> None:
    """One click puts the answer and its references on the clipboard, and says so."""
    desk.context.grant_permissions(["clipboard-read", "clipboard-write"])
    ask(desk, QUESTION)
    desk.get_by_role("button", name="Copy with references").click()
    expect(desk.get_by_role("button", name="Copied")).to_be_visible()
    copied = desk.evaluate("navigator.clipboard.readText()")
    assert "References\n1. Author A" in copied


def test_slow_answer_grows_and_can_be_stopped(desk: Page) -> None:
    """Its first line is there before the rest; Stop leaves that line, and the box takes the next question."""
    box = desk.get_by_placeholder("Ask about the evidence")
    box.fill("slow hazard")
    box.press("Enter")
    expect(desk.locator(".tc-growing")).to_be_visible()
    expect(desk.locator(".tc-line")).to_contain_text("0.53")
    desk.get_by_role("button", name="■ Stop").click()
    expect(desk.locator(".tc-notice")).to_contain_text("this answer is not whole")
    expect(desk.get_by_role("status").filter(has_text="Not whole")).to_be_visible()
    expect(desk.get_by_text("✓ Answered")).to_have_count(0)
    expect(desk.locator(".tc-growing")).to_have_count(0)
    ask(desk, "My patient?")


def test_conversation_survives_a_reload(desk: Page) -> None:
    """The address holds the conversation, and the sidebar lists it."""
    ask(desk, "Show me the wrong one")
    desk.reload()
    expect(desk.locator(".tc-question")).to_have_text("Show me the wrong one")
    expect(desk.get_by_test_id("stSidebar").get_by_role("button", name="Show me the wrong one").first).to_be_visible()


def test_text_has_enough_contrast(desk: Page) -> None:
    """All text of the page reaches 4.5:1 in both themes, verdict signs and status included."""
    for question in (QUESTION, "Show me the wrong one", "My patient?", "Something else?"):
        ask(desk, question)
    desk.get_by_role("button", name="[1]").first.click()
    expect(desk.locator(".tc-heading")).to_be_visible()
    for theme in THEMES:
        set_theme(desk, theme)
        assert find_faint(desk, ".stHtml *:not(style, script)", ".stButton p", "summary p", "textarea") == []


def test_hostile_text_does_nothing(desk: Page) -> None:
    """Markup from a document is read as text: no picture, no script, no link, no formula."""
    ask(desk, 'hostile <img src=x onerror="document.title=1"> [link](http://evil.example) $x$')
    desk.get_by_role("button", name="[1]").first.click()
    expect(desk.locator(".tc-document mark")).to_contain_text("[link](http://evil.example) $x$ **bold** :red[y]")
    assert desk.title() == "TrialCite"
    assert desk.locator(".stMain img, .stMain a[href*=evil], .stMain .katex").count() == 0


def test_nothing_is_fetched_from_elsewhere(context: BrowserContext, address: str) -> None:
    """No font, script, picture or statistic crosses the network, on any page."""
    requests: list[str] = []
    context.on("request", lambda request: requests.append(request.url))
    with visit(context, address) as page:
        ask(page, QUESTION)
    for name in ("reference", "sources"):
        with visit(context, f"{address}/?page={name}") as page:
            expect(page.locator(".tc-tile, .tc-source").first).to_be_visible()
    assert [url for url in requests if not url.startswith((address, "data:", "blob:"))] == []
    assert len(requests) > 20


@pytest.mark.parametrize("page_name", ["reference", "sources"])
def test_other_pages_are_read_on_every_screen(context: BrowserContext, address: str, page_name: str) -> None:
    """Plots and tables fit each width, and a table that is wider than a phone scrolls by itself; text reaches 4.5:1."""
    with visit(context, f"{address}/?page={page_name}") as page:
        expect(page.locator(".tc-tile, .tc-source").first).to_be_visible()
        if page_name == "reference":
            expect(page.locator(".stVegaLiteChart canvas, .stVegaLiteChart svg")).to_have_count(2)
        for width, height in WIDTHS.values():
            page.set_viewport_size({"width": width, "height": height})
            settle(page)
            assert find_beyond(page) == []
        for theme in THEMES:
            set_theme(page, theme)
            assert find_faint(page, ".stHtml *:not(style, script)", "summary p", ".stButtonGroup p") == []


def test_figure_opens_its_source_by_keyboard(context: BrowserContext, address: str) -> None:
    """Enter on a figure of the quick reference shows the sentence that prints it, and Escape closes it."""
    with visit(context, f"{address}/?page=reference", screen="phone") as page:
        name = "0.61 (98% CI 0.40–0.93): show what it is and where it comes from"
        page.get_by_role("button", name=name).first.focus()
        page.keyboard.press("Enter")
        card = page.locator(".tc-card:popover-open")
        expect(card).to_be_visible()
        expect(card).to_contain_text("The hazard ratio for progression-free survival was 0·61")
        expect(card.locator("blockquote")).to_be_in_viewport()
        page.keyboard.press("Escape")
        expect(card).to_have_count(0)
