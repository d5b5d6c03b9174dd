"""References in AMA style."""

from __future__ import annotations

from dataclasses import replace
from datetime import date

import pytest

from drafting.records import LetterText, Paragraph, Section
from drafting.references import cite, number_sources, superscript
from tests.retrieval.small_trial import SOURCES


def test_more_than_six_authors_are_cut_to_three() -> None:
    """Six authors are all named, of seven the first three."""
    six = "Ames B, Cole D, Emmer S, Ford E, Gray F, Hill G"
    source = SOURCES["article"]
    assert cite(replace(source, citation=f"{six}. Title. J. 2020;1:1.")).startswith(f"{six}. Title")
    assert (
        cite(replace(source, citation=f"{six}, Iles H. Title. J. 2020;1:1."))
        == "Ames B, Cole D, Emmer S, et al. Title. J. 2020;1:1."
    )


def test_title_with_commas_is_no_list_of_authors() -> None:
    """A reference that begins with its title stays as it is."""
    text = "One, two, three, four, five, six, and seven things. J. 2020;1:1."
    assert cite(replace(SOURCES["article"], citation=text)) == text


def test_registry_record_gives_address_and_day_of_retrieval() -> None:
    """A page that changes is cited with the day on which it was read."""
    source = replace(SOURCES["registry"], url="https://example.org/NCT90000003", retrieved=date(2026, 1, 5))
    assert cite(source) == (
        "ClinicalRegister. HARBOUR results. 2022. Accessed January 5, 2026. https://example.org/NCT90000003"
    )


def test_sources_are_numbered_in_order_of_first_citation() -> None:
    """A source keeps the number that it got first."""
    texts = [LetterText("A.", sources=("update",)), LetterText("B.", sources=("article", "update"))]
    sections = [Section("answer", "Answer", (Paragraph(tuple(texts)),))]
    assert number_sources(sections) == {"update": 1, "article": 2}


@pytest.mark.parametrize(
    ("cited", "mark"),
    [
        pytest.param("b", "2", id="one"),
        pytest.param("a b", "1,2", id="two in a row"),
        pytest.param("a b c e", "1-3,5", id="three in a row are a range"),
    ],
)
def test_raised_numbers_are_sorted_and_joined(cited: str, mark: str) -> None:
    """Numbers are joined by commas, three or more in a row by a hyphen."""
    numbers = {key: place for place, key in enumerate("abcde", start=1)}
    assert superscript(LetterText("x", sources=tuple(cited.split())), numbers) == mark
