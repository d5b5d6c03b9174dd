"""Names that a statement does not give."""

from __future__ import annotations

import pytest

from retrieval.answers.denials import (
    deny_funders,
    exclusions_untold,
    trait_untold,
    way_untold,
    ways_asked,
    ways_compared,
)
from retrieval.records import Quote, Sentence
from tests.retrieval.small_trial import ask

FUNDING = [Sentence("Funding: “Sanofi.”", quotes=(Quote("article", 0, 7),))]


@pytest.mark.parametrize(
    ("text", "denied"),
    [
        ("Was it funded by Amgen?", ["Amgen is not named there."]),
        ("Was it funded by Amgen or by Sanofi?", ["Amgen is not named there."]),
        ("Was it funded by Sanofi?", []),
        ("Who funded HARBOUR?", []),
        ("Does Amgen make it?", []),
    ],
)
def test_company_that_did_not_pay_is_denied(text: str, denied: list[str]) -> None:
    """A company that a question takes for the funder, and that the statement does not name, is said not to be there."""
    assert [sentence.text for sentence in deny_funders(ask(text), FUNDING)] == denied


@pytest.mark.parametrize(
    ("text", "compared"),
    [
        ("Is subcutaneous zeltamab any better than intravenous zeltamab?", True),
        ("does SC zeltamab beat IV", True),
        ("subcutaneous versus intravenous zeltamab", True),
        ("Is zeltamab as effective under the skin?", True),
        ("Was zeltamab given intravenously or subcutaneously?", False),
        ("Is PFS better with intravenous zeltamab?", False),
    ],
)
def test_ways_of_giving_that_are_weighed_are_compared(text: str, compared: bool) -> None:
    """How a drug was given answers no question of which way is better."""
    assert bool(ways_compared(ask(text))) is compared


VEIN = [Sentence("“Zeltamab was given into a vein every other week.”")]


@pytest.mark.parametrize(
    ("text", "untold"),
    [
        ("Is there any subcutaneous data?", "“subcutaneous”"),
        ("any data of sub-cut zeltamab", "“sub-cut”"),
        ("Was zeltamab taken as a tablet?", "“tablet”"),
        ("Was zeltamab given into a vein?", ""),
        ("Was zeltamab given IV or under the skin?", ""),
        ("How was zeltamab given?", ""),
    ],
)
def test_way_of_giving_that_is_not_told_is_not_held(text: str, untold: str) -> None:
    """A sentence on another way answers no question about this one; a choice is answered by it."""
    assert way_untold(ask(text), VEIN) == untold


@pytest.mark.parametrize(
    ("text", "told", "untold"),
    [
        ("What are the exclusion criteria?", "Adults with fever were eligible.", "“exclusion criteria”"),
        ("What are the exclusion criteria?", "People with a pacemaker were excluded.", ""),
        ("Who was eligible?", "Adults with fever were eligible.", ""),
    ],
)
def test_criteria_of_exclusion_are_not_told_by_those_of_inclusion(text: str, told: str, untold: str) -> None:
    """Who could enter does not say who could not."""
    assert exclusions_untold(ask(text), [Sentence(told)]) == untold


@pytest.mark.parametrize(
    ("text", "ways"),
    [
        ("Was it given by mouth or by vein?", ["into a vein", "by mouth"]),
        ("Was it swallowed as tablets?", ["by mouth"]),
        ("How much of it was given?", []),
    ],
)
def test_ways_asked_are_read_in_everyday_words(text: str, ways: list[str]) -> None:
    """Each with the words for it."""
    assert list(ways_asked(text)) == ways


ENTRY = [
    Sentence("“Patients with marsh fever, aged at least 18 years, who had one to three earlier lines, were eligible.”")
]


@pytest.mark.parametrize(
    ("text", "untold"),
    [
        ("Were patients with ECOG 3 eligible?", "“ECOG 3”"),
        ("Were patients over 80 allowed?", ""),
        ("Could patients with four earlier lines join?", ""),
        ("Who was eligible?", ""),
    ],
)
def test_trait_that_no_criterion_quoted_has_is_not_held(text: str, untold: str) -> None:
    """A performance status is told by no age and no number of lines."""
    assert trait_untold(ask(text), ENTRY) == untold
