"""References in AMA style."""

from __future__ import annotations

from dataclasses import replace

import pytest

from ingest.readers.references import Article, Person, cite_article, write_date

ARTICLE = Article(
    title="A trial of lamps.",
    journal="Ann. Made Up Med.",
    published="2019 Mar 2",
    volume="12",
    issue="3",
    pages="1145-56",
    persons=(Person("Ada B Example", "Example AB"), Person("Bo Sample", "Sample B")),
    identifiers=(("pmid", "1"), ("doi", "10.9999/lamp")),
)


def test_reference_in_full() -> None:
    """Journal without full stops, the last page in full."""
    assert cite_article(ARTICLE) == (
        "Example AB, Sample B. A trial of lamps. Ann Made Up Med. 2019;12(3):1145-1156. doi:10.9999/lamp"
    )


@pytest.mark.parametrize(("count", "shown"), [(6, "A1, A2, A3, A4, A5, A6."), (7, "A1, A2, A3, et al.")])
def test_more_than_six_authors_are_cut_to_three(count: int, shown: str) -> None:
    """Six are named, of seven three."""
    persons = tuple(Person(f"A{n}", f"A{n}") for n in range(1, count + 1))
    assert cite_article(replace(ARTICLE, persons=persons)).startswith(f"{shown} A trial")


@pytest.mark.parametrize(
    ("change", "expected"),
    [
        pytest.param({"volume": "", "issue": "", "pages": ""}, "Published online March 2, 2019.", id="ahead of print"),
        pytest.param({"issue": "", "pages": "e17"}, "2019;12:e17.", id="number of the article"),
        pytest.param({"pages": "50193-2021"}, "2019;12(3):50193-2021.", id="number that looks like pages"),
    ],
)
def test_place_tells_what_is_known(change: dict[str, str], expected: str) -> None:
    """What the file does not tell is left out, and nothing is made up."""
    assert f"Ann Made Up Med. {expected} doi" in cite_article(replace(ARTICLE, **change))


def test_question_keeps_its_mark() -> None:
    """No full stop follows a question mark; an article without authors or place has its title alone."""
    assert cite_article(Article(title="Do lamps burn?", journal="", published="")) == "Do lamps burn?"


@pytest.mark.parametrize(
    ("parts", "expected"),
    [
        (("2018", "05", "07"), "2018 May 7"),
        (("2018", "Feb", ""), "2018 Feb"),
        (("2018", "", "7"), "2018"),
        (("2018", "September", "1"), "2018 Sep 1"),
    ],
)
def test_dates_as_printed(parts: tuple[str, str, str], expected: str) -> None:
    """A month comes as a number or a name."""
    assert write_date(*parts) == expected
