"""The picks of a letter as a JSON file that a person can read and change before the letter is composed."""

from __future__ import annotations

import json
from collections.abc import Iterator
from pathlib import Path
from typing import Any

from pydantic import BaseModel, ConfigDict, TypeAdapter, ValidationError

from drafting.check_report import describe_result
from drafting.evidence import SelectionError
from drafting.records import Inquiry, LetterText, Role, Selection
from ingest.corpus import Corpus
from retrieval.records import Notice, Quote, Status

_ABOUT = (
    'Set "use" to false to leave an entry out. Add results by their id (trialcite lookup --format json lists them) and '
    "passages by source and verbatim text. Then: trialcite draft --picks THIS_FILE --out letter.docx"
)


class _Entry(BaseModel):
    model_config = ConfigDict(extra="forbid", frozen=True)

    use: bool = True


class _Row(_Entry):
    id: str
    shown: str | None = None


class _Passage(_Entry):
    source: str
    text: str
    start: int | None = None


class _Said(_Entry):
    said: LetterText


class _Picked(BaseModel):
    model_config = ConfigDict(extra="forbid", frozen=True)

    question: str
    role: Role = "asked"
    status: Status = "answered"
    trials: tuple[str, ...] = ()
    results: tuple[_Row, ...] = ()
    passages: tuple[_Passage, ...] = ()
    told: tuple[_Said, ...] = ()
    notices: tuple[Notice, ...] = ()
    chosen: bool = False
    model: str | None = None
    prompt: str | None = None


class _Picks(BaseModel):
    model_config = ConfigDict(extra="forbid", frozen=True)

    about: str = _ABOUT
    corpus: str
    inquiry: Inquiry
    picks: tuple[_Picked, ...]


def write_picks(inquiry: Inquiry, selections: tuple[Selection, ...], path: Path, *, corpus: Corpus) -> None:
    """Write what was picked, each result in words, each passage with its text.

    Raises:
        SelectionError: The file cannot be written.
    """
    picks = _Picks(
        corpus=corpus.fingerprint,
        inquiry=inquiry,
        picks=tuple(_describe(selection, corpus=corpus) for selection in selections),
    )
    try:
        path.write_text(picks.model_dump_json(indent=2), encoding="utf-8")
    except OSError as error:
        raise SelectionError(f"{path}: cannot be written ({error.strerror or error})") from error


def read_picks(path: Path, *, corpus: Corpus) -> tuple[Inquiry, tuple[Selection, ...]]:
    """Return the inquiry and the selections as a person left them.

    Raises:
        SelectionError: The file cannot be read, or names a passage that its source does not hold.
    """
    try:
        picks = TypeAdapter(_Picks).validate_python(json.loads(path.read_text(encoding="utf-8")), strict=False)
    except (OSError, UnicodeDecodeError, json.JSONDecodeError) as error:
        raise SelectionError(f"{path}: expected picks as trialcite draft --pick-only writes them ({error})") from error
    except ValidationError as error:
        wrong = error.errors()[0]
        place = ".".join(map(str, wrong["loc"]))
        raise SelectionError(f"{path}: at {place}: {wrong['msg']}, found {wrong['input']!r}") from error
    return picks.inquiry, tuple(_select(each, path=path, corpus=corpus) for each in picks.picks)


def describe_picks(selections: tuple[Selection, ...], *, corpus: Corpus) -> Iterator[str]:
    """Yield the picks as lines of text: what a person looks over."""
    for selection in selections:
        yield f"{selection.question} [{selection.role}, {selection.status}]"
        for key in selection.results:
            yield f"  [x] {key}  {describe_result(corpus.table.get(key))}"
        for quote in selection.quotes:
            yield f"  [x] {quote.source}  “{_words(quote, corpus)}”"
        yield from (f"      {text.text}" for text in selection.told)


def _describe(selection: Selection, *, corpus: Corpus) -> _Picked:
    return _Picked(
        question=selection.question,
        role=selection.role,
        status=selection.status,
        trials=selection.trials,
        results=tuple(_Row(id=key, shown=describe_result(corpus.table.get(key))) for key in selection.results),
        passages=tuple(
            _Passage(source=quote.source, text=_words(quote, corpus), start=quote.start) for quote in selection.quotes
        ),
        told=tuple(_Said(said=text) for text in selection.told),
        notices=selection.notices,
        chosen=selection.chosen,
        model=selection.model,
        prompt=selection.prompt,
    )


def _select(picked: _Picked, *, path: Path, corpus: Corpus) -> Selection:
    entries: tuple[Any, ...] = (*picked.results, *picked.passages, *picked.told)
    added = any(row.shown is None for row in picked.results) or any(each.start is None for each in picked.passages)
    results = tuple(dict.fromkeys(row.id for row in picked.results if row.use))
    quotes = tuple(dict.fromkeys(_find(each, path=path, corpus=corpus) for each in picked.passages if each.use))
    told = tuple(each.said for each in picked.told if each.use)
    answered = picked.status if picked.status != "not_found" or not (results or quotes) else "answered"
    about = [corpus.table.get(key).trial for key in results if key in corpus.table]
    about += [trial for quote in quotes if (trial := corpus.sources[quote.source].trial)]
    return Selection(
        question=picked.question,
        role=picked.role,
        status=answered,
        trials=tuple(dict.fromkeys((*picked.trials, *about))),
        results=results,
        quotes=quotes,
        told=told if answered == picked.status else (),
        notices=picked.notices,
        chosen=picked.chosen or added or not all(entry.use for entry in entries),
        model=picked.model,
        prompt=picked.prompt,
    )


def _find(passage: _Passage, *, path: Path, corpus: Corpus) -> Quote:
    document = corpus.document(passage.source)
    if document is None:
        raise SelectionError(f"{path}: source {passage.source!r} has no text in this corpus to be quoted")
    expected = passage.start if passage.start is not None else document.text.find(passage.text)
    start = expected if document.text.startswith(passage.text, max(expected, 0)) else document.text.find(passage.text)
    if start < 0 or not passage.text:
        raise SelectionError(f"{path}: source {passage.source!r} does not hold the passage “{passage.text[:60]}”")
    return Quote(passage.source, start, start + len(passage.text))


def _words(quote: Quote, corpus: Corpus) -> str:
    document = corpus.document(quote.source)
    return document.text[quote.start : quote.end] if document else ""
