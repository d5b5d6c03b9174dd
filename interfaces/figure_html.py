"""Figures as HTML: a number that opens its result and the sentence that it comes from, without a script."""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from dataclasses import dataclass, field
from html import escape
from itertools import count

from ingest.records import Result, Source
from interfaces.result_card import describe_result
from interfaces.source_html import FIGURE_NOTE
from retrieval.overview.records import Difference


@dataclass(slots=True)
class FigureWriter:
    """Writes the figures of one part of a page; each gets a card of its own, with an id that no other has.

    Attributes:
        key: Begins the ids.
    """

    sources: Mapping[str, Source]
    key: str
    _numbers: Iterator[int] = field(default_factory=count)

    def write(self, result: Result, text: str) -> str:
        """Return ``text`` as a button that opens the card of ``result``."""
        source = self.sources.get(result.source)
        lines = [line for line in describe_result(result, source=source) if line[0] != "Outcome"]  # the card's title
        rows = "".join(f"<dt>{escape(label)}</dt><dd>{escape(told)}</dd>" for label, told in lines)
        body = f"{_write_quote(result, source=source)}<dl>{rows}</dl>{write_link(source)}"
        return self._write_button(text, title=result.outcome, body=body)

    def write_sentence(self, key: str, sentence: str, text: str) -> str:
        """Return ``text`` as a button that opens a sentence of the source ``key``."""
        source = self.sources[key]
        body = f"<blockquote>{escape(sentence)}</blockquote><p>{escape(source.citation)} {write_link(source)}</p>"
        return self._write_button(text, title="In the source's words", body=body)

    def write_difference(self, difference: Difference, text: str) -> str:
        """Return ``text`` as a button that opens the formula it follows from."""
        body = (
            f"<p><b>Derived</b> from the results of both arms: {escape(difference.formula)}. No source prints it.</p>"
        )
        return self._write_button(text, title="Difference", body=body)

    def _write_button(self, text: str, *, title: str, body: str) -> str:
        card = f"{self.key}-{next(self._numbers)}"
        label = escape(f"{text}: show what it is and where it comes from")
        close = (
            f'<button type="button" class="tc-close" popovertarget="{card}" popovertargetaction="hide">Close</button>'
        )
        return (
            f'<button type="button" class="tc-figure" popovertarget="{card}" aria-label="{label}">'
            f'{escape(text)}</button><div popover id="{card}" class="tc-card" role="dialog" '
            f'aria-label="{escape(title)}"><div class="tc-head"><b>{escape(title)}</b>{close}</div>{body}</div>'
        )


def write_link(source: Source | None) -> str:
    """Return a link to a source at its publisher; nothing where it has no web address."""
    url = source.url if source else None
    if not url or not url.startswith(("https://", "http://")):
        return ""
    return f'<a href="{escape(url)}" target="_blank" rel="noopener noreferrer">Open at its publisher</a>'


def _write_quote(result: Result, *, source: Source | None) -> str:
    """The sentence that prints a result, or that its source's text is not held."""
    if result.quote:
        return f"<blockquote>{escape(' '.join(result.quote.split()))}</blockquote>"
    if source is not None and source.kind == "figures":
        return f'<p class="tc-meta">{FIGURE_NOTE}</p>'
    return ""
