"""Names that a statement does not give."""

from __future__ import annotations

import pytest

from retrieval.answers.denials import deny_funders, ways_compared
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
        ("Is zeltamab as effective under the skin?", True),
        ("Was zeltamab given intravenously or subcutaneously?", False),
        ("Is PFS better with intravenous zeltamab?", False),
    ],
)
def test_ways_of_giving_that_are_weighed_are_compared(text: str, compared: bool) -> None:
    """How a drug was given answers no question of which way is better."""
    assert bool(ways_compared(ask(text))) is compared
