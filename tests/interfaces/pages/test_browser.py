"""What a person sees and does: the chat page in a headless Chromium, light and dark, wide and narrow."""

from __future__ import annotations

from collections.abc import Iterator
from pathlib import Path

import pytest
from playwright.sync_api import Browser, Page, Request, expect

from tests.interfaces.pages.serving import free_port, serve
from tests.interfaces.stand_in import FINDINGS

pytestmark = pytest.mark.browser

STAND_IN = Path(__file__).with_name("stand_in_page.py")
WIDTHS = {"desktop": (1440, 900), "tablet": (1024, 768), "phone": (390, 844)}

CONTRASTS = """selectors => {
  const parse = colour => {
    const canvas = document.createElement("canvas").getContext("2d", {willReadFrequently: true});
    canvas.fillStyle = colour; canvas.fillRect(0, 0, 1, 1);
    return [...canvas.getImageData(0, 0, 1, 1).data];
  };
  const light = ([r, g, b]) => [r, g, b].map(v => v / 255)
    .map(v => v <= 0.04045 ? v / 12.92 : ((v + 0.055) / 1.055) ** 2.4)
    .reduce((sum, v, i) => sum + v * [0.2126, 0.7152, 0.0722][i], 0);
  const ground = element => {
    for (; element; element = element.parentElement) {
      const colour = parse(getComputedStyle(element).backgroundColor);
      if (colour[3] === 255) return colour;
    }
    return [255, 255, 255, 255];
  };
  return selectors.flatMap(selector => [...document.querySelectorAll(selector)].map(element => {
    const back = ground(element);
    let alpha = 1;
    for (let up = element; up; up = up.parentElement) alpha *= getComputedStyle(up).opacity;
    const front = parse(getComputedStyle(element).color).map((v, i) => v * alpha + back[i] * (1 - alpha));
    const [a, b] = [light(front), light(back)].sort((x, y) => y - x);
    return [selector, Math.round((a + 0.05) / (b + 0.05) * 100) / 100];
  }));
}"""
"""Contrast of each element's text, faded as it is, with the first opaque ground behind it, as WCAG 2 defines it."""


@pytest.fixture(scope="module")
def address() -> Iterator[str]:
    """The stand-in page, served with the project's own settings."""
    with serve(STAND_IN, port=free_port()) as url:
        yield url


@pytest.fixture(params=WIDTHS)
def size(request: pytest.FixtureRequest) -> tuple[int, int]:
    """Each width that the page is made for."""
    return WIDTHS[request.param]


def _open(browser: Browser, address: str, *, size: tuple[int, int], dark: bool = False) -> Page:
    width, height = size
    page = browser.new_page(
        viewport={"width": width, "height": height}, color_scheme="dark" if dark else "light", reduced_motion="reduce"
    )
    page.goto(address)
    return page


def _ask(page: Page, question: str) -> None:
    box = page.get_by_placeholder("Ask about the evidence")
    expect(box).to_be_visible()
    box.fill(question)
    box.press("Enter")
    expect(page.locator(".tc-question").last).to_have_text(question)
    expect(page.locator(".tc-meta").filter(has_text="corpus").last).to_be_attached()


def test_nothing_is_fetched_from_elsewhere(browser: Browser, address: str) -> None:
    """No font, script, picture or statistic crosses the network."""
    requests: list[str] = []
    page = browser.new_page()

    def record(request: Request) -> None:
        requests.append(request.url)

    page.on("request", record)
    page.goto(address)
    _ask(page, "What was the hazard ratio?")
    assert [url for url in requests if not url.startswith((address, "data:", "blob:"))] == []
    page.close()


def test_page_fits_its_width(browser: Browser, address: str, size: tuple[int, int]) -> None:
    """Nothing is cut off at the side, with an answer and its source open."""
    page = _open(browser, address, size=size)
    _ask(page, "What was the hazard ratio?")
    page.get_by_role("button", name="[1]").first.click()
    expect(page.locator(".tc-heading")).to_be_visible()
    page.wait_for_timeout(300)
    too_wide = "e => [...e.querySelectorAll('*')].filter(x => x.getBoundingClientRect().right > innerWidth + 1).length"
    assert page.locator(".stMain").evaluate(too_wide) == 0
    page.close()


def test_result_behind_a_number_opens_by_keyboard(browser: Browser, address: str, size: tuple[int, int]) -> None:
    """Enter on a number opens its card, and Escape closes it."""
    page = _open(browser, address, size=size)
    _ask(page, "What was the hazard ratio?")
    number = page.get_by_role("button", name="0.53, supported: show the result behind this number")
    number.focus()
    page.keyboard.press("Enter")
    card = page.get_by_role("dialog", name="Check of 0.53")
    expect(card).to_be_visible()
    expect(card).to_be_in_viewport(ratio=0.5)
    expect(card).to_contain_text("A+B vs B")
    page.keyboard.press("Escape")
    expect(card).to_be_hidden()
    page.close()


