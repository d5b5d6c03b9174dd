"""What a question asks of the declared interests."""

from __future__ import annotations

from dataclasses import replace

import pytest

from retrieval.interests.interests import Interests, fold_name, read_interests
from tests.retrieval.small_trial import DISCLOSURES, SOURCES, ask


def _read(text: str) -> Interests | None:
    return read_interests(ask(text), disclosures=DISCLOSURES, sources=tuple(SOURCES.values()))


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        pytest.param(
            "Which authors disclosed research funding from Velo?",
            Interests((), ("research funding",), ("Velo",), ()),
            id="both",
        ),
        pytest.param("Who received honoraria?", Interests((), ("honoraria",), (), ()), id="relationship"),
        pytest.param("Does BA have ties to Quill?", Interests(("Bea Ames",), (), ("Quill",), ()), id="initials"),
        pytest.param(
            "Does BA have ties to Quill, the company that funded the trial?",
            Interests(("Bea Ames",), (), ("Quill",), ()),
            id="company told by what it paid for",
        ),
        pytest.param("What did Dan Cole disclose?", Interests(("Dan Cole",), (), (), ()), id="full name"),
        pytest.param("What did Ames declare?", Interests(("Bea Ames",), (), (), ()), id="surname"),
        pytest.param("Has Spela Emmer any conflict of interest?", Interests(("Špela Emmer",), (), (), ()), id="accent"),
        pytest.param("What are the authors' conflicts of interest?", Interests((), (), (), ()), id="everything"),
        pytest.param(
            "Which authors declared no competing interests?", Interests((), (), (), (), nothing=True), id="nothing"
        ),
    ],
)
def test_authors_relationships_and_organisations_are_read(text: str, expected: Interests) -> None:
    """Initials and surnames become full names, organisations stand as printed."""
    asked = _read(text)
    assert asked is not None
    for slot in ("authors", "relationships", "organisations", "unknown", "nothing"):
        assert getattr(asked, slot) == getattr(expected, slot)


@pytest.mark.parametrize(
    "text",
    [
        "What was PFS?",
        "How many patients received zeltamab?",
        "Who funded the trial?",
        "What grants longer survival?",
        "How common was pneumonia in patients who work?",
        "Was zeltamab paid for?",
        "Their kidneys work at 45 %. Did people with such kidneys do worse?",
    ],
)
def test_other_questions_ask_nothing_of_interests(text: str) -> None:
    """A word such as "received" or "grants" alone is not about what authors disclosed."""
    assert _read(text) is None


def test_organisation_that_nobody_declared_is_unknown() -> None:
    """A name that no entry carries is kept, so that its absence can be said."""
    asked = _read("Did BA disclose honoraria from Brackwater?")
    assert asked is not None
    assert (asked.organisations, asked.unknown) == ((), ("Brackwater",))


@pytest.mark.parametrize("text", ["What did BAKERS disclose?", "Who disclosed what in BA-DC?"])
def test_initials_inside_another_word_name_nobody(text: str) -> None:
    """Initials stand alone, in their printed case."""
    asked = _read(text)
    assert asked is not None
    assert "Bea Ames" not in asked.authors


def test_surname_of_two_authors_is_not_one_of_them() -> None:
    """A surname that two authors share means neither alone; with the first name it is one."""
    source = replace(SOURCES["article"], authors=("Bea Ames", "Dan Cole", "Eva Cole"))
    for text, count in (("What did Cole disclose?", {0, 2}), ("What did Eva Cole disclose?", {1})):
        asked = read_interests(ask(text), disclosures=DISCLOSURES, sources=(source,))
        assert asked is not None
        assert len(asked.authors) in count


def test_name_is_folded_for_search() -> None:
    """Accents and case are read through."""
    assert fold_name("Špela ÉMMER") == "spela emmer"


def test_relationship_that_is_set_aside_is_not_asked() -> None:
    """ "Funding, not employment" asks for those with the one, and tells nothing of the other."""
    for text in (
        "Who has research funding from Velo, not employment?",
        "Who has Velo research funding (not employment)?",
    ):
        asked = _read(text)
        assert asked is not None
        assert (asked.relationships, asked.left_out, asked.nothing) == (("research funding",), ("employment",), False)
    both = _read("Who is employed by Velo, not just paid honoraria?")
    assert both is not None
    assert both.left_out == ()


@pytest.mark.parametrize("text", ["Did the sponsor's people sit among the authors?", "Are company insiders authors?"])
def test_people_of_the_sponsor_are_its_employees(text: str) -> None:
    """Who belongs to the company is asked as employment."""
    asked = _read(text)
    assert asked is not None
    assert asked.relationships == ("employment",)


def test_authors_of_a_paper_are_from_no_place() -> None:
    """A journal is no country."""
    for text, place in (
        ("Which authors from the Lancet paper have ties to Velo?", ""),
        ("Which authors from Norway have ties to Velo?", "Norway"),
    ):
        asked = _read(text)
        assert asked is not None
        assert asked.place == place
