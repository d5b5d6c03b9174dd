"""Quotes have to stand in their document, and to hold the numbers printed beside them."""

from __future__ import annotations

from dataclasses import replace
from decimal import Decimal

from evaluation.citing import CitationCount, count_citations, find_numbers_not_held
from ingest.records import Result
from retrieval.records import Citation
from tests.evaluation.stand_in import SOURCE, make_answer

_TEXT = "Findings. Fatal events occurred in six (3%) of 177 patients."
_QUOTE = _TEXT[10:]
_CITATION = Citation(
    n=1, kind="text", source=SOURCE, reference="Report.", locator="Findings", quote=_QUOTE, start=10, end=len(_TEXT)
)
_RESULT = Result(
    id="report:1", trial="NCT00000001", source=SOURCE, category="safety", outcome="Fatal adverse event",
    statistic="percentage", value=Decimal(3), unit="%", n=6, N=177, quote=_QUOTE,
)  # fmt: skip
_ANSWER = replace(make_answer("6 of 177 patients (3 %) died.", citations=(_CITATION,)), results=(_RESULT,))


def test_numbers_are_held_by_the_quote_beside_them() -> None:
    """3, 6 and 177 stand in the quote, the six as a word; the quote stands where it says."""
    expected = CitationCount(
        answers=1, cited=1, statements=1, cited_statements=1, quotes=1, verbatim=1, numbers=3, held=3
    )
    assert count_citations(_ANSWER, texts={SOURCE: _TEXT}) == expected


def test_number_that_the_quote_lacks_is_named() -> None:
    """A quote without the number does not support it."""
    answer = replace(_ANSWER, citations=(replace(_CITATION, quote="Fatal events occurred in six (3%) patients."),))
    assert find_numbers_not_held(answer) == ("177 in '6 of 177 patients (3 %) died.'",)


def test_shifted_quote_is_not_verbatim() -> None:
    """Offsets that are one off are found."""
    answer = replace(_ANSWER, citations=(replace(_CITATION, start=9),))
    assert count_citations(answer, texts={SOURCE: _TEXT}).verbatim == 0


def test_abstention_counts_for_nothing() -> None:
    """An abstention has nothing to cite."""
    assert count_citations(make_answer("Nothing.", status="not_found"), texts={}) == CitationCount()


def test_counts_add_up() -> None:
    """Two answers count twice."""
    one = CitationCount(answers=1, held=2)
    assert one + one == CitationCount(answers=2, held=4)