def test_pointer_and_focus_open_a_number(browser: Browser, address: str) -> None:
    """Resting on a number shows its card, with all that it rests on, and leaving hides it; the Tab key shows it too."""
    page = _open(browser, address, size=WIDTHS["desktop"])
    _ask(page, "What was the hazard ratio?")
    card = page.get_by_role("dialog", name="Check of 0.53")
    page.locator(".tc-number").first.hover()
    expect(card).to_be_visible()
    for part in (
        "supported",
        "Progression-free survival",
        "0.53 (99% CI 0.32–0.89)",
        "intention to treat",
        "7 February",
    ):
        expect(card).to_contain_text(part)
    page.mouse.move(700, 5)
    expect(card).to_be_hidden()
    page.locator(".tc-number").first.focus()
    page.keyboard.press("Tab")
    expect(card.get_by_role("button", name="Copy result")).to_be_focused()
    page.keyboard.press("Tab")
    page.keyboard.press("Tab")
    expect(page.get_by_role("dialog", name="Check of 99")).to_be_visible()
    expect(card).to_be_hidden()
    page.close()


def test_answer_is_copied_with_its_references(browser: Browser, address: str) -> None:
    """One click puts the answer and its references on the clipboard, and says so."""
    page = _open(browser, address, size=WIDTHS["desktop"])
    page.context.grant_permissions(["clipboard-read", "clipboard-write"])
    _ask(page, "What was the hazard ratio?")
    page.get_by_role("button", name="Copy with references").click()
    expect(page.get_by_role("button", name="Copied")).to_be_visible()
    copied = page.evaluate("navigator.clipboard.readText()")
    assert "References\n1. Author A" in copied
    page.close()


def test_slow_answer_grows_and_can_be_stopped(browser: Browser, address: str) -> None:
    """Its first line is there before the rest; Stop leaves that line, and the box takes the next question."""
    page = _open(browser, address, size=WIDTHS["desktop"])
    box = page.get_by_placeholder("Ask about the evidence")
    box.fill("slow hazard")
    box.press("Enter")
    expect(page.locator(".tc-growing")).to_be_visible()
    expect(page.locator(".tc-line")).to_contain_text("0.53")
    page.get_by_role("button", name="■ Stop").click()
    expect(page.locator(".tc-notice")).to_contain_text("this answer is not whole")
    expect(page.locator(".tc-growing")).to_have_count(0)
    _ask(page, "My patient?")
    page.close()


def test_conversation_survives_a_reload(browser: Browser, address: str) -> None:
    """The address holds the conversation, and the sidebar lists it."""
    page = _open(browser, address, size=WIDTHS["desktop"])
    _ask(page, "Show me the wrong one")
    page.reload()
    expect(page.locator(".tc-question")).to_have_text("Show me the wrong one")
    expect(page.get_by_test_id("stSidebar").get_by_role("button", name="Show me the wrong one").first).to_be_visible()
    page.close()


def test_sidebar_makes_room_for_the_source(browser: Browser, address: str, size: tuple[int, int]) -> None:
    """It stands open on a desk, and is one click away on narrower screens."""
    page = _open(browser, address, size=size)
    _ask(page, "What was the hazard ratio?")
    search = page.get_by_placeholder("Search conversations")
    if size == WIDTHS["desktop"]:
        expect(search).to_be_in_viewport()
    else:
        expect(search).not_to_be_in_viewport()
        page.get_by_test_id("stExpandSidebarButton").click()
        expect(search).to_be_in_viewport()
    page.close()


def test_answer_is_read_from_its_beginning(browser: Browser, address: str, size: tuple[int, int]) -> None:
    """After each answer its question and status are in view, not the end of the answer."""
    page = _open(browser, address, size=size)
    for question in (
        "What was the hazard ratio?",
        "Show me the wrong one",
        "And the hazard ratio again?",
        "My patient?",
    ):
        _ask(page, question)
        expect(page.locator(".tc-question").last).to_be_in_viewport(ratio=1)
        expect(page.locator(".tc-status").last).to_be_in_viewport(ratio=1)
    page.close()


@pytest.mark.parametrize("screen", ["desktop", "tablet"])
def test_quote_shows_beside_its_answer(browser: Browser, address: str, screen: str) -> None:
    """On a wide screen the highlighted passage is in view without a click."""
    page = _open(browser, address, size=WIDTHS[screen])
    _ask(page, "What was the hazard ratio?")
    mark = page.locator(".tc-document mark")
    expect(mark).to_have_text(FINDINGS)
    expect(mark).to_be_in_viewport()
    page.close()


