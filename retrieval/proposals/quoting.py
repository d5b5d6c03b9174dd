"""The sentence that prints a figure, with as much before it as the figure needs."""

from __future__ import annotations

from dataclasses import replace

from ingest.quotes import find_missing_number
from ingest.records import Document, Result
from retrieval.checks.figures.layout import Sentence

_MOST = 3
"""Sentences of a quote: the one that prints the figure, and those before it that say whose it is."""


def quote_figure(result: Result, *, sentences: tuple[Sentence, ...], place: int, document: Document) -> Result:
    """Return the draft with its quote: the sentence at ``place``, and those before it until all its numbers are there.

    A quote stands once in its document, so that it can be found again.
    """
    end = sentences[place].end
    for first in range(place, max(-1, place - _MOST), -1):
        if sentences[first].paragraph != sentences[place].paragraph:
            break
        start = sentences[first].start
        quote = document.text[start:end]
        drafted = replace(result, quote=quote, start=start, end=end)
        if find_missing_number(quote, result=drafted) is None and document.text.count(quote) == 1:
            return drafted
    start = sentences[place].start
    return replace(result, quote=document.text[start:end], start=start, end=end)
