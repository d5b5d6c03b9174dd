"""A model's statement filled: its slots printed from results, its keys resolved, and what is wrong with it told."""

from __future__ import annotations

import re
from collections.abc import Iterable
from dataclasses import dataclass, field
from typing import Literal

from ingest.records import Result
from retrieval.chat_model.forms import Form, Pieces, print_result
from retrieval.chat_model.lines import on_one_line
from retrieval.chat_model.offering import Offer
from retrieval.chat_model.reply import ReplyStatement
from retrieval.inert import NO_LINK, strip_links, strip_markup
from retrieval.records import Finding, Printed, Quote, Sentence
from retrieval.terms import TermIndex

_SLOT = re.compile(r"\{{1,2}\s*([\w-]+)\s*(?:[:.|]\s*([\w ]+?)\s*)?\}{1,2}")
_KEYS = re.compile(r"\s*[\[(]\s*([A-Z]{8}(?:[\s,;]+[A-Z]{8})*)\s*[\])]")
_MARK = re.compile(r"\s*\[\d{1,2}(?:\s*[,–-]\s*\d{1,2})*\](?!\()")
"""What looks like a citation mark: the program numbers the citations, and nobody else."""
_P_BEFORE = re.compile(r"\b[pP](?:[ -]value)?\s*(?:=|<|of|was)?\s*$")
_BEGINS = re.compile(r"\s+[A-Z]")
NO_RESULT = "(no such result)"
"""Stands where a slot named a result that was not offered."""


@dataclass(slots=True)
class _Writer:
    """A sentence in the making.

    Attributes:
        told: Where a slot ended that printed a whole sentence: what begins anew behind it stands behind a full stop.
    """

    text: str = ""
    told: int = -1
    results: list[Result] = field(default_factory=list)
    quotes: list[Quote] = field(default_factory=list)
    printed: list[Printed] = field(default_factory=list)
    faults: list[Finding] = field(default_factory=list)

    def say(self, text: str) -> None:
        """Append the model's own words, without a unit that was printed already."""
        if self.told == len(self.text) and _BEGINS.match(text):
            self.text += "."
        last = self.printed[-1] if self.printed and self.printed[-1].end == len(self.text) else None
        self.text += _without_doubled_unit(text, last)

    def print_pieces(self, pieces: Pieces) -> None:
        """Append what a slot prints."""
        for text, row in pieces:
            start = len(self.text)
            self.text += strip_markup(text).replace("\n", " ")
            if row is not None:
                self.printed.append(Printed(start, len(self.text), row))
                self.results.append(row)

    def fault(
        self, kind: str, reason: str, *, span: tuple[int, int], severity: Literal["error", "warning"] = "error"
    ) -> None:
        """Note what is wrong with a span of the sentence."""
        self.faults.append(Finding(kind, severity, *span, self.text[slice(*span)], reason))


def fill_statement(statement: ReplyStatement, *, offer: Offer, terms: TermIndex) -> Sentence | None:
    """The statement as a sentence with its evidence; ``None`` where it holds no word.

    Nothing is dropped in silence: a key that was not offered, a form that a result does not have, and markup are
    faults.
    """
    words, removed = _clean(statement.text)
    cites = [*statement.cites, *(key for found in _KEYS.finditer(words) for key in re.split(r"[\s,;]+", found[1]))]
    words = _KEYS.sub("", words).strip()
    if not any(character.isalnum() for character in words):
        return None
    writer = _Writer()
    at = 0
    for slot in _SLOT.finditer(words):
        before = words[at : slot.start()]
        at = slot.end()
        key, form = slot[1], slot[2]
        if before.isspace() and _reads_form(form) is Form.SENTENCE and writer.told == len(writer.text):
            before = f".{before}"
        if key in offer.quotes:
            writer.say(before.rstrip())
            cites.append(key)
        else:
            writer.say(_P_BEFORE.sub("", before) if _reads_form(form) is Form.P else before)
            _fill_slot(writer, key, form, offer=offer, terms=terms)
    writer.say(words[at:])
    writer.text += "" if writer.text.endswith((".", "!", "?", "”", ":")) else "."
    _cite(writer, cites, offer=offer)
    if removed:
        reason = "the model wrote a link, markup or a citation mark of its own: it was taken out"
        writer.fault("markup_removed", reason, span=(0, len(writer.text)), severity="warning")
    return _sentence_of(writer)


def _fill_slot(writer: _Writer, key: str, name: str | None, *, offer: Offer, terms: TermIndex) -> None:
    start = len(writer.text)
    row = offer.results.get(key)
    if row is None:
        writer.say(NO_RESULT)
        span = (start, len(writer.text))
        writer.fault("unknown_key", f"{key!r} is the key of no result that was offered", span=span)
        return
    form = _reads_form(name)
    pieces = print_result(row, form, beside=offer.beside(row), terms=terms) if form else None
    if pieces is None:
        fallback = print_result(row, Form.VALUE_CI, beside=(), terms=terms)
        assert fallback is not None, "every result has a value or a p-value"
        writer.print_pieces(fallback)
        reason = f"the result has no form {name!r}: its value is printed"
        writer.fault("unknown_form", reason, span=(start, len(writer.text)), severity="warning")
    else:
        writer.print_pieces(pieces)
        writer.told = len(writer.text) if form is Form.SENTENCE else writer.told


def _reads_form(name: str | None) -> Form | None:
    """The form that a slot names; the value with its interval where it names none."""
    if name is None:
        return Form.VALUE_CI
    words = name.strip().casefold().replace(" ", "_")
    return next((form for form in Form if form.value.casefold() == words), None)


def _clean(text: str) -> tuple[str, bool]:
    """The words of a statement on one line, and whether anything but words was taken out."""
    plain = on_one_line(text)
    words = _MARK.sub("", strip_links(plain))
    return " ".join(words.split()), words.split() != plain.split() or NO_LINK in words


def _cite(writer: _Writer, keys: Iterable[str], *, offer: Offer) -> None:
    """Resolve the keys of a statement; what nothing stands behind is an error."""
    for key in dict.fromkeys(key.strip("[](){}. ").partition(":")[0] for key in keys):
        if key in offer.quotes:
            writer.quotes.append(offer.quotes[key])
        elif key in offer.results:
            writer.results.append(offer.results[key])
        elif key:
            reason = f"{key[:40]!r} is the key of nothing that was offered"
            writer.fault("unknown_key", reason, span=(0, len(writer.text)))
    if not writer.results and not writer.quotes:
        reason = "the statement names no result and no sentence that it rests on"
        writer.fault("uncited_statement", reason, span=(0, len(writer.text)))


def _sentence_of(writer: _Writer) -> Sentence:
    trials = {row.trial for row in writer.results}
    return Sentence(
        writer.text,
        tuple(dict.fromkeys(writer.results)),
        tuple(dict.fromkeys(writer.quotes)),
        trial=next(iter(trials)) if len(trials) == 1 else None,
        written=True,
        printed=tuple(writer.printed),
        faults=tuple(writer.faults),
    )


def _without_doubled_unit(text: str, last: Printed | None) -> str:
    """``text`` without the unit that it repeats: a model writes "{{KEY:value}} months" out of habit."""
    unit = last.result.unit if last else None
    if not unit:
        return text
    found = re.match(rf"\s*{re.escape(unit)}(?!\w)", text)
    return text[found.end() :] if found else text
