"""Evidence numbered: each span once, in the order of use."""

from __future__ import annotations

import re

import pytest
from hypothesis import given
from hypothesis import strategies as st

from ingest.records import Document, Page, Section
from retrieval.answers.citing import Bibliography, locate, mark, with_whole_sentences
from retrieval.records import Quote, Sentence, Statement
from tests.retrieval.small_trial import PNEUMONIA_SENTENCE, RATIO_SENTENCE, RESULTS, SOURCES, TEXT, harbour

ROWS = {row.id: row for row in RESULTS}


def _cite(*sentences: Sentence) -> tuple[list[Statement], Bibliography]:
    bibliography = Bibliography(harbour()[0])
    return [bibliography.cite(sentence) for sentence in sentences], bibliography


def test_text_source_is_quoted_in_its_place() -> None:
    """A result of a held text is cited with the sentence that prints it, its section and its offsets."""
    [statement], bibliography = _cite(Sentence("It was so.", (ROWS["article:1"],)))
    [citation] = bibliography.citations
    assert statement == Statement("It was so.", (1,))
    assert (citation.n, citation.kind, citation.source, citation.locator) == (1, "text", "article", "Findings")
    assert citation.reference == SOURCES["article"].citation
    assert TEXT[citation.start : citation.end] == citation.quote == RATIO_SENTENCE


def test_figure_source_has_a_reference_and_nothing_made_up() -> None:
    """Where the text is not held, locator, quote and offsets are absent."""
    _, bibliography = _cite(Sentence("It was so.", (ROWS["update:1"],)))
    [citation] = bibliography.citations
    assert (citation.kind, citation.reference) == ("figure", SOURCES["update"].citation)
    assert (citation.locator, citation.quote, citation.start, citation.end) == (None, None, None, None)


def test_one_span_keeps_its_number() -> None:
    """Two results of one sentence, and two of one figure source, share a number."""
    statements, bibliography = _cite(
        Sentence("First.", (ROWS["article:2"], ROWS["article:3"])),
        Sentence("Second.", (ROWS["update:1"], ROWS["article:1"])),
        Sentence("Third.", (ROWS["update:2"], ROWS["article:2"])),
    )
    assert [statement.citations for statement in statements] == [(1,), (2, 3), (2, 1)]
    assert [citation.quote for citation in bibliography.citations] == [PNEUMONIA_SENTENCE, None, RATIO_SENTENCE]


def test_marks_stand_at_the_end_of_each_line() -> None:
    """One statement a line, its marks after it."""
    statements = (Statement("One.", (1, 2)), Statement("Two."), Statement("Three.", (2,)))
    assert mark(statements) == "One. [1][2]\nTwo.\nThree. [2]"


@given(st.lists(st.lists(st.sampled_from(sorted(ROWS)), max_size=4), max_size=6))
def test_numbers_count_from_one_without_a_gap(used: list[list[str]]) -> None:
    """Whatever is cited, the marks in the text are the numbers of the list, first used first."""
    statements, bibliography = _cite(*(Sentence("Said", tuple(ROWS[id] for id in ids)) for ids in used))
    marks = [int(number) for number in re.findall(r"\[(\d+)\]", mark(statements))]
    assert list(dict.fromkeys(marks)) == [citation.n for citation in bibliography.citations]
    assert [citation.n for citation in bibliography.citations] == list(range(1, len(bibliography.citations) + 1))
    assert marks == [n for statement in statements for n in statement.citations]


@pytest.mark.parametrize(
    ("offset", "expected"),
    [
        pytest.param(2, "page 1, Methods", id="page and section"),
        pytest.param(12, "page 2, Statistics", id="inner section"),
        pytest.param(22, "page 3", id="page alone"),
        pytest.param(35, None, id="neither"),
    ],
)
def test_place_is_named_for_a_reader(offset: int, expected: str | None) -> None:
    """Page and section as far as the document has them; of nested sections the inner one."""
    sections = (Section("Methods", 0, 20), Section("Statistics", 10, 20))
    pages = (Page(1, 0, 10), Page(2, 10, 20), Page(3, 20, 30))
    assert locate(Document("x", "x" * 40, sections, pages), offset) == expected


def test_quote_is_widened_to_its_sentence() -> None:
    """A clause of the statement is shown with the author whom it is about."""
    start = TEXT.index("research funding from Velo")
    sentence = with_whole_sentences(Sentence("", (), (Quote("article", start, start + 5),)), corpus=harbour()[0])
    [quote] = sentence.quotes
    assert TEXT[quote.start : quote.end] == "DC reports research funding from Velo; and may hold shares in Quill."


def test_two_clauses_of_one_sentence_are_one_quote() -> None:
    """Widened quotes that became the same are cited once."""
    quotes = tuple(
        Quote("article", TEXT.index(words), TEXT.index(words) + 4) for words in ("research funding", "may hold")
    )
    assert len(with_whole_sentences(Sentence("", (), quotes), corpus=harbour()[0]).quotes) == 1


def test_what_a_document_words_is_inert_in_an_answer() -> None:
    """Links, images and HTML of a source stand in a statement as words; the quote beside it stays as it is."""
    [statement], _ = _cite(
        Sentence("“See <b>[this](https://e.example)</b> ![x](https://e.example/p).”", (ROWS["update:1"],))
    )
    assert statement.text == "“See this x.”"