def test_phone_shows_a_source_when_it_is_asked_for(browser: Browser, address: str) -> None:
    """On a phone the source lies over the lower half of the page, from the chip's click to Close."""
    page = _open(browser, address, size=WIDTHS["phone"])
    _ask(page, "What was the hazard ratio?")
    expect(page.locator(".tc-heading")).to_be_hidden()
    page.get_by_role("button", name="[1]").first.click()
    expect(page.locator(".tc-document mark")).to_be_in_viewport()
    page.get_by_role("button", name="Close").last.click()
    expect(page.locator(".tc-heading")).to_be_hidden()
    page.close()


@pytest.mark.parametrize("dark", [pytest.param(False, id="light"), pytest.param(True, id="dark")])
def test_text_has_enough_contrast(browser: Browser, address: str, dark: bool) -> None:
    """All text of the page reaches 4.5:1 in both themes, verdict signs and status included."""
    page = _open(browser, address, size=WIDTHS["desktop"], dark=dark)
    for question in ("What was the hazard ratio?", "Show me the wrong one", "My patient?", "Something else?"):
        _ask(page, question)
    page.get_by_role("button", name="[1]").first.click()
    expect(page.locator(".tc-heading")).to_be_visible()
    selectors = (".stHtml *:not(style, script)", ".stButton p", "summary p", "textarea")
    low = [entry for entry in page.evaluate(CONTRASTS, selectors) if entry[1] < 4.5]
    assert low == []
    page.close()


def test_hostile_text_does_nothing(browser: Browser, address: str) -> None:
    """Markup from a document is read as text: no picture, no script, no link, no formula."""
    page = _open(browser, address, size=WIDTHS["desktop"])
    _ask(page, 'hostile <img src=x onerror="document.title=1"> [link](http://evil.example) $x$')
    page.get_by_role("button", name="[1]").first.click()
    expect(page.locator(".tc-document mark")).to_contain_text("[link](http://evil.example) $x$ **bold** :red[y]")
    assert page.title() == "TrialCite"
    assert page.locator(".stMain img, .stMain a[href*=evil], .stMain .katex").count() == 0
    page.close()


@pytest.mark.parametrize("page_name", ["reference", "sources"])
def test_other_pages_fit_every_width_and_fetch_nothing(
    browser: Browser, address: str, size: tuple[int, int], page_name: str
) -> None:
    """Plots and tables included; a table that is wider than a phone scrolls by itself."""
    page = browser.new_page(viewport={"width": size[0], "height": size[1]}, reduced_motion="reduce")
    requests: list[str] = []
    page.on("request", lambda request: requests.append(request.url))
    page.goto(f"{address}/?page={page_name}")
    expect(page.locator(".tc-tile, .tc-source").first).to_be_visible()
    if page_name == "reference":
        expect(page.locator(".stVegaLiteChart canvas, .stVegaLiteChart svg")).to_have_count(2)
    beyond = "e => [...e.querySelectorAll('*')].filter(x => !x.closest('.tc-scroll') && !x.closest('[popover]')"
    too_wide = f"{beyond} && x.getBoundingClientRect().right > innerWidth + 1).length"
    assert page.locator(".stMain").evaluate(too_wide) == 0
    assert [url for url in requests if not url.startswith((address, "data:", "blob:"))] == []
    page.close()


def test_figure_opens_its_source_by_keyboard(browser: Browser, address: str) -> None:
    """Enter on a figure of the quick reference shows the sentence that prints it, and Escape closes it."""
    page = browser.new_page(viewport={"width": 390, "height": 844}, reduced_motion="reduce")
    page.goto(f"{address}/?page=reference")
    figure = page.get_by_role("button", name="0.61 (98% CI 0.40–0.93): show what it is and where it comes from").first
    expect(figure).to_be_visible(timeout=60_000)  # the server's first page loads what draws plots
    figure.focus()
    page.keyboard.press("Enter")
    card = page.locator(".tc-card:popover-open")
    expect(card).to_be_visible()
    expect(card).to_contain_text("The hazard ratio for progression-free survival was 0·61")
    expect(card.locator("blockquote")).to_be_in_viewport()
    page.keyboard.press("Escape")
    expect(card).to_have_count(0)
    page.close()


@pytest.mark.parametrize("dark", [pytest.param(False, id="light"), pytest.param(True, id="dark")])
@pytest.mark.parametrize("page_name", ["reference", "sources"])
def test_other_pages_have_enough_contrast(browser: Browser, address: str, page_name: str, dark: bool) -> None:
    """All text that the pages write reaches 4.5:1 in both themes."""
    page = browser.new_page(color_scheme="dark" if dark else "light", reduced_motion="reduce")
    page.goto(f"{address}/?page={page_name}")
    expect(page.locator(".tc-tile, .tc-source").first).to_be_visible()
    page.wait_for_timeout(1000)
    low = [entry for entry in page.evaluate(CONTRASTS, (".stHtml *:not(style, script)", "summary p")) if entry[1] < 4.5]
    assert low == []
    page.close()
