"""How a test looks at a page: its widths and themes, when it has come to rest, what sticks out, and what is faint."""

from __future__ import annotations

from collections.abc import Iterator
from contextlib import contextmanager, suppress

from playwright.sync_api import BrowserContext, Page, expect
from playwright.sync_api import TimeoutError as PlaywrightTimeoutError

PATIENCE_MS = 120_000
"""What a page shows within milliseconds takes long beside other tests, and a server's first page longest."""

DRAWN_ANEW_MS = 20_000
"""A plot learns its new width after the page has come to rest, on a busy machine seconds later."""

WIDTHS = {"desktop": (1440, 900), "tablet": (1024, 768), "phone": (390, 844)}

_COUNT_QUESTIONS_SHOWN = """
  window.questionsShown = 0;
  const scroll = Element.prototype.scrollIntoView;
  Element.prototype.scrollIntoView = function (...how) {
    scroll.apply(this, how);
    if (this.matches(".tc-question")) window.questionsShown++;
  };"""

_RESTING = """() => {
  const app = document.querySelector('[data-testid="stApp"]');
  return app?.dataset.testScriptState === "notRunning"
    && !document.querySelector('[data-stale="true"], [data-testid="stSkeleton"]')
    && document.getAnimations().every(animation => animation.playState !== "running");
}"""

_BEYOND = """() => [...document.querySelectorAll(".stMain *")].filter(element =>
    !element.closest(".tc-scroll, [popover], [data-testid=stDataFrame]")
    && element.getBoundingClientRect().right > innerWidth + 1
  ).map(element => `${element.tagName}.${element.className}`)"""

_FAINT = """selectors => {
  const brush = Object.assign(document.createElement("canvas"), {width: 1, height: 1})
    .getContext("2d", {willReadFrequently: true});
  const known = new Map();
  const parse = colour => {
    if (!known.has(colour)) {
      brush.clearRect(0, 0, 1, 1); brush.fillStyle = colour; brush.fillRect(0, 0, 1, 1);
      known.set(colour, [...brush.getImageData(0, 0, 1, 1).data]);
    }
    return known.get(colour);
  };
  const light = ([r, g, b]) => [r, g, b].map(v => v / 255)
    .map(v => v <= 0.04045 ? v / 12.92 : ((v + 0.055) / 1.055) ** 2.4)
    .reduce((sum, v, i) => sum + v * [0.2126, 0.7152, 0.0722][i], 0);
  const over = (front, back) => front.slice(0, 3).map((v, i) => v * front[3] / 255 + back[i] * (1 - front[3] / 255));
  const ground = element => {
    const layers = [];
    for (; element; element = element.parentElement) {
      const colour = parse(getComputedStyle(element).backgroundColor);
      layers.push(colour);
      if (colour[3] === 255) break;
    }
    return layers.reduceRight((back, front) => over(front, back), [255, 255, 255]);
  };
  return selectors.flatMap(selector => [...document.querySelectorAll(selector)].map(element => {
    const back = ground(element);
    let alpha = 1;
    for (let up = element; up; up = up.parentElement) alpha *= getComputedStyle(up).opacity;
    const front = parse(getComputedStyle(element).color).map((v, i) => v * alpha + back[i] * (1 - alpha));
    const [a, b] = [light(front), light(back)].sort((x, y) => y - x);
    return [`${selector}: ${element.textContent.slice(0, 40)}`, Math.round((a + 0.05) / (b + 0.05) * 100) / 100];
  })).filter(([, contrast]) => contrast < 4.5);
}"""

_UNSEEN_STOP = """() => {
  const stop = document.activeElement;
  if (stop.matches("body, .stMain")) return null; // the document, and what scrolls
  for (let up = stop, far = 0; up && far < 4; up = up.parentElement, far++) {
    const {outlineStyle, outlineWidth} = getComputedStyle(up);
    if (outlineStyle !== "none" && parseFloat(outlineWidth) >= 2) return null;
  }
  return `${stop.tagName} ${stop.ariaLabel ?? stop.innerText}`;
}"""

THEMES = {"light": "rgb(255, 255, 255)", "dark": "rgb(17, 24, 29)"}
"""The themes, with the colour behind all that ``.streamlit/config.toml`` gives them."""


@contextmanager
def visit(context: BrowserContext, address: str, *, screen: str = "desktop") -> Iterator[Page]:
    """Give the page at ``address`` as it first comes to rest, without movement, and close it at the end."""
    width, height = WIDTHS[screen]
    page = context.new_page()
    page.set_viewport_size({"width": width, "height": height})
    page.emulate_media(reduced_motion="reduce")
    page.add_init_script(_COUNT_QUESTIONS_SHOWN)
    page.goto(address)
    settle(page)
    yield page
    page.close()


def settle(page: Page) -> None:
    """Return when the script has run, nothing of the run before is left, and nothing moves."""
    page.wait_for_function(_RESTING, timeout=PATIENCE_MS)


def set_theme(page: Page, theme: str) -> None:
    """Make ``page`` follow a system that is light or dark."""
    page.emulate_media(color_scheme=theme)  # type: ignore[arg-type]  # one of them
    expect(page.locator(".stApp")).to_have_css("background-color", THEMES[theme])
    settle(page)


def ask(page: Page, question: str) -> None:
    """Ask ``question`` in the chat, and return when its answer is whole and the page has scrolled to its beginning."""
    answers = page.locator(".tc-meta").filter(has_text="corpus")
    before, shown = answers.count(), page.evaluate("questionsShown")
    box = page.get_by_placeholder("Ask about the evidence")
    box.fill(question)
    box.press("Enter")
    expect(page.locator(".tc-question").last).to_have_text(question)
    expect(answers).to_have_count(before + 1)
    page.wait_for_function("shown => questionsShown > shown", arg=shown, timeout=PATIENCE_MS)
    settle(page)


def find_beyond(page: Page) -> list[str]:
    """Elements that stay beyond the right edge of the screen; what scrolls by itself may, and a plot is drawn anew."""
    with suppress(PlaywrightTimeoutError):
        page.wait_for_function(f"() => ({_BEYOND})().length === 0", timeout=DRAWN_ANEW_MS)
    return list(page.evaluate(_BEYOND))


def find_unseen_stops(page: Page, *, stops: int) -> list[str]:
    """Elements that the next ``stops`` presses of the Tab key reach without a ring around them, or what holds them."""
    unseen = []
    for _ in range(stops):
        page.keyboard.press("Tab")
        unseen.append(page.evaluate(_UNSEEN_STOP))
    return [name for name in unseen if name]


def find_faint(page: Page, *selectors: str) -> list[tuple[str, float]]:
    """Elements whose text, faded as it is, has less than 4.5:1 with all that lies behind it (WCAG 2, AA)."""
    return [(text, contrast) for text, contrast in page.evaluate(_FAINT, list(selectors))]
