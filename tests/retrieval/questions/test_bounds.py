"""Parts of the patients that are told by a bound."""

from __future__ import annotations

import pytest

from ingest.vocabulary import Term
from retrieval.questions.bounds import is_beyond, mentions_by_bound, without_values
from retrieval.terms import Mention, index_terms
from tests.retrieval.small_trial import HARBOUR, PFS, RESULTS, SmallCorpus, ask, make_ratio

PARTS = ("age <65 years", "age 65-74 years", "age >=75 years", "eGFR <60")
ROWS = tuple(make_ratio(f"update:4{i}", "0.5", ("0.4", "0.6", "95"), subgroup=part) for i, part in enumerate(PARTS))
TERMS = index_terms(SmallCorpus((*RESULTS, *ROWS)))


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("very old (75 and more)", {"age >=75 years"}),
        ("75+ years of age", {"age >=75 years"}),
        ("aged at least 75", {"age >=75 years"}),
        ("under 65, 65 to 74 years old", {"age <65 years", "age 65-74 years"}),
        ("older than 65 but younger than 75", {"age 65-74 years"}),
        ("eGFR below 60", {"eGFR <60"}),
        ("a response of at least 75", set()),
        ("aged 80 and over", {"age >=80 years"}),
        ("PFS at 65 weeks", set()),
    ],
)
def test_part_is_found_by_its_bound(text: str, expected: set[str]) -> None:
    """A bound names the part whose name carries it, where the text speaks of what is bounded."""
    found = mentions_by_bound(text, terms=TERMS, trial=HARBOUR.id)
    assert {mention.term.name for mention in found if mention.term.kind == "subgroup"} == expected


@pytest.mark.parametrize(
    ("text", "found"),
    [
        ("PFS with an eGFR of 38", True),
        ("whose eGFR was 52", True),
        ("PFS with an eGFR of 90", False),
        ("an eGFR between 30 and 75", False),
        ("an eGFR of more than 45", False),
    ],
)
def test_value_within_a_bound_names_the_part(text: str, found: bool) -> None:
    """A value said of what the name bounds belongs to the part, or does not."""
    mentions = mentions_by_bound(text, terms=TERMS, trial=HARBOUR.id)
    assert any(mention.term.name == "eGFR <60" for mention in mentions) is found


def test_value_outside_a_bound_is_beyond_it() -> None:
    """The word that the bound is of stands before its value."""
    assert is_beyond("eGFR <60", " of 90")
    assert not is_beyond("eGFR <60", " of 45")
    assert not is_beyond("eGFR <60", " in all patients")


@pytest.mark.parametrize(
    ("text", "outcomes", "parts"),
    [
        ("How many had one to three earlier treatments?", ("Number of prior lines of therapy",), ()),
        ("Patients should have had 1-3 prior lines", ("Number of prior lines of therapy",), ()),
        ("PFS after three or more prior lines", (PFS,), ("three or more prior lines",)),
    ],
)
def test_end_of_a_counted_range_is_no_part(text: str, outcomes: tuple[str, ...], parts: tuple[str, ...]) -> None:
    """ "One to three lines" speaks of the lines, and of no part that had three."""
    question = ask(text)
    assert (question.outcomes, question.subgroups) == (outcomes, parts)


@pytest.mark.parametrize(
    ("text", "parts"),
    [
        pytest.param("response in those under 65", {"age <65 years"}, id="an age"),
        pytest.param("a viral load below 65 copies/mL", set(), id="a value by its unit"),
        pytest.param("a pressure under 65 mmHg", set(), id="another unit"),
        pytest.param("a CD4 count under 65", set(), id="a value by what it is of"),
    ],
)
def test_bound_of_a_value_is_no_age(text: str, parts: set[str]) -> None:
    """A number that a unit follows, or that is said of a value, tells no age, however the vocabulary spells one."""
    under = Mention(text.index("65") - 6, text.index("65") + 2, "below 65", Term("subgroup", "age <65 years"))
    assert {mention.term.name for mention in without_values(text, (under,))} == parts
