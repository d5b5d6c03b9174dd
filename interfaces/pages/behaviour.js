// What the pages do in the browser beside Streamlit: cards that open under the pointer, and buttons that copy.
// Without it all of it still works by a click or a key: a number opens its card, and "Copy" has a text beside it.
(() => {
  if (window.trialciteReady) return; // the page is drawn anew at every click, its listeners stay
  window.trialciteReady = true;
  const OPEN_MS = 250; // a pointer that crosses a line of numbers opens none of them
  const CLOSE_MS = 300; // time to move into the card
  let timer, shown, pinned;
  let at = [], under; // where the pointer was last, and the number that came to lie under it while it rested

  const cardOf = (number) => document.getElementById(number.getAttribute("popovertarget"));
  const numberAt = (target) => target instanceof Element && target.closest(".tc-number");
  const later = (act, ms) => { clearTimeout(timer); timer = setTimeout(act, ms); };
  const isOpen = (card) => card?.isConnected && card.matches(":popover-open");

  // The Tab key goes through the buttons of a card that was opened on purpose; from number to number it is one stop each.
  const setTabStops = (card, on) => card.querySelectorAll("button").forEach((button) => { button.tabIndex = on ? 0 : -1; });

  function show(number) {
    const card = cardOf(number);
    if (!card || isOpen(card) || (pinned && isOpen(pinned))) return;
    pinned = null;
    shown = card;
    setTabStops(card, false);
    card.showPopover({ source: number });
  }
  function hide() {
    if (shown && shown !== pinned && isOpen(shown)) shown.hidePopover();
  }

  document.addEventListener("pointerover", (event) => {
    if (event.pointerType !== "mouse") return;
    const number = numberAt(event.target);
    const rests = event.screenX === at[0] && event.screenY === at[1]; // the page moved: an answer came, or it was scrolled
    under = number && rests ? number : null;
    if (number && !rests) later(() => show(number), OPEN_MS);
    else if (number) return;
    else if (shown && shown.contains(event.target)) clearTimeout(timer);
    else later(hide, CLOSE_MS);
  });
  document.addEventListener("pointermove", (event) => {
    if (event.screenX === at[0] && event.screenY === at[1]) return;
    at = [event.screenX, event.screenY];
    const number = under;
    under = null;
    if (number) later(() => show(number), OPEN_MS);
  });
  document.addEventListener("focusin", (event) => {
    const number = numberAt(event.target);
    if (number && number.matches(":focus-visible")) {
      clearTimeout(timer);
      if (pinned !== cardOf(number)) pinned = null; // the reader went on to the next number
      show(number);
    }
    else if (!(shown && shown.contains(event.target))) hide();
  });
  // A click or Enter on a number whose card is open already keeps it open, and on one that was kept closes it.
  document.addEventListener("click", (event) => {
    const number = numberAt(event.target);
    if (!number) return;
    clearTimeout(timer);
    const card = cardOf(number);
    if (isOpen(card) && pinned !== card) { event.preventDefault(); pinned = card; }
    else pinned = isOpen(card) ? null : card;
    if (pinned) setTabStops(pinned, true);
  }, true);

  // Between a phone, where Streamlit closes the sidebar, and a desk there is room for the source or the sidebar: the
  // source comes first, and the sidebar is one click away.
  if (innerWidth >= 768 && innerWidth < 1200) {
    const ends = Date.now() + 5000;
    const close = () => {
      const button = document.querySelector('[data-testid="stSidebarCollapseButton"] button[aria-expanded="true"]');
      if (button) button.click();
      else if (Date.now() < ends) setTimeout(close, 50);
    };
    close();
  }

  document.addEventListener("click", async (event) => {
    const button = event.target instanceof Element && event.target.closest("[data-copy]");
    if (!button) return;
    const label = button.textContent;
    try {
      await navigator.clipboard.writeText(button.dataset.copy);
      button.textContent = "Copied";
    } catch {
      button.textContent = "Not copied: open “Text with references”";
    }
    setTimeout(() => { button.textContent = label; }, 2000);
  });
})();
