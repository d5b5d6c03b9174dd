"""What a person changes: the picks before a letter is composed, and its sentences afterwards."""

from __future__ import annotations

from collections.abc import Collection, Iterator, Sequence
from dataclasses import dataclass, replace

from drafting.records import Letter, LetterText, Paragraph, Section, Selection
from ingest.corpus import Corpus
from retrieval.records import Quote


@dataclass(frozen=True, slots=True)
class Place:
    """Where a sentence stands: section, block and sentence, each counted from 0."""

    section: int
    block: int
    sentence: int


def choose(selection: Selection, *, results: Sequence[str], quotes: Sequence[Quote], corpus: Corpus) -> Selection:
    """Return a selection with these results and passages in place of its own; untouched where they are the same."""
    results, quotes = tuple(dict.fromkeys(results)), tuple(dict.fromkeys(quotes))
    if (results, quotes) == (selection.results, selection.quotes):
        return selection
    about = [corpus.table.get(key).trial for key in results]
    about += [trial for quote in quotes if (trial := corpus.sources[quote.source].trial)]
    found = selection.status == "not_found" and bool(results or quotes)
    return replace(
        selection,
        status="answered" if found else selection.status,
        trials=tuple(dict.fromkeys((*selection.trials, *about))),
        results=results,
        quotes=quotes,
        told=() if found else selection.told,
        chosen=True,
    )


def list_sentences(letter: Letter) -> Iterator[tuple[Place, Section, LetterText]]:
    """Yield the sentences that a person may word anew: running text, not quotations and not tables."""
    for number, section in enumerate(letter.sections):
        for place, block in enumerate(section.blocks):
            if isinstance(block, Paragraph):
                for at, text in enumerate(block.sentences):
                    if text.origin != "quote":
                        yield Place(number, place, at), section, text


def change_sentence(letter: Letter, place: Place, text: str) -> Letter:
    """Return a letter with a sentence worded by a person; without it where nothing is left of it.

    What the sentence cites stays cited. Its numbers are not checked here: the letter has to be settled.
    """
    section = letter.sections[place.section]
    block = section.blocks[place.block]
    assert isinstance(block, Paragraph), "only running text is offered to be changed"
    sentences = list(block.sentences)
    words = " ".join(text.split())
    if words:
        sentences[place.sentence] = replace(sentences[place.sentence], text=words, origin="person")
    else:
        del sentences[place.sentence]
    blocks = list(section.blocks)
    if sentences:
        blocks[place.block] = replace(block, sentences=tuple(sentences))
    else:
        del blocks[place.block]
    return _with(letter, place.section, replace(section, blocks=tuple(blocks)))


def add_sentence(letter: Letter, section: int, text: str, *, sources: Collection[str] = ()) -> Letter:
    """Return a letter with a sentence of a person's at the end of a section."""
    told = letter.sections[section]
    trial = next((trial for selection in letter.selections for trial in selection.trials), None)
    added = LetterText(" ".join(text.split()), sources=tuple(sources), origin="person", trial=trial)
    return _with(letter, section, replace(told, blocks=(*told.blocks, Paragraph((added,)))))


def _with(letter: Letter, number: int, section: Section) -> Letter:
    sections = list(letter.sections)
    sections[number] = section
    return replace(letter, sections=tuple(sections))
