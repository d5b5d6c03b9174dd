from __future__ import annotations

from dataclasses import replace

from ingest.records import Document
from interfaces.source_html import CHANGED_NOTE, FIGURE_NOTE, write_source
from retrieval.records import Citation
from tests.interfaces.stand_in import FIGURE

TEXT = "First words. The quoted sentence. Last words."
DOCUMENT = Document("paper", TEXT)
CITATION = Citation(1, "text", "paper", "Paper.", None, "The quoted sentence.", 13, 33)


def test_quote_is_marked_in_its_place() -> None:
    """The quote is highlighted between the words before and after it in the document."""
    shown = write_source(CITATION, document=DOCUMENT)
    assert shown == ('<div class="tc-document">First words. <mark>The quoted sentence.</mark> Last words.</div>')


def test_text_far_from_the_quote_is_folded() -> None:
    """What lies further away can be unfolded, so that the quote shows without scrolling."""
    before = "word " * 100
    citation = replace(CITATION, start=500, end=520)
    shown = write_source(citation, document=Document("paper", before + CITATION.quote))  # type: ignore[operator]
    assert shown.startswith('<div class="tc-document"><details><summary>Earlier in this document</summary>')
    assert "<mark>The quoted sentence.</mark></div>" in shown


def test_figure_source_says_that_its_text_is_not_held() -> None:
    """Nothing is made up to fill the place of a text that is not held."""
    assert FIGURE_NOTE in write_source(FIGURE, document=None)


def test_source_that_changed_since_the_answer_is_not_marked() -> None:
    """After a new ingestion old offsets mark nothing; the quote itself is still shown."""
    shown = write_source(CITATION, document=Document("paper", "Something else altogether, and longer than before."))
    assert CHANGED_NOTE in shown
    assert "<blockquote>The quoted sentence.</blockquote>" in shown
    assert "<mark>" not in shown


def test_document_text_is_escaped() -> None:
    """Markup within a document is shown, not obeyed, before, in and after the quote."""
    text = "<b>x</b>"
    citation = replace(CITATION, quote="<b>", start=0, end=3)
    assert write_source(citation, document=Document("paper", text)) == (
        '<div class="tc-document"><mark>&lt;b&gt;</mark>x&lt;/b&gt;</div>'
    )
